"""How many persons are on which lists, as the last linkage found it, with the doubt about who is whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.lists import stored_lists
from counterclaim.case.memory import Memory
from counterclaim.errors import UsageError
from counterclaim.model.ledger import EntryKind
from counterclaim.model.overlap import ListProfile, OverlapTable
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import entries


@dataclass(frozen=True, slots=True)
class Overlap:
    """Capture histories of the last linkage: as decided, and in replicates that carry its doubt. `linkage` is its
    ledger entry; profiles of the lists (keeper, criteria, what they were derived from) are in every table."""

    table: OverlapTable
    replicates: tuple[OverlapTable, ...]
    linkage: str
    seed: int


def last_linkage(memory: Memory, connection: Connection) -> tuple[str, Any] | None:
    """The entry and content of the last linkage; None where the lists were never linked."""
    query = select(entries.c.sequence).where(entries.c.kind == EntryKind.LINKAGE.value)
    number = connection.scalar(query.order_by(entries.c.sequence.desc()).limit(1))
    if number is None:
        return None
    line = find_lines(connection, [number])[number]
    content = memory.content(line)
    return (line.entry.id, content) if content is not None else None


def overlap(memory: Memory, lists: Sequence[str] | None = None) -> Overlap | None:
    """The overlap of these lists; see `overlap_of`."""
    with memory.look() as connection:
        return overlap_of(memory, connection, lists)


def overlap_of(memory: Memory, connection: Connection, lists: Sequence[str] | None = None) -> Overlap | None:
    """The overlap of these lists (by name; all that were linked, where None); None where nothing was linked yet.

    Persons on none of the chosen lists are on no table.

    Raises:
        UsageError: a list was not linked.
    """
    found = last_linkage(memory, connection)
    if found is None:
        return None
    entry, content = found
    profiles = {
        one.about.id: ListProfile(one.about.id, one.about.keeper, one.about.criteria, one.about.derived_from)
        for one in stored_lists(memory, connection)
    }
    said = content["overlap"]
    names = list(said["lists"])
    if lists is not None and (missing := [name for name in lists if name not in names]):
        raise UsageError(f"{', '.join(missing)}: not among the lists that were linked ({', '.join(names)}).")
    chosen = list(lists) if lists is not None else names
    place = {names.index(name): j for j, name in enumerate(chosen)}
    known = [profiles[name] for name in chosen if name in profiles]

    def table(counts: Sequence[int], replicate: str | None) -> OverlapTable:
        held: dict[int, int] = {}
        for mask, count in zip(said["masks"], counts, strict=True):
            kept = sum(1 << j for bit, j in place.items() if mask >> bit & 1)
            if kept and count:
                held[kept] = held.get(kept, 0) + int(count)
        return OverlapTable.of(chosen, held, replicate=replicate, profiles=known)

    replicates = tuple(table(counts, str(i)) for i, counts in enumerate(said["replicates"], 1))
    return Overlap(table(said["counts"], None), replicates, entry, int(content["settings"]["seed"]))
