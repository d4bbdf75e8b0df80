"""A checkpoint: the Merkle root of the ledger as it stands, on record, for a signature or a time stamp outside it."""

from datetime import UTC, datetime

from counterclaim.archive.merkle import Frontier
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.model.codec import plain
from counterclaim.model.ledger import Checkpoint, EntryKind
from counterclaim.store.ledger import read_lines


def checkpoint(memory: Memory, *, by: str) -> Checkpoint:
    """Compute the root over all entries so far and record it in the entry that follows them."""
    with writing(memory, by) as writer:
        frontier = Frontier()
        for line in read_lines(writer.connection, with_bodies=False):
            frontier.add(line.entry.header)
        stated = Checkpoint(frontier.size, frontier.root.hex(), writer.head.digest, datetime.now(UTC))
        writer.record(EntryKind.CHECKPOINT, plain(stated))
    return stated
