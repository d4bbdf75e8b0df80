from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from counterclaim.errors import CaseError
from counterclaim.store import migrate as module
from counterclaim.store.engine import postgres_engine, sqlite_engine
from counterclaim.store.migrate import NEWEST, migrate, revision
from counterclaim.store.tables import PROJECTION, RECORD, metadata


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "sqlite":
        return sqlite_engine(tmp_path / "case.sqlite")
    return postgres_engine(request.getfixturevalue("fresh_postgres"))


def test_the_migrations_make_the_tables_of_this_version(engine: Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        assert revision(connection) == NEWEST
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_named(tmp_path: Path) -> None:
    scripts = ScriptDirectory(str(Path(module.__file__).parent / "migrations"))
    assert scripts.get_current_head() == NEWEST


def test_a_database_of_a_newer_version_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        migrate(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CaseError, match="newer version"), engine.begin() as connection:
        migrate(connection)


def test_an_empty_database_has_no_revision(tmp_path: Path) -> None:
    with sqlite_engine(tmp_path / "x.sqlite").connect() as connection:
        assert revision(connection) is None


def test_every_table_is_record_or_projection() -> None:
    assert {table.name for table in (*RECORD, *PROJECTION)} == set(metadata.tables)
