"""A case as CSV files in a folder: reports, claims, labels, attributions, figures, assessments, relations, profiles,
groupings, determinations; victims' lists, persons and estimates where there are any. UTF-8, rows in an order that the values decide, so the
same values give the same bytes; `csv_read` takes them in again.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.exports import csv_estimates, csv_victims
from counterclaim.exports.cells import line, safe
from counterclaim.exports.csv_columns import Column, columns, header, row
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import NO_ESTIMATES, EstimateRows
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.victim_rows import NO_VICTIMS, VictimRows
from counterclaim.model import (
    MODEL_RULES,
    Assessment,
    Claim,
    Figure,
    GroupingDecision,
    Label,
    Relation,
    Report,
    SourceProfile,
    plain,
)
from counterclaim.model.attribution import Attribution

_REPORT = columns(Report)
_LABEL, _ATTRIBUTION = columns(Label), columns(Attribution)
_CLAIM = columns(Claim)
_FIGURE = columns(Figure, without=frozenset({"relations", "assessments"}))
_ASSESSMENT, _RELATION = columns(Assessment), columns(Relation)
_PROFILE = columns(SourceProfile)
_DETERMINED = columns(DeterminedRow)
_GROUPING = columns(GroupingDecision, without=frozenset({"by", "at"}))

#: file -> (columns of its own before those of the value, columns of the value)
FILES: dict[str, tuple[list[str], list[Column]]] = {
    "reports.csv": (["sha256", "fingerprint", "unreadable"], _REPORT),
    "claims.csv": (["report"], _CLAIM),
    "labels.csv": (["report"], _LABEL),
    "attributions.csv": (["report"], _ATTRIBUTION),
    "figures.csv": ([], _FIGURE),
    "assessments.csv": (["figure"], _ASSESSMENT),
    "relations.csv": (["figure"], _RELATION),
    "profiles.csv": ([], _PROFILE),
    "groupings.csv": ([], _GROUPING),
    "determinations.csv": ([], _DETERMINED),
    **csv_victims.FILES,
    **csv_estimates.FILES,
}
#: files that there are even where they hold no row; the rest are of victims and estimates, which many cases have not
ALWAYS = frozenset(FILES) - {"determinations.csv", *csv_victims.FILES, *csv_estimates.FILES}


def tables(
    reports: Iterable[ReportRow],
    figures: Iterable[Figure],
    profiles: Sequence[SourceProfile] = (),
    groupings: Sequence[GroupingDecision] = (),
    victims: VictimRows = NO_VICTIMS,
    estimates: EstimateRows = NO_ESTIMATES,
    determinations: Sequence[DeterminedRow] = (),
) -> dict[str, list[list[str]]]:
    """The rows of every file there is to be, each cell a text; the first row of each holds the columns' names."""
    rows: dict[str, list[list[str]]] = {name: [[*own, *header(found)]] for name, (own, found) in FILES.items()}
    for item in sorted(reports, key=lambda one: one.report.id):
        _report_rows(rows, item)
    for figure in sorted(figures, key=lambda one: one.id):
        data = plain(figure)
        rows["figures.csv"].append(row(_FIGURE, data))
        # a model's results are derived: a case that takes the tables in weighs for itself, or not at all
        own = [one for one in data["assessments"] if one["rules"] not in MODEL_RULES]
        rows["assessments.csv"] += [[figure.id, *row(_ASSESSMENT, one)] for one in own]
        rows["relations.csv"] += [[figure.id, *row(_RELATION, one)] for one in data["relations"]]
    rows["profiles.csv"] += [row(_PROFILE, plain(profile)) for profile in profiles]
    rows["determinations.csv"] += [row(_DETERMINED, plain(one)) for one in determinations]
    rows["groupings.csv"] += [row(_GROUPING, plain(grouping)) for grouping in groupings]
    for name, found in (csv_victims.victim_tables(victims) | csv_estimates.estimate_tables(estimates)).items():
        rows[name] += found
    return {name: found for name, found in rows.items() if name in ALWAYS or len(found) > 1}


def write_csv(
    folder: Path,
    reports: Iterable[ReportRow],
    figures: Iterable[Figure],
    profiles: Sequence[SourceProfile] = (),
    groupings: Sequence[GroupingDecision] = (),
    victims: VictimRows = NO_VICTIMS,
    estimates: EstimateRows = NO_ESTIMATES,
    determinations: Sequence[DeterminedRow] = (),
) -> list[Path]:
    """Write the files into a folder that is empty or not there yet; their paths.

    Raises:
        UsageError: the folder holds something.
    """
    rows = tables(reports, figures, profiles, groupings, victims, estimates, determinations)
    empty_folder(folder)
    return [_write(folder / name, found) for name, found in rows.items()]


def empty_folder(folder: Path) -> None:
    """Make a folder to write into.

    Raises:
        UsageError: it holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: it is not an empty folder. Choose one that does not exist yet.")
    folder.mkdir(parents=True, exist_ok=True)


def _report_rows(rows: dict[str, list[list[str]]], item: ReportRow) -> None:
    reading: Mapping[str, Any] = plain(item.reading) if item.reading else {}
    marks = row([(("fingerprint",), "JSON")], reading.get("report", {}))
    own, name = [item.sha256, *marks, safe(item.unreadable or "")], safe(item.report.id)
    rows["reports.csv"].append([*own, *row(_REPORT, plain(item.report))])
    rows["claims.csv"] += [[name, *row(_CLAIM, claim)] for claim in reading.get("claims", ())]
    rows["labels.csv"] += [[name, *row(_LABEL, label)] for label in reading.get("labels", ())]
    rows["attributions.csv"] += [
        [name, *row(_ATTRIBUTION, attribution)] for attribution in reading.get("attributions", ())
    ]


def _write(path: Path, found: list[list[str]]) -> Path:
    path.write_text("".join(map(line, found)), encoding="utf-8", newline="")
    return path
