"""Comparing the tables with what the record gives: the whole ledger is projected beside, and both are read."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, select

from counterclaim.case.memory import Memory
from counterclaim.case.projection import project
from counterclaim.case.rebuild import PROJECTED
from counterclaim.model.canonical import canonical_json
from counterclaim.model.ledger import Flaw
from counterclaim.store.engine import sqlite_engine
from counterclaim.store.ledger import insert_lines, read_lines
from counterclaim.store.packing import unpack
from counterclaim.store.tables import metadata

#: rows named of each table; one wrong row is as bad as a thousand, and a list of a thousand is not read
NAMED = 20
#: what binds packed bytes to their row
_CONTEXT = {"readings": "reading {report}", "claims": "claim {id}", "figures": "figure {id}"}


def differences(memory: Memory, connection: Connection) -> Iterator[Flaw]:
    """Where the tables are not what the ledger says. Needs the passphrase of a sealed case."""
    with TemporaryDirectory(prefix="counterclaim-verify-") as folder:
        scratch = sqlite_engine(Path(folder) / "scratch.sqlite", lasting=False)
        with scratch.begin() as beside:
            metadata.create_all(beside)
            for line in read_lines(connection):
                insert_lines(beside, [line])
                project(memory, beside, line.entry, memory.content(line))
            for table in PROJECTED:
                yield from _differences(memory, table, connection, beside)
        scratch.dispose()


def table_digest(memory: Memory, connection: Connection, table: Table) -> int:
    """A sum of the hashes of a table's rows: the same whatever their order."""
    return sum(int.from_bytes(digest, "big") for _, digest in _rows(memory, connection, table)) % (1 << 256)


def _differences(memory: Memory, table: Table, real: Connection, beside: Connection) -> Iterator[Flaw]:
    if table_digest(memory, real, table) == table_digest(memory, beside, table):
        return
    there, should = dict(_rows(memory, real, table)), dict(_rows(memory, beside, table))
    wrong = sorted(key for key in there.keys() | should.keys() if there.get(key) != should.get(key))
    remedy = "The ledger holds what is right: make the tables again with --rebuild."
    for key in wrong[:NAMED]:
        what = "is missing" if key not in there else "is in no ledger entry" if key not in should else "was changed"
        yield Flaw(f"table {table.name}, row {key}", f"it {what}", remedy)
    if len(wrong) > NAMED:
        yield Flaw(f"table {table.name}", f"{len(wrong) - NAMED} more rows are wrong", remedy)


def _rows(memory: Memory, connection: Connection, table: Table) -> Iterator[tuple[str, bytes]]:
    """Each row's key and the hash of what it holds, packed values unpacked."""
    keys = [column.name for column in table.primary_key]
    for row in connection.execution_options(yield_per=500).execute(select(table)).mappings():
        key = " ".join(str(row[name]) for name in keys)
        yield key, sha256(repr(sorted(_values(memory, table, row).items())).encode("utf-8", "replace")).digest()


def _values(memory: Memory, table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    values = dict(row)
    if "data" in values and table.name in _CONTEXT:
        sealed = bool(values.get("sealed", values.get("protected", False)))
        try:
            data = unpack(bytes(values["data"]), _CONTEXT[table.name].format(**values), memory.key(sealed))
            values["data"] = canonical_json(data)  # 32.0 and 32 are one number in JSON
        except ValueError:
            values["data"] = "unreadable"
    return values
