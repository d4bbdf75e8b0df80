"""Victim lists as rows: which entry holds which row. What the rows hold is protected and stays in the record."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.case.memory import Memory
from counterclaim.model.ledger import Entry
from counterclaim.store.ledger import sequence_of
from counterclaim.store.tables import lists, records, told


def project_list(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """A list without its rows; or another description of one that is there."""
    if connection.scalar(select(lists.c.id).where(lists.c.id == content["id"])) is not None:
        connection.execute(update(lists).where(lists.c.id == content["id"]).values(latest=entry.sequence))
        return
    connection.execute(insert(lists).values(id=content["id"], sequence=entry.sequence, latest=entry.sequence))


def project_record(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """One row of a list; or what an import corrected of one."""
    if content.get("corrects"):
        first = sequence_of(connection, content["corrects"])
        connection.execute(update(records).where(records.c.sequence == first).values(latest=entry.sequence))
        return
    place = {"list": content["list"], "position": content["position"]}
    connection.execute(insert(records).values(sequence=entry.sequence, latest=entry.sequence, **place))


def project_told(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """A person of whom another case told; what was told last stands."""
    name = content["person"]["person"]
    connection.execute(delete(told).where(told.c.person == name))
    connection.execute(insert(told).values(person=name, sequence=entry.sequence))
