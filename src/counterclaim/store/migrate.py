"""Bringing a database to the tables of this version. Migrations are shipped in the package and go forward only."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from counterclaim.errors import CaseError

#: the last migration; a test keeps it true
NEWEST = "0001"


def revision(connection: Connection) -> str | None:
    """The migration that the database is at; None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def migrate(connection: Connection) -> None:
    """Apply what is missing, in the caller's transaction.

    Raises:
        CaseError: the database is of a newer version than this program.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    if revision(connection) == NEWEST:
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise CaseError("The case was written by a newer version of Counterclaim. Install that version.") from error
