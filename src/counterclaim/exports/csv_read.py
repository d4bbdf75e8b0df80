"""Reading the folder that `csv.write_csv` wrote, or that somebody made after its pattern: every fault at once."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.errors import Fault, InputError
from counterclaim.exports.cells import restore
from counterclaim.exports.csv_read_estimates import read_estimates
from counterclaim.exports.csv_read_victims import read_victims
from counterclaim.exports.csv_rows import revived, rows_of, values_of
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import EstimateRows
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.victim_rows import VictimRows
from counterclaim.model import (
    Claim,
    GroupingDecision,
    Label,
    Reading,
    Report,
    ReportHead,
    SourceProfile,
)
from counterclaim.model.attribution import Attribution

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a folder of CSV files holds. Figures are not taken: they are grouped again from the claims."""

    reports: tuple[ReportRow, ...]
    profiles: tuple[SourceProfile, ...]
    groupings: tuple[GroupingDecision, ...]
    victims: VictimRows
    estimates: EstimateRows
    determinations: tuple[DeterminedRow, ...] = ()


def read_csv(folder: Path) -> Taken:
    """The reports with their readings, profiles, groupings, victims and estimates.

    Raises:
        InputError: every row that does not fit, with its file and number.
    """
    faults: list[Fault] = []
    claims = _of_reports(folder, "claims.csv", Claim, faults)
    labels = _of_reports(folder, "labels.csv", Label, faults)
    attributions = _of_reports(folder, "attributions.csv", Attribution, faults)
    reports = []
    for number, cells in rows_of(folder, "reports.csv", faults, needed=True):
        report = revived(Report, "reports.csv", number, cells, faults)
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
    victims, estimates = read_victims(folder, faults), read_estimates(folder, faults)
    determined = values_of(folder, "determinations.csv", DeterminedRow, faults)
    if faults:
        raise InputError(faults)
    return Taken(tuple(reports), tuple(profiles), tuple(groupings), victims, estimates, tuple(determined))


def _head(report: Report, cells: dict[str, str]) -> ReportHead:
    marks = tuple(json.loads(cells["fingerprint"] or "[]"))
    language = report.language or "en"
    return ReportHead(report.id, report.source, report.published, language, cells["sha256"], marks, report.title)


def _of_reports(folder: Path, name: str, kind: type[T], faults: list[Fault]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for number, cells in rows_of(folder, name, faults):
        value = revived(kind, name, number, cells, faults)
        if value is not None:
            found[restore(cells["report"])].append(value)
    return found


def _values(folder: Path, name: str, kind: type[T], faults: list[Fault], **more: Any) -> list[T]:
    rows = rows_of(folder, name, faults)
    found = (revived(kind, name, number, cells, faults, **more) for number, cells in rows)
    return [value for value in found if value is not None]
