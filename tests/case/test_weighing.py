"""The weighing model in a case: off until a named person switches it on, beside the codebooks, never in public; on both databases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.case import Case, Tier, weigh_refresh
from counterclaim.errors import UsageError
from counterclaim.model import MODEL_RULES, Assessment, EntryKind, SourceProfile, WeighStatus
from tests.case import fakes
from tests.case.conftest import ME
from tests.case.test_rebuild import dump

WHY = "Two sides and three hospitals differ."
PROFILES = (
    SourceProfile("Hospital", kind="hospital"),
    SourceProfile("Monitor", kind="monitor"),
    SourceProfile("Ministry", kind="government", side="Orvale"),
)
Add = Callable[..., None]


@pytest.fixture
def told(case: Case, add: Add) -> Case:
    """A case with two figures that several sources speak of, and one that one does."""
    for profile in PROFILES:
        case.profile(profile, by=ME)
    add("a", "200 killed in Orvale, said the Hospital")
    add("b", "180 killed in Orvale, said the Monitor")
    add("c", "12 killed in Orvale, said the Ministry")
    add("d", "30 injured in Orvale, said the Hospital")
    add("e", "26 injured in Orvale, said the Monitor")
    add("f", "7 killed in Telby, said the Monitor")
    return case


def assessed(case: Case, question: str = "killed in Orvale") -> Assessment | None:
    """The model's assessment of a figure."""
    figure = next(one for one in case.figures() if one.question == question)
    return next((made for made in figure.assessments if made.rules in MODEL_RULES), None)


def test_it_is_off_until_a_named_person_switches_it_on_for_a_reason(told: Case) -> None:
    assert assessed(told) is None
    assert (told.weighing.switch, told.weighing.all()) == (None, None)
    with pytest.raises(UsageError, match="the reason is recorded"):
        told.weighing.switch_on(reason=" ", by=ME)
    entry = told.weighing.switch_on(reason=WHY, by="B. Editor")
    recorded = told.entry(entry.id)
    assert recorded is not None
    assert (recorded.who, recorded.content["reason"], recorded.entry.kind) == ("B. Editor", WHY, EntryKind.WEIGHING)
    assert assessed(told) is not None
    with pytest.raises(UsageError, match="is on in this case"):
        told.weighing.switch_on(reason=WHY, by=ME)


def test_every_bound_has_its_reason_and_the_model_is_named(told: Case) -> None:
    told.weighing.switch_on(reason=WHY, by="B. Editor", level=0.8, seed=5)
    made = assessed(told)
    assert made is not None
    assert made.level == 0.8
    assert made.low is not None
    assert made.high is not None
    assert {"low", "best", "high", "grade"} <= {reason.bound for reason in made.reasons}
    assert all(reason.rule.startswith("weigh") and reason.text.startswith("Model: ") for reason in made.reasons)
    claims = {claim for one in told.figures() for claim in one.claims}
    assert all(set(reason.claims) <= claims for reason in made.reasons)
    said = " ".join(reason.text for reason in made.reasons)
    assert "of the width rests on presumptions" in said
    assert "Hospital is taken as neutral: hospital" in said
    assert "fast approximation, level 80%, seed 5" in said
    assert "switched on for this case by B. Editor" in made.notice


def test_it_stays_by_the_hospital_and_the_monitor_whatever_a_party_says(told: Case) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    made = assessed(told)
    assert made is not None
    assert made.low is not None
    assert made.best is not None
    assert 150 <= made.best <= 220
    assert made.low >= 90


def test_one_original_source_is_not_weighed_and_what_nobody_neutral_says_is_insufficient(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    assert assessed(told, "killed in Telby") is None
    add("g", "50 injured in Telby, said the Elders")
    add("h", "90 injured in Telby, said the Youth")
    made = assessed(told, "injured in Telby")
    assert made is not None
    assert made.grade == WeighStatus.INSUFFICIENT.value


def test_switching_off_takes_every_answer_away_and_stays_on_record(told: Case) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    assert assessed(told) is not None
    told.weighing.switch_off(reason="It was read as a finding.", by="B. Editor")
    assert (assessed(told), told.weighing.switch, told.weighing.all()) == (None, None, None)
    *_, last = told.entries()
    assert (last.entry.kind, last.content["reason"]) == (EntryKind.WITHDRAWAL, "It was read as a finding.")
    with pytest.raises(UsageError, match="is off"):
        told.weighing.switch_off(reason="Again.", by=ME)


def test_a_public_release_holds_no_model_and_others_do(told: Case) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    rules = {
        tier: {made.rules for one in told.give(tier).figures for made in one.assessments} for tier in Tier
    }  # fmt: skip
    assert not rules[Tier.PUBLIC] & MODEL_RULES
    assert rules[Tier.PARTNER] >= MODEL_RULES
    assert rules[Tier.COURT] >= MODEL_RULES


def test_adding_a_report_changes_the_answer_at_once(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    before = assessed(told)
    add("g", "240 killed in Orvale, said the Rescuers")
    after = assessed(told)
    assert before is not None
    assert after is not None
    assert after.best != before.best
    assert len(after.reasons) == len(before.reasons) + 1


def engine(case: Case, question: str) -> str:
    """What an assessment says of the engine that made it."""
    made = assessed(case, question)
    assert made is not None
    return made.reasons[-1].text


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is large from two counts on, and sources are learned anew when more than half of the counts have changed."""
    monkeypatch.setattr(weigh_refresh, "FEWEST", 2)
    monkeypatch.setattr(weigh_refresh, "SHARE", 0.8)


@pytest.mark.usefixtures("few")
def test_in_a_large_case_a_changed_figure_is_weighed_alone_and_says_so(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    before = assessed(told)
    add("g", "29 injured in Orvale, said the Rescuers")
    assert assessed(told) == before
    assert "its sources as last learned from 5 counts" in engine(told, "injured in Orvale")
    whole = told.weighing.all()
    assert whole is not None
    assert whole.diagnostics["changed_since"] == 3
    made = assessed(told, "injured in Orvale")
    assert made is not None
    assert made.low is not None
    assert made.high is not None
    assert made.low < 29 < made.high


@pytest.mark.usefixtures("few")
def test_sources_are_learned_anew_once_enough_has_changed(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    assert assessed(told) is not None
    add("g", "29 injured in Orvale, said the Rescuers")
    assert "as last learned" in engine(told, "injured in Orvale")
    add("h", "28 injured in Orvale, said the Elders")
    assert "as last learned" not in engine(told, "injured in Orvale")
    whole = told.weighing.all()
    assert whole is not None
    assert whole.diagnostics["changed_since"] == 0


@pytest.mark.usefixtures("few")
def test_one_source_more_of_a_figure_of_its_own_leaves_all_answers(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    before = assessed(told), assessed(told, "injured in Orvale")
    add("g", "9 injured in Telby, said the Monitor")
    assert (assessed(told), assessed(told, "injured in Orvale")) == before
    assert before[0] is not None


@pytest.mark.usefixtures("few")
def test_nothing_is_left_of_the_order_of_arrival_after_a_full_run(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    assert assessed(told) is not None
    add("g", "29 injured in Orvale, said the Rescuers")
    assert "as last learned" in engine(told, "injured in Orvale")
    told.weighing.run(by=ME)
    after = told.weighing.all()
    assert after is not None
    assert after.diagnostics["changed_since"] == 0
    told.rebuild()
    assert told.weighing.all() == after


def test_a_full_run_is_recorded_and_stands_until_its_figure_changes(told: Case, add: Add) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    ticks: list[int] = []
    id_ = told.weighing.run(by=ME, tick=ticks.append)
    assert max(ticks) > 1000
    assert told.weighing.run(by=ME) == id_
    (run,) = told.entries(kinds=[EntryKind.ESTIMATE])
    assert (run.content["seed"], run.content["level"]) == (1, 0.9)
    assert set(run.content["inputs"]) >= set(run.content["figures"])
    made = assessed(told)
    assert made is not None
    assert f"a full run of chains ({id_})" in " ".join(reason.text for reason in made.reasons)
    add("g", "31 injured in Orvale, said the Rescuers")
    engines = [
        "full" if "full run" in found.reasons[-1].text else "fast"
        for question in ("killed in Orvale", "injured in Orvale")
        if (found := assessed(told, question)) is not None
    ]
    assert engines == ["full", "fast"]


def test_a_run_that_is_stopped_records_nothing(told: Case) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)

    def stop(sweeps: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        told.weighing.run(by=ME, tick=stop)
    assert list(told.entries(kinds=[EntryKind.ESTIMATE])) == []


def test_sources_are_contrasts_by_name_with_what_is_not_identified(told: Case) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    found = told.weighing.all()
    assert found is not None
    names = [source.source for source in found.sources]
    assert names == sorted(names)
    assert "Ministry" in names
    assert any("cannot: it is presumed" in limit for limit in found.limits)


@pytest.mark.parametrize("full", [False, True])
def test_rebuilt_answers_are_the_same_and_verify_is_content(told: Case, full: bool) -> None:
    told.weighing.switch_on(reason=WHY, by=ME)
    if full:
        told.weighing.run(by=ME)
    seen = told.weighing.all()
    before = dump(told)
    told.rebuild()
    assert dump(told) == before
    assert told.weighing.all() == seen
    assert told.verify().findings == ()


def test_erasing_a_report_takes_its_numbers_out_of_every_run(told: Case, add: Add) -> None:
    add("witness", "199 killed in Orvale, said the Witness")
    told.weighing.switch_on(reason=WHY, by=ME)
    told.weighing.run(by=ME)
    report = next(one for one in told.entries(kinds=[EntryKind.REPORT]) if one.content["report"]["id"] == "witness")
    told.erase(report.entry.id, reason="A witness withdrew.", by=ME)
    assert [run.erased for run in told.entries(kinds=[EntryKind.ESTIMATE])] == [True]
    found = told.weighing.all()
    assert found is not None
    assert "Witness" not in {source.source for source in found.sources}
    assert told.verify().findings == ()


def test_what_rests_on_a_protected_claim_is_sealed_with_it(tmp_path: Path) -> None:
    location = str(tmp_path / "sealed")
    with Case.create(location, by=ME, passphrase="correct horse", new_grouping=fakes.Grouping) as case:
        (tmp_path / "r.txt").write_text("40 killed in Orvale, said the Witness")
        (tmp_path / "s.txt").write_text("44 killed in Orvale, said the Monitor")
        case.add([str(tmp_path / "r.txt"), str(tmp_path / "s.txt")], by=ME, protected=True, **fakes.STAGES)
        case.weighing.switch_on(reason=WHY, by=ME)
        assert assessed(case) is not None
    for path in (tmp_path / "sealed").rglob("*sqlite*"):
        assert b"Witness" not in path.read_bytes()
    with Case.open(location, passphrase="correct horse", new_grouping=fakes.Grouping) as case:
        assert assessed(case) is not None
