"""The Merkle tree of RFC 6962, section 2.1, over the headers of entries.

Its root stands for the whole ledger in 32 bytes, for a signature or a time stamp; a short proof shows that one entry
is in it (inclusion, 2.1.1), or that a later ledger continues an earlier one (consistency, 2.1.2).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf(data: bytes) -> bytes:
    """Hash of a leaf: SHA-256(0x00 || data)."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash of a node: SHA-256(0x01 || left || right). The prefixes keep a node from passing for a leaf."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the full subtrees met so far, widest first: a root in O(log n) memory over a stream of leaves."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Take one more leaf."""
        peak, width = leaf(data), self.size
        while width & 1:
            peak, width = node(self._peaks.pop(), peak), width >> 1
        self._peaks.append(peak)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The tree's root at this size."""
        if not self._peaks:
            return EMPTY
        peak = self._peaks[-1]
        for left in reversed(self._peaks[:-1]):
            peak = node(left, peak)
        return peak


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree over `leaves` (their data, not their hashes)."""
    frontier = Frontier()
    for data in leaves:
        frontier.add(data)
    return frontier.root


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf `index`, from the leaf up.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*inclusion(leaves[:half], index), root(leaves[half:])]
    return [*inclusion(leaves[half:], index - half), root(leaves[:half])]


def included(data: bytes, index: int, size: int, path: Sequence[bytes], tree_root: bytes) -> bool:
    """Whether `path` proves that `data` is leaf `index` of `size` under that root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, current = index, size - 1, leaf(data)
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            current = node(step, current)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            current = node(current, step)
        place, last = place >> 1, last >> 1
    return last == 0 and current == tree_root


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
