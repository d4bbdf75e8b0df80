"""Copying a whole case to another place: a folder to a team's database, or back. Record, tables and blobs go as they are,
so the copy has the same id, ledger and checkpoint; sealed contents stay sealed under the same passphrase."""

from collections.abc import Callable

from sqlalchemy import Connection, Table, insert, select

from counterclaim.case.memory import Memory, database_errors
from counterclaim.case.open import make_place
from counterclaim.store.tables import blobs, doomed, metadata

#: rows in one statement
_ROWS = 1_000


def copy(memory: Memory, location: str, *, progress: Callable[[int], None] = lambda rows: None) -> None:
    """Copy the case to a folder that does not exist yet, or to an empty database. Others may write meanwhile: the copy
    holds what there was when it began. `progress` is told the number of rows so far.

    Raises:
        CaseError: there is a case at that place, or it cannot be written.
    """
    made = make_place(location, memory.case_id, None)
    with memory.look() as connection:
        going = set(connection.scalars(select(doomed.c.name)))
        for name in memory.blobs.names():
            if name not in going:
                made.blobs.put(name, memory.blobs.get(name))
        with database_errors(location), made.engine.begin() as there:
            done = 0
            for table in metadata.sorted_tables:
                if table not in (blobs, doomed):
                    done = _rows(connection, there, table, done, progress)
    made.engine.dispose()


def _rows(here: Connection, there: Connection, table: Table, done: int, progress: Callable[[int], None]) -> int:
    there.execute(table.delete())  # a new place has a state of its own
    result = here.execution_options(yield_per=_ROWS).execute(select(table))
    for some in result.mappings().partitions(_ROWS):
        there.execute(insert(table), [dict(row) for row in some])
        done += len(some)
        progress(done)
    return done
