"""Victims and estimates leave in tables and come back: the same bytes, the same ids, nothing doubled, nobody named in public."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.case import Case, PersonFilter, Tier
from counterclaim.case.export import export
from counterclaim.errors import InputError
from counterclaim.estimates.settings import Settings
from counterclaim.exports.csv_read import read_csv
from counterclaim.model import (
    Conclusion,
    Consent,
    Determination,
    EntryKind,
    Method,
    OverlapTable,
    Standard,
    Use,
    Verdict,
)
from tests.case import fakes
from tests.case.conftest import ME
from tests.case.test_persons import build
from tests.case.test_rebuild import dump

ANALYST, COLLEAGUE = "Odalys Brancaster", "Perrin Calloway"
#: every name of the lists, in each of its ways; who works on the case
NAMES = ("Samer", "Haddad", "Rana", "Zayd", "Nadim", "سامر", "هدى", ME, ANALYST)
QUICK = Settings(methods=(Method.LOGLINEAR, Method.BOUNDS), bootstrap=0)


def the(case: Case, words: str) -> str:
    (found,), _ = case.victims.persons(PersonFilter(words=words))
    return found.person.id


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four persons of two lists (one a child), consents, a tie, a tie taken back, judgements, estimates that somebody accepted."""
    folder = tmp_path_factory.mktemp("tables")
    build(str(folder / "case"), folder)
    with Case.open(str(folder / "case"), new_grouping=fakes.Grouping) as case:
        counts = {1: 120, 2: 90, 4: 70, 3: 40, 5: 30, 6: 25, 7: 15}
        tables = [OverlapTable.of(("parish", "clinic", "=monitor"), counts, stratum=name) for name in ("east", "west")]
        made = case.estimates.run(case.estimates.give(tables, "villages", by=ME).name, QUICK, by=ME)
        accepted = {"ticked": range(99), "standard": Standard.BALANCE, "by": ANALYST}
        case.estimates.accept(made.id, "loglinear", None, reason="It is met.", **accepted)  # type: ignore[arg-type]
        case.estimates.run("lists", QUICK, by=ME)
        samer, rana, nadim = (the(case, words) for words in ("samer haddad", "rana zayd", "nadim zayd"))
        for use in (Use.SHARE, Use.COURT):
            case.victims.consent(samer, by=ME, reason="asked", given=Consent(use, True, "the family"))
        case.victims.consent(rana, by=ME, reason="a child", sensitive=["child"])
        incident = next(iter(case.figures())).incident.id
        case.victims.tie(samer, incident, by=ME, reason="=named in the report")
        wrong = case.victims.tie(nadim, incident, by=ME, reason="so it seemed")
        case.withdraw(wrong[0].id, by=ME, reason="another town")
        case.victims.judge("hospital:2", "hospital:3", Verdict.DIFFERENT, by=ANALYST, reason="father and daughter")
        case.weighing.switch_on(reason="two sides", by=ME)
        figure = next(iter(case.figures()))
        for reasons in ("The list has Samer Haddad.", "The list is a copy."):
            made_ = Determination(figure.id, figure.claims, Conclusion.PENDING, Standard.BALANCE, ANALYST, reasons)
            last = case.determine(made_)
        case.withdraw(last.id, by=ANALYST, reason="no copy")
    return folder / "case"


@pytest.fixture
def linked(built: Path, a_copy_of: Callable[[Path], str]) -> Iterator[Case]:
    with Case.open(a_copy_of(built), new_grouping=fakes.Grouping) as case:
        yield case


@pytest.fixture
def other(linked: Case, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """An empty case of a colleague, on the same kind of database."""
    location = str(tmp_path / "other") if linked.memory.folder else str(request.getfixturevalue("fresh_postgres"))
    with Case.create(location, by=COLLEAGUE, new_grouping=fakes.Grouping) as case:
        yield case


def left(case: Case, tier: Tier, folder: Path, form: str = "csv") -> dict[str, bytes]:
    export(case, form, tier, folder, by=ME if form == "csv" else COLLEAGUE)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def take(case: Case, folder: Path) -> Any:
    taken = read_csv(folder)
    given = (taken.reports, taken.profiles, taken.groupings, taken.victims, taken.estimates, taken.determinations)
    return case.take(*given, by=COLLEAGUE, origin=folder.name)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("tier", list(Tier))
def test_what_is_taken_into_an_empty_case_leaves_it_with_the_same_bytes(
    linked: Case, other: Case, tmp_path: Path, tier: Tier
) -> None:
    first = left(linked, tier, tmp_path / "out")
    take(other, tmp_path / "out")
    assert other.verify().findings == ()
    again = left(other, tier, tmp_path / "again")
    assert again.keys() == first.keys()
    assert [name for name in first if again[name] != first[name]] == []
    before = dump(other)
    other.rebuild()
    assert dump(other) == before


def test_what_is_taken_in_twice_or_comes_home_changes_nothing(linked: Case, other: Case, tmp_path: Path) -> None:
    left(linked, Tier.COURT, tmp_path / "out")
    take(other, tmp_path / "out")
    for case in (other, linked):
        before = dump(case)
        done = take(case, tmp_path / "out")
        assert (done.reports, done.updated, done.rows, done.persons, done.estimates, done.others) == (0,) * 6
        assert dump(case) | {"actors": []} == before | {"actors": []}  # the colleague's name alone


def test_what_changed_since_is_updated_and_nothing_is_doubled(linked: Case, other: Case, tmp_path: Path) -> None:
    left(linked, Tier.COURT, tmp_path / "first")
    take(other, tmp_path / "first")
    (estimate,) = (one for one in linked.estimates.all() if one.accepted)
    linked.withdraw(estimate.accepted[0].entry, by=ANALYST, reason="The parish list is a copy.")
    samer = the(linked, "samer haddad")
    linked.victims.consent(samer, by=ME, reason="asked again", given=Consent(Use.SHARE, False, "the family"))
    judged, _ = linked.victims.last_judgement(ME) or ("", None)
    linked.withdraw(judged, by=ME, reason="two men")
    linked.victims.link(by=ME, replicates=2)
    second = left(linked, Tier.COURT, tmp_path / "second")
    done = take(other, tmp_path / "second")
    assert (done.reports, done.rows, done.estimates) == (0, 2, 1)
    again = left(other, Tier.COURT, tmp_path / "again")
    assert [name for name in second if again.get(name) != second[name]] == []
    assert other.victims.persons()[1] == linked.victims.persons()[1] - 1  # the child, of whom it was only told
    assert other.verify().findings == ()


def test_a_refusal_here_outlasts_what_is_told_from_elsewhere(linked: Case, other: Case, tmp_path: Path) -> None:
    left(linked, Tier.PARTNER, tmp_path / "out")
    take(other, tmp_path / "out")
    samer = the(other, "samer haddad")
    assert samer == the(linked, "samer haddad")
    other.victims.consent(samer, by=COLLEAGUE, reason="he wrote", given=Consent(Use.SHARE, False, "himself"))
    take(other, tmp_path / "out")
    left(other, Tier.PARTNER, tmp_path / "again")
    assert {row["name"] for row in rows(tmp_path / "again", "persons.csv")} == {""}
    assert not (tmp_path / "again" / "records.csv").exists()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_in_public_nobody_is_named_also_by_a_case_that_was_told_everything(
    linked: Case, other: Case, tmp_path: Path, form: str
) -> None:
    left(linked, Tier.COURT, tmp_path / "court")
    take(other, tmp_path / "court")
    for place, case in (("own", linked), ("told", other)):
        left(case, Tier.PUBLIC, tmp_path / place, form)
        taken = read_csv(tmp_path / place)  # Parquet is compressed: its values are searched
        told = repr(taken)
        assert [name for name in (*NAMES, COLLEAGUE) if name.lower() in told.lower()] == []
        assert taken.victims.records == ()
        assert [one.counted for one in taken.victims.persons if one.sensitive] == [1]
        (accepted,) = (acc for one in taken.estimates.estimates for acc in one.accepted)
        assert accepted.acceptance.by.startswith("actor-")


def test_a_pseudonym_is_the_same_in_every_tier_and_year_alone_is_told_without_a_name(
    linked: Case, tmp_path: Path
) -> None:
    told = {}
    for tier in Tier:
        left(linked, tier, tmp_path / tier.value)
        told[tier] = {row["person"]: row for row in rows(tmp_path / tier.value, "persons.csv")}
    samer = the(linked, "samer haddad")
    assert [told[tier][samer]["died"] for tier in Tier] == ["2019", "2019-03-10", "2019-03-10"]
    assert [told[tier][samer]["name"] for tier in Tier] == ["", *["Samer Khaled Omar Haddad"] * 2]
    assert told[Tier.PARTNER].keys() == told[Tier.COURT].keys()
    assert len(told[Tier.PUBLIC].keys() - told[Tier.COURT].keys()) == 1  # those who are only counted


def test_whom_another_case_called_sensitive_is_only_counted_in_public_here(
    linked: Case, other: Case, tmp_path: Path
) -> None:
    left(linked, Tier.PARTNER, tmp_path / "out")
    assert ("true", "child") in {(row["sensitive"], row["age_group"]) for row in rows(tmp_path / "out", "persons.csv")}
    take(other, tmp_path / "out")
    left(other, Tier.PUBLIC, tmp_path / "public")
    assert "child" not in {row["age_group"] for row in rows(tmp_path / "public", "persons.csv")}
    assert [row["counted"] for row in rows(tmp_path / "public", "persons.csv") if row["sensitive"] == "true"] == ["1"]


def test_an_answer_never_stands_without_assumption_interval_seed_version_and_acceptance(
    linked: Case, tmp_path: Path
) -> None:
    left(linked, Tier.COURT, tmp_path / "out")
    found = rows(tmp_path / "out", "answers.csv")
    assert found
    assert all(row["assumption"] and row["level"] and row["seed"] == "1" and row["version"] for row in found)
    assert [row["accepted_by"] for row in found].count(ANALYST) == 1
    (accepted,) = rows(tmp_path / "out", "acceptances.csv")
    assert accepted["acceptance.standard"] == "balance_of_probabilities"
    assert all(row["reason"] for row in rows(tmp_path / "out", "refusals.csv"))
    for path in (tmp_path / "out").iterdir():
        for row in csv.reader(path.open(encoding="utf-8", newline="")):
            assert not any(cell[:1] in "=+-@" for cell in row if cell), path.name


def test_an_estimate_is_of_todays_data_where_they_came_with_it(linked: Case, other: Case, tmp_path: Path) -> None:
    linked.victims.link(by=ME, replicates=2)
    linked.estimates.run("lists", QUICK, by=ME)
    left(linked, Tier.COURT, tmp_path / "out")
    take(other, tmp_path / "out")
    mine = {(one.id, one.source, one.current) for one in linked.estimates.all()}
    assert {(one.id, one.source, one.current) for one in other.estimates.all()} == mine
    assert {one.by for one in other.estimates.all()} == {ME}
    assert [len(one.headlines) for one in other.estimates.all()] == [
        len(one.headlines) for one in linked.estimates.all()
    ]


def test_erasing_a_row_destroys_what_was_corrected_of_it_too(linked: Case, other: Case, tmp_path: Path) -> None:
    left(linked, Tier.COURT, tmp_path / "out")
    take(other, tmp_path / "out")
    file = tmp_path / "out" / "records.csv"
    file.write_text(file.read_text("utf-8").replace("Nadim Yusuf", "Nadeem Yusuf"), "utf-8")
    assert take(other, tmp_path / "out").rows == 1
    nadim = other.victims.person(the(other, "nadeem zayd"))
    assert nadim is not None
    other.erase(nadim.rows[0].entry, reason="asked for", by=COLLEAGUE)
    assert other.victims.person(nadim.person.id) is None
    assert other.verify().findings == ()
    told = [str(line.content) for line in other.entries(kinds=[EntryKind.RECORD])]
    assert not any("Yusuf Ali Zayd" in content for content in told if "dim" in content or "deem" in content)


def test_who_was_told_of_is_found_once_and_can_be_erased(linked: Case, other: Case, tmp_path: Path) -> None:
    left(linked, Tier.PUBLIC, tmp_path / "public")
    assert take(other, tmp_path / "public").persons == 4
    assert other.victims.persons() == ([], 0)
    told = list(other.entries(kinds=[EntryKind.TOLD]))
    assert all(line.entry.protected for line in told)
    other.erase(told[0].entry.id, reason="asked for", by=COLLEAGUE)
    left(other, Tier.PUBLIC, tmp_path / "again")
    assert len(rows(tmp_path / "again", "persons.csv")) == 3
    left(linked, Tier.COURT, tmp_path / "court")
    take(other, tmp_path / "court")  # now three come with their rows
    left(other, Tier.COURT, tmp_path / "all")
    assert len(rows(tmp_path / "all", "persons.csv")) == len(
        {row["person"] for row in rows(tmp_path / "all", "persons.csv")}
    )


def test_every_fault_of_the_tables_is_named_at_once(linked: Case, tmp_path: Path) -> None:
    left(linked, Tier.COURT, tmp_path / "out")

    def spoil(name: str, old: str, new: str) -> None:
        file = tmp_path / "out" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    lists = rows(tmp_path / "out", "lists.csv")[0]["list_id"]
    spoil("records.csv", lists, "list-nowhere")
    spoil("pairs.csv", "entry-", "entry-x")
    spoil("persons.csv", ",1,false", ",one,false")
    spoil("answers.csv", ",loglinear,", ",guess,")
    spoil("acceptances.csv", "balance_of_probabilities", "hearsay")
    with pytest.raises(InputError) as raised:
        read_csv(tmp_path / "out")
    told = str(raised.value)
    for part in (
        "list-nowhere is not in lists.csv",
        "pairs.csv, entry-x",
        "'one' is no whole number",
        "'guess'",
        "'hearsay'",
    ):
        assert part in told, part
