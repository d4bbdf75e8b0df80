"""Making a case and opening one: a folder with a SQLite file and blobs, or the address of a PostgreSQL database."""

import secrets
from pathlib import Path

from sqlalchemy import Engine

from counterclaim.archive.blobs import BlobFolder, Blobs
from counterclaim.archive.sealing import new_seal, open_seal
from counterclaim.case.memory import Memory, database_errors
from counterclaim.case.writer import writing
from counterclaim.errors import CaseError
from counterclaim.model.ledger import EntryKind
from counterclaim.store.blobs import BlobTable
from counterclaim.store.engine import is_address, postgres_engine, sqlite_engine, without_password
from counterclaim.store.ledger import get_state, set_state, write_head
from counterclaim.store.migrate import NEWEST, migrate, revision

#: name of the database in a case's folder
FILE = "case.sqlite"


def create(location: str, *, by: str, title: str = "", passphrase: str | None = None) -> Memory:
    """Make a case.

    Raises:
        CaseError: there is a case already, the folder holds other things, or it cannot be written.
    """
    memory = make_place(location, f"case-{secrets.token_hex(8)}", passphrase)
    with writing(memory, by) as writer:
        writer.record(EntryKind.CASE, {"case": memory.case_id, "title": title, "format": 1})
    return memory


def make_place(location: str, case_id: str, passphrase: str | None) -> Memory:
    """Tables and a place for blobs, with no entry yet, for a case of this id.

    Raises:
        CaseError: there is a case already, the folder holds other things, or it cannot be written.
    """
    if is_address(location):
        return _make(location, postgres_engine(location), None, case_id, passphrase)
    folder = Path(location)
    if (folder / FILE).exists():
        raise CaseError(f"{location}: there is a case here already. Choose another folder, or add to this one.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"{location}: it is not an empty folder. Choose one that does not exist yet.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "blobs").mkdir(mode=0o700)
    return _make(location, sqlite_engine(folder / FILE), folder, case_id, passphrase)


def open_case(location: str, *, passphrase: str | None = None) -> Memory:
    """Open a case; bring its tables to this version.

    Raises:
        CaseError: there is no case, it is of a newer version, or the passphrase is wrong.
    """
    folder = None if is_address(location) else Path(location)
    if folder is not None and not (folder / FILE).is_file():
        raise CaseError(f"{without_password(location)}: there is no case here. Make one with: counterclaim init CASE")
    engine = postgres_engine(location) if folder is None else sqlite_engine(folder / FILE)
    with database_errors(location):
        with engine.connect() as connection:
            found = revision(connection)
            case_id = get_state(connection, "case") if found else None
            record = get_state(connection, "seal") if found else None
        if case_id is None:
            raise CaseError(
                f"{without_password(location)}: there is no case here. Make one with: counterclaim init CASE"
            )
        if found != NEWEST:
            with engine.begin() as connection:
                migrate(connection)
    seal = open_seal(passphrase, record) if record and passphrase else None
    return Memory(location, engine, _blobs(engine, folder), case_id, record is not None, seal, folder)


def _make(location: str, engine: Engine, folder: Path | None, case_id: str, passphrase: str | None) -> Memory:
    seal, record = new_seal(passphrase) if passphrase else (None, None)
    with database_errors(location), engine.begin() as connection:
        migrate(connection)
        if get_state(connection, "case") is not None:
            raise CaseError(f"{without_password(location)}: there is a case here already. Use another database.")
        set_state(connection, "case", case_id)
        set_state(connection, "grouped", "0")
        write_head(connection, 0, "0" * 64)
        if record:
            set_state(connection, "seal", record)
    return Memory(location, engine, _blobs(engine, folder), case_id, record is not None, seal, folder)


def _blobs(engine: Engine, folder: Path | None) -> Blobs:
    return BlobTable(engine) if folder is None else BlobFolder(folder / "blobs")
