"""Erasing a content and its salt, because it endangers a person. The entry stays in the chain; a tombstone says that,
why and by whom its content was destroyed, and `verify` accepts it. What was made from the content goes with it."""

from collections.abc import Iterator

from sqlalchemy import Connection, delete, insert, or_, select

from counterclaim.case.memory import Memory
from counterclaim.case.project_links import forget_records
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.ledger import destroy_opening, find_lines, read_lines, sequence_of
from counterclaim.store.tables import (
    claims,
    concerns,
    doomed,
    entries,
    estimates,
    labels,
    lists,
    overlaps,
    readings,
    records,
    reports,
    rulings,
    snapshots,
    told,
)

#: contents without which the ledger itself could not be understood
_KEPT = {
    EntryKind.CASE, EntryKind.ERASURE, EntryKind.WITHDRAWAL, EntryKind.CHECKPOINT, EntryKind.LINKAGE, EntryKind.PERSONS,
}  # fmt: skip


def erase(memory: Memory, entry_id: str, *, reason: str, by: str) -> list[Entry]:
    """Destroy the content of an entry and all that was made from it; the tombstones, that of the entry first.

    A report goes with its readings, the decisions that quote it and the bytes that it came in; a row of a victim list
    with the file of its list and the judgements on it. `reason` is kept in clear and must not name the person.
    Figures still say what it said until they are grouped anew; then the database's files are to be scrubbed (`Case.erase`).

    Raises:
        UsageError: there is no such entry, its content is gone already or must stay, or no reason is given.
    """
    if not reason.strip():
        raise UsageError("An erasure needs a reason; it is kept, so it must not name the person.")
    with writing(memory, by) as writer:
        sequence = sequence_of(writer.connection, entry_id)
        if sequence is None:
            raise UsageError(f"{entry_id}: there is no such entry in the ledger.")
        line = find_lines(writer.connection, [sequence])[sequence]
        if line.entry.kind in _KEPT:
            raise UsageError(f"{entry_id}: the content of an entry of kind {line.entry.kind} cannot be erased.")
        if line.body is None:
            raise UsageError(f"{entry_id}: its content was erased before.")
        numbers = list(dict.fromkeys([sequence, *_made_from(memory, writer.connection, line.entry)]))
        again = _forget(writer.connection, numbers)
        tombstones = []
        for number, entry in _entries(writer.connection, numbers):
            if destroy_opening(writer.connection, number):
                decided = again if entry.kind is EntryKind.DECISION else []
                content = {"reason": reason, "kind": entry.kind.value, "because_of": entry_id, "touched": decided}
                tombstones.append(writer.record(EntryKind.ERASURE, content, about=entry.id))
    finish_erasures(memory)
    return tombstones


def finish_erasures(memory: Memory) -> None:
    """Destroy the blobs whose erasure is on record; also after a crash, when the case is next opened."""
    with memory.look() as connection:
        names = list(connection.scalars(select(doomed.c.name)))
        # The same bytes may have been added again since.
        living = set(connection.scalars(select(snapshots.c.blob).where(snapshots.c.blob.in_(names))))
    for name in names:
        if name not in living:
            memory.blobs.delete(name)
        with memory.engine.begin() as connection:
            connection.execute(delete(doomed).where(doomed.c.name == name))


def _entries(connection: Connection, numbers: list[int]) -> Iterator[tuple[int, Entry]]:
    lines = find_lines(connection, numbers)
    for number in numbers:
        yield number, lines[number].entry


def _made_from(memory: Memory, connection: Connection, entry: Entry) -> Iterator[int]:
    """The entries whose contents hold what this one's content holds."""
    if entry.kind is EntryKind.SNAPSHOT:
        sha256 = connection.scalar(select(snapshots.c.sha256).where(snapshots.c.sequence == entry.sequence))
        yield from _from_bytes(memory, connection, sha256)
    elif entry.kind in (EntryKind.REPORT, EntryKind.READING):
        report = connection.scalar(
            select(reports.c.id).where(
                or_(reports.c.sequence == entry.sequence, reports.c.sequence == _about(connection, entry))
            )
        )
        if report is not None:
            yield from _from_report(connection, report)
            sha256 = connection.scalar(select(reports.c.snapshot).where(reports.c.id == report))
            yield from connection.scalars(select(snapshots.c.sequence).where(snapshots.c.sha256 == sha256))
            _doom(connection, sha256)
    elif entry.kind is EntryKind.LIST:
        is_it = or_(lists.c.sequence == entry.sequence, lists.c.latest == entry.sequence)
        list_id = connection.scalar(select(lists.c.id).where(is_it))
        for number in connection.scalars(select(records.c.sequence).where(records.c.list == list_id)).all():
            yield number
            yield from _rulings_on(memory, connection, number)
        for line in read_lines(connection, kinds=[EntryKind.LIST]):  # as it was described at first and since
            if (memory.content(line) or {}).get("id") == list_id:
                yield line.entry.sequence
                yield from _file_of_list(memory, connection, line.entry.sequence)
    elif entry.kind is EntryKind.RECORD:
        first = _first_of(connection, entry)
        yield first.sequence
        yield from _rulings_on(memory, connection, first.sequence)
        list_entry = _about(connection, first)
        if list_entry is not None:
            yield from _file_of_list(memory, connection, list_entry)


def _from_bytes(memory: Memory, connection: Connection, sha256: str | None) -> Iterator[int]:
    yield from connection.scalars(select(snapshots.c.sequence).where(snapshots.c.sha256 == sha256))
    for report in connection.scalars(select(reports.c.id).where(reports.c.snapshot == sha256)).all():
        yield from _from_report(connection, report)
    _doom(connection, sha256)


def _from_report(connection: Connection, report_id: str) -> Iterator[int]:
    sequence = connection.scalar(select(reports.c.sequence).where(reports.c.id == report_id))
    yield from [sequence] if sequence is not None else []
    entry_id = connection.scalar(select(entries.c.id).where(entries.c.sequence == sequence))
    kind = EntryKind.READING.value
    yield from connection.scalars(select(entries.c.sequence).where(entries.c.about == entry_id, entries.c.kind == kind))
    query = select(rulings.c.sequence).join(concerns, concerns.c.sequence == rulings.c.sequence)
    decision = rulings.c.kind == EntryKind.DECISION.value
    yield from connection.scalars(query.where(concerns.c.subject == report_id, decision))
    # Full runs of the weighing model quote numbers and sources of every report; they can be run again.
    yield from connection.scalars(select(estimates.c.sequence).where(estimates.c.kind == "weighing"))


def _first_of(connection: Connection, entry: Entry) -> Entry:
    """The entry under which a row came; an import's correction of it is about that, and not about the list."""
    number = _about(connection, entry)
    before = find_lines(connection, [number])[number].entry if number is not None else None
    return before if before is not None and before.kind is EntryKind.RECORD else entry


def _rulings_on(memory: Memory, connection: Connection, sequence: int) -> Iterator[int]:
    """What people judged, tied, allowed or corrected of a row: their reasons may name the person."""
    line = find_lines(connection, [sequence])[sequence]
    record = ((memory.content(line) or {}).get("record") or {}).get("id")
    kinds = (EntryKind.TIE.value, EntryKind.CONSENT.value, EntryKind.RECORD.value)
    about = (entries.c.about == line.entry.id) & entries.c.kind.in_(kinds)
    yield from connection.scalars(select(entries.c.sequence).where(about)).all()
    for one in read_lines(connection, kinds=[EntryKind.JUDGEMENT]):
        judged = memory.content(one) or {}
        if {record, line.entry.id} & {judged.get("left"), judged.get("right")}:
            yield one.entry.sequence


def _file_of_list(memory: Memory, connection: Connection, sequence: int) -> Iterator[int]:
    content = memory.content(find_lines(connection, [sequence])[sequence])
    if content is not None:
        yield from connection.scalars(select(snapshots.c.sequence).where(snapshots.c.sha256 == content["snapshot"]))
        _doom(connection, content["snapshot"])


def _about(connection: Connection, entry: Entry) -> int | None:
    return sequence_of(connection, entry.about) if entry.about else None


def _doom(connection: Connection, name: str | None) -> None:
    """The blob goes once the transaction is on the disk."""
    if name and connection.scalar(select(doomed.c.name).where(doomed.c.name == name)) is None:
        connection.execute(insert(doomed).values(name=name))


def _forget(connection: Connection, numbers: list[int]) -> list[str]:
    """Take the rows made from these entries out of the tables; the reports whose readings a lost decision changed."""
    gone = list(connection.scalars(select(reports.c.id).where(reports.c.sequence.in_(numbers))))
    lost = select(rulings.c.sequence).where(rulings.c.sequence.in_(numbers))
    decisions = lost.where(rulings.c.kind == EntryKind.DECISION.value)
    touched = set(connection.scalars(select(concerns.c.subject).where(concerns.c.sequence.in_(decisions))))
    connection.execute(delete(claims).where(claims.c.report.in_(gone)))
    connection.execute(delete(labels).where(labels.c.report.in_(gone)))
    connection.execute(delete(readings).where(readings.c.report.in_(gone)))
    connection.execute(delete(reports).where(reports.c.id.in_(gone)))
    connection.execute(delete(concerns).where(concerns.c.sequence.in_(numbers)))
    connection.execute(delete(rulings).where(rulings.c.sequence.in_(numbers)))
    forget_records(connection, numbers)
    connection.execute(delete(records).where(records.c.sequence.in_(numbers)))
    connection.execute(delete(lists).where(lists.c.sequence.in_(numbers)))
    connection.execute(delete(told).where(told.c.sequence.in_(numbers)))
    connection.execute(delete(overlaps).where(overlaps.c.sequence.in_(numbers)))
    connection.execute(delete(estimates).where(estimates.c.sequence.in_(numbers)))
    connection.execute(delete(snapshots).where(snapshots.c.sequence.in_(numbers)))
    return sorted(touched - set(gone))
