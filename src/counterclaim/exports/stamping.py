"""Time stamps (RFC 3161): an authority signs that a statement existed at a time. Asked for only where one is configured.

The authority sees a hash, the address that asks, and when. Its answer is kept as it came, and checked without the network.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from counterclaim.errors import CounterclaimError

#: seconds to wait for the authority
PATIENCE = 30
#: an answer is a few kilobytes; more is refused
LARGEST = 1 << 20


class NotStamped(CounterclaimError):
    """The authority cannot be reached, refuses, or answers something else."""


def ask(authority: str, statement: bytes) -> bytes:
    """The authority's answer on a statement, DER.

    Raises:
        NotStamped: there is none that is about this statement.
    """
    import httpx
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

    request = TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True).cert_request(
        cert_request=True).build()  # fmt: skip
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        answer = httpx.post(authority, content=request.as_bytes(), headers=headers, timeout=PATIENCE)
        answer.raise_for_status()
        data = answer.content[: LARGEST + 1]
        told = decode_timestamp_response(data)
        if told.status != 0 or told.tst_info.nonce != request.nonce:
            raise ValueError(f"it refuses, or answers another question (status {told.status})")
        _about(told, statement)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotStamped(
            f"{authority}: no time stamp ({error}). Check the address, or leave it out: the bag is sound without one."
        ) from error
    return data


def _about(told: Any, statement: bytes) -> None:
    imprint = told.tst_info.message_imprint
    if bytes(imprint.message) != sha256(statement).digest():
        raise ValueError("it is about another statement")


def check(answer: bytes, statement: bytes, roots: Sequence[bytes] = ()) -> tuple[str, str, str]:
    """When a statement was stamped, by whom as the answer's own certificate says, and what of that was not checked.

    `roots` are trusted certificates, PEM. Without them the signature is checked against a root in the answer, which whoever
    made it chose; where it brings none, only that it is about this statement.

    Raises:
        ValueError: the answer is no time stamp of this statement, or does not hold.
    """
    from cryptography import x509
    from rfc3161_client import decode_timestamp_response

    told = decode_timestamp_response(answer)
    _about(told, statement)
    held = [x509.load_der_x509_certificate(bytes(der)) for der in told.signed_data.certificates]
    trusted = [certificate for pem in roots for certificate in x509.load_pem_x509_certificates(pem)]
    anchors = trusted or [c for c in held if c.subject == c.issuer]
    if anchors:
        _verify(told, statement, anchors, [c for c in held if c not in anchors and _may_sign(c)])
    serials = {info.serial_number for info in told.signed_data.signer_infos}
    signer = next(
        (c.subject.rfc4514_string() for c in held if c.serial_number in serials), "an authority that is not named"
    )
    unchecked = "" if trusted else "whether that authority is to be trusted" if anchors else "its signature"
    return told.tst_info.gen_time.isoformat(), signer, unchecked


def _verify(told: Any, statement: bytes, anchors: Sequence[Any], between: Sequence[Any]) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder

    builder = VerifierBuilder()
    for certificate in anchors:
        builder = builder.add_root_certificate(certificate)
    for certificate in between:
        builder = builder.add_intermediate_certificate(certificate)
    try:
        builder.build().verify_message(told, statement)
    except (VerificationError, ValueError) as error:
        raise ValueError(str(error).split(":")[0] or "its signature does not hold") from error


def _may_sign(certificate: Any) -> bool:
    from cryptography import x509

    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return bool(found.value.ca)


def read_roots(paths: Sequence[str]) -> list[bytes]:
    """The bytes of files of trusted certificates."""
    return [Path(path).read_bytes() for path in paths]
