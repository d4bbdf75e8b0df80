"""Ed25519 signatures (RFC 8032) over a bag's statement, and the fingerprint by which people know a key.

A signature shows that whoever held the key said this; whose key it is, only a fingerprint given by another way shows.
"""

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_public_key,
)


def new_key() -> bytes:
    """A fresh private key, 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def public_pem(private: bytes) -> bytes:
    """The public key of a private one, as PEM."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign(private: bytes, statement: bytes) -> bytes:
    """The signature of a statement, as a line of hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(statement).hex().encode() + b"\n"


def fingerprint(pem: bytes) -> str:
    """SHA-256 of the key's 32 bytes, in groups of four digits as people read them aloud.

    Raises:
        ValueError: it is no Ed25519 key.
    """
    digest = sha256(_public(pem).public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()
    return " ".join(digest[i : i + 4] for i in range(0, 64, 4))


def signed(pem: bytes, signature: bytes, statement: bytes) -> bool:
    """Whether the signature is that key's, over that statement.

    Raises:
        ValueError: the key or the signature cannot be read.
    """
    if not signature.endswith(b"\n") or signature.strip() != signature[:-1]:
        raise ValueError("it is no line of hexadecimal digits")
    try:
        _public(pem).verify(bytes.fromhex(signature.decode("ascii").strip()), statement)
    except InvalidSignature:
        return False
    return True


def _public(pem: bytes) -> Ed25519PublicKey:
    key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("it is no Ed25519 key")
    return key
