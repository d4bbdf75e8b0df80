"""Victim lists: kept as written. A list's rows, and the file they came in, are protected contents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, func, select

from counterclaim.case import reading as stages
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import Fault, InputError
from counterclaim.model.canonical import make_id
from counterclaim.model.codec import plain, revive
from counterclaim.model.ledger import EntryKind
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.victim import Fate, VictimList, VictimRecord
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import lists, records

#: rows fetched at once
PAGE = 500

#: reads a list's bytes, under a name, with columns by field, whether it holds a person once, and what befell all on it
ReadList = Callable[[bytes, Snapshot, str, Mapping[str, str], bool, Fate], tuple[VictimList, Sequence[VictimRecord]]]


@dataclass(frozen=True, slots=True)
class StoredList:
    """A victim list of the case: its id there, what is known of it, how many of its rows are left, its ledger entry."""

    id: str
    about: VictimList
    records: int
    entry: str = ""

    @property
    def outside(self) -> str:
        """What it is called where its hash is not told: an id that nobody can make from the list's bytes."""
        return self.id if self.id.startswith("entry-") else self.entry


def read_list(
    data: bytes, snapshot: Snapshot, name: str, columns: Mapping[str, str], once: bool, fate: Fate
) -> tuple[VictimList, Sequence[VictimRecord]]:
    """`victims.lists.read_lists` on the bytes that were archived, and on no others.

    Raises:
        InputError: it is no list of victims; every fault.
    """
    from counterclaim.victims.lists import read_lists
    from counterclaim.victims.records import records_of as rows_of

    with TemporaryDirectory(prefix="counterclaim-list-") as folder:
        path = Path(folder) / f"{name}{Path(snapshot.address).suffix}"
        path.write_bytes(data)
        (found,) = read_lists([path], columns, once=once)
    about = replace(found.about, id=name, fate=fate)
    return about, [replace(row, list=name) for row in rows_of(replace(found, about=about))]


def add_list(memory: Memory, target: str, *, by: str, **options: Any) -> StoredList:
    """Add a victim list; see `add_lists`."""
    return add_lists(memory, [target], by=by, **options)[0]


def add_lists(
    memory: Memory,
    targets: Sequence[str],
    *,
    by: str,
    name: str | None = None,
    keeper: str | None = None,
    criteria: str | None = None,
    derived_from: Sequence[str] = (),
    once: bool = False,
    fate: Fate = Fate.UNKNOWN,
    columns: Mapping[str, str] | None = None,
    obtain: stages.Obtain = stages.obtain,
    read_list: ReadList = read_list,
) -> list[StoredList]:
    """Add victim lists, all or none. The same bytes again add only the fact that they were obtained again.

    `name` is for one list alone; `derived_from` names lists of the case, or others that it does not hold.

    Raises:
        InputError: with every fault of every list: it cannot be read, another list of the case has its name.
    """
    faults: list[Fault] = []
    if name is not None and len(targets) > 1:
        faults.append(Fault("--name", "", "one name cannot be that of several lists", "Add them one by one."))
    taken = {stored.about.id: stored.id for stored in stored_lists_of(memory)}
    found: list[tuple[stages.Obtained, VictimList, Sequence[VictimRecord]]] = []
    for target in targets:
        obtained = next(iter(obtain(target, by, (), None)))
        if isinstance(obtained, Fault):
            faults.append(obtained)
            continue
        list_id, chosen = make_id("list", obtained.snapshot.sha256), name or Path(target).stem
        if taken.setdefault(chosen, list_id) != list_id:
            fault = f"another list of the case is called {chosen!r}"
            faults.append(Fault(target, "", fault, "Give this one another name: --name NAME."))
            continue
        try:
            about, rows = read_list(obtained.data, obtained.snapshot, chosen, columns or {}, once, fate)
        except InputError as error:
            faults += error.faults
            continue
        about = replace(about, keeper=keeper, criteria=criteria, derived_from=tuple(derived_from), once=once)
        found.append((obtained, about, rows))
    if faults:
        raise InputError(faults)
    ids = [_write(memory, *one, by) for one in found]
    there = {stored.id: stored for stored in stored_lists_of(memory)}
    return [there[list_id] for list_id in ids]


def _write(memory: Memory, obtained: stages.Obtained, about: VictimList, rows: Sequence[VictimRecord], by: str) -> str:
    snapshot, list_id = obtained.snapshot, make_id("list", obtained.snapshot.sha256)
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
    return list_id


def stored_lists_of(memory: Memory) -> list[StoredList]:
    """Every victim list of the case."""
    with memory.look() as connection:
        return list(stored_lists(memory, connection))


def stored_lists(memory: Memory, connection: Connection) -> Iterator[StoredList]:
    """Every victim list, in the order in which they were added."""
    count = select(func.count()).select_from(records).where(records.c.list == lists.c.id).scalar_subquery()
    for row in connection.execute(select(lists, count.label("left")).order_by(lists.c.sequence)).all():
        lines = find_lines(connection, [row.sequence, row.latest])
        content = memory.content(lines[row.latest])
        if content is not None:
            yield StoredList(row.id, revive(VictimList, content["list"]), row.left, lines[row.sequence].entry.id)


def records_of(memory: Memory, connection: Connection, list_id: str) -> Iterator[VictimRecord]:
    """The rows of a list in their order, without those that were erased.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    memory.key(True)
    query = select(records.c.latest).where(records.c.list == list_id).order_by(records.c.position)
    numbers = connection.scalars(query).all()
    for first in range(0, len(numbers), PAGE):
        page = numbers[first : first + PAGE]
        lines = find_lines(connection, page)
        for number in page:
            content = memory.content(lines[number])
            if content is not None:
                yield revive(VictimRecord, content["record"])
