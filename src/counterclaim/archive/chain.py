"""The chain: each entry names the digest of the one before, so none can be changed, taken out or put in unseen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from counterclaim.model.ledger import NO_PREDECESSOR, Entry, EntryKind, Flaw


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number and its digest. An empty ledger has number 0."""

    sequence: int = 0
    digest: str = NO_PREDECESSOR


def follow(
    head: Head,
    kind: EntryKind,
    commitment: str,
    *,
    at: datetime,
    by: str,
    tool: str,
    about: str | None = None,
    protected: bool = False,
) -> tuple[Entry, Head]:
    """The entry that follows `head`, and the head that it becomes."""
    entry = Entry(head.sequence + 1, kind, at, by, tool, about, protected, commitment, head.digest)
    return entry, Head(entry.sequence, entry.digest)


def breaks(entries: Iterable[tuple[Entry, str]], head: Head) -> Iterator[Flaw]:
    """What is wrong with a chain of entries, each with the digest that was stored for it, in order. One pass.

    `head` is where the ledger says that it ends.
    """
    expected, digest = 1, NO_PREDECESSOR
    for entry, stored in entries:
        where = f"entry {entry.sequence} ({entry.kind})"
        if entry.sequence != expected:
            yield Flaw(f"entry {expected}", "it is missing", f"The next entry found is {entry.sequence}.")
        if entry.digest != stored:
            yield Flaw(where, "its header is not what was written", "A field, or the stored digest, was changed.")
        if entry.sequence == expected and entry.previous != digest:
            yield Flaw(where, "it does not follow the entry before it", "One of the two was changed or replaced.")
        expected, digest = entry.sequence + 1, entry.digest
    if expected - 1 != head.sequence or digest != head.digest:
        yield Flaw(
            "the ledger's head",
            f"it names entry {head.sequence}, the last one found is {expected - 1}",
            "Entries were cut off or changed at the end, or the head was changed.",
        )
