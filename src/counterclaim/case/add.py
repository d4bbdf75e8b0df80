"""Adding reports: archive the bytes, read them, write both with one transaction over ledger and tables.

Reports are written in batches. What a crash interrupts is a whole batch; the same `add` again completes it, because
what is there already is recognised by its bytes and added only as obtained again.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from counterclaim.case import reading as stages
from counterclaim.case.memory import Memory
from counterclaim.case.writer import Writer, writing
from counterclaim.errors import Fault, InputError
from counterclaim.model.codec import plain
from counterclaim.model.ledger import EntryKind
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report
from counterclaim.model.snapshot import Snapshot
from counterclaim.store.tables import reports as report_rows
from counterclaim.store.tables import snapshots as snapshot_rows

#: reports a transaction: enough for the language model's batches, few enough to lose little work
BATCH = 32


@dataclass(slots=True)
class Added:
    """What an `add` did. `again`: bytes that were there already, recorded as obtained again."""

    snapshots: int = 0
    again: int = 0
    reports: int = 0
    claims: int = 0
    failed: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    """A report on its way into the case; the first of a snapshot brings the snapshot. No report: the bytes alone."""

    snapshot: Snapshot
    report: Report | None = None
    position: int = 0
    siblings: int = 0


def add(
    memory: Memory,
    targets: Sequence[str],
    *,
    by: str,
    protected: bool = False,
    allow_private: Collection[str] = (),
    proxy: str | None = None,
    obtain: stages.Obtain = stages.obtain,
    read_snapshot: stages.ReadSnapshot = stages.read_snapshot,
    read: stages.Read = stages.read,
    progress: Callable[[Added], None] = lambda added: None,
) -> Added:
    """Add what the targets hold. Items that fail are listed, the rest are done.

    Raises:
        CaseError: the case cannot be written; all batches before are kept.
    """
    added = Added()

    def collect() -> Iterator[_Item]:
        for target in targets:
            for obtained in obtain(target, by, allow_private, proxy):
                if isinstance(obtained, Fault):
                    added.failed.append(obtained)
                else:
                    yield from _items(memory, obtained, added, read_snapshot, protected)

    items = collect()
    while batch := list(islice(items, BATCH)):
        _write(memory, batch, by, protected, read, added)
        progress(added)
    return added


def _items(
    memory: Memory, obtained: stages.Obtained, added: Added, read_snapshot: stages.ReadSnapshot, protected: bool
) -> Iterator[_Item]:
    snapshot = obtained.snapshot
    with memory.look() as connection:
        known = _is_complete(connection, snapshot.sha256)
    if known:
        yield _Item(snapshot)
        return
    seal = memory.key(protected)
    data = obtained.data if seal is None else seal.seal(obtained.data, f"blob {snapshot.sha256}")
    memory.blobs.put(snapshot.sha256, data)
    try:
        found = read_snapshot(obtained.data, snapshot)
    except InputError as error:
        added.failed.extend(error.faults)
        found = []
    if not found:
        yield _Item(snapshot)
    for position, report in enumerate(found):
        yield _Item(snapshot, report, position, len(found))


def _is_complete(connection: Connection, sha256: str) -> bool:
    """Whether every report of these bytes is in the case."""
    query = select(func.count(), func.max(report_rows.c.siblings)).where(report_rows.c.snapshot == sha256)
    there, siblings = connection.execute(query).one()
    return bool(siblings) and there == siblings


def _write(memory: Memory, batch: list[_Item], by: str, protected: bool, read: stages.Read, added: Added) -> None:
    with memory.look() as connection:
        unread = [item for item in batch if item.report is not None and _free_id(connection, item) is not None]
    # Reading takes long, so it is done before the lock is taken; the ids are settled under the lock.
    read_now = [item.report for item in unread if item.report is not None]
    outcomes = {id(item): outcome for item, outcome in zip(unread, read(read_now), strict=True)} if unread else {}
    with writing(memory, by) as writer:
        for item in batch:
            if item.position == 0:
                _write_snapshot(writer, item, protected, added)
            new_id = _free_id(writer.connection, item) if id(item) in outcomes else None
            if item.report is not None and new_id is not None:
                _write_report(writer, item, replace(item.report, id=new_id), outcomes[id(item)], protected, added)


def _free_id(connection: Connection, item: _Item) -> str | None:
    """The id under which the item's report goes into the case; None where it is there already.

    Where another file used the same id for another text, both stay, and the later is told apart by its bytes.
    """
    if item.report is None:
        return None
    wanted = item.report.id
    while True:
        query = select(report_rows.c.sha256, report_rows.c.snapshot).where(report_rows.c.id == wanted)
        there = connection.execute(query).first()
        if there is None:
            return wanted
        if there.sha256 == item.report.sha256 and there.snapshot == item.snapshot.sha256:
            return None
        wanted = f"{wanted}~{item.snapshot.sha256[:8]}"


def _write_snapshot(writer: Writer, item: _Item, protected: bool, added: Added) -> None:
    content = {
        "snapshot": plain(replace(item.snapshot, collector=writer.by)),
        "blob": item.snapshot.sha256,
        "sealed": protected and writer.memory.seal is not None,
    }
    known = select(snapshot_rows.c.sequence).where(snapshot_rows.c.sha256 == item.snapshot.sha256).limit(1)
    if writer.connection.scalar(known) is None:
        added.snapshots += 1
    else:
        added.again += 1
    writer.record(EntryKind.SNAPSHOT, content, protected=protected)


def _write_report(writer: Writer, item: _Item, report: Report, outcome: Any, protected: bool, added: Added) -> None:
    content = {
        "report": plain(report),
        "sha256": report.sha256,
        "snapshot": item.snapshot.sha256,
        "position": item.position,
        "siblings": item.siblings,
    }
    try:
        entry = writer.record(EntryKind.REPORT, content, protected=protected)
    except ValueError as error:  # nothing was written yet: the commitment comes first
        added.failed.append(Fault(item.snapshot.address, report.id, str(error), "Mend the text and add it again."))
        return
    reading = outcome if isinstance(outcome, Reading) else None
    if reading is not None and reading.report.id != report.id:
        reading = replace(reading, report=replace(reading.report, id=report.id))
    reason = None if reading else str(getattr(outcome, "reason", None) or outcome)
    found = {"report": report.id, "reading": plain(reading) if reading else None, "unreadable": reason}
    try:
        writer.record(EntryKind.READING, found, about=entry.id, protected=protected)
    except ValueError as error:
        reading, reason = None, f"its reading cannot be recorded: {error}"
        found |= {"reading": None, "unreadable": reason}
        writer.record(EntryKind.READING, found, about=entry.id, protected=protected)
    added.reports += 1
    if reading:
        added.claims += len(reading.claims)
    else:
        added.failed.append(Fault(report.source or item.snapshot.address, report.id, reason or "it cannot be read", ""))
