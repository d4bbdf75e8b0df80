"""Victim lists: kept as written. A list's rows, and the file they came in, are protected contents."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case import reading as stages
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import Fault, InputError
from counterclaim.model.canonical import make_id
from counterclaim.model.codec import plain
from counterclaim.model.ledger import EntryKind
from counterclaim.model.snapshot import Snapshot
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import lists, records

#: rows fetched at once
PAGE = 500

ReadList = Callable[[bytes, Snapshot], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class StoredList:
    """A victim list of the case: its name, who compiled it by which criteria, which lists it was derived from."""

    id: str
    name: str
    compiler: str | None
    criteria: str | None
    derived_from: tuple[str, ...]
    records: int


def read_csv(data: bytes, snapshot: Snapshot) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8, as written.

    Raises:
        InputError: it is no such file, or has no rows.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        fault = Fault(snapshot.address, "", f"it is no CSV in UTF-8 ({error})", "Save it as CSV, UTF-8.")
        raise InputError([fault]) from error
    if not rows:
        raise InputError([Fault(snapshot.address, "", "it has no rows", "Give a CSV with one row a record.")])
    return [{str(key): value or "" for key, value in row.items() if key is not None} for row in rows]


def add_list(
    memory: Memory,
    target: str,
    *,
    by: str,
    name: str | None = None,
    compiler: str | None = None,
    criteria: str | None = None,
    derived_from: Sequence[str] = (),
    obtain: stages.Obtain = stages.obtain,
    read_list: ReadList = read_csv,
) -> StoredList:
    """Add a victim list. The same bytes again add only the fact that they were obtained again.

    Raises:
        InputError: the list cannot be read.
    """
    obtained = next(iter(obtain(target, by, (), None)))
    if isinstance(obtained, Fault):
        raise InputError([obtained])
    snapshot, list_id = obtained.snapshot, make_id("list", obtained.snapshot.sha256)
    rows = [dict(row) for row in read_list(obtained.data, snapshot)]
    seal = memory.key(True)
    data = obtained.data if seal is None else seal.seal(obtained.data, f"blob {snapshot.sha256}")
    memory.blobs.put(snapshot.sha256, data)
    about = {
        "id": list_id,
        "name": name or target.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        "compiler": compiler,
        "criteria": criteria,
        "derived_from": list(derived_from),
        "snapshot": snapshot.sha256,
    }
    with writing(memory, by) as writer:
        content = {
            "snapshot": plain(replace(snapshot, collector=writer.by)),
            "blob": snapshot.sha256,
            "sealed": seal is not None,
        }
        writer.record(EntryKind.SNAPSHOT, content, protected=True)
        if writer.connection.scalar(select(lists.c.id).where(lists.c.id == list_id)) is None:
            entry = writer.record(EntryKind.LIST, about)
            for position, row in enumerate(rows):
                content = {"list": list_id, "position": position, "row": row}
                writer.record(EntryKind.RECORD, content, about=entry.id, protected=True)
    return next(found for found in stored_lists_of(memory) if found.id == list_id)


def stored_lists_of(memory: Memory) -> list[StoredList]:
    """Every victim list of the case."""
    with memory.look() as connection:
        return list(stored_lists(memory, connection))


def stored_lists(memory: Memory, connection: Connection) -> Iterator[StoredList]:
    """Every victim list, in the order in which they were added."""
    for row in connection.execute(select(lists).order_by(lists.c.sequence)).all():
        content = memory.content(find_lines(connection, [row.sequence])[row.sequence])
        if content is not None:
            count = len(connection.scalars(select(records.c.sequence).where(records.c.list == row.id)).all())
            yield StoredList(
                row.id,
                content["name"],
                content["compiler"],
                content["criteria"],
                tuple(content["derived_from"]),
                count,
            )


def rows_of(memory: Memory, connection: Connection, list_id: str) -> Iterator[dict[str, Any]]:
    """The rows of a list as written, in their order, without those that were erased.

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
                yield content["row"]
