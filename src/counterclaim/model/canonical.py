"""Canonical JSON (RFC 8785) and the digests made of it: the same value gives the same bytes on every machine."""

import hashlib
from typing import Any

import rfc8785


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
