from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import InputError
from counterclaim.model import EntryKind
from tests.case import fakes
from tests.case.conftest import ME

LIST = "record,name,father\nr1,Zed Quux,Old Quux\nr2,Ann Blorp,Old Blorp\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "ministry.csv"
    path.write_text(LIST)
    return str(path)


def test_a_list_is_kept_as_written(case: Case, file: str) -> None:
    stored = case.add_list(file, by=ME, keeper="Ministry", derived_from=["register"], obtain=fakes.obtain)
    assert (stored.about.id, stored.about.keeper, stored.about.derived_from) == ("ministry", "Ministry", ("register",))
    assert stored.records == 2
    assert [(row.id, row.list, row.written["father"]) for row in case.records(stored.id)] == [
        ("r1", "ministry", "Old Quux"),
        ("r2", "ministry", "Old Blorp"),
    ]
    assert all(line.entry.protected for line in case.entries(kinds=[EntryKind.RECORD]))
    assert case.verify().findings == ()


def test_the_same_list_again_adds_only_that_it_was_obtained_again(case: Case, file: str) -> None:
    case.add_list(file, by=ME, obtain=fakes.obtain)
    entries = case.count_entries()
    case.add_list(file, by=ME, obtain=fakes.obtain)
    assert case.count_entries() == entries + 1
    assert len(case.lists()) == 1


def test_two_lists_do_not_share_a_name(case: Case, file: str, tmp_path: Path) -> None:
    case.add_list(file, by=ME, obtain=fakes.obtain)
    Path(file).write_text(LIST + "r3,Lee Frump,Old Frump\n")
    with pytest.raises(InputError, match="another list of the case is called 'ministry'"):
        case.add_list(file, by=ME, obtain=fakes.obtain)
    assert case.add_list(file, by=ME, name="ministry-2", obtain=fakes.obtain).records == 3


def test_what_is_no_list_is_refused_and_not_kept(case: Case, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="no column of names"):
        case.add_list(str(tmp_path / "bad.csv"), by=ME, obtain=fakes.obtain)
    with pytest.raises(InputError, match="no such file"):
        case.add_list("/nowhere.csv", by=ME, obtain=fakes.obtain)
    assert list(case.memory.blobs.names()) == []
