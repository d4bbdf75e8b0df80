"""Victim lists as rows: which entry holds which row. What the rows hold is protected and stays in the record."""

from typing import Any

from sqlalchemy import Connection, insert

from counterclaim.case.memory import Memory
from counterclaim.model.ledger import Entry
from counterclaim.store.tables import lists, records


def project_list(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """A list without its rows."""
    connection.execute(insert(lists).values(id=content["id"], sequence=entry.sequence))


def project_record(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """One row of a list."""
    connection.execute(
        insert(records).values(sequence=entry.sequence, list=content["list"], position=content["position"])
    )
