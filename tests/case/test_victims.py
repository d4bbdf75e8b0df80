"""Persons of a case: linked, on record, rebuilt the same, stable in their ids."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from counterclaim.case import Case
from counterclaim.case.link import name_persons
from counterclaim.errors import UsageError
from counterclaim.model import EntryKind
from tests.case import fakes, linked
from tests.case.conftest import ME
from tests.case.test_rebuild import dump


def add_lists(case: Case, folder: Path) -> None:
    for name, path in linked.files(linked.invented(), folder).items():
        case.add_list(path, by=ME, once=True, keeper=f"The {name}", criteria="civilians", obtain=fakes.obtain)


@pytest.fixture
def with_lists(case: Case, tmp_path: Path) -> Case:
    add_lists(case, tmp_path)
    return case


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("victims")
    with Case.create(str(folder / "case"), by=ME, new_grouping=fakes.Grouping) as case:
        add_lists(case, folder)
        case.victims.link(by=ME, replicates=10)
    return folder / "case"


@pytest.fixture
def linked_case(built: Path, a_copy_of: Callable[[Path], str]) -> Iterator[Case]:
    """A copy of its own for each test, on either database: linking takes longer than all else."""
    with Case.open(a_copy_of(built), new_grouping=fakes.Grouping) as case:
        yield case


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


def test_before_a_linkage_there_is_no_overlap(case: Case) -> None:
    assert case.victims.overlap() is None
    assert case.victims.persons() == ([], 0)


def test_the_overlap_carries_profiles_and_replicates(linked_case: Case) -> None:
    overlap = linked_case.victims.overlap()
    assert overlap is not None
    assert overlap.table.lists == ("register", "monitor")
    assert overlap.table.documented == linked_case.victims.persons()[1]
    assert len(overlap.replicates) == 10
    assert all(one.on("register") == overlap.table.on("register") for one in overlap.replicates)
    assert overlap.table.profile("monitor").keeper == "The monitor"
    alone = linked_case.victims.overlap(["monitor"])
    assert alone is not None
    assert alone.table.documented == overlap.table.on("monitor")
    with pytest.raises(UsageError, match="not among the lists that were linked"):
        linked_case.victims.overlap(["registry"])


def test_no_value_of_a_row_is_in_the_entries_of_a_linkage_or_in_the_tables(linked_case: Case) -> None:
    words = {word for table in linked.invented().tables.values() for name in table["name"] for word in name.split()}
    words = {word for word in words if len(word) > 3}
    kinds = [EntryKind.LINKAGE, EntryKind.PERSONS]
    said = str([line.content for line in linked_case.entries(kinds=kinds)]) + str(dump(linked_case))
    assert words
    assert [word for word in words if word in said] == []


def test_linking_again_records_nothing_of_who_is_whom(linked_case: Case) -> None:
    count = linked_case.victims.persons()[1]
    parts = [line.entry.id for line in linked_case.entries(kinds=[EntryKind.PERSONS])]
    again = linked_case.victims.link(by=ME, replicates=5, anew=True)
    assert (again.persons, again.changes["new"], again.changes["gone"]) == (count, 0, 0)
    assert [line.entry.id for line in linked_case.entries(kinds=[EntryKind.PERSONS])] == parts


def test_a_further_list_keeps_the_ids_of_persons_and_says_what_changed(linked_case: Case, tmp_path: Path) -> None:
    linked_case.victims.link(by=ME, replicates=2)
    with linked_case.memory.look() as connection:
        before = {r.record: r.person for r in connection.exec_driver_sql("SELECT record, person FROM memberships")}
    late = pd.DataFrame({"record": ["9"], "name": ["ربيع طارق شريف النموذج"], "sex": ["m"], "age": ["30"]})
    late.to_csv(tmp_path / "late.csv", index=False)
    linked_case.add_list(str(tmp_path / "late.csv"), by=ME, obtain=fakes.obtain)
    done = linked_case.victims.link(by=ME, replicates=5)
    with linked_case.memory.look() as connection:
        after = {r.record: r.person for r in connection.exec_driver_sql("SELECT record, person FROM memberships")}
    assert {record: after[record] for record in before} == before
    assert done.changes["records"] == {"new": 1, "gone": 0}
    assert (done.changes["new"], done.changes["joined"], done.changes["split"]) == (1, [], [])


def test_erasing_a_row_takes_it_out_of_its_person(linked_case: Case) -> None:
    entry = next(line.entry for line in linked_case.entries(kinds=[EntryKind.RECORD]))
    linked_case.erase(entry.id, reason="the family asked", by=ME)
    before = dump(linked_case)
    assert not any(row.startswith(f"({entry.sequence},") for row in before["memberships"] + before["pairs"])
    assert linked_case.verify().findings == ()
    linked_case.rebuild()
    assert dump(linked_case) == before


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
