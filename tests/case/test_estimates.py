"""Estimates in a case: given tables, recorded answers, acceptances by a named analyst; on both databases."""

from collections.abc import Callable

import pytest

from counterclaim.case import Case
from counterclaim.errors import UsageError
from counterclaim.estimates.settings import Settings
from counterclaim.model import EntryKind, ListProfile, Method, OverlapTable, Standard
from tests.case.conftest import ME
from tests.case.test_rebuild import dump

#: invented: three lists of one population, by capture history
COUNTS = {1: 120, 2: 90, 4: 70, 3: 40, 5: 30, 6: 25, 7: 15}
QUICK = Settings(methods=(Method.LOGLINEAR, Method.BOUNDS), bootstrap=0)
RELEASES = tuple(
    ListProfile(f"release {n}", "Ministry of Orvale", None, (f"release {n - 1}",) if n > 1 else ()) for n in (1, 2, 3)
)


def table(counts: dict[int, int] = COUNTS, names: tuple[str, ...] = ("parish", "clinic", "monitor")) -> OverlapTable:
    return OverlapTable.of(names, counts)


def accept(
    case: Case, id_: str, *, ticked: range = range(99), by: str = ME, reason: str = "The criteria agree."
) -> str:
    entry = case.estimates.accept(
        id_, "loglinear", None, ticked=ticked, standard=Standard.BALANCE, reason=reason, by=by
    )  # fmt: skip
    return entry.id


def test_an_estimate_is_recorded_with_all_that_made_it(case: Case) -> None:
    source = case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("table:villages", QUICK, by="B. Statistician")
    assert (made.source, made.inputs, made.by, made.current) == (
        "table:villages",
        source.inputs,
        "B. Statistician",
        True,
    )
    assert made.estimation.table.documented == 390
    assert {answer.method for answer in made.estimation.estimates} == {Method.LOGLINEAR, Method.BOUNDS}
    recorded = case.entry(made.entry)
    assert recorded is not None
    assert recorded.entry.kind is EntryKind.ESTIMATE
    assert recorded.content["settings"]["seed"] == made.estimation.seed == 1
    assert recorded.content["estimation"]["version"] == made.estimation.version
    assert case.find(made.id) == made


def test_the_same_again_is_the_same_estimate_and_another_seed_another(case: Case) -> None:
    case.estimates.give([table()], "villages", by=ME)
    first = case.estimates.run("villages", QUICK, by=ME)
    entries = case.count_entries()
    assert case.estimates.give([table()], "villages", by=ME).inputs == first.inputs
    assert case.estimates.run("villages", QUICK, by=ME).id == first.id
    assert case.count_entries() == entries
    other = Settings(methods=QUICK.methods, bootstrap=0, seed=2)
    assert case.estimates.run("villages", other, by=ME).id != first.id


def test_there_is_no_headline_until_a_named_analyst_ticked_every_assumption(case: Case) -> None:
    case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("villages", QUICK, by=ME)
    assert made.headlines == []
    answer = made.estimation.estimates[0]
    listed = made.assumptions(answer)
    assert listed[0] == answer.assumption
    with pytest.raises(UsageError, match="Not ticked:\n" + listed[-1]):
        accept(case, made.id, ticked=range(len(listed) - 1))
    accept(case, made.id)
    (headline,) = case.estimates.all()[0].headlines
    assert headline.acceptance.assumptions == listed
    assert (headline.acceptance.by, headline.answer.total, headline.current) == (ME, answer.total, True)


@pytest.mark.parametrize(
    ("by", "reason", "fault"),
    [(ME, " ", "needs a named analyst and a reason"), (" ", "Why not", "needs a named analyst")],
)
def test_nobody_accepts_namelessly_or_without_a_reason(case: Case, by: str, reason: str, fault: str) -> None:
    case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("villages", QUICK, by=ME)
    with pytest.raises(UsageError, match=fault):
        accept(case, made.id, by=by, reason=reason)


def test_new_data_make_an_acceptance_stale_and_it_can_be_withdrawn(case: Case) -> None:
    case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("villages", QUICK, by=ME)
    entry = accept(case, made.id)
    case.estimates.give([table({**COUNTS, 7: 16})], "villages", by=ME)
    (found,) = case.estimates.all()
    assert not found.current
    assert [one.current for one in found.headlines] == [False]
    with pytest.raises(UsageError, match="The data have changed since"):
        accept(case, made.id)
    case.withdraw(entry, by=ME, reason="The clinic's list was copied.")
    (found,) = case.estimates.all()
    assert (found.headlines, found.accepted[0].withdrawn) == ([], True)


def test_releases_of_one_keeper_are_refused_and_cannot_be_accepted(case: Case) -> None:
    names = tuple(profile.name for profile in RELEASES)
    releases = OverlapTable.of(names, {4: 50, 6: 40, 7: 110}, profiles=RELEASES)
    case.estimates.give([releases], "the ministry", by=ME)
    made = case.estimates.run("the ministry", QUICK, by=ME)
    assert made.estimation.estimates == ()
    assert "release 2 was made from release 1" in made.estimation.refusals[0].reason
    with pytest.raises(UsageError, match="none, it was refused"):
        accept(case, made.id)


@pytest.mark.parametrize(("method", "fault"), [("stepwise", "It has: bounds chao"), ("no method", "It has: ")])
def test_an_answer_that_is_not_there_is_named_with_those_that_are(case: Case, method: str, fault: str) -> None:
    case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("villages", QUICK, by=ME)
    with pytest.raises(UsageError, match=fault):
        case.estimates.accept(made.id, method, None, ticked=range(99), standard=Standard.BALANCE, reason="r", by=ME)
    with pytest.raises(UsageError, match="no such estimate"):
        case.estimates.accept("estimate-0", method, None, ticked=(), standard=Standard.BALANCE, reason="r", by=ME)


def test_unknown_sources_are_refused_with_those_that_are_known(case: Case) -> None:
    case.estimates.give([table()], "villages", by=ME)
    with pytest.raises(UsageError, match="It has: table:villages"):
        case.estimates.run("towns", QUICK, by=ME)
    with pytest.raises(UsageError, match="needs a name"):
        case.estimates.give([table()], "  ", by=ME)


def test_replicates_widen_what_one_table_says_and_are_an_assumption(case: Case) -> None:
    tables = [OverlapTable.of(("a", "b", "c"), {**COUNTS, 7: 15 + n, 1: 120 - n}, replicate=str(n)) for n in range(12)]
    case.estimates.give(tables, "linked", by=ME)
    made = case.estimates.run("linked", QUICK, by=ME)
    assert len(made.tables) == 10
    answer = made.estimation.estimates[0]
    assert answer.diagnostics["replicates"] == 10
    assert any("replicates say it is" in text for text in made.assumptions(answer))


def test_a_progress_that_stops_leaves_nothing_behind(case: Case) -> None:
    case.estimates.give([table()], "villages", by=ME)
    before = case.count_entries()

    def stop(text: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.estimates.run("villages", QUICK, by=ME, progress=stop)
    assert case.count_entries() == before


def test_rebuilt_tables_and_verify_agree_with_the_ledger(case: Case, add: Callable[..., None]) -> None:
    add("one", "40 killed in Orvale, said the Ministry")
    case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("villages", QUICK, by=ME)
    case.withdraw(accept(case, made.id), by=ME, reason="Too soon.")
    accept(case, made.id)
    before, seen = dump(case), case.estimates.all()
    case.rebuild()
    assert dump(case) == before
    assert case.estimates.all() == seen
    assert case.verify().findings == ()
    with case.memory.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE estimates SET stamp = 'changed'")
    assert any("table estimates" in flaw.where for flaw in case.verify().findings)


def test_an_erased_table_takes_its_name_with_it(case: Case) -> None:
    case.estimates.give([table()], "villages", by=ME)
    made = case.estimates.run("villages", QUICK, by=ME)
    given = next(found for found in case.entries(kinds=[EntryKind.OVERLAP]))
    case.erase(given.entry.id, reason="It was given in error.", by=ME)
    assert case.estimates.sources() == []
    stored = case.estimates.find(made.id)
    assert stored is not None
    assert not stored.current
    assert case.verify().findings == ()
