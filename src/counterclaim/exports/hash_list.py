"""The list of hashes of exported files, and its own hash (Berkeley Protocol, annex IV): one number stands for all."""

from collections.abc import Iterable
from pathlib import Path

from counterclaim.model import sha256


def hash_of_hash_list(paths: Iterable[Path]) -> str:
    """SHA-256 of the lines "hash  name" of the files, in the order of their names, as `sha256sum` prints them."""
    lines = [f"{sha256(path.read_bytes())}  {path.name}\n" for path in sorted(paths)]
    return sha256("".join(lines).encode())
