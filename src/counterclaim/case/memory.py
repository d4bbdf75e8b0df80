"""An open case: its database, its blobs, its seal. Verbs of this package take it as their first argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from counterclaim import __version__
from counterclaim.archive.blobs import Blobs
from counterclaim.archive.commitment import content_of
from counterclaim.archive.sealing import Seal
from counterclaim.errors import CaseError
from counterclaim.store.engine import without_password
from counterclaim.store.ledger import Line

#: PostgreSQL's codes for a database that is not there, and for a user or password that it refuses
_REFUSED = ("3D000", "28000", "28P01")
#: what entries name as the tool that wrote them
TOOL = f"counterclaim {__version__}"


@dataclass(slots=True)
class Memory:
    """`sealed`: the case has a passphrase; `seal` is None while it has not been given."""

    location: str
    engine: Engine
    blobs: Blobs
    case_id: str
    sealed: bool
    seal: Seal | None
    folder: Path | None

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection to read with: one consistent view from its first query to its end."""
        with database_errors(self.location), self.engine.connect() as connection, connection.begin():
            yield connection

    def key(self, protected: bool) -> Seal | None:
        """What protected bytes are sealed with, if anything.

        Raises:
            CaseError: the case is sealed and its passphrase was not given.
        """
        if not protected or not self.sealed:
            return None
        if self.seal is None:
            raise CaseError(
                f"{without_password(self.location)}: this is sealed. Give the case's passphrase (COUNTERCLAIM_PASSPHRASE)."
            )
        return self.seal

    def content(self, line: Line) -> Any:
        """The content of a line; None where it was erased, or is sealed and the passphrase was not given."""
        if line.body is None or (line.sealed and self.seal is None):
            return None
        body = line.body
        if line.sealed and self.seal is not None:
            body = self.seal.open(body, line.entry.commitment)
        return content_of(body)


@contextmanager
def database_errors(location: str) -> Iterator[None]:
    """A database's own errors as a line for a person."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        location = without_password(location)
        detail = str(error.orig).splitlines()[0] if str(error.orig) else type(error).__name__
        raise CaseError(
            f"{location}: the database cannot be used ({detail}). What was acknowledged before is kept. "
            "Check the disk's free space, permissions, and whether another program holds the case; then try again."
        ) from error
    except DBAPIError as error:
        if any(code in str(error.orig) for code in _REFUSED):
            shown = without_password(location)
            raise CaseError(
                f"{shown}: there is no such database, or it refuses this user. Check the address."
            ) from error
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise CaseError(
                f"{without_password(location)}: the database file is damaged. Restore it from a copy."
            ) from error
        raise
