"""Victim lists: kept as written. A list's rows, and the file they came in, are protected contents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, func, select

from counterclaim.case import reading as stages
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import Fault, InputError
from counterclaim.model.canonical import make_id
from counterclaim.model.codec import plain, revive
from counterclaim.model.ledger import EntryKind
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.victim import VictimList, VictimRecord
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import lists, records

#: rows fetched at once
PAGE = 500

#: reads a list's bytes, under the name that it is to have
ReadList = Callable[[bytes, Snapshot, str], tuple[VictimList, Sequence[VictimRecord]]]


@dataclass(frozen=True, slots=True)
class StoredList:
    """A victim list of the case: its id there, what is known of it, and how many of its rows are left."""

    id: str
    about: VictimList
    records: int


def read_list(data: bytes, snapshot: Snapshot, name: str) -> tuple[VictimList, Sequence[VictimRecord]]:
    """`victims.lists.read_lists` on the bytes that were archived, and on no others.

    Raises:
        InputError: it is no list of victims; every fault.
    """
    from counterclaim.victims.lists import read_lists

    with TemporaryDirectory(prefix="counterclaim-list-") as folder:
        path = Path(folder) / f"{name}{Path(snapshot.address).suffix}"
        path.write_bytes(data)
        (found,) = read_lists([path])
    return replace(found.about, id=name), [replace(found.record(row), list=name) for row in range(found.about.rows)]


def add_list(
    memory: Memory,
    target: str,
    *,
    by: str,
    name: str | None = None,
    keeper: str | None = None,
    criteria: str | None = None,
    derived_from: Sequence[str] = (),
    once: bool = False,
    obtain: stages.Obtain = stages.obtain,
    read_list: ReadList = read_list,
) -> StoredList:
    """Add a victim list. The same bytes again add only the fact that they were obtained again.

    Raises:
        InputError: the list cannot be read, or another list of the case has its name.
    """
    obtained = next(iter(obtain(target, by, (), None)))
    if isinstance(obtained, Fault):
        raise InputError([obtained])
    snapshot, list_id = obtained.snapshot, make_id("list", obtained.snapshot.sha256)
    chosen = name or Path(target).stem
    about, rows = read_list(obtained.data, snapshot, chosen)
    about = replace(about, keeper=keeper, criteria=criteria, derived_from=tuple(derived_from), once=once)
    for stored in stored_lists_of(memory):
        if stored.about.id == about.id and stored.id != list_id:
            fault = f"another list of the case is called {about.id!r}"
            raise InputError([Fault(target, "", fault, "Give this one another name: --name NAME.")])
    seal = memory.key(True)
    data = obtained.data if seal is None else seal.seal(obtained.data, f"blob {snapshot.sha256}")
    memory.blobs.put(snapshot.sha256, data)
    with writing(memory, by) as writer:
        snapshot_ = plain(replace(snapshot, collector=writer.by))
        content = {"snapshot": snapshot_, "blob": snapshot.sha256, "sealed": seal is not None}
        writer.record(EntryKind.SNAPSHOT, content, protected=True)
        if writer.connection.scalar(select(lists.c.id).where(lists.c.id == list_id)) is None:
            described = {"id": list_id, "list": plain(about), "snapshot": snapshot.sha256}
            entry = writer.record(EntryKind.LIST, described)
            for position, row in enumerate(rows):
                content = {"list": list_id, "position": position, "record": plain(row)}
                writer.record(EntryKind.RECORD, content, about=entry.id, protected=True)
    return next(found for found in stored_lists_of(memory) if found.id == list_id)


def stored_lists_of(memory: Memory) -> list[StoredList]:
    """Every victim list of the case."""
    with memory.look() as connection:
        return list(stored_lists(memory, connection))


def stored_lists(memory: Memory, connection: Connection) -> Iterator[StoredList]:
    """Every victim list, in the order in which they were added."""
    count = select(func.count()).select_from(records).where(records.c.list == lists.c.id).scalar_subquery()
    for row in connection.execute(select(lists, count.label("left")).order_by(lists.c.sequence)).all():
        content = memory.content(find_lines(connection, [row.sequence])[row.sequence])
        if content is not None:
            yield StoredList(row.id, revive(VictimList, content["list"]), row.left)


def records_of(memory: Memory, connection: Connection, list_id: str) -> Iterator[VictimRecord]:
    """The rows of a list in their order, without those that were erased.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    memory.key(True)
    query = select(records.c.sequence).where(records.c.list == list_id).order_by(records.c.position)
    numbers = connection.scalars(query).all()
    for first in range(0, len(numbers), PAGE):
        page = numbers[first : first + PAGE]
        lines = find_lines(connection, page)
        for number in page:
            content = memory.content(lines[number])
            if content is not None:
                yield revive(VictimRecord, content["record"])
