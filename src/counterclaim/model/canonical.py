"""Canonical JSON (RFC 8785) and the digests made of it: the same value gives the same bytes on every machine."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import rfc8785

#: printable ASCII that JSON writes as it stands
_PLAIN = re.compile(r"[ !#-\[\]-~]*")


def canonical_json(value: Any) -> bytes:
    """The RFC 8785 bytes of plain JSON data (see `codec.plain` for model values).

    Raises:
        ValueError: the value holds something JSON cannot, such as NaN or an integer beyond 2**53.
    """
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as error:
        raise ValueError(f"not representable in canonical JSON: {error}") from error


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def text_sha256(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes. Lone surrogates, which UTF-8 cannot hold, are hashed as they stand."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def make_id(kind: str, value: Any, length: int = 20) -> str:
    """A short, stable identifier: the kind's prefix and `length` hexadecimal digits of the canonical digest.

    20 digits are 80 bits: among a million million items a chance collision is still below one in a hundred thousand.
    """
    return f"{kind}-{sha256(canonical_json([kind, value]))[:length]}"


def make_ids(kind: str, texts: Iterable[str], length: int = 20) -> list[str]:
    """What `make_id` makes of each text. Most texts are plain, and the canonical JSON of those is known."""
    head, tail = canonical_json([kind, "?"]).rsplit(b"?", 1)
    return [
        f"{kind}-{sha256(head + text.encode() + tail)[:length]}"
        if _PLAIN.fullmatch(text)
        else make_id(kind, text, length)
        for text in texts
    ]
