"""Tables of reports, CSV, TSV and XLSX: one report a row, with the keys of the JSON Lines form.

Columns: `text`, and where there are any `id`, `published`, `source`, `title`, `language`, `url`; others are ignored.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from counterclaim.archive.obtain_unpack import Refused, check_zip
from counterclaim.reports.decoding import decode
from counterclaim.reports.extract import MAX_TEXT, Extract, ManyUnreadable, Unreadable, check_text
from counterclaim.reports.front_matter import iso_day
from counterclaim.reports.language import tag
from counterclaim.sheets import separator

_MAX_HEADER = 100_000  # characters
_REMEDY = "Name a column 'text'; id, published, source, title, language and url are read where there are any."


def read_csv(data: bytes, declared: str | None = None, *, tabs: bool = False) -> list[Extract]:
    """The reports of a CSV (comma, semicolon or tab) or TSV table.

    Raises:
        Unreadable: it is no table of reports.
        ManyUnreadable: rows have faults; all of them.
    """
    text, encoding = decode(data, declared)
    end = text.find("\n", 0, _MAX_HEADER)
    if end < 0 and len(text) > _MAX_HEADER:
        raise Unreadable(f"its first line, which should name the columns, is longer than {_MAX_HEADER:,}", _REMEDY)
    mark = "\t" if tabs else separator(text)
    csv.field_size_limit(MAX_TEXT + 1)  # the same bound everywhere, so that setting it again changes nothing
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return _extracts(enumerate(rows, 1), f"csv; {encoding}")
    except csv.Error as error:
        raise Unreadable(f"the table is broken ({error})", "Save it again as CSV.", f"row {rows.line_num}") from error


def read_xlsx(data: bytes) -> list[Extract]:
    """The reports of an XLSX workbook: of its first sheet that has a column `text`.

    Raises:
        Unreadable: it is broken, encrypted, unpacks to more than is taken, or has no such sheet.
        ManyUnreadable: rows have faults; all of them.
    """
    import python_calamine

    try:
        check_zip(data)
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except Refused as error:
        raise Unreadable(f"the workbook cannot be unpacked: {error}", "Obtain it again.") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(f"the workbook is broken ({error})", "Save it again as XLSX.") from error
    names: list[str] = []
    for sheet in sheets:
        rows = sheet.to_python(skip_empty_area=False)
        header = [_word(cell) for cell in rows[0]] if rows else []
        if "text" in map(str.lower, header):
            return _extracts(enumerate(rows, 1), "python-calamine")
        names.extend(header)
    raise Unreadable(f"no sheet has a column 'text' (found: {_listed(names)})", _REMEDY)


def _extracts(rows: Iterable[tuple[int, Sequence[Any]]], tool: str) -> list[Extract]:
    lines = iter(rows)
    header = [_word(cell).lower() for cell in next(lines, (0, ()))[1]]
    if "text" not in header:
        raise Unreadable(f"the table has no column 'text' (found: {_listed(header)})", _REMEDY)
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise Unreadable(f"the table has two columns {twice[0]!r}", "Rename one of them.")
    found, faults = [], []
    seen: dict[str, int] = {}
    for number, cells in _filled(lines):
        place = f"row {number}"
        try:
            if len(cells) > len(header):
                raise Unreadable(
                    f"has {len(cells)} cells, the header {len(header)}", "Quote texts that hold commas.", place
                )
            found.append(_extract(dict(zip(header, cells, strict=False)), place, tool))
            identity = found[-1].id
            if identity is not None and seen.setdefault(identity, number) != number:
                raise Unreadable(f"the id {identity!r} is that of row {seen[identity]} too", "Make ids unique.", place)
        except Unreadable as error:
            faults.append(error)
    if faults:
        raise ManyUnreadable(faults)
    if not found:
        raise Unreadable("the table has a header and no row", "Add the reports, one a row.")
    return found


def _filled(lines: Iterator[tuple[int, Sequence[Any]]]) -> Iterator[tuple[int, Sequence[Any]]]:
    return ((number, cells) for number, cells in lines if any(cell not in ("", None) for cell in cells))


def _extract(row: "dict[str, Any]", place: str, tool: str) -> Extract:
    text = str(row["text"]) if row.get("text") is not None else ""
    check_text(text, place)
    return Extract(
        text=text,
        tool=tool,
        published=_day(row.get("published"), place),
        source=_word(row.get("source")) or None,
        title=_word(row.get("title")) or None,
        language=tag(_word(row.get("language"))),
        address=_word(row.get("url")) or None,
        id=_word(row.get("id")) or None,
    )


def _day(value: object, place: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else iso_day(_word(value), place)


def _word(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a spreadsheet keeps 7 as 7.0
    return "" if value is None else str(value).strip()


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name[:30] for name in names[:12] if name)
    return shown or "no header"
