"""From what a case can estimate: tables of overlaps that people gave, and the case's own linked lists.

A source has a name that stays ("table:NAME") and a stamp that changes with its counts; an estimate whose stamp is not
its source's any more is out of date.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.canonical import canonical_json, make_id, sha256
from counterclaim.model.codec import plain, revive
from counterclaim.model.ledger import EntryKind
from counterclaim.model.overlap import ListProfile, OverlapTable
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import overlaps

#: before the name of a table that was given
TABLE = "table:"
#: longer names do not fit the column
LONGEST = 190


@dataclass(frozen=True, slots=True)
class Source:
    """Tables to estimate from: one, or strata and replicates. `inputs` are ids of what they were made from."""

    name: str
    tables: tuple[OverlapTable, ...]
    inputs: tuple[str, ...]
    stamp: str

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name.removeprefix(TABLE)


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
    """Everything that can be estimated from, by name; the latest table of each name."""
    names = connection.scalars(select(overlaps.c.name).distinct().order_by(overlaps.c.name)).all()
    found = [_latest(memory, connection, name) for name in names]
    return [source for source in found if source is not None]


def find_source(memory: Memory, connection: Connection, name: str) -> Source:
    """The source of that name.

    Raises:
        UsageError: there is none; the message names those that are.
    """
    found = _latest(memory, connection, name.removeprefix(TABLE))
    if found is None:
        known = ", ".join(source.name for source in sources(memory, connection)) or "none yet"
        raise UsageError(f"{name}: the case has no such lists or table to estimate from. It has: {known}.")
    return found


def _latest(memory: Memory, connection: Connection, name: str) -> Source | None:
    query = select(overlaps).where(overlaps.c.name == name).order_by(overlaps.c.sequence.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    content = memory.content(find_lines(connection, [row.sequence])[row.sequence]) if row is not None else None
    if row is None or content is None:
        return None
    tables = tuple(revive(OverlapTable, table) for table in content["tables"])
    return Source(f"{TABLE}{name}", tables, (row.id,), row.stamp)


def profiles_of(source: Source) -> list[ListProfile]:
    """What is known of each list, in the order of the table."""
    return [source.tables[0].profile(name) for name in source.tables[0].lists]
