"""Values of the projection as bytes: compressed JSON, sealed where what they come from is protected."""

import json
import zlib
from typing import Any, Protocol


class Sealing(Protocol):
    """What seals protected bytes; see `archive.sealing`."""

    def seal(self, data: bytes, context: str) -> bytes: ...

    def open(self, sealed: bytes, context: str) -> bytes: ...


def pack(data: Any, context: str, seal: Sealing | None = None) -> bytes:
    """JSON data as bytes; `context` names the row, so that sealed bytes cannot change places."""
    body = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(), 1)
    return seal.seal(body, context) if seal else body


def unpack(body: bytes, context: str, seal: Sealing | None = None) -> Any:
    """The JSON data of packed bytes.

    Raises:
        ValueError: the bytes were changed.
    """
    try:
        return json.loads(zlib.decompress(seal.open(body, context) if seal else body))
    except zlib.error as error:
        raise ValueError(f"{context}: the stored bytes were changed") from error


def text(value: str | None) -> str | None:
    """A text that every database takes: PostgreSQL has no NUL, and none has lone surrogates."""
    if value is None:
        return None
    return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


#: characters of a name that are searched: an index of PostgreSQL takes no more than some 2,700 bytes
SEARCHED = 300


def searched(value: str | None) -> str | None:
    """A name on one line as a column to search by; whole it stands in the row's data."""
    found = text(value)
    return " ".join(found.split())[:SEARCHED] if found is not None else None


#: the largest whole number of a table's column; greater ones are kept in full beside
LARGEST = 2**63 - 1


def whole(value: int | None) -> int | None:
    """A whole number that fits a column."""
    return None if value is None else max(-LARGEST, min(value, LARGEST))
