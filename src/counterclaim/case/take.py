"""Taking in what another case, or another tool, gave away: reports with their readings, profiles, groupings, victims, estimates.

What is there already is left or updated, never doubled. Where a report comes without its text, the words that were
quoted are kept at their places, so every span still holds; the text's hash is kept as it was stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from counterclaim.case import reading as stages
from counterclaim.case.find import find_claim, reading_of
from counterclaim.case.gazetteer import given
from counterclaim.case.memory import Memory
from counterclaim.case.regroup import grouping_decisions
from counterclaim.case.regroup import profiles as known_profiles
from counterclaim.case.take_determined import take_determinations
from counterclaim.case.take_estimates import take_estimates
from counterclaim.case.take_victims import take_victims
from counterclaim.case.taken import TakenIn
from counterclaim.case.writer import Writer, writing
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import NO_ESTIMATES, EstimateRows
from counterclaim.exports.quoted import quoted
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.victim_rows import NO_VICTIMS, VictimRows
from counterclaim.model import (
    Anchor,
    Decision,
    EntryKind,
    GroupingDecision,
    Reading,
    Report,
    SourceProfile,
    plain,
)
from counterclaim.store.tables import entries
from counterclaim.store.tables import reports as report_rows


def take(
    memory: Memory,
    reports: Iterable[ReportRow],
    profiles: Iterable[SourceProfile],
    groupings: Iterable[GroupingDecision],
    victims: VictimRows = NO_VICTIMS,
    estimates: EstimateRows = NO_ESTIMATES,
    determined: Iterable[DeterminedRow] = (),
    *,
    by: str,
    origin: str,
    protected: bool = False,
) -> TakenIn:
    """Record what is new or different, in one transaction: an import is taken in whole or not at all.

    `protected`: reports that are new are protected contents.
    """
    taken = TakenIn()
    with writing(memory, by) as writer:
        for item in reports:
            _take_report(writer, item, origin, taken, protected)
        known = {str(plain(one)) for one in known_profiles(memory, writer.connection)}
        for profile in profiles:
            if str(plain(profile)) not in known:
                writer.record(EntryKind.PROFILE, plain(profile))
                taken.others += 1
        there = {(one.kind, frozenset(one.claims)) for one in grouping_decisions(memory, writer.connection)}
        for grouping in groupings:
            anchors = _anchors(writer, grouping)
            if anchors and (grouping.kind, frozenset(grouping.claims)) not in there:
                writer.record(EntryKind.DECISION, plain(Decision(grouping.kind, anchors, grouping.why)))
                taken.others += 1
        take_victims(writer, victims, origin, taken)
        take_estimates(writer, estimates, origin, taken)
        take_determinations(writer, determined, origin, taken)
    return taken


def read_texts(memory: Memory, reports: Sequence[Report], read: stages.Read | None = None) -> list[ReportRow]:
    """Reports that another tool collected, each with what this version's reader reads in it, for `take`."""
    gazetteer = given(memory)
    outcomes = read(reports) if read is not None else stages.read(reports, gazetteer)
    rows = []
    for report, outcome in zip(reports, outcomes, strict=True):
        reading = outcome if isinstance(outcome, Reading) else None
        reason = None if reading else str(getattr(outcome, "reason", None) or outcome)
        rows.append(ReportRow(report, report.sha256, reading, reason))
    return rows


def _take_report(writer: Writer, item: ReportRow, origin: str, taken: TakenIn, protected: bool) -> None:
    query = select(report_rows.c.sha256, report_rows.c.protected, entries.c.id)
    query = query.join(entries, entries.c.sequence == report_rows.c.sequence)
    there = writer.connection.execute(query.where(report_rows.c.id == item.report.id)).one_or_none()
    if there is not None and there.sha256 != item.sha256:
        other = f"{item.report.id}~{item.sha256[:8]}"
        _take_report(writer, _renamed(item, other), origin, taken, protected)
    elif there is not None:
        if _as_recorded(writer, item.report.id) == _comparable(item.reading):
            taken.unchanged += 1
            return
        _record_reading(writer, item, there.id, there.protected)
        taken.updated += 1
    else:
        quoted_only = not item.report.text
        text = quoted(item.reading) if quoted_only and item.reading else item.report.text
        content = {
            "report": plain(replace(item.report, text=text)),
            "sha256": item.sha256,
            "snapshot": "",
            "position": 0,
            "siblings": 1,
            "quoted_only": quoted_only,
            "imported_from": origin,
        }
        entry = writer.record(EntryKind.REPORT, content, protected=protected)
        _record_reading(writer, item, entry.id, protected)
        taken.reports += 1


def _record_reading(writer: Writer, item: ReportRow, about: str, protected: bool) -> None:
    reading = plain(item.reading) if item.reading else None
    content = {"report": item.report.id, "reading": reading, "unreadable": item.unreadable}
    writer.record(EntryKind.READING, content, about=about, protected=protected)


def _as_recorded(writer: Writer, report_id: str) -> Any:
    return _comparable(reading_of(writer.memory, writer.connection, report_id))


def _comparable(reading: Reading | None) -> Any:
    return plain(reading) if reading else None


def _renamed(item: ReportRow, name: str) -> ReportRow:
    reading = item.reading
    if reading is not None:
        reading = replace(reading, report=replace(reading.report, id=name))
    return replace(item, report=replace(item.report, id=name), reading=reading)


def _anchors(writer: Writer, grouping: GroupingDecision) -> tuple[Anchor, ...]:
    found = [find_claim(writer.memory, writer.connection, claim) for claim in grouping.claims]
    return tuple(Anchor.of_claim(one.report, one.claim) for one in found if one is not None)
