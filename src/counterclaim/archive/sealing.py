"""Sealing: protected contents encrypted at rest under a passphrase.

A random 256-bit key encrypts (AES-256-GCM); the passphrase, through Argon2id, only wraps that key, so it can be changed
without touching what is sealed. Whoever has the disk but not the passphrase learns sizes and times, nothing else.
"""

import hmac
import json
import os
from collections.abc import Mapping
from typing import Any

from counterclaim.errors import CaseError

#: Argon2id, the second recommended option of RFC 9106, section 4: 3 passes, 4 lanes, 64 MiB
PASSES, LANES, MEMORY_KIB = 3, 4, 65_536
#: bytes of an AES-GCM nonce (NIST SP 800-38D, section 8.2) and of the key
NONCE, KEY = 12, 32


class Seal:
    """Seals and opens bytes with one key; `context` binds them to their place, so that two cannot be swapped."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)
        #: a key of its own for digests in indexes, which must not be guessed (HMAC-SHA-256 of a fixed label)
        self.index_key = hmac.new(key, b"counterclaim index", "sha256").digest()

    def seal(self, data: bytes, context: str) -> bytes:
        """`data` encrypted and authenticated."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, data, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """What was sealed in this context.

        Raises:
            ValueError: the bytes were changed, or were sealed elsewhere or under another key.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], context.encode())
        except InvalidTag as error:
            raise ValueError("the sealed bytes were changed, or belong elsewhere") from error


def new_seal(passphrase: str) -> tuple[Seal, str]:
    """A seal with a fresh key, and the JSON record from which the passphrase brings it back."""
    key, salt = os.urandom(KEY), os.urandom(16)
    settings = {"kdf": "argon2id", "passes": PASSES, "lanes": LANES, "memory_kib": MEMORY_KIB, "salt": salt.hex()}
    wrapped = Seal(_derive(passphrase, settings)).seal(key, "case key")
    return Seal(key), json.dumps({**settings, "key": wrapped.hex()})


def open_seal(passphrase: str, record: str) -> Seal:
    """The seal of a case.

    Raises:
        CaseError: the passphrase is wrong, or the record was damaged.
    """
    try:
        settings = json.loads(record)
        key = Seal(_derive(passphrase, settings)).open(bytes.fromhex(settings["key"]), "case key")
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError("This passphrase does not open the case. Give the one it was made with.") from error
    return Seal(key)


def _derive(passphrase: str, settings: Mapping[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode(),
        bytes.fromhex(settings["salt"]),
        time_cost=settings["passes"],
        memory_cost=settings["memory_kib"],
        parallelism=settings["lanes"],
        hash_len=KEY,
        type=Type.ID,
    )
