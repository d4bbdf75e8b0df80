"""Rows of the files of a folder that was exported, as cells and as values; what does not fit is a fault with its place."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.errors import Fault
from counterclaim.exports.csv import FILES
from counterclaim.exports.csv_columns import value_of
from counterclaim.model import Report, revive

T = TypeVar("T")

#: a cell may hold a whole report; Python's own limit is 131,072 characters
csv.field_size_limit(200_000_000)


def rows_of(folder: Path, name: str, faults: list[Fault], needed: bool = False) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file, or of the Parquet file in its place: number and cells. Faults are added to `faults`."""
    path, other = folder / name, (folder / name).with_suffix(".parquet")
    if not path.is_file() and other.is_file():
        yield from _parquet_rows(other, name, faults)
        return
    if not path.is_file():
        if needed:
            faults.append(
                Fault(str(path), "", "there is no such file", "Give the folder that `export --as csv` wrote.")
            )
        return
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if _has_its_columns(path, name, reader.fieldnames or (), faults):
                yield from enumerate(reader, start=2)
    except (UnicodeDecodeError, csv.Error) as error:
        faults.append(Fault(str(path), "", f"it is no CSV in UTF-8 ({error})", "Save it as CSV, UTF-8."))


def _parquet_rows(path: Path, name: str, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    from counterclaim.exports.parquet import read_rows

    try:
        columns, rows = read_rows(path)
    except ValueError as error:
        faults.append(Fault(str(path), "", f"it cannot be read ({str(error)[:200]})", "Export it again."))
        return
    if _has_its_columns(path, name, columns, faults):
        yield from enumerate(rows, start=2)


def _has_its_columns(path: Path, name: str, columns: Sequence[str], faults: list[Fault]) -> bool:
    lacking = [column for column in FILES[name][0] if column not in columns]
    if lacking:
        faults.append(Fault(str(path), "", f"it lacks the column {', '.join(lacking)}", "Add it."))
    return not lacking


def revived(kind: type[T], name: str, number: int, cells: dict[str, str], faults: list[Fault], **more: Any) -> T | None:
    """The value of a row; None, and a fault, where it is none."""
    try:
        value = value_of(kind, cells)
        if kind is Report:
            value["text"] = value["text"] or ""
        return revive(kind, {**value, **more})
    except (ValueError, TypeError, AttributeError) as error:
        faults.append(Fault(name, f"row {number}", str(error), "Correct the row."))
        return None


def values_of(folder: Path, name: str, kind: type[T], faults: list[Fault]) -> list[T]:
    """The values of a file of which a row is one; what a cell does not say is as the type has it by default."""
    return [value for _, value in pairs_of(folder, name, kind, faults)]


def pairs_of(folder: Path, name: str, kind: type[T], faults: list[Fault]) -> list[tuple[dict[str, str], T]]:
    """The values of a file with the cells of their rows."""
    found = []
    for number, cells in rows_of(folder, name, faults):
        try:
            found.append((cells, revive(kind, value_of(kind, cells, sparse=True))))
        except (ValueError, TypeError, AttributeError) as error:
            faults.append(Fault(name, f"row {number}", str(error), "Correct the row."))
    return found
