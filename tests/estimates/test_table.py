"""Reading capture histories: every fault at once, each with its row."""

from pathlib import Path

import pytest

from counterclaim.errors import InputError, UsageError
from counterclaim.estimates.table import parse_tables, read_profiles, read_tables
from counterclaim.model import ListProfile


def test_counts_by_history() -> None:
    (table,) = parse_tables("north,south,clinic,count\n1,0,0,5\n1,1,0,2\n0,0,1,7\n", "t.csv")
    assert table.lists == ("north", "south", "clinic")
    assert table.histories == ((1, 5), (3, 2), (4, 7))
    assert (table.documented, table.overlaps) == (14, 2)


def test_one_row_a_person() -> None:
    (table,) = parse_tables("person,a,b,c\np1,1,0,0\np2,1,1,0\np3,1,0,0\n", "t.csv")
    assert table.histories == ((1, 2), (3, 1))


def test_strata_and_replicates_are_tables() -> None:
    text = "a,b,count,stratum,replicate\n1,0,5,east,1\n1,0,6,west,1\n1,0,4,east,2\n"
    tables = parse_tables(text, "t.csv")
    assert [(t.stratum, t.replicate, t.documented) for t in tables] == [
        ("east", "1", 5), ("west", "1", 6), ("east", "2", 4),
    ]  # fmt: skip


def test_a_byte_order_mark_blank_lines_and_quotes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes('\ufeff"the, first",b,count\r\n\r\n1,1,3\r\n'.encode())
    assert read_tables(path)[0].lists == ("the, first", "b")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1,0,0,-3", "below zero"),
        ("1,0,0,2.5", "not whole"),
        ("1,0,0,", "missing"),
        ("1,0,0,many", "not a number"),
        ("1,0,0,nan", "not a number"),
        ("1,0,0,1e99", "beyond any population"),
        ("1,0,2,5", "neither 0 nor 1"),
        ("1,,0,5", "neither 0 nor 1"),
        ("0,0,0,5", "nobody's list"),
        ("0,0,0,0", "nobody's list"),
        ("1,1,0", "3 cells under 4 columns"),
        ("0,1,0,9", "repeats the history of row 2"),
    ],
)
def test_a_bad_row_is_named(row: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as caught:
        parse_tables(f"a,b,c,count\n0,1,0,4\n{row}\n", "t.csv")
    assert [each.place for each in caught.value.faults] == ["row 3"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"),
        ("a,b,c,count\n", "no rows"),
        ("a,b,a,count\n1,0,0,4\n", "named twice"),
        ("a,,c,count\n1,0,0,4\n", "without a name"),
        ("count\n4\n", "no column of a list"),
        ("a,b,n\n1,0,4\n0,1,7\n", "column 3: .n. looks like counts"),
        (",".join(f"l{i}" for i in range(25)) + ",count\n" + "1," * 25 + "4\n", "25 lists"),
    ],
)
def test_a_bad_file_is_named(text: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        parse_tables(text, "t.csv")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse_tables("a,b,a,count\n1,0,0,-1\n0,0,0,3\n1,0,x,2\n", "t.csv")
    assert [fault.place for fault in caught.value.faults] == ["column 3", "row 2", "row 3", "row 4"]


def test_a_repeated_history_is_no_fault_in_another_stratum() -> None:
    assert len(parse_tables("a,b,count,stratum\n1,0,5,x\n1,0,6,y\n", "t.csv")) == 2


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_tables(tmp_path / "none.csv")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b,count\n1,\xff,3\n")
    with pytest.raises(InputError, match="not UTF-8"):
        read_tables(path)


def test_profiles(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("list,keeper,criteria,derived_from\nb,Ministry,dead in hospital,a; c\n")
    assert read_profiles(path) == (ListProfile("b", "Ministry", "dead in hospital", ("a", "c")),)
    path.write_text("name,keeper\nb,Ministry\n")
    with pytest.raises(InputError, match="no column `list`"):
        read_profiles(path)
