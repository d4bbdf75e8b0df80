"""Opening the database of a case: SQLite in a folder, or PostgreSQL at an address. Nothing else knows which it is."""

import sqlite3
import struct
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from counterclaim.errors import CaseError

#: seconds that a writer waits for another to finish before it gives up
PATIENCE = 120


def is_address(location: str) -> bool:
    """Whether a case's location is a database's address and not a folder."""
    return location.startswith(("postgresql://", "postgresql+pg8000://", "postgres://"))


def without_password(location: str) -> str:
    """A location as it may be shown: an address without user and password."""
    if not is_address(location) or "@" not in location:
        return location
    scheme, rest = location.split("://", 1)
    return f"{scheme}://…@{rest.rsplit('@', 1)[1]}"


#: connections kept open: as many as threads of a server look at once (starlette's default), so that none is made anew
AT_ONCE = 40


#: seconds after which a connection that lay idle is asked whether its server is still there
IDLE = 20

#: a case's file: readers never wait (WAL), each commit is flushed, what is deleted is overwritten
_LASTING = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
#: a scratch file: gone in a minute
_PASSING = ("journal_mode=OFF", "synchronous=OFF")


def sqlite_engine(file: Path, *, lasting: bool = True) -> Engine:
    """An engine on a SQLite file."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
        pool_size=AT_ONCE,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transactions begin too late to cover reads; `_begin` begins them instead.
        connection.isolation_level = None
        for pragma in _LASTING if lasting else _PASSING:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A transaction that reads before it writes fails where another wrote between, and waiting does not help it.
        at_once = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if at_once else "BEGIN")

    return engine


def postgres_engine(address: str) -> Engine:
    """An engine on a PostgreSQL address.

    Raises:
        CaseError: the address cannot be understood, or the driver is not installed.
    """
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+pg8000")
        engine = create_engine(url, pool_size=AT_ONCE)
        # many rows in one statement: the driver would send them one by one, each with an answer of its own
        engine.dialect.use_insertmanyvalues_wo_returning = True
    except ArgumentError as error:
        raise CaseError(
            "The address is not understood. Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE."
        ) from error
    except ModuleNotFoundError as error:
        raise CaseError("PostgreSQL needs its driver: pip install 'counterclaim[postgres]'.") from error

    @event.listens_for(engine, "checkin")
    def _given_back(_connection: Any, record: Any) -> None:
        record.info["used"] = monotonic()

    @event.listens_for(engine, "checkout")
    def _asked(connection: Any, record: Any, _fairy: Any) -> None:
        # A page looks some ten times: to ask before each look whether the server is there would be half of the questions.
        if monotonic() - record.info.get("used", monotonic()) < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except (engine.dialect.loaded_dbapi.Error, OSError, struct.error) as error:
            raise DisconnectionError from error  # pg8000 passes on what the socket says; the pool makes another

    return engine


def one_state(connection: Connection) -> None:
    """Let a transaction that has asked nothing yet see one state to its end. SQLite does so anyway; PostgreSQL would show
    each query the latest."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def make_tables(engine: Engine, metadata: MetaData) -> None:
    """Make tables that are no part of a case's record, where they are missing; other writers are waited for."""
    if set(metadata.tables) <= set(inspect(engine).get_table_names()):
        return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        metadata.create_all(connection)


def scrub(engine: Engine) -> None:
    """Take what was deleted out of the database's files, as far as the database can.

    SQLite has zeroed it already (secure_delete), and only its log may hold a copy; PostgreSQL rewrites its tables.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.rollback()
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    outside = create_engine(engine.url, isolation_level="AUTOCOMMIT")  # VACUUM runs in no transaction
    with outside.connect() as connection:
        for table in ("openings", "blobs", "claims", "labels", "readings", "reports", "figures"):
            connection.exec_driver_sql(f"VACUUM FULL {table}")
    outside.dispose()


def damage(engine: Engine) -> list[str]:
    """What SQLite's own check finds wrong with the file. PostgreSQL keeps checksums of its pages itself."""
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    return [str(line) for line in found if line != "ok"]
