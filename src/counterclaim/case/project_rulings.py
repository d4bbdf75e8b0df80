"""What people conclude, as rows: what it concerns, whether it stands."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.case.memory import Memory
from counterclaim.case.project_reports import project_reading
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import concerns, readings, rulings, ties


def project_ruling(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """One row for the ruling, one for each thing that it concerns; a decision changes its reports' readings."""
    subjects = sorted(set(_subjects(entry.kind, content)))
    connection.execute(
        insert(rulings).values(
            sequence=entry.sequence,
            id=entry.id,
            kind=entry.kind.value,
            subkind=_subkind(entry.kind, content),
            at=entry.at.isoformat(),
            by=entry.by,
            attached=True,
            withdrawn=None,
        )
    )
    if subjects:
        connection.execute(insert(concerns), [{"sequence": entry.sequence, "subject": name} for name in subjects])
    if entry.kind is EntryKind.DECISION:
        _read_again(memory, connection, subjects, entry.sequence)


def project_withdrawal(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """The ruling no longer stands; what it changed is as it was read."""
    row = connection.execute(
        select(rulings.c.sequence, rulings.c.kind).where(rulings.c.id == entry.about)
    ).one_or_none()
    if row is None:
        return
    connection.execute(update(rulings).where(rulings.c.sequence == row.sequence).values(withdrawn=entry.sequence))
    if row.kind == EntryKind.TIE.value:
        connection.execute(delete(ties).where(ties.c.sequence == row.sequence))
    if row.kind == EntryKind.DECISION.value:
        _read_again(memory, connection, _concerned(connection, row.sequence), entry.sequence)


def project_erasure(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """What an erased decision changed in other reports is as it was read."""
    _read_again(memory, connection, content["touched"], entry.sequence)


def _read_again(memory: Memory, connection: Connection, report_ids: Sequence[str], cause: int) -> None:
    """Project the readings of reports anew, from the record."""
    for report_id in report_ids:
        sequence = connection.scalar(select(readings.c.sequence).where(readings.c.report == report_id))
        if sequence is None:
            continue
        line = find_lines(connection, [sequence])[sequence]
        content = memory.content(line)
        if content is not None:
            project_reading(memory, connection, line.entry, content, cause)


def _concerned(connection: Connection, sequence: int) -> list[str]:
    return list(
        connection.scalars(
            select(concerns.c.subject).where(concerns.c.sequence == sequence).order_by(concerns.c.subject)
        )
    )


def _subjects(kind: EntryKind, content: Any) -> Iterator[str]:
    if kind is EntryKind.DECISION:
        yield from (anchor["report"] for anchor in content["anchors"])
    elif kind is EntryKind.DETERMINATION:
        yield content["figure"]
        yield from content["claims"]
    elif kind is EntryKind.PROFILE:
        yield content["source"]
    elif kind in (EntryKind.TIE, EntryKind.CONSENT):
        yield content["record"]
    elif kind is EntryKind.ACCEPTANCE:
        yield content["estimate"]


def _subkind(kind: EntryKind, content: Any) -> str:
    field = {
        EntryKind.DECISION: "kind",
        EntryKind.DETERMINATION: "conclusion",
        EntryKind.JUDGEMENT: "verdict",
        EntryKind.ACCEPTANCE: "method",
    }.get(kind)
    return str(content.get(field, ""))[:20] if field else ""
