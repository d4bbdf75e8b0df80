"""Reading the ledger as people do: who did what and when; and recording that a protected content was looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from counterclaim.case.memory import Memory
from counterclaim.case.writer import actor_names, writing
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.ledger import PAGE, count_entries, find_lines, read_lines, sequence_of
from counterclaim.store.tables import snapshots

__all__ = ["Recorded", "count_entries", "custody", "find", "log_export", "log_view", "look", "note"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry with its content and the name of who wrote it.

    `content` is None where it was erased (`erased`), or is sealed and the passphrase was not given. `who` is the
    pseudonym where the name was erased or is sealed.
    """

    entry: Entry
    content: Any
    who: str
    erased: bool


def look(
    memory: Memory, *, after: int = 0, limit: int | None = None, kinds: Sequence[EntryKind] = (), words: str = ""
) -> Iterator[Recorded]:
    """Entries in order, after that number; `words` are sought in ids, tools, and the names of who wrote them."""
    with memory.look() as connection:
        names = actor_names(memory, connection)
        by = [actor for actor, name in names.items() if words.lower() in f"{actor} {name or ''}".lower()]
        found = read_lines(connection, after=after, kinds=kinds, words=words, by=by, at_once=min(limit or PAGE, PAGE))
        for count, line in enumerate(found):
            if limit is not None and count >= limit:
                return
            who = names.get(line.entry.by) or line.entry.by
            yield Recorded(line.entry, memory.content(line), who, line.body is None)


def custody(memory: Memory, sha256: str) -> list[Recorded]:
    """Every time that bytes with this hash were obtained, in order."""
    with memory.look() as connection:
        numbers = connection.scalars(select(snapshots.c.sequence).where(snapshots.c.sha256 == sha256)).all()
        names, lines = actor_names(memory, connection), find_lines(connection, numbers)
        return [
            Recorded(line.entry, memory.content(line), names.get(line.entry.by) or line.entry.by, line.body is None)
            for _, line in sorted(lines.items())
        ]


def find(memory: Memory, entry_id: str) -> Recorded | None:
    """The entry with that id."""
    with memory.look() as connection:
        sequence = sequence_of(connection, entry_id)
        line = find_lines(connection, [sequence])[sequence] if sequence is not None else None
        if line is None:
            return None
        who = actor_names(memory, connection).get(line.entry.by) or line.entry.by
        return Recorded(line.entry, memory.content(line), who, line.body is None)


def log_view(memory: Memory, subject: str, *, by: str, purpose: str = "") -> Entry:
    """Record that a person looked at a protected content, such as the names of a victim list."""
    with writing(memory, by) as writer:
        return writer.record(EntryKind.VIEW, {"subject": subject, "purpose": purpose})


def log_export(memory: Memory, *, format_: str, tier: str, sha256: str, by: str, rows: int = 0) -> Entry:
    """Record that something left the case: format, tier, the hash of what was written, how many rows of lists with names."""
    with writing(memory, by) as writer:
        return writer.record(EntryKind.EXPORT, {"format": format_, "tier": tier, "sha256": sha256, "rows": rows})


def note(memory: Memory, content: Any, *, by: str, protected: bool = False, about: str | None = None) -> Entry:
    """Record anything else that must not be lost, such as an analyst's acceptance of an assumption."""
    with writing(memory, by) as writer:
        return writer.record(EntryKind.NOTE, content, protected=protected, about=about)
