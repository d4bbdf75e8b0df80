"""Reading the folder that `csv.write_csv` wrote, or that somebody made after its pattern: every fault at once."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.errors import Fault, InputError
from counterclaim.exports.cells import restore
from counterclaim.exports.csv import FILES
from counterclaim.exports.csv_columns import value_of
from counterclaim.exports.report_row import ReportRow
from counterclaim.model import (
    Claim,
    GroupingDecision,
    Label,
    Reading,
    Report,
    ReportHead,
    SourceProfile,
    revive,
)
from counterclaim.model.attribution import Attribution

T = TypeVar("T")

#: a cell may hold a whole report; Python's own limit is 131,072 characters
csv.field_size_limit(200_000_000)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a folder of CSV files holds. Figures are not taken: they are grouped again from the claims."""

    reports: tuple[ReportRow, ...]
    profiles: tuple[SourceProfile, ...]
    groupings: tuple[GroupingDecision, ...]


def read_csv(folder: Path) -> Taken:
    """The reports with their readings, profiles and groupings.

    Raises:
        InputError: every row that does not fit, with its file and number.
    """
    faults: list[Fault] = []
    claims = _of_reports(folder, "claims.csv", Claim, faults)
    labels = _of_reports(folder, "labels.csv", Label, faults)
    attributions = _of_reports(folder, "attributions.csv", Attribution, faults)
    reports = []
    for number, cells in _rows(folder, "reports.csv", faults, needed=True):
        report = _revived(Report, "reports.csv", number, cells, faults)
        if report is None:
            continue
        reading = None
        if not cells["unreadable"]:
            head = _head(report, cells)
            reading = Reading(head, tuple(claims[report.id]), tuple(attributions[report.id]), tuple(labels[report.id]))
        reports.append(ReportRow(report, cells["sha256"], reading, restore(cells["unreadable"]) or None))
    known = {item.report.id for item in reports}
    strays = sorted(set(claims) - known)
    faults += [Fault("claims.csv", name, "its report is not in reports.csv", "Add the report.") for name in strays]
    profiles = _values(folder, "profiles.csv", SourceProfile, faults)
    groupings = _values(folder, "groupings.csv", GroupingDecision, faults, by="A reviewer")
    if faults:
        raise InputError(faults)
    return Taken(tuple(reports), tuple(profiles), tuple(groupings))


def _head(report: Report, cells: dict[str, str]) -> ReportHead:
    import json

    marks = tuple(json.loads(cells["fingerprint"] or "[]"))
    language = report.language or "en"
    return ReportHead(report.id, report.source, report.published, language, cells["sha256"], marks, report.title)


def _rows(folder: Path, name: str, faults: list[Fault], needed: bool = False) -> Iterator[tuple[int, dict[str, str]]]:
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


def _revived(
    kind: type[T], name: str, number: int, cells: dict[str, str], faults: list[Fault], **more: Any
) -> T | None:
    try:
        value = value_of(kind, cells)
        if kind is Report:
            value["text"] = value["text"] or ""
        return revive(kind, {**value, **more})
    except (ValueError, TypeError, AttributeError) as error:
        faults.append(Fault(name, f"row {number}", str(error), "Correct the row."))
        return None


def _of_reports(folder: Path, name: str, kind: type[T], faults: list[Fault]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for number, cells in _rows(folder, name, faults):
        value = _revived(kind, name, number, cells, faults)
        if value is not None:
            found[restore(cells["report"])].append(value)
    return found


def _values(folder: Path, name: str, kind: type[T], faults: list[Fault], **more: Any) -> list[T]:
    rows = _rows(folder, name, faults)
    found = (_revived(kind, name, number, cells, faults, **more) for number, cells in rows)
    return [value for value in found if value is not None]
