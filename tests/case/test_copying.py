"""A case goes from a folder to a database and back, whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import CaseError
from counterclaim.model import EntryKind
from tests.case import fakes
from tests.case.conftest import ME


def entries(case: Case) -> list[str]:
    return [recorded.entry.id for recorded in case.entries()]


def test_a_copy_in_the_other_database_is_the_same_case(
    case: Case, add: Callable[..., None], fresh_postgres: str, tmp_path: Path
) -> None:
    add("one", "40 killed in Orvale, said the Ministry of the bandits")
    add("two", "58 killed in Orvale, said the Front")
    case.regroup()
    place = str(tmp_path / "copy") if case.memory.folder is None else fresh_postgres
    case.copy(place, by=ME)
    with Case.open(place, new_grouping=fakes.Grouping) as copied:
        assert (copied.id, entries(copied)) == (case.id, entries(case))
        assert list(copied.figures()) == list(case.figures()) != []
        assert copied.voices.callings(9) == case.voices.callings(9) != []
        assert copied.verify().findings == ()
        copied.add([str(tmp_path / "reports" / "one.txt")], by=ME, **fakes.STAGES)  # it can be worked on
        assert copied.verify().findings == ()


def test_the_case_records_that_a_copy_was_made(case: Case, add: Callable[..., None], tmp_path: Path) -> None:
    add("one", "40 killed in Orvale, said the Ministry")
    case.copy(str(tmp_path / "copy"), by=ME)
    left = [r.content for r in case.entries(kinds=(EntryKind.EXPORT,))]
    assert [(c["format"], c["tier"]) for c in left] == [("copy", "whole")]


def test_what_was_erased_is_in_no_copy(case: Case, add: Callable[..., None], tmp_path: Path) -> None:
    add("one", "40 killed in Orvale, said the Baker")
    entry = next(r.entry.id for r in case.entries() if r.entry.kind is EntryKind.REPORT)
    case.erase(entry, reason="it endangers a person", by=ME)
    case.copy(str(tmp_path / "copy"), by=ME)
    assert [p for p in (tmp_path / "copy").rglob("*") if p.is_file() and b"Baker" in p.read_bytes()] == []


def test_a_place_that_holds_a_case_is_refused(case: Case, tmp_path: Path) -> None:
    place = str(tmp_path / "there")
    Case.create(place, by=ME).close()
    with pytest.raises(CaseError, match="there is a case here already"):
        case.copy(place, by=ME)
