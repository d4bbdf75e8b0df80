"""Unpacking with a bound: a few kilobytes can unpack to more than any machine holds (a decompression bomb)."""

import io
import zipfile
import zlib

from counterclaim.archive.obtain_facts import DEFAULT_LIMITS, Limits

_PIECE = 1 << 20


class Refused(Exception):
    """The packed bytes are broken, or unpack to more than is taken. The message says which, for a Fault."""


def gunzip(data: bytes, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Unpack gzip (one or more members).

    Raises:
        Refused: it is truncated, broken, or unpacks beyond `limits.size` or `limits.ratio`.
    """
    return inflate([data], 16 + zlib.MAX_WBITS, limits)


def inflate(pieces: list[bytes], window: int, limits: Limits) -> bytes:
    """Unpack deflate data with zlib's `window` bits, never holding more than the limit.

    Raises:
        Refused: see `gunzip`.
    """
    rest = b"".join(pieces)
    out, size, packed = [], 0, len(rest)
    unpacker = zlib.decompressobj(window)
    while True:
        try:
            piece = unpacker.decompress(rest, _PIECE)
        except zlib.error as error:
            raise Refused(f"its compressed data are broken ({error})") from error
        size += len(piece)
        _check(size, packed, limits)
        out.append(piece)
        if unpacker.eof:
            rest = unpacker.unused_data.lstrip(b"\x00")  # gzip allows zero padding between members
            if not rest:
                return b"".join(out)
            unpacker = zlib.decompressobj(window)
            continue
        rest = unpacker.unconsumed_tail
        if not rest and not piece:
            raise Refused("its compressed data end too early: it is truncated")


def check_zip(data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Unpack every member of a zip archive once, in pieces, so that what reads it later meets no surprise.

    Raises:
        Refused: it is truncated, encrypted, broken, or unpacks beyond `limits.size` or `limits.ratio`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check(sum(member.file_size for member in members), len(data), limits)
            if len(members) > 10_000:
                raise Refused(f"it holds {len(members):,} members")
            if any(member.flag_bits & 1 for member in members):
                raise Refused("it is encrypted")
            size = 0
            for member in members:
                with archive.open(member) as stream:
                    while piece := stream.read(_PIECE):
                        size += len(piece)
                        _check(size, len(data), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Refused(f"it is truncated or broken ({error})") from error


def _check(size: int, packed: int, limits: Limits) -> None:
    if size > limits.size:
        raise Refused(f"it unpacks to more than {limits.size:,} bytes: a decompression bomb, or too large")
    if size > limits.ratio_from and size > limits.ratio * packed:
        raise Refused(f"it unpacks to more than {limits.ratio} times its size: a decompression bomb")
