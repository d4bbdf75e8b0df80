"""Rows of the ledger: locking its head, adding entries with their openings, reading them back in order."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from counterclaim.model.ledger import NO_PREDECESSOR, Entry, EntryKind
from counterclaim.store.tables import entries, openings, state

#: rows fetched at once while walking the ledger
PAGE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the digest stored beside it and its opening as stored; `body` None where it was erased."""

    entry: Entry
    digest: str
    sealed: bool
    body: bytes | None


def get_state(connection: Connection, key: str) -> str | None:
    """A value of the case's state."""
    value: str | None = connection.scalar(select(state.c.value).where(state.c.key == key))
    return value


def set_state(connection: Connection, key: str, value: str) -> None:
    """Keep a value of the case's state."""
    if not connection.execute(update(state).where(state.c.key == key).values(value=value)).rowcount:
        connection.execute(insert(state).values(key=key, value=value))


def read_head(connection: Connection) -> tuple[int, str]:
    """Number and digest of the last entry, as the ledger states them."""
    value = get_state(connection, "head")
    if value is None:
        return 0, NO_PREDECESSOR
    head = json.loads(value)
    return int(head["sequence"]), str(head["digest"])


def lock_head(connection: Connection) -> tuple[int, str]:
    """Make every other writer wait until this transaction ends, then read the head.

    Writing a row to itself takes the write lock in any database: the row's in PostgreSQL, the file's in SQLite.
    """
    connection.execute(update(state).where(state.c.key == "head").values(value=state.c.value))
    return read_head(connection)


def write_head(connection: Connection, sequence: int, digest: str) -> None:
    """State where the chain ends."""
    set_state(connection, "head", json.dumps({"sequence": sequence, "digest": digest}))


def insert_lines(connection: Connection, lines: Sequence[Line]) -> None:
    """Add entries and their openings."""
    if not lines:
        return
    connection.execute(insert(entries), [_row(line) for line in lines])
    opened = [
        {"sequence": line.entry.sequence, "sealed": line.sealed, "body": line.body}
        for line in lines
        if line.body is not None
    ]
    if opened:
        connection.execute(insert(openings), opened)


def destroy_opening(connection: Connection, sequence: int) -> bool:
    """Destroy content and salt of an entry; whether there was anything to destroy."""
    return bool(connection.execute(delete(openings).where(openings.c.sequence == sequence)).rowcount)


def read_lines(
    connection: Connection,
    *,
    after: int = 0,
    until: int | None = None,
    kinds: Sequence[EntryKind] = (),
    words: str = "",
    by: Sequence[str] = (),
    with_bodies: bool = True,
    at_once: int = PAGE,
    on_bad: Callable[[int, str], None] | None = None,
) -> Iterator[Line]:
    """Lines in order, `at_once` in memory at a time. `words`: only those with the words in id, tool or subject, or of a writer `by`.

    Raises:
        ValueError: a row holds what no entry can, and there is no `on_bad` to be told (its number, the fault).
    """
    while True:
        columns: list[Any] = [*entries.c, openings.c.sealed]
        if with_bodies:
            columns.append(openings.c.body)
        query = (
            select(*columns)
            .select_from(entries.outerjoin(openings, entries.c.sequence == openings.c.sequence))
            .where(entries.c.sequence > after)
            .order_by(entries.c.sequence)
            .limit(at_once)
        )
        if until is not None:
            query = query.where(entries.c.sequence <= until)
        if kinds:
            query = query.where(entries.c.kind.in_([kind.value for kind in kinds]))
        if words:
            found = [c.icontains(words, autoescape=True) for c in (entries.c.id, entries.c.tool, entries.c.about)]
            query = query.where(or_(*found, entries.c.by.in_(by)))
        rows = connection.execute(query).mappings().all()
        for row in rows:
            try:
                line = _line(row, with_bodies)
            except (ValueError, TypeError) as error:
                if on_bad is None:
                    raise ValueError(f"entry {row['sequence']}: {error}") from error
                on_bad(row["sequence"], str(error))
                continue
            yield line
        if len(rows) < at_once:
            return
        after = rows[-1]["sequence"]


def find_lines(connection: Connection, sequences: Sequence[int]) -> dict[int, Line]:
    """Lines by number; those that do not exist are left out."""
    query = (
        select(*entries.c, openings.c.sealed, openings.c.body)
        .select_from(entries.outerjoin(openings, entries.c.sequence == openings.c.sequence))
        .where(entries.c.sequence.in_(list(sequences)))
    )
    return {row["sequence"]: _line(row, True) for row in connection.execute(query).mappings()}


def sequence_of(connection: Connection, entry_id: str) -> int | None:
    """The number of the entry with that id."""
    number: int | None = connection.scalar(select(entries.c.sequence).where(entries.c.id == entry_id))
    return number


def last_of(connection: Connection, kinds: Iterable[EntryKind]) -> int:
    """The number of the last entry of some kinds, 0 where there is none; by their index, however many there are."""
    queries = [
        select(entries.c.sequence).where(entries.c.kind == kind.value).order_by(entries.c.sequence.desc()).limit(1)
        for kind in kinds
    ]
    row = connection.execute(select(*(query.scalar_subquery() for query in queries))).one()
    return max((int(number) for number in row if number is not None), default=0)


def count_entries(connection: Connection) -> int:
    """How many entries there are."""
    return connection.scalar(select(func.count()).select_from(entries)) or 0


def _row(line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "sequence": entry.sequence,
        "id": f"entry-{line.digest[:20]}",
        "kind": entry.kind.value,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "tool": entry.tool,
        "about": entry.about,
        "protected": entry.protected,
        "commitment": entry.commitment,
        "previous": entry.previous,
        "digest": line.digest,
    }


def _line(row: Any, with_bodies: bool) -> Line:
    """Raises ValueError where a column holds what no entry can (a changed byte in `kind` or `at`)."""
    entry = Entry(
        sequence=row["sequence"],
        kind=EntryKind(row["kind"]),
        at=datetime.fromisoformat(row["at"]),
        by=row["by"],
        tool=row["tool"],
        about=row["about"],
        protected=bool(row["protected"]),
        commitment=row["commitment"],
        previous=row["previous"],
    )
    return Line(entry, row["digest"], bool(row["sealed"]), row["body"] if with_bodies else None)
