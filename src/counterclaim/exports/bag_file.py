"""Verifying a case file in whatever form it came: a folder, an archive, a sealed archive."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from counterclaim.errors import InputError
from counterclaim.exports.casefile_verify import verify_bag
from counterclaim.exports.container import MAGIC, extract, is_sealed, unseal
from counterclaim.model import Flaw, Verification

#: how an archive begins, also an empty one
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_bag(path: Path) -> bool:
    """Whether a path is a case file: a folder with a bag in it (or what is left of one), or one of its files."""
    if path.is_dir():
        return any((path / name).exists() for name in ("bagit.txt", "manifest-sha256.txt", "checkpoint.json"))
    if not path.is_file():
        return False
    with open(path, "rb") as file:
        start = file.read(len(MAGIC))
    return start.startswith(_ZIP) or start == MAGIC or path.suffix in (".zip", ".sealed")


@contextmanager
def as_folder(path: Path, passphrase: Callable[[], str], into: Path | None = None) -> Iterator[tuple[Path, list[Flaw]]]:
    """The bag as a folder, unpacked beside or `into` where it is a file; what is wrong with the file around it.

    Raises:
        InputError: the file cannot be opened.
    """
    if path.is_dir():
        yield path, []
        return
    data = path.read_bytes()
    if is_sealed(path):
        data = unseal(data, passphrase())
    with TemporaryDirectory(prefix="counterclaim-bag-") as folder:
        where = into or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        yield where, extract(data, where)


def verify_file(
    path: Path,
    passphrase: Callable[[], str],
    *,
    key: str | None = None,
    roots: Sequence[bytes] = (),
    into: Path | None = None,
) -> Verification:
    """What is wrong with a case file, if anything; a file that cannot be opened is itself the finding."""
    try:
        with as_folder(path, passphrase, into) as (folder, flaws):
            found = verify_bag(folder, key=key, roots=roots)
            return replace(found, findings=(*flaws, *found.findings))
    except InputError as error:
        flaws = [
            Flaw(f"{fault.where}, {fault.place}".rstrip(", "), fault.fault, fault.remedy) for fault in error.faults
        ]
        return Verification(0, 0, 0, 0, 0, None, tuple(flaws))
