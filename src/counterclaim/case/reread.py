"""Reading reports again with a better reader. Old readings stay on record; people's decisions keep to their words."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import select

from counterclaim.case import reading as stages
from counterclaim.case.add import BATCH
from counterclaim.case.find import find_report
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.model.codec import plain
from counterclaim.model.ledger import EntryKind
from counterclaim.model.reading import Reading
from counterclaim.store.tables import entries
from counterclaim.store.tables import reports as report_rows


def reread(memory: Memory, *, by: str, read: stages.Read, reports: Sequence[str] | None) -> int:
    """Record a new reading of each report; how many there were."""
    query = select(report_rows.c.id, report_rows.c.protected, entries.c.id.label("entry"))
    query = query.join(entries, entries.c.sequence == report_rows.c.sequence).order_by(report_rows.c.sequence)
    if reports is not None:
        query = query.where(report_rows.c.id.in_(list(reports)))
    with memory.look() as connection:
        rows = connection.execute(query).all()
    waiting, count = iter(rows), 0
    while batch := list(islice(waiting, BATCH)):
        with memory.look() as connection:
            found = [(row, find_report(memory, connection, row.id)) for row in batch]
        known = [(row, report) for row, report in found if report is not None]
        outcomes = list(read([report for _, report in known]))
        with writing(memory, by) as writer:
            for (row, _), outcome in zip(known, outcomes, strict=True):
                reading = outcome if isinstance(outcome, Reading) else None
                if reading is not None and reading.report.id != row.id:
                    reading = replace(reading, report=replace(reading.report, id=row.id))
                content = {
                    "report": row.id,
                    "reading": plain(reading) if reading else None,
                    "unreadable": None if reading else str(getattr(outcome, "reason", outcome)),
                }
                writer.record(EntryKind.READING, content, about=row.entry, protected=row.protected)
                count += 1
    return count
