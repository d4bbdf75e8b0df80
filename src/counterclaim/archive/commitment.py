"""Salted commitments: a ledger entry binds itself to a content without revealing it, or letting it be guessed.

    commitment = SHA-256( RFC 8785 { "content": ..., "salt": 128 random bits } )

A plain hash of a name or an identity number can be found by trying all names; the salt prevents that, and destroying
content and salt together leaves a number that says nothing.
"""

import json
import secrets
import zlib
from typing import Any

from counterclaim.model.canonical import canonical_json, sha256

#: bits of randomness in a salt; NIST SP 800-132, section 5.1, asks for 128 or more
SALT_BITS = 128
#: an opening may not unpack to more than this (a text of 200 MB is refused long before)
LIMIT = 1 << 30


def commit(content: Any) -> tuple[str, bytes]:
    """The commitment to plain JSON data, and its packed opening (content and salt), which lies beside the ledger.

    Raises:
        ValueError: the content is no canonical JSON.
    """
    opening = canonical_json({"content": content, "salt": secrets.token_hex(SALT_BITS // 8)})
    return sha256(opening), zlib.compress(opening, 1)


def content_of(packed: bytes) -> Any:
    """The content of a packed opening, unchecked: for reading what `verify` vouches for.

    Raises:
        ValueError: the bytes are no packed opening.
    """
    return json.loads(_unpack(packed))["content"]


def opening_of(packed: bytes) -> bytes:
    """The bytes that were committed to, for whoever is to check them without us: their SHA-256 is the commitment.

    Raises:
        ValueError: the bytes are no packed opening.
    """
    return _unpack(packed)


def opens(commitment: str, packed: bytes) -> bool:
    """Whether the packed opening is the one that was committed to."""
    try:
        return sha256(_unpack(packed)) == commitment
    except ValueError:
        return False


def _unpack(packed: bytes) -> bytes:
    machine = zlib.decompressobj()
    try:
        opening = machine.decompress(packed, LIMIT)
    except zlib.error as error:
        raise ValueError(f"not a packed opening: {error}") from error
    if not machine.eof or machine.unused_data:
        raise ValueError("not a packed opening: its end is missing, or something follows it")
    return opening
