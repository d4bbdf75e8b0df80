"""What `counterclaim import` can read, told apart by what is in it."""

import csv
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.exports.csv_read import read_csv
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import NO_ESTIMATES, EstimateRows
from counterclaim.exports.read_events import ACLED_NEEDED, UCDP_NEEDED, read_acled, read_ucdp
from counterclaim.exports.read_posts import ARCHIVER, BAYANAT, is_one_of, read_archiver, read_bayanat
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.victim_rows import NO_VICTIMS, VictimRows
from counterclaim.model import GroupingDecision, Judgement, Reading, Report, SourceProfile, Verdict, revive

_VERDICTS = tuple(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `texts` are still to be read; `protected`: unless told otherwise, reports of it are."""

    reports: tuple[ReportRow, ...] = ()
    profiles: tuple[SourceProfile, ...] = ()
    groupings: tuple[GroupingDecision, ...] = ()
    judgements: tuple[dict[str, str], ...] = ()
    texts: tuple[Report, ...] = ()
    protected: bool = False
    victims: VictimRows = NO_VICTIMS
    estimates: EstimateRows = NO_ESTIMATES
    determined: tuple[DeterminedRow, ...] = ()


def taken_from(path: Path, published: date | None = None) -> Found:
    """What the file or folder holds; `published` is the day of a dataset's release, for its rows.

    Raises:
        InputError: it is none of what can be imported, or has faults: all of them.
    """
    if path.is_dir():
        taken = read_csv(path)
        return Found(
            taken.reports,
            taken.profiles,
            taken.groupings,
            victims=taken.victims,
            estimates=taken.estimates,
            determined=taken.determinations,
        )
    if not path.is_file():
        raise InputError([Fault(str(path), "", "there is no such file", "Check the path.")])
    if path.suffix.lower() in (".jsonl", ".ndjson", ".json"):
        return Found(_readings(path))
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            columns = set(csv.DictReader(file).fieldnames or ())
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            [Fault(str(path), "", f"it is no CSV in UTF-8 ({error})", "Save it as CSV, UTF-8.")]
        ) from error
    if columns >= UCDP_NEEDED:
        return Found(read_ucdp(path, published))
    if columns >= ACLED_NEEDED:
        return Found(read_acled(path, published))
    if is_one_of(columns, ARCHIVER):
        return Found(texts=read_archiver(path))
    if is_one_of(columns, BAYANAT):
        return Found(texts=read_bayanat(path), protected=True)
    if {"left", "right", "verdict"} <= columns:
        return Found(judgements=_judgements(path))
    if "source" in columns and columns & {"kind", "side", "aliases"}:
        from counterclaim.figures import read_profiles

        return Found(profiles=tuple(read_profiles(path)))
    remedy = (
        "Give what `read --json` or `export --as csv` wrote; a CSV of UCDP GED, ACLED, auto-archiver or Bayanat; or one with "
        "left, right, verdict; or source, kind, side."
    )
    raise InputError([Fault(str(path), "", "it is nothing that can be imported", remedy)])


def _readings(path: Path) -> tuple[ReportRow, ...]:
    faults, rows = [], []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            reading = revive(Reading, json.loads(line))
        except (ValueError, TypeError) as error:
            faults.append(Fault(str(path), f"line {number}", str(error)[:300], "Give what `read --json` printed."))
            continue
        head = reading.report
        report = Report(head.id, "", head.published, head.source, head.title, head.language)
        rows.append(ReportRow(report, head.sha256, reading))
    if faults:
        raise InputError(faults)
    return tuple(rows)


def _judgements(path: Path) -> tuple[dict[str, str], ...]:
    faults, rows = [], []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, restval=""), start=2):
            left, right = sorted((row["left"], row["right"]))
            if not left or left == right:
                faults.append(Fault(str(path), f"row {number}", "it does not name two records", "Name both."))
            elif row["verdict"] not in _VERDICTS:
                known = ", ".join(_VERDICTS)
                faults.append(Fault(str(path), f"row {number}", "its verdict is unknown", f"Write one of {known}."))
            else:
                rows.append({str(key): value for key, value in row.items() if key} | {"left": left, "right": right})
    if faults:
        raise InputError(faults)
    return tuple(rows)


def judgement_of(row: dict[str, str], reviewer: str) -> Judgement:
    """The judgement of a row; its reviewer is whom the row names, else who imports it."""
    at, verdict = datetime.now(UTC), Verdict(row["verdict"])
    return Judgement.of(row["left"], row["right"], verdict, row.get("reviewer") or reviewer, at, row.get("reason", ""))
