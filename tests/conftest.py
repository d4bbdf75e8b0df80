"""Fixtures that several parts share: a real PostgreSQL, started once a run."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest


def _bin() -> Path:
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not homes and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["sh", str(Path(__file__).parent.parent / "tools" / "system.sh")], check=True)
        homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not homes:
        pytest.fail("PostgreSQL is missing: run `make system`, or apt-get install postgresql.")
    return homes[-1].parent


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of this run's own, without a database's name."""
    home = Path("/tmp") / f"counterclaim-postgres-{uuid4().hex[:8]}"  # a socket's path must be short
    home.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bin_, data = _bin(), home / "data"
    initdb = [str(bin_ / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(_as_postgres(initdb), check=True, capture_output=True, cwd="/")
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=32MB"
    control = [str(bin_ / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log")]
    subprocess.run(_as_postgres([*control, "-o", options, "start"]), check=True, capture_output=True, cwd="/")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run(_as_postgres([*control, "-m", "immediate", "stop"]), capture_output=True, cwd="/")
        time.sleep(0.1)
        shutil.rmtree(home, ignore_errors=True)


def _execute(server: str, statement: str) -> None:
    from sqlalchemy import create_engine

    address = server.replace("postgresql://", "postgresql+pg8000://") + "/postgres"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> str:
    """The address of one database that the whole run shares."""
    _execute(postgres_server, "CREATE DATABASE shared")
    return f"{postgres_server}/shared"


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a database with the tables of a case and nothing in them: copying it is quicker than migrating."""
    from counterclaim.store.engine import postgres_engine
    from counterclaim.store.migrate import migrate

    _execute(postgres_server, "CREATE DATABASE template_case")
    engine = postgres_engine(f"{postgres_server}/template_case")
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    return "template_case"


@contextmanager
def a_postgres(server: str, template: str) -> Iterator[str]:
    """The address of a database copied from a template; dropped afterwards."""
    name = f"t{uuid4().hex[:12]}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"{server}/{name}"
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh_postgres(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The address of a database of this test's own, in which a case can be made."""
    with a_postgres(postgres_server, postgres_template) as address:
        yield address
