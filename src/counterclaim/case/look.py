"""Reading the ledger as people do: who did what and when; and recording that a protected content was looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.case.memory import Memory
from counterclaim.case.writer import actor_names, writing
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.ledger import count_entries, find_lines, read_lines, sequence_of

__all__ = ["Recorded", "count_entries", "find", "log_export", "log_view", "look", "note"]


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
    memory: Memory, *, after: int = 0, limit: int | None = None, kinds: Sequence[EntryKind] = ()
) -> Iterator[Recorded]:
    """Entries in order, after that number."""
    with memory.look() as connection:
        names = actor_names(memory, connection)
        for count, line in enumerate(read_lines(connection, after=after, kinds=kinds)):
            if limit is not None and count >= limit:
                return
            who = names.get(line.entry.by) or line.entry.by
            yield Recorded(line.entry, memory.content(line), who, line.body is None)


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


def log_export(memory: Memory, *, format_: str, tier: str, sha256: str, by: str) -> Entry:
    """Record that something left the case: the format, the release tier and the hash of what was written."""
    with writing(memory, by) as writer:
        return writer.record(EntryKind.EXPORT, {"format": format_, "tier": tier, "sha256": sha256})


def note(memory: Memory, content: Any, *, by: str, protected: bool = False, about: str | None = None) -> Entry:
    """Record anything else that must not be lost, such as an analyst's acceptance of an assumption."""
    with writing(memory, by) as writer:
        return writer.record(EntryKind.NOTE, content, protected=protected, about=about)
