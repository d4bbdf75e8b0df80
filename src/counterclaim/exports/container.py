"""A bag as one file: an archive (ZIP, stored), or that archive encrypted under a passphrase. docs/exports.md has the format.

    COUNTERCLAIM-SEALED-BAG-1 \\n  header (JSON, one line) \\n  chunks: nonce (12) || AES-256-GCM(up to 1 MiB) || tag (16)

Argon2id makes a key of the passphrase, which wraps a random key; each chunk is bound to the header, its number and whether it
is the last, so that none can be changed, moved, left out or cut off.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from counterclaim.archive.sealing import Seal, new_seal, open_seal
from counterclaim.errors import Fault, InputError
from counterclaim.model import Flaw, sha256

MAGIC = b"COUNTERCLAIM-SEALED-BAG-1\n"
CHUNK = 1 << 20
#: what a chunk grows by: nonce and tag
_MORE = 28
#: what a header may ask of Argon2id: 1 GiB, sixteen times what we write; a stranger's header is not trusted with more
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 20, 64
#: every member of an archive has this date, so that the same bag is the same file; ZIP knows no earlier one
_DATE = (1980, 1, 1, 0, 0, 0)


def archive(folder: Path) -> bytes:
    """The folder's files as a ZIP, stored uncompressed in the order of their names; the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _member(made, path.relative_to(folder).as_posix(), path.read_bytes())
    return out.getvalue()


def _member(made: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system = 3
    made.writestr(info, data)


def extract(data: bytes, folder: Path) -> list[Flaw]:
    """Write an archive's members into an empty folder; what is wrong with the archive itself.

    Raises:
        InputError: it is no archive of ours, or a member would lie outside.
    """
    members: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as read:
            for info in read.infolist():
                path = PurePosixPath(info.filename)
                if (
                    path.is_absolute()
                    or ".." in path.parts
                    or info.compress_type != zipfile.ZIP_STORED
                    or info.filename in members
                ):
                    raise ValueError(f"the member {info.filename[:80]!r} is none that we write")
                members[info.filename] = read.read(info)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
        raise InputError([Fault("the archive", "", f"it cannot be read ({error})", "Ask for it again.")]) from error
    for name, content in members.items():
        where = folder / name
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    if archive(folder) != data:
        return [
            Flaw(
                "the archive",
                "its own bytes, beside its members', are not those that we write",
                "It was changed or packed anew.",
            )
        ]
    return []


def seal(data: bytes, passphrase: str) -> bytes:
    """Bytes encrypted under a passphrase."""
    made, header = _new(passphrase)
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)] or [b""]
    name = sha256(header)
    return b"".join(
        [MAGIC, header, b"\n", *(made.seal(c, _context(name, i, len(chunks))) for i, c in enumerate(chunks))]
    )


def _new(passphrase: str) -> tuple[Seal, bytes]:
    made, record = new_seal(passphrase)
    return made, json.dumps(json.loads(record), sort_keys=True, separators=(",", ":")).encode()


def unseal(data: bytes, passphrase: str) -> bytes:
    """The bytes that were sealed.

    Raises:
        InputError: it is no sealed bag, the passphrase is wrong, or a byte was changed; the place is named.
    """
    header, _, body = data[len(MAGIC) :].partition(b"\n")
    if not data.startswith(MAGIC):
        raise InputError([Fault("the sealed bag", "offset 0", "it does not begin as one", "Ask for it again.")])
    try:
        told = json.loads(header)
        if told["memory_kib"] > _MOST_KIB or told["passes"] > _MOST_PASSES or told["lanes"] > _MOST_LANES:
            raise ValueError("its settings would exhaust this machine")
        opened = open_seal(passphrase, json.dumps(told))
    except Exception as error:  # a spoilt header can fail in JSON, in Argon2 and in AES, each in its own way
        remedy = "Give the passphrase that its sender told you; if it is right, ask for the file again."
        raise InputError(
            [Fault("the sealed bag", "header", "this passphrase does not open it, or its header was changed", remedy)]
        ) from error
    return b"".join(_opened(opened, sha256(header), body))


def _opened(opened: Seal, name: str, body: bytes) -> Iterator[bytes]:
    count = max(1, -(-len(body) // (CHUNK + _MORE)))
    for i in range(count):
        chunk = body[i * (CHUNK + _MORE) : (i + 1) * (CHUNK + _MORE)]
        try:
            yield opened.open(chunk, _context(name, i, count))
        except ValueError as error:
            fault = f"chunk {i + 1} of {count} was changed, moved, or is cut off"
            raise InputError(
                [Fault("the sealed bag", f"offset {i * (CHUNK + _MORE)}", fault, "Ask for it again.")]
            ) from error


def _context(name: str, index: int, count: int) -> str:
    return f"bag {name} chunk {index} {'last' if index == count - 1 else 'more'}"


def is_sealed(path: Path) -> bool:
    """Whether a file begins as a sealed bag."""
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) == MAGIC
