"""An open case: its database, its blobs, its seal. Verbs of this package take it as their first argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
from counterclaim.store.engine import one_state, without_password
from counterclaim.store.ledger import Line

#: PostgreSQL's codes for a database that is not there, and for a user or password that it refuses
_REFUSED = ("3D000", "28000", "28P01")
#: what entries name as the tool that wrote them
TOOL = f"counterclaim {__version__}"


class View:
    """The connection that all looks of a page share; it is opened by the first of them."""

    def __init__(self) -> None:
        self._opened: list[Connection] = []
        self._current: Connection | None = None
        #: whether figures are known to be settled in it (see `Case`)
        self.settled = False

    def connection(self, engine: Engine) -> Connection:
        """It."""
        if self._current is None:
            self._current = engine.connect()
            self._opened.append(self._current)
            self._current.begin()
            one_state(self._current)
        return self._current

    def renew(self) -> None:
        """The next look is to see what was written; who is still going through a result of the one before may go on."""
        self._current = None

    @property
    def is_open(self) -> bool:
        """Whether there is something to close."""
        return bool(self._opened)

    def close(self) -> None:
        """Let the database go."""
        self._current = None
        while self._opened:
            self._opened.pop().close()


_VIEW: ContextVar[View | None] = ContextVar("view", default=None)


@contextmanager
def one_view() -> Iterator[View]:
    """All looks within it share one connection and see one state, but for what is written within it. For a page that only
    looks, of one case, in one thread at a time."""
    shared = View()
    token = _VIEW.set(shared)
    try:
        yield shared
    finally:
        _VIEW.reset(token)
        shared.close()


def view() -> View | None:
    """The view in which a page looks; None where every look has its own."""
    return _VIEW.get()


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
        """A connection to read with: one consistent view from its first query to its end, or to that of `one_view`."""
        shared = _VIEW.get()
        with database_errors(self.location):
            if shared is None:
                with self.engine.connect() as connection, connection.begin():
                    one_state(connection)
                    yield connection
                return
            try:
                yield shared.connection(self.engine)
            except BaseException:
                shared.renew()  # PostgreSQL answers nothing more in a transaction that failed
                raise

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing. Looks after it see it."""
        with database_errors(self.location), self.engine.begin() as connection:
            yield connection
        shared = _VIEW.get()
        if shared is not None:
            shared.renew()

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
