"""Tables of overlaps and estimates as rows: which entry holds which. What they hold stays in the record."""

from typing import Any

from sqlalchemy import Connection, delete, insert

from counterclaim.case.memory import Memory
from counterclaim.model.ledger import Entry
from counterclaim.store.tables import estimates, overlaps


def project_overlap(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """A table of overlaps that a person gave."""
    row = {"sequence": entry.sequence, "id": content["id"], "name": content["name"], "stamp": content["stamp"]}
    connection.execute(insert(overlaps), [row])


def project_estimate(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """An estimate, or a full run of the weighing model; or what another case told anew of one."""
    connection.execute(delete(estimates).where(estimates.c.id == content["id"]))
    names = ("id", "kind", "source", "stamp")
    connection.execute(insert(estimates), [{"sequence": entry.sequence, **{name: content[name] for name in names}}])
