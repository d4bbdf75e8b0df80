"""From what a case can estimate: its own linked lists, and tables of overlaps that people gave.

A source has a name that stays ("lists", "lists:some + others", "lists by sex", "table:NAME") and a stamp that changes with its counts;
an estimate whose stamp is not its source's any more is out of date.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, func, select

from counterclaim.case.memory import Memory
from counterclaim.case.overlap import overlap_of
from counterclaim.case.overlap_strata import stratified
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.canonical import canonical_json, make_id, sha256
from counterclaim.model.codec import plain, revive
from counterclaim.model.ledger import EntryKind
from counterclaim.model.overlap import OverlapTable
from counterclaim.store.ledger import find_lines, sequence_of
from counterclaim.store.tables import entries, lists, overlaps

#: before the name of a table that was given
TABLE = "table:"
#: all linked lists of the case; with ":" and names, some of them
LISTS = "lists"
#: between the names of lists
AND = " + "
#: a name of linked lists: perhaps by a fact, perhaps some of them
_NAME = re.compile(r"lists(?: by (\w+))?(?::(.+))?")
#: entries by which rows of lists, or who may be counted, are otherwise than the last linkage had it
_OF_LISTS = (EntryKind.LIST.value, EntryKind.RECORD.value, EntryKind.JUDGEMENT.value, EntryKind.CONSENT.value)
#: longer names do not fit the column
LONGEST = 190


@dataclass(frozen=True, slots=True)
class Source:
    """Tables to estimate from: one, or strata and replicates. `inputs` are ids of what they were made from.

    `pending`: rows, judgements or consents came since the lists were last linked, so that they are to be linked again. `fact`: by what
    `tables_of` is to split the `whole`, which takes a look at every person and is done only to estimate.
    """

    name: str
    tables: tuple[OverlapTable, ...]
    inputs: tuple[str, ...]
    stamp: str
    pending: bool = False
    fact: str | None = None
    whole: OverlapTable | None = None

    @property
    def title(self) -> str:
        """What people call it."""
        return title_of(self.name)

    @property
    def documented(self) -> int:
        """Persons on at least one list, by the first replicate of each stratum."""
        first = {table.stratum: table.documented for table in reversed(self.tables)}
        return sum(first.values())


def title_of(name: str) -> str:
    """What people call a source of that name."""
    if name.startswith(TABLE):
        return name.removeprefix(TABLE)
    return name.removeprefix(f"{LISTS}:") if name.startswith(f"{LISTS}:") else f"linked {name}".replace(":", ": ")


def tables_of(memory: Memory, connection: Connection, source: Source) -> tuple[OverlapTable, ...]:
    """The tables to estimate from. Raises UsageError where persons cannot be split as the source's name says."""
    if source.fact is None or source.whole is None:
        return source.tables
    return stratified(memory, connection, source.whole, source.fact)


def stamp_of(tables: tuple[OverlapTable, ...]) -> str:
    """The digest of what the tables say; equal tables have equal stamps."""
    return sha256(canonical_json([plain(table) for table in tables]))


def give_table(memory: Memory, tables: tuple[OverlapTable, ...], name: str, *, by: str) -> Source:
    """Record a table of overlaps under a name; it takes the place of an older one. The same again records nothing.

    Raises:
        UsageError: there is no name, or no table.
    """
    name = name.strip()
    if not name or len(name) > LONGEST or not tables:
        raise UsageError(f"a table of overlaps needs a name of 1 to {LONGEST} characters, and counts.")
    stamp = stamp_of(tables)
    with writing(memory, by) as writer:
        standing = _latest(memory, writer.connection, name)
        if standing is None or standing.stamp != stamp:
            rows = writer.connection.scalar(select(func.count()).select_from(overlaps).where(overlaps.c.name == name))
            id_ = make_id("overlap", [name, stamp, rows])
            content = {"id": id_, "name": name, "stamp": stamp, "tables": [plain(table) for table in tables]}
            writer.record(EntryKind.OVERLAP, content)
        found = _latest(memory, writer.connection, name)
    if found is None:
        raise UsageError(f"{name}: the table was erased.")
    return found


def read_source(path: Path, profiles: Path | None = None) -> tuple[OverlapTable, ...]:
    """The tables of a CSV file, with what is known of their lists. Raises InputError with every fault of both files."""
    from counterclaim.estimates.table import read_profiles, read_tables

    return read_tables(path, read_profiles(profiles) if profiles else ())


def sources(memory: Memory, connection: Connection) -> list[Source]:
    """Everything that can be estimated from: all linked lists, then tables by name, the latest of each."""
    names = connection.scalars(select(overlaps.c.name).distinct().order_by(overlaps.c.name)).all()
    found = [_linked(memory, connection, LISTS), *(_latest(memory, connection, name) for name in names)]
    return [source for source in found if source is not None]


def find_source(memory: Memory, connection: Connection, name: str) -> Source:
    """The source of that name.

    Raises:
        UsageError: there is none; the message names those that are.
    """
    found = (
        _linked(memory, connection, name)
        if _NAME.fullmatch(name)
        else _latest(memory, connection, name.removeprefix(TABLE))
    )
    if found is None:
        known = ", ".join(source.name for source in sources(memory, connection)) or "none yet"
        raise UsageError(f"{name}: the case has no such lists or table to estimate from. It has: {known}.")
    return found


def stamps(memory: Memory, connection: Connection, names: Collection[str]) -> dict[str, str]:
    """The stamps of sources as they are now; those that are no more are left out."""
    found = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = find_source(memory, connection, name).stamp
        except UsageError:
            continue
    return found


def name_of_lists(fact: str = "", chosen: Sequence[str] = ()) -> str:
    """The name of linked lists as a source: all or some of them, whole or split by a fact of the persons."""
    return LISTS + (f" by {fact}" if fact else "") + (f":{AND.join(sorted(chosen))}" if chosen else "")


def _linked(memory: Memory, connection: Connection, name: str) -> Source | None:
    """The overlap of linked lists, in replicates that carry the doubt about who is whom; or by a fact, as decided."""
    said = _NAME.fullmatch(name)
    if said is None:
        return None
    fact, chosen = said[1], said[2].split(AND) if said[2] else None
    found = overlap_of(memory, connection, sorted(chosen) if chosen else None)
    if found is None:
        return None
    since = _changed_since(connection, found.linkage)
    # by their entries: a list's id is made of its bytes, and would tell whoever holds the list that the case has it
    query = select(entries.c.id).join(lists, lists.c.sequence == entries.c.sequence).order_by(lists.c.sequence)
    ids = list(connection.scalars(query))
    tables = found.replicates or (found.table,)
    # which persons are in which stratum is a function of the linkage and of the rows that it was made from
    stamp = sha256(f"{found.linkage} {stamp_of(tables)}".encode()) if fact else stamp_of(tables)
    if since is not None:
        stamp = sha256(f"{stamp} {since}".encode())
    source = Source(name, tables, (found.linkage, *ids), stamp, since is not None)
    return replace(source, fact=fact, whole=found.table) if fact else source


def _changed_since(connection: Connection, linkage: str) -> int | None:
    """The last entry after a linkage that changed what it was made from; None where nothing did."""
    about = entries.alias()
    said = entries.outerjoin(about, about.c.id == entries.c.about)
    undone = entries.c.kind.in_([EntryKind.WITHDRAWAL.value, EntryKind.ERASURE.value]) & about.c.kind.in_(_OF_LISTS)
    last = sequence_of(connection, linkage) or 0
    query = select(func.max(entries.c.sequence)).select_from(said).where(entries.c.sequence > last)
    number: int | None = connection.scalar(query.where(entries.c.kind.in_(_OF_LISTS) | undone))
    return number


def _latest(memory: Memory, connection: Connection, name: str) -> Source | None:
    query = select(overlaps).where(overlaps.c.name == name).order_by(overlaps.c.sequence.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    content = memory.content(find_lines(connection, [row.sequence])[row.sequence]) if row is not None else None
    if row is None or content is None:
        return None
    tables = tuple(revive(OverlapTable, table) for table in content["tables"])
    return Source(f"{TABLE}{name}", tables, (row.id,), row.stamp)
