"""Files to tables of strings: CSV, XLSX, JSON, Parquet. Nothing is interpreted here, and every cell stays as
written."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from counterclaim.errors import Fault, InputError

#: encodings of lists that are not UTF-8, in the order tried: Windows Arabic, then Windows Western
_FALLBACKS = ("cp1256", "cp1252", "latin-1")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a file as strings ("" where empty), and what a reader should know of how they were read."""

    name: str
    cells: pd.DataFrame
    notes: tuple[str, ...] = field(default=())


def read_table(path: Path) -> Table:
    """The cells of a file, by its suffix.

    Raises:
        InputError: the file is missing, of another kind, broken, or holds no rows.
    """
    if not path.is_file():
        raise InputError([Fault(str(path), "", "there is no such file", "Check the path.")])
    kind = path.suffix.lower()
    notes: tuple[str, ...] = ()
    try:
        if kind in (".csv", ".tsv", ".txt"):
            cells, notes = _csv(path)
        elif kind in (".xlsx", ".xls", ".ods"):
            cells = _sheet(path)
        elif kind in (".json", ".jsonl"):
            cells = _json(path)
        elif kind in (".parquet", ".pq"):
            cells = pyarrow.parquet.read_table(path).to_pandas()
        else:
            raise InputError(
                [
                    Fault(
                        path.name,
                        "",
                        f"cannot read {kind or 'a file without a suffix'}",
                        "Give CSV, XLSX, JSON or Parquet.",
                    )
                ]
            )
    except (pa.ArrowInvalid, ValueError, KeyError) as error:
        if isinstance(error, InputError):
            raise
        reason = str(error).splitlines()[0][:120] if not isinstance(error, pa.ArrowInvalid) else "its rows do not parse"
        raise InputError(
            [Fault(path.name, "", f"is broken: {reason}", "Save it again, for example as UTF-8 CSV.")]
        ) from error
    cells = cells.rename(columns=lambda header: str(header).strip().lstrip("\ufeff"))
    if cells.empty:
        raise InputError(
            [Fault(path.name, "", "holds no rows", "Give a list with a header line and at least one row.")]
        )
    repeated = cells.columns[cells.columns.duplicated()].unique()
    if len(repeated):
        raise InputError(
            [Fault(path.name, "", f"the header {header!r} stands twice", "Rename one.") for header in repeated]
        )
    return Table(path.stem, _strings(cells), notes)


def _strings(cells: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({header: _string(cells[header]) for header in cells.columns}, index=range(len(cells)))


def _string(column: pd.Series) -> pd.Series:
    if pd.api.types.infer_dtype(column, skipna=False) == "string":
        return column.reset_index(drop=True)
    return column.map(_cell).astype(object).reset_index(drop=True)


def _cell(value: Any) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(path: Path) -> tuple[pd.DataFrame, tuple[str, ...]]:
    raw = path.read_bytes()
    data, notes = _utf8(raw)
    if not data.strip():
        return pd.DataFrame(), notes
    head = data[:65536].decode("utf-8", "ignore")
    try:
        delimiter = csv.Sniffer().sniff(head.splitlines()[0], delimiters=",;\t|").delimiter
    except csv.Error:
        delimiter = ","
    headers = next(csv.reader(io.StringIO(head), delimiter=delimiter))
    ragged: list[int] = []

    def note_row(row: Any) -> str:
        ragged.append(row.number or 0)
        return "skip"

    table = pyarrow.csv.read_csv(
        pa.BufferReader(data),
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=max(1 << 20, min(len(data), 1 << 26))),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, invalid_row_handler=note_row
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={header: pa.string() for header in headers}, strings_can_be_null=False
        ),
    )
    if ragged:
        raise InputError(
            [
                Fault(
                    path.name,
                    f"row {row}",
                    f"has not the {len(headers)} cells of the header",
                    "Quote cells with commas.",
                )
                for row in ragged[:50]
            ]
        )
    return table.to_pandas(), notes


def _utf8(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The bytes as UTF-8. Lines that are not UTF-8 are read in the first fallback that decodes them, and counted."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16").encode(), ("read as UTF-16",)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        raw.decode("utf-8")
        return raw, ()
    except UnicodeDecodeError:
        lines, changed, used = raw.split(b"\n"), 0, set()
        for i, line in enumerate(lines):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                text, encoding = _decoded(line)
                lines[i], changed = text.encode(), changed + 1
                used.add(encoding)
        return b"\n".join(lines), (
            f"{changed} of {len(lines)} lines are not UTF-8 and were read as {', '.join(sorted(used))}",
        )


def _decoded(line: bytes) -> tuple[str, str]:
    for encoding in _FALLBACKS:
        try:
            return line.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1"), "latin-1"


def _sheet(path: Path) -> pd.DataFrame:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        rows: Sequence[Sequence[Any]] = book.get_sheet_by_index(0).to_python()
    except CalamineError as error:
        raise ValueError(f"no workbook ({error})") from error
    rows = [row for row in rows if any(cell != "" for cell in row)]
    return pd.DataFrame(rows[1:], columns=[str(header) for header in rows[0]]) if rows else pd.DataFrame()


def _json(path: Path) -> pd.DataFrame:
    text = path.read_text("utf-8-sig")
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        data = [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(data, dict):
        data = next((value for value in data.values() if isinstance(value, list)), [data])
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise ValueError("expected a list of objects")
    return pd.DataFrame(data)
