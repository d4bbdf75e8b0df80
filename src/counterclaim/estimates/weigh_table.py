"""The table of counts that `counterclaim weigh` reads: CSV, one row a count."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.estimates.weigh_rows import find_faults
from counterclaim.model import WeighRow

REQUIRED = ("figure", "source", "role")
NUMBERS = ("value", "low", "high", "floor")
TEXTS = ("hedge", "origin", "population", "type", "span", "definition", "suspected", "claim")


def read_table(path: Path) -> list[WeighRow]:
    """The rows of a CSV file (UTF-8, with or without a byte order mark), each with its row number as `place`.

    Raises:
        InputError: missing columns, or every cell that cannot be read.
        OSError: the file cannot be opened.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = Fault(path.name, f"byte {error.start}", "the file is not UTF-8 text", "Save it as CSV in UTF-8")
        raise InputError([fault]) from error
    # A cell of a CSV may hold any length of text, and a NUL is no reason for a traceback.
    reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
    header = [name.strip() for name in reader.fieldnames or []]
    missing = [name for name in REQUIRED if name not in header]
    if missing or not set(NUMBERS[:3]) & set(header):
        wanted = [*missing, *([] if set(NUMBERS[:3]) & set(header) else ["value"])]
        fault = Fault(path.name, "row 1", f"missing columns: {', '.join(wanted)}", "Name them in the first row")
        raise InputError([fault])
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        fault = Fault(path.name, "row 1", f"columns named twice: {', '.join(doubled)}", "Give each its own name")
        raise InputError([fault])
    reader.fieldnames = header
    faults: list[Fault] = []
    rows = []
    try:
        for record in reader:
            known = len(faults)
            row = _row(record, path.name, f"row {reader.line_num}", faults)
            if len(faults) == known:
                rows.append(row)
    except csv.Error as error:
        faults.append(Fault(path.name, f"row {reader.line_num}", f"not CSV: {error}", "Quote cells with commas"))
    if faults:
        raise InputError([*faults, *find_faults(rows, path.name)])
    return rows


def _row(record: dict[str, str], where: str, place: str, faults: list[Fault]) -> WeighRow:
    if record.get(None) or None in record.values():  # type: ignore[call-overload]
        faults.append(Fault(where, place, "the row has not as many cells as the first row", "Add or remove commas"))
    cells = {key: (value or "").strip() for key, value in record.items() if isinstance(key, str)}
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
