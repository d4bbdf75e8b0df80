"""Tables that people fill in and hand over, as any spreadsheet saves them: profiles, parties, gazetteers, counts, judgements.

UTF-8 or UTF-16 with its mark; cells parted by commas, semicolons (where the comma is the decimal sign) or tabs. What is
neither is refused and not guessed at: a wrong guess would spell a place or a person wrongly.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import Fault, InputError, UsageError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header. `name` is what faults call it; `header` has its cells stripped."""

    name: str
    header: tuple[str, ...]
    _text: str
    _mark: str

    def rows(self, faults: list[Fault], *, every_cell: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
        """Each row with its place ("row 3", the header being row 1) and its stripped cells by column; empty rows are left out.

        A row that has more filled cells than the header is a fault and not yielded; one with fewer too where
        `every_cell` is asked for, and is filled up with empty cells where not. Faults are added to `faults`.
        """
        lines = enumerate(lines_of(self._text, self._mark), 1)
        number = 0
        try:
            for number, line in lines:
                cells = [cell.strip() for cell in line]
                if number == 1 or not any(cells):
                    continue
                beyond = any(cells[len(self.header) :])
                if beyond or (every_cell and len(cells) < len(self.header)):
                    fault = f"{len(cells)} cells under {len(self.header)} columns"
                    faults.append(Fault(self.name, f"row {number}", fault, "Quote cells that hold the separator."))
                    continue
                cells += [""] * (len(self.header) - len(cells))
                yield f"row {number}", dict(zip(self.header, cells, strict=False))
        except csv.Error as error:
            faults.append(Fault(self.name, f"row {number + 1}", f"not CSV: {error}", "Save it again as CSV."))


def read_text(path: Path) -> str:
    """The text of a file that a person gives.

    Raises:
        InputError: it is not UTF-8 or UTF-16 text.
        UsageError: it does not exist, is a folder, or cannot be opened.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file. Check its spelling.") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened ({error.strerror}). Give a file that you may read.") from error
    return as_text(data, path.name)


def as_text(data: bytes, name: str) -> str:
    """Bytes as text, without the mark of its encoding; `name` is what faults call it.

    Raises:
        InputError: it is not UTF-8 or UTF-16 text.
    """
    mark, encoding = next(((mark, used) for mark, used in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        fault = Fault(name, f"byte {error.start + len(mark)}", "the file is not UTF-8 text", "Save it as CSV in UTF-8.")
        raise InputError([fault]) from error
    if "\0" in text:
        fault = Fault(name, "", "is binary data, not text", "Save the table as CSV in UTF-8.")
        raise InputError([fault])
    return text


def sheet(text: str, name: str, *, needed: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> Sheet:
    """The table in a text. `needed` columns must be there; `known` are all that are read, for the remedy.

    Raises:
        InputError: a column is missing or stands twice.
    """
    mark = separator(text)
    try:
        header = tuple(cell.strip() for cell in next(lines_of(text, mark), []))
    except csv.Error as error:
        raise InputError([Fault(name, "row 1", f"not CSV: {error}", "Save it again as CSV.")]) from error
    faults = []
    if missing := [column for column in needed if column not in header]:
        remedy = f"The first row names the columns: {', '.join(known or needed)}."
        faults.append(Fault(name, "row 1", f"no column {', '.join(f'`{column}`' for column in missing)}", remedy))
    if twice := sorted({column for column in header if column and header.count(column) > 1}):
        faults.append(Fault(name, "row 1", f"columns named twice: {', '.join(twice)}", "Give each its own name."))
    if faults:
        raise InputError(faults)
    return Sheet(name, header, text, mark)


def separator(text: str) -> str:
    """What parts the cells of a table: the comma, semicolon or tab that its first line has most of."""
    first = text[: text.find("\n")] if "\n" in text else text
    return max(",;\t", key=first.count)


def lines_of(text: str, mark: str) -> Iterator[list[str]]:
    """The rows of a table as lists of cells, the header first."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark)
