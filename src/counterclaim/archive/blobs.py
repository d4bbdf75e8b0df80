"""Blobs: the bytes of snapshots, in files named by what they hold, written whole or not at all.

A blob reaches the disk before the transaction that speaks of it, so whatever the ledger names is there. What a crash
leaves behind is a file that no entry names, which is no fault; adding the same again takes it up.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from counterclaim.errors import CaseError

#: name of a file that is not yet complete
_UNFINISHED = ".unfinished"


class Blobs(Protocol):
    """Where the bytes of snapshots are kept: a folder, or a table of the case's database."""

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name. Names are never reused for other bytes."""

    def get(self, name: str) -> bytes:
        """The bytes of that name. Raises KeyError where there are none."""

    def delete(self, name: str) -> None:
        """Destroy the bytes of that name, if any."""

    def names(self) -> Iterator[str]:
        """Every name, in order."""


class BlobFolder:
    """Blobs as files, two hexadecimal digits a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, name: str) -> Path:
        if not name.isalnum():
            raise KeyError(name)
        return self.folder / name[:2] / name

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes: written beside, flushed to the disk, then renamed in one step.

        Raises:
            CaseError: they cannot be written; nothing is left half written.
        """
        path = self._path(name)
        if path.exists() and path.read_bytes() == data:
            return
        partial = path.with_name(f"{secrets.token_hex(8)}{_UNFINISHED}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(partial, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, path)
            _flush_folder(path.parent)
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise CaseError(
                f"{path.parent}: cannot keep {len(data)} bytes ({error.strerror}). "
                "Free some space or check the permissions, then add the same again."
            ) from error

    def get(self, name: str) -> bytes:
        """The bytes of that name. Raises KeyError where there are none."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def delete(self, name: str) -> None:
        """Overwrite and remove the file, if it is there. A flash disk may keep old copies: see the threat model."""
        path = self._path(name)
        if not path.exists():
            return
        with open(path, "r+b") as file:
            file.write(b"\x00" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _flush_folder(path.parent)

    def names(self) -> Iterator[str]:
        """Every complete blob's name, in order."""
        for folder in sorted(self.folder.glob("??")):
            for path in sorted(folder.iterdir()):
                if not path.name.endswith(_UNFINISHED):
                    yield path.name


def _flush_folder(folder: Path) -> None:
    """A rename is on the disk only when its folder is (POSIX)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
