"""The table of counts that `counterclaim weigh` reads: CSV, one row a count."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.estimates.weigh_rows import find_faults
from counterclaim.model import WeighRow
from counterclaim.sheets import read_text, sheet

REQUIRED = ("figure", "source", "role")
NUMBERS = ("value", "low", "high", "floor")
TEXTS = ("hedge", "origin", "population", "type", "span", "definition", "suspected", "claim")


def read_table(path: Path) -> list[WeighRow]:
    """The rows of a CSV file, each with its row number as `place`.

    Raises:
        InputError: missing columns, or every cell that cannot be read.
        UsageError: the file cannot be opened.
    """
    table = sheet(read_text(path), path.name)
    missing = [name for name in REQUIRED if name not in table.header]
    if missing or not set(NUMBERS[:3]) & set(table.header):
        wanted = [*missing, *([] if set(NUMBERS[:3]) & set(table.header) else ["value"])]
        fault = Fault(path.name, "row 1", f"missing columns: {', '.join(wanted)}", "Name them in the first row")
        raise InputError([fault])
    faults: list[Fault] = []
    rows = []
    for place, cells in table.rows(faults, every_cell=True):
        known = len(faults)
        row = _row(cells, path.name, place, faults)
        if len(faults) == known:
            rows.append(row)
    if faults:
        raise InputError([*faults, *find_faults(rows, path.name)])
    return rows


def _row(cells: dict[str, str], where: str, place: str, faults: list[Fault]) -> WeighRow:
    numbers = dict(_numbers(cells, where, place, faults))
    texts = {name: cells.get(name) or None for name in TEXTS}
    day = None
    if cells.get("as_of"):
        try:
            day = date.fromisoformat(cells["as_of"])
        except ValueError:
            faults.append(Fault(where, place, f"as_of {cells['as_of']!r} is not a date", "Write YYYY-MM-DD"))
    return WeighRow(
        figure=cells["figure"],
        source=cells["source"],
        role=cells["role"],
        value=numbers.get("value"),
        low=numbers.get("low"),
        high=numbers.get("high"),
        hedge=texts["hedge"],
        origin=texts["origin"],
        population=texts["population"],
        type_=texts["type"],
        as_of=day,
        span=texts["span"],
        floor=numbers.get("floor"),
        definition=texts["definition"],
        suspected=texts["suspected"],
        claim=texts["claim"],
        place=place,
    )


def _numbers(cells: dict[str, str], where: str, place: str, faults: list[Fault]) -> Iterable[tuple[str, float]]:
    for name in NUMBERS:
        cell = cells.get(name)
        if not cell:
            continue
        try:
            yield name, float(cell)
        except ValueError:
            faults.append(Fault(where, place, f"{name} {cell!r} is not a number", "Write digits only, such as 1200"))
