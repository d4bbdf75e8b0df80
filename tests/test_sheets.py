"""Tables that people hand over: encodings, separators, rows."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import Fault, InputError, UsageError
from counterclaim.sheets import as_text, read_text, sheet


def rows(text: str, **asked: bool) -> tuple[list[tuple[str, dict[str, str]]], list[str]]:
    faults: list[Fault] = []
    return list(sheet(text, "t.csv").rows(faults, **asked)), [str(fault) for fault in faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_is_text(encoding: str) -> None:
    assert as_text("name\nZoë\n".encode(encoding), "t.csv") == "name\nZoë\n"


@pytest.mark.parametrize(
    ("data", "fault"),
    [("name\nZoë\n".encode("latin-1"), "byte 7: the file is not UTF-8"), (b"PK\x03\x04\x00\x00", "is binary data")],
)
def test_what_is_no_text_is_refused_and_not_guessed_at(data: bytes, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        as_text(data, "t.csv")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_are_parted_as_the_header_is(mark: str) -> None:
    found, faults = rows(mark.join(("name", "kind")) + "\n" + mark.join(("Old Kesh", "town")) + "\n")
    assert (found, faults) == ([("row 2", {"name": "Old Kesh", "kind": "town"})], [])


def test_rows_are_numbered_as_a_spreadsheet_does_and_empty_ones_left_out() -> None:
    found, _ = rows("name,kind\n\n,\nKesh,town\n")
    assert found == [("row 4", {"name": "Kesh", "kind": "town"})]


@pytest.mark.parametrize(
    ("row", "every_cell", "fault"),
    [
        ("Kesh", False, None),
        ("Kesh", True, "row 2: 1 cells under 2 columns"),
        ("Kesh,town,,", True, None),
        ("Kesh,town,big", False, "row 2: 3 cells under 2 columns"),
    ],
)
def test_rows_of_another_length(row: str, every_cell: bool, fault: str | None) -> None:
    found, faults = rows(f"name,kind\n{row}\n", every_cell=every_cell)
    assert len(found) == (fault is None)
    assert [str(fault) in told for told in faults] == [True] * (fault is not None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no column `name`. The first row names the columns: name, kind"),
        ("kind\ntown\n", "no column `name`"),
        ("name,kind,kind\n", "columns named twice: kind"),
    ],
)
def test_a_header_that_will_not_do(text: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        sheet(text, "t.csv", needed=("name",), known=("name", "kind"))


def test_a_cell_longer_than_the_reader_takes_is_a_fault() -> None:
    before = csv.field_size_limit(1000)
    try:
        _, faults = rows("name\n" + "x" * 2000 + "\n")
    finally:
        csv.field_size_limit(before)
    assert faults == ["t.csv, row 2: not CSV: field larger than field limit (1000). Save it again as CSV."]


def test_a_missing_file_and_a_folder_are_usage_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UsageError):
            read_text(path)


cells = st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=12).map(str.strip)


@given(st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_is_read_back(table: list[tuple[str, str]], mark: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=mark).writerows([("a", "b"), *table])
    found, faults = rows(file.getvalue())
    assert [tuple(cells.values()) for _, cells in found] == [row for row in table if any(row)]
    assert faults == []


@given(st.text(max_size=60))
def test_any_text_is_rows_or_faults(text: str) -> None:
    try:
        found, _ = rows(text)
    except InputError:
        return  # refused, with its faults
    assert all(place.startswith("row ") for place, _ in found)
