import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.archive.merkle import Frontier, included, inclusion, leaf, node, root

#: leaves of the test vectors of the Certificate Transparency reference implementation
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, written as it stands there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node(by_definition(leaves[:split]), by_definition(leaves[split:]))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_the_published_vectors(size: int, expected: str) -> None:
    assert root(LEAVES[:size]).hex() == expected


@given(st.lists(st.binary(max_size=5), max_size=40))
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root(leaves) == by_definition(leaves)


@given(st.lists(st.binary(max_size=5), min_size=1, max_size=40), st.data())
def test_an_inclusion_proof_holds_for_its_leaf_alone(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = inclusion(leaves, index)
    assert included(leaves[index], index, len(leaves), path, root(leaves))
    assert not included(leaves[index] + b"!", index, len(leaves), path, root(leaves))
    assert not included(leaves[index], len(leaves), len(leaves), path, root(leaves))
    if path:
        assert not included(leaves[index], index, len(leaves), path[:-1], root(leaves))


def test_there_is_no_proof_of_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError, match="no leaf 3 among 2"):
        inclusion([b"a", b"b"], 3)


def test_a_frontier_keeps_one_peak_a_power_of_two() -> None:
    frontier = Frontier()
    for number in range(1000):
        frontier.add(str(number).encode())
    assert frontier.size == 1000
    assert len(frontier._peaks) == bin(1000).count("1")
