"""Estimates from a case's own linked lists, and identified dead below whom no weighed bound goes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import UsageError
from counterclaim.estimates.settings import Settings
from counterclaim.model import Method, Verdict
from counterclaim.victims.generator import ListProfile, generate
from tests.case import fakes, linked
from tests.case.conftest import ME

QUICK = Settings(methods=(Method.LOGLINEAR,), bootstrap=0)
#: three teams that know nothing of one another, over 250 invented dead
TEAMS = tuple(
    ListProfile(name, share, unnamed=0.0) for name, share in (("parish", 0.6), ("clinic", 0.5), ("press", 0.4))
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estimates")
    with Case.create(str(folder / "case"), by=ME, new_grouping=fakes.Grouping) as case:
        made = generate(TEAMS, 250, seed=3)
        for table in made.tables.values():
            table["fate"] = "killed"
        for name, path in linked.files(made, folder).items():
            case.add_list(path, by=ME, once=True, keeper=f"The {name}", criteria="everyone killed", obtain=fakes.obtain)
        case.victims.link(by=ME, replicates=4)
    return folder / "case"


@pytest.fixture
def case(built: Path, a_copy_of: Callable[[Path], str]) -> Iterator[Case]:
    """A copy of its own for each test, on either database: linking takes longer than all else."""
    with Case.open(a_copy_of(built), new_grouping=fakes.Grouping) as opened:
        yield opened


def test_linked_lists_are_a_source_with_replicates_and_what_is_known_of_each(case: Case) -> None:
    (source,) = case.estimates.sources()
    assert (source.name, source.title, len(source.tables), source.pending) == ("lists", "linked lists", 4, False)
    assert source.tables[0].profile("parish").keeper == "The parish"
    made = case.estimates.run("lists", QUICK, by=ME)
    answer = made.estimation.estimates[0]
    assert answer.diagnostics["replicates"] == 4
    assert answer.total.low is not None
    assert answer.total.high is not None
    assert answer.total.low < 250 < answer.total.high
    assert made.current
    assert len(made.inputs) == 4  # the linkage and three lists


def test_some_of_the_lists_can_be_chosen_and_two_are_refused(case: Case) -> None:
    made = case.estimates.run("lists:parish + press", QUICK, by=ME)
    assert made.title == "parish + press"
    assert "with fewer than three" in made.estimation.refusals[0].reason
    with pytest.raises(UsageError, match="not among the lists that were linked"):
        case.estimates.run("lists:parish + radio", QUICK, by=ME)


def test_lists_split_by_a_fact_are_estimated_stratum_by_stratum(case: Case) -> None:
    made = case.estimates.run("lists by sex", QUICK, by=ME)
    assert made.title == "linked lists by sex"
    assert made.current
    whole = case.victims.overlap()
    assert whole is not None
    assert sum(table.documented for table in made.tables) == whole.table.documented
    assert {part.stratum for part in made.estimation.parts} == {"female", "male"}
    assert any("documented cases, not of all" in note for note in made.estimation.notes)
    with pytest.raises(UsageError, match="split by sex, age, place, month"):
        case.estimates.run("lists by shoe:parish + press", QUICK, by=ME)


def test_what_a_choice_changes_is_shown_of_replicates_too(case: Case) -> None:
    made = case.estimates.run("lists", Settings(bootstrap=0, rounds=250), by=ME)
    assert set(made.estimation.sensitivity) >= {"left_out", "delta"}
    assert any("first replicate" in note for note in made.estimation.notes)


def test_a_judgement_since_the_last_linkage_makes_it_stale_until_it_is_linked_again(case: Case) -> None:
    made = case.estimates.run("lists", QUICK, by=ME)
    pair = case.victims.waiting("R. Reviewer", 1)[0]
    entry = case.victims.judge(pair.left, pair.right, Verdict.UNSURE, by="R. Reviewer", reason="No father's name.")
    assert case.estimates.sources()[0].pending
    found = case.estimates.find(made.id)
    assert found is not None
    assert not found.current
    case.victims.link(by=ME, replicates=4)
    assert not case.estimates.sources()[0].pending
    case.withdraw(entry.id, by="R. Reviewer", reason="It is clear now.")
    assert case.estimates.sources()[0].pending


def test_no_weighed_bound_lies_below_those_identified_by_name(case: Case, tmp_path: Path) -> None:
    for name, text in {
        "a": "4 killed in Orvale, said the Hospital",
        "b": "6 killed in Orvale, said the Monitor",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text)
        case.add([str(tmp_path / f"{name}.txt")], by=ME, **fakes.STAGES)
    case.weighing.switch_on(reason="To see the floor.", by=ME)
    (figure,) = case.figures()
    assert case.weighing.figure(figure.id).floor is None  # type: ignore[union-attr]
    tied = 0
    for known in case.victims.persons(limit=30)[0]:
        if known.person.fate == "dead":
            case.victims.tie(known.person.id, figure.incident.id, by=ME, reason="Buried there that day.")
            tied += 1
    (figure,) = case.figures()
    floor = case.victims.floors([figure])[figure.id]
    assert 6 < floor <= tied
    (made,) = [one for one in figure.assessments if one.rules == "weigh"]
    assert made.low is not None
    assert made.low >= floor
    assert any(reason.rule == "weigh/floor" and reason.bound == "low" for reason in made.reasons)
