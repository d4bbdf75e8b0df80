"""Rebuilding the tables from the record."""

from sqlalchemy import delete

from counterclaim.case.memory import Memory
from counterclaim.case.projection import project
from counterclaim.store.ledger import lock_head, read_lines
from counterclaim.store.tables import DERIVED, PROJECTION

#: figures are grouped from the other tables, not projected from an entry
PROJECTED = tuple(table for table in PROJECTION if table not in DERIVED)


def rebuild(memory: Memory) -> int:
    """Make the tables again from the ledger; the number of entries gone through. The figures are to be regrouped.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    memory.key(True)
    with memory.change() as connection:
        lock_head(connection)
        for table in reversed(PROJECTION):
            connection.execute(delete(table))
        count = 0
        for line in read_lines(connection):
            project(memory, connection, line.entry, memory.content(line))
            count += 1
    return count
