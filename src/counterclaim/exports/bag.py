"""BagIt (RFC 8493) bags with SHA-256 manifests, written as they stream, the same bytes for the same contents.

A bag is read strictly: a manifest must be, to the last byte, the one that its files would get, so that no bit of it can turn.
The library (bagit-python) makes bags in place out of a folder and forgives spellings; it is the judge in the tests.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from counterclaim.exports.csv import empty_folder
from counterclaim.model import Flaw

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGS, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
#: bytes read at once while hashing
CHUNK = 1 << 20


class Bag:
    """A bag in the making: payload first, then tag files, then `close`."""

    def __init__(self, folder: Path) -> None:
        empty_folder(folder)
        self.folder = folder
        self._payload: dict[str, str] = {}
        self._octets = 0
        self._tags: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        """A file of the payload, under data/."""
        path = self.folder / "data" / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._payload[f"data/{name}"] = hashlib.sha256(data).hexdigest()
        self._octets += len(data)

    def lines(self, name: str, lines: Iterator[bytes]) -> int:
        """A file of the payload written line by line; how many there were."""
        path = self.folder / "data" / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, count = hashlib.sha256(), 0
        with open(path, "wb") as file:
            for count, one in enumerate(lines, start=1):  # noqa: B007
                file.write(one + b"\n")
                digest.update(one + b"\n")
            self._octets += file.tell()
        self._payload[f"data/{name}"] = digest.hexdigest()
        return count

    def manifest(self) -> bytes:
        """The hash list of the payload, as `sha256sum` prints it; written when first asked for, and the payload is closed."""
        made = manifest_of(self._payload)
        if MANIFEST not in self._tags:
            self.tag(MANIFEST, made)
        return made

    def tag(self, name: str, data: bytes) -> None:
        """A file that speaks of the payload and is no part of it."""
        (self.folder / name).write_bytes(data)
        self._tags[name] = hashlib.sha256(data).hexdigest()

    def close(self, info: dict[str, str]) -> None:
        """Write what is left; `info` goes into bag-info.txt."""
        self.manifest()
        told = info | {"Payload-Oxum": f"{self._octets}.{len(self._payload)}"}
        lines = [f"{name}: {' '.join(value.split())}\n" for name, value in told.items()]
        self.tag(INFO, "".join(lines).encode())
        self.tag("bagit.txt", DECLARATION)
        (self.folder / TAGS).write_bytes(manifest_of(self._tags))


def manifest_of(hashes: dict[str, str]) -> bytes:
    """The lines "hash  name" in the order of names; percent signs and line ends in names are encoded (RFC 8493, 2.1.3)."""
    return "".join(f"{hashes[name]}  {_encoded(name)}\n" for name in sorted(hashes)).encode()


def _encoded(name: str) -> str:
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _decoded(name: str) -> str:
    return name.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def check_bag(folder: Path) -> Iterator[Flaw]:
    """What of a bag is not as its manifests say, each file named."""
    found, strange = _hash_all(folder)
    for path in strange:
        yield Flaw(f"file {path}", "it is no plain file", "A bag holds files only.")
    payload = {name: digest for name, digest in found.items() if name.startswith("data/")}
    tags = {name: digest for name, digest in found.items() if name not in payload and name != TAGS}
    for manifest, hashes in ((MANIFEST, payload), (TAGS, tags)):
        yield from _check_manifest(folder / manifest, hashes)
    if (folder / "bagit.txt").is_file() and (folder / "bagit.txt").read_bytes() != DECLARATION:
        yield Flaw("file bagit.txt", "it is not the declaration of a bag of version 1.0", "It was changed.")


def _check_manifest(path: Path, hashes: dict[str, str]) -> Iterator[Flaw]:
    try:
        stated, broken = _read_manifest(path.read_bytes())
    except FileNotFoundError:
        yield Flaw(f"file {path.name}", "it is missing", "Without it nothing can be checked.")
        return
    for number in broken:
        yield Flaw(f"file {path.name}, line {number}", "it is no line of a manifest", "It was changed.")
    for name in sorted(stated.keys() | hashes.keys()):
        if name not in hashes:
            yield Flaw(f"file {name}", f"it is listed in {path.name} and missing", "It was removed or renamed.")
        elif name not in stated:
            yield Flaw(f"file {name}", f"it is not listed in {path.name}", "It was added or renamed.")
        elif stated[name] != hashes[name]:
            yield Flaw(f"file {name}", f"its bytes are not those of {path.name}", "One of the two was changed.")
    if not broken and stated == hashes and path.read_bytes() != manifest_of(hashes):
        yield Flaw(
            f"file {path.name}", "its lines are not in the order or form in which they were written", "It was changed."
        )


def _read_manifest(data: bytes) -> tuple[dict[str, str], list[int]]:
    stated: dict[str, str] = {}
    broken = []
    lines = data.split(b"\n")
    if lines.pop() != b"":
        broken.append(len(lines) + 1)
    for number, line in enumerate(lines, start=1):
        try:
            digest, name = line.decode("utf-8").split("  ", 1)
        except ValueError:
            broken.append(number)
            continue
        if len(digest) != 64 or not name or _decoded(name) in stated:
            broken.append(number)
        else:
            stated[_decoded(name)] = digest
    return stated, broken


def _hash_all(folder: Path) -> tuple[dict[str, str], list[str]]:
    found, strange = {}, []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            strange.append(name)
        elif path.is_file():
            digest = hashlib.sha256()
            with open(path, "rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
            found[name] = digest.hexdigest()
    return found, strange
