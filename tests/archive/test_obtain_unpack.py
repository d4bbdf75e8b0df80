"""Unpacking with a bound."""

import gzip
import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.archive.obtain_facts import Limits
from counterclaim.archive.obtain_unpack import Refused, check_zip, gunzip


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@given(st.lists(st.binary(max_size=3_000), min_size=1, max_size=4))
def test_gzip_of_any_members_unpacks_to_what_was_packed(parts):
    assert gunzip(b"".join(map(gzip.compress, parts))) == b"".join(parts)


def test_large_regular_data_unpack_whole():
    data = b"Nine people were killed. " * 200_000
    packed = gzip.compress(data, 1)
    assert gunzip(packed, Limits(ratio=10_000)) == data


@pytest.mark.parametrize("keep", [2, 10, 30, -9, -1])
def test_truncated_gzip_is_refused(keep):
    packed = gzip.compress(bytes(range(256)) * 40)
    with pytest.raises(Refused, match=r"truncated|broken"):
        gunzip(packed[:keep])


def test_broken_gzip_is_refused():
    packed = bytearray(gzip.compress(b"Nine people were killed. " * 50))
    packed[20] ^= 0xFF
    with pytest.raises(Refused, match="broken"):
        gunzip(bytes(packed))


def test_a_gzip_bomb_is_refused_by_ratio_and_by_size():
    packed = gzip.compress(bytes(12_000_000))
    with pytest.raises(Refused, match="more than 200 times its size"):
        gunzip(packed)
    with pytest.raises(Refused, match="more than 1,000,000 bytes"):
        gunzip(packed, Limits(size=1_000_000))


def test_an_honest_zip_passes():
    check_zip(zipped({"a.xml": b"<a/>" * 100}))


def test_a_zip_bomb_is_refused():
    with pytest.raises(Refused, match="decompression bomb"):
        check_zip(zipped({"a.xml": bytes(30_000_000)}))


def test_a_zip_whose_directory_lies_about_sizes_is_refused():
    packed = bytearray(zipped({"a.xml": bytes(30_000_000)}))
    entry = packed.rindex(b"PK\x01\x02")
    packed[entry + 24 : entry + 28] = struct.pack("<I", 10)  # the member claims ten bytes
    with pytest.raises(Refused, match="broken"):
        check_zip(bytes(packed))


def test_a_zip_that_encrypts_is_refused():
    packed = bytearray(zipped({"a.xml": b"x"}))
    entry = packed.rindex(b"PK\x01\x02")
    packed[entry + 8] |= 1
    with pytest.raises(Refused, match="encrypted"):
        check_zip(bytes(packed))


@given(st.binary(max_size=2_000), st.integers(0, 400))
def test_any_bytes_unpack_or_are_refused(noise, cut):
    for data in (noise, gzip.compress(noise)[:cut] + noise, b"PK\x03\x04" + noise, zipped({"a": noise})[:cut]):
        for unpack in (gunzip, check_zip):
            with suppress(Refused):  # anything else fails the test
                unpack(data)
