"""Collections of others as reports to read: the CSV that auto-archiver writes, and the CSV of Bayanat's bulletins.

Of auto-archiver both forms: its CSV database (status, metadata, media) and the sheet that it fills (link, archive status,
text content, ...). Columns are found by name, whatever their order and case; what else a row holds is left where it is.
"""

import ast
import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counterclaim.errors import Fault, InputError
from counterclaim.exports.cells import restore
from counterclaim.model import Report, make_id

#: columns by which a file is known, each set enough
ARCHIVER = (frozenset({"status", "metadata", "media"}), frozenset({"link", "archive status"}))
BAYANAT = (frozenset({"id", "title", "source_link"}), frozenset({"id", "title", "description", "publish_date"}))
#: how Python writes a moment inside a cell; nothing is evaluated, it is taken apart
_MOMENT = re.compile(r"datetime\.datetime\((\d+), (\d+), (\d+)[^()]*(?:\([^()]*\)[^()]*)*\)")


def is_one_of(columns: set[str], kinds: tuple[frozenset[str], ...]) -> bool:
    """Whether a file's columns are those of a kind."""
    lower = {column.strip().lower() for column in columns}
    return any(kind <= lower for kind in kinds)


def read_archiver(path: Path) -> tuple[Report, ...]:
    """The posts and pages that auto-archiver kept, each with its words, as reports. What was not archived is passed over.

    Raises:
        InputError: every row that cannot be read, with its number.
    """
    return _read(path, _archived)


def read_bayanat(path: Path) -> tuple[Report, ...]:
    """Bayanat's bulletins as reports: title and description are the text.

    Raises:
        InputError: every row that cannot be read, with its number.
    """
    return _read(path, _bulletin)


def _read(path: Path, report_of: Any) -> tuple[Report, ...]:
    faults, found = [], []
    for number, cells in _rows(path):
        try:
            report = report_of(cells)
        except ValueError as error:
            faults.append(Fault(str(path), f"row {number}", str(error), "Correct the row, or take it out."))
            continue
        if report is not None:
            found.append(report)
    if faults:
        raise InputError(faults)
    return tuple(found)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, restval=""), start=2):
                yield (
                    number,
                    {str(name).strip().lower(): restore((cell or "").strip()) for name, cell in row.items() if name},
                )
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            [Fault(str(path), "", f"it is no CSV in UTF-8 ({error})", "Save it as CSV, UTF-8.")]
        ) from error


def _archived(cells: Mapping[str, str]) -> Report | None:
    if "metadata" in cells:
        told = _literal(cells["metadata"])
        address, title = _first(told, "url", "original_url"), _first(told, "title")
        text, when = _first(told, "content", "text", "description"), _first(told, "timestamp", "upload_date", "date")
        status = cells.get("status", "")
    else:
        address, title, text = cells.get("link", ""), cells.get("upload title", ""), cells.get("text content", "")
        when, status = cells.get("upload timestamp", ""), cells.get("archive status", "")
    if not address:
        raise ValueError("it has no address")
    if not text and not title:
        return None  # not archived, or nothing was said: bytes alone are for `add`
    whole = "\n\n".join(part for part in (title, text) if part)
    source = urlsplit(address).hostname or address
    return Report(make_id("post", address), whole, _day(when), source, title or None, address=address,
                  reader=f"auto-archiver ({status[:60]})")  # fmt: skip


def _bulletin(cells: Mapping[str, str]) -> Report | None:
    if not cells.get("id"):
        raise ValueError("it has no id")
    title = cells.get("title") or cells.get("title_ar") or ""
    text = "\n\n".join(part for part in (title, cells.get("description", "")) if part)
    if not text:
        return None
    when = _day(cells.get("publish_date", "")) or _day(cells.get("documentation_date", ""))
    source = cells.get("sources") or urlsplit(cells.get("source_link", "")).hostname or None
    return Report(
        f"bayanat-{cells['id']}",
        text,
        when,
        source,
        title or None,
        address=cells.get("source_link") or None,
        reader="Bayanat",
    )


def _literal(cell: str) -> Mapping[str, Any]:
    """A mapping as Python or JSON writes it. Only literals: nothing in a cell is ever run."""
    plain = _MOMENT.sub(lambda m: f"'{int(m[1]):04d}-{int(m[2]):02d}-{int(m[3]):02d}'", cell)
    try:
        told = ast.literal_eval(plain)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        import json

        try:
            told = json.loads(cell)
        except (ValueError, RecursionError) as error:
            raise ValueError("its metadata cannot be read") from error
    if not isinstance(told, dict):
        raise ValueError("its metadata is no mapping")
    return told


def _first(told: Mapping[str, Any], *names: str) -> str:
    return next((str(told[name]).strip() for name in names if told.get(name)), "")


def _day(cell: str) -> date | None:
    """The day of a moment in ISO form, else None: a day that must be guessed is not known."""
    try:
        return datetime.fromisoformat(cell[:10]).date()
    except ValueError:
        return None
