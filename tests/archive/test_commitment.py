import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.archive.commitment import commit, content_of, opens
from counterclaim.model import sha256

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_a_content_comes_back_and_opens_its_commitment(content: object) -> None:
    commitment, packed = commit(content)
    assert content_of(packed) == content
    assert opens(commitment, packed)


def test_the_same_content_gives_another_commitment_each_time() -> None:
    """So that a name cannot be found by hashing all names."""
    assert commit({"name": "Zed Quux"})[0] != commit({"name": "Zed Quux"})[0]
    assert commit({"name": "Zed Quux"})[0] != sha256(b'{"name":"Zed Quux"}')


def test_a_salt_has_128_bits() -> None:
    opening = json.loads(zlib.decompress(commit(1)[1]))
    assert len(bytes.fromhex(opening["salt"])) == 16


def test_a_changed_bit_opens_nothing_else() -> None:
    """Each bit in turn: the opening fails, or still holds the very same bytes (padding bits of the packing)."""
    commitment, packed = commit({"text": "40 killed in Orvale" * 5})
    refused = 0
    for bit in range(len(packed) * 8):
        changed = bytearray(packed)
        changed[bit // 8] ^= 1 << bit % 8
        if opens(commitment, bytes(changed)):
            assert zlib.decompress(bytes(changed)) == zlib.decompress(packed)
        else:
            refused += 1
    assert refused > len(packed) * 8 - 16


@pytest.mark.parametrize("packed", [b"", b"no", zlib.compress(b"{}")[:-1], zlib.compress(b"{}") + b"more"])
def test_bytes_that_are_no_opening_are_refused(packed: bytes) -> None:
    assert not opens("0" * 64, packed)
    with pytest.raises((ValueError, KeyError)):
        content_of(packed)


def test_what_canonical_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="canonical JSON"):
        commit({"n": 2**60})
