"""Whether a CSV file has the columns, types and codes that a dataset's codebook states; every fault with its row."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.exports.cells import restore

#: a cell may hold long notes; Python's own limit is 131,072 characters
csv.field_size_limit(200_000_000)


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type, the codes that it may hold (all, where empty), whether a row needs it."""

    name: str
    kind: str = "text"  # text | whole | number | day | moment
    codes: frozenset[str] = frozenset()
    needed: bool = False
    least: float | None = None
    most: float | None = None


Row = Mapping[str, str]
#: a rule across columns: what is wrong with a row, or None
Rule = Callable[[Row], str | None]


def check(
    path: Path, fields: tuple[Field, ...], rules: tuple[Rule, ...] = (), *, exact: bool = True
) -> Iterator[Fault]:
    """What of a file does not conform. `exact`: the columns are these and in this order, and needed cells are filled."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        names = [field.name for field in fields]
        if exact and list(reader.fieldnames or ()) != names:
            yield Fault(
                str(path), "row 1", f"its {len(reader.fieldnames or ())} columns are not the {len(names)} expected", ""
            )
            return
        for number, cells in enumerate(reader, start=2):
            row = {name: restore(cells.get(name) or "") for name in names}
            for field in fields:
                fault = fault_of(row[field.name], field, exact)
                if fault:
                    yield Fault(str(path), f"row {number}, {field.name}", fault, "")
            for rule in rules:
                told = rule(row)
                if told:
                    yield Fault(str(path), f"row {number}", told, "")


def fault_of(cell: str, field: Field, needed: bool = True) -> str | None:
    """What is wrong with a cell, or None; an empty cell is wrong only where it is needed."""
    if not cell:
        return "it is empty" if field.needed and needed else None
    if field.codes and cell not in field.codes:
        return f"{cell[:60]!r} is no code of this column"
    if field.kind in ("whole", "number"):
        if not re.fullmatch(r"-?\d+" if field.kind == "whole" else r"-?\d+(\.\d+)?([eE]-?\d+)?", cell):
            return (
                f"{cell[:60]!r} is no {field.kind} number" if field.kind == "whole" else f"{cell[:60]!r} is no number"
            )
        value = float(cell)
        if (field.least is not None and value < field.least) or (field.most is not None and value > field.most):
            return f"{cell} lies outside {field.least} to {field.most}"
    if field.kind in ("day", "moment"):
        try:
            datetime.strptime(cell[:19].strip(), "%Y-%m-%d" if field.kind == "day" else "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
        except ValueError:
            return f"{cell[:60]!r} is no date"
    return None


def conform(path: Path, fields: tuple[Field, ...], rules: tuple[Rule, ...] = ()) -> None:
    """Make sure that a file that we wrote conforms, before it is handed over.

    Raises:
        InputError: it does not; every fault.
    """
    faults = list(check(path, fields, rules))
    if faults:
        raise InputError(faults)
