"""Persons of a case: linked, on record, rebuilt the same, stable in their ids."""

from pathlib import Path

import pandas as pd
import pytest

from counterclaim.case import Case
from counterclaim.case.link import name_persons
from counterclaim.errors import UsageError
from counterclaim.model import EntryKind, Verdict
from tests.case import fakes, linked
from tests.case.conftest import ME
from tests.case.test_rebuild import dump


@pytest.fixture
def with_lists(case: Case, tmp_path: Path) -> Case:
    for name, path in linked.files(linked.invented(), tmp_path).items():
        case.add_list(path, by=ME, once=True, keeper=f"The {name}", criteria="civilians", obtain=fakes.obtain)
    return case


def test_linking_puts_persons_on_record_and_verify_and_rebuild_know_them(with_lists: Case) -> None:
    made = linked.invented()
    done = with_lists.victims.link(by=ME, replicates=10)
    assert abs(done.persons - made.documented) < 0.05 * made.documented
    before = dump(with_lists)
    assert len(before["memberships"]) == done.records == sum(len(table) for table in made.tables.values())
    assert len(before["persons"]) == done.persons
    assert before["pairs"]
    assert with_lists.verify().findings == ()
    with_lists.rebuild()
    assert dump(with_lists) == before


def test_the_overlap_carries_profiles_and_replicates(with_lists: Case) -> None:
    assert with_lists.victims.overlap() is None
    done = with_lists.victims.link(by=ME, replicates=10)
    overlap = with_lists.victims.overlap()
    assert overlap is not None
    assert overlap.table.lists == ("register", "monitor")
    assert overlap.table.documented == done.persons
    assert len(overlap.replicates) == 10
    assert all(one.on("register") == overlap.table.on("register") for one in overlap.replicates)
    assert overlap.table.profile("monitor").keeper == "The monitor"
    alone = with_lists.victims.overlap(["monitor"])
    assert alone is not None
    assert alone.table.documented == overlap.table.on("monitor")
    with pytest.raises(UsageError, match="not among the lists that were linked"):
        with_lists.victims.overlap(["registry"])


def test_no_value_of_a_row_is_in_the_entries_of_a_linkage_or_in_the_tables(with_lists: Case) -> None:
    with_lists.victims.link(by=ME, replicates=5)
    words = {word for table in linked.invented().tables.values() for name in table["name"] for word in name.split()}
    words = {word for word in words if len(word) > 3}
    kinds = [EntryKind.LINKAGE, EntryKind.PERSONS]
    said = str([line.content for line in with_lists.entries(kinds=kinds)]) + str(dump(with_lists))
    assert words
    assert [word for word in words if word in said] == []


def test_linking_again_records_nothing_of_who_is_whom(with_lists: Case) -> None:
    first = with_lists.victims.link(by=ME, replicates=5)
    parts = [line.entry.id for line in with_lists.entries(kinds=[EntryKind.PERSONS])]
    again = with_lists.victims.link(by=ME, replicates=5, anew=True)
    assert (again.persons, again.changes["new"], again.changes["gone"]) == (first.persons, 0, 0)
    assert [line.entry.id for line in with_lists.entries(kinds=[EntryKind.PERSONS])] == parts


def test_a_further_list_keeps_the_ids_of_persons_and_says_what_changed(with_lists: Case, tmp_path: Path) -> None:
    with_lists.victims.link(by=ME, replicates=5)
    with with_lists.memory.look() as connection:
        before = {r.record: r.person for r in connection.exec_driver_sql("SELECT record, person FROM memberships")}
    late = pd.DataFrame({"record": ["9"], "name": ["ربيع طارق شريف النموذج"], "sex": ["m"], "age": ["30"]})
    late.to_csv(tmp_path / "late.csv", index=False)
    with_lists.add_list(str(tmp_path / "late.csv"), by=ME, obtain=fakes.obtain)
    done = with_lists.victims.link(by=ME, replicates=5)
    with with_lists.memory.look() as connection:
        after = {r.record: r.person for r in connection.exec_driver_sql("SELECT record, person FROM memberships")}
    assert {record: after[record] for record in before} == before
    assert done.changes["records"] == {"new": 1, "gone": 0}
    assert (done.changes["new"], done.changes["joined"], done.changes["split"]) == (1, [], [])


def test_a_person_is_shown_with_its_rows_and_what_they_dispute(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "record,name,sex,age,birth_date,death_date,status\n"
        "1,Samer Khaled Omar Haddad,m,30,1989-02-03,2019-03-10,killed\n"
        "2,Rana Yusuf Ali Zayd,f,9,2010-01-05,2019-03-10,killed\n"
    )
    (tmp_path / "b.csv").write_text(
        "record,name,sex,age,birth_date,death_date,fate\n"
        "1,Samer Khaled Omar Haddad,m,30,1989-02-03,2019-03-12,missing\n"
    )
    for name in "ab":
        case.add_list(str(tmp_path / f"{name}.csv"), by=ME, obtain=fakes.obtain)
    case.victims.judge("a:1", "b:1", Verdict.SAME, by=ME)
    case.victims.link(by=ME, replicates=2)
    with case.memory.look() as connection:
        person = connection.exec_driver_sql("SELECT id FROM persons WHERE records = 2").scalar_one()
    known = case.victims.person(person)
    assert known is not None
    assert known.name == "Samer Khaled Omar Haddad"
    assert [row.record.list for row in known.rows] == ["a", "b"]
    assert {one.fact: [value for value, _ in one.values] for one in known.person.disputes} == {
        "fate": ["dead", "missing"],
        "death_date": ["2019-03-10", "2019-03-12"],
    }
    assert known.person.fate == "unknown"
    assert case.victims.person("person-none") is None


def test_erasing_a_row_takes_it_out_of_its_person(with_lists: Case) -> None:
    with_lists.victims.link(by=ME, replicates=2)
    entry = next(line.entry for line in with_lists.entries(kinds=[EntryKind.RECORD]))
    with_lists.erase(entry.id, reason="the family asked", by=ME)
    before = dump(with_lists)
    assert not any(row.startswith(f"({entry.sequence},") for row in before["memberships"] + before["pairs"])
    assert with_lists.verify().findings == ()
    with_lists.rebuild()
    assert dump(with_lists) == before


def test_without_a_list_there_is_nothing_to_link(case: Case) -> None:
    with pytest.raises(UsageError, match="no victim list"):
        case.victims.link(by=ME)


@pytest.mark.parametrize(
    ("part", "former", "expected"),
    [
        ([0, 0, 1], [None, None, None], ["new", "new", "new2"]),
        ([0, 0, 1], ["p", "p", "q"], ["p", "p", "q"]),
        ([0, 0, 0], ["p", "q", "q"], ["q", "q", "q"]),  # joined: most of its rows were q
        ([0, 1, 1], ["p", "p", "p"], ["new", "p", "p"]),  # split: the larger part keeps the id
        ([0, 0, 1], ["p", None, "p"], ["p", "p", "new"]),
    ],
)
def test_persons_keep_their_ids_as_long_as_their_rows_stay_together(
    part: list[int], former: list[str | None], expected: list[str]
) -> None:
    ids, changes = name_persons(part, ["entry-1", "entry-2", "entry-3"], former)
    assert [one if one in ("p", "q") else "new" for one in ids] == [one.rstrip("2") for one in expected]
    assert len(set(ids)) == len(set(expected))
    assert changes["gone"] == len({one for one in former if one} - set(ids))


def test_a_split_person_does_not_get_the_id_that_its_first_row_once_gave() -> None:
    first, _ = name_persons([0, 0, 0], ["entry-1", "entry-2", "entry-3"], [None] * 3)
    second, changes = name_persons([0, 1, 1], ["entry-1", "entry-2", "entry-3"], list(first))
    assert second[1] == first[0]
    assert second[0] not in first
    assert changes["split"] == [[first[0], second[1], second[0]]]
