"""How many pairs the blocks of a key hold, and which blocks hold too many; keys are whole numbers of 63 bits, a row each.

A block of n rows, n_i of them of list i, holds (n^2 - sum n_i^2) / 2 pairs across lists, and n (n - 1) / 2 in all.
"""

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.int64]

#: the key of a row that is in no block
BLANK = -1


def pairs_of(keys: Keys, lists: Keys, within: bool) -> int:
    """Pairs of rows with one key; `lists`: the list number of each row; `within`: pairs inside one list count too."""
    _, _, held = _blocks(keys, lists, within)
    return int(held.sum())


def large(keys: Keys, lists: Keys, within: bool, most: int) -> Keys:
    """The rows in blocks of more than `most` pairs."""
    order, block, held = _blocks(keys, lists, within)
    return np.sort(order[held[block] > most]) if (held > most).any() else np.zeros(0, np.int64)


def mixed(keys: Keys, finer: Keys) -> Keys:
    """Keys told apart by a second one (multiplication and shift, as hash functions of whole numbers do)."""
    low = (finer.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    both = (keys.astype(np.uint64) ^ (low >> np.uint64(3))) * np.uint64(0xBF58476D1CE4E5B9)
    return (both >> np.uint64(1)).astype(np.int64)


def _blocks(keys: Keys, lists: Keys, within: bool) -> tuple[Keys, Keys, npt.NDArray[np.float64]]:
    """Rows that have a key, block by block; the block of each; and the pairs of each block."""
    held = np.flatnonzero(keys != BLANK)
    order = held[np.argsort(keys[held])]
    sorted_keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_keys[1:] != sorted_keys[:-1]])) if len(order) else order
    size = np.diff(np.append(starts, len(order))).astype(float)
    block = np.repeat(np.arange(len(starts)), size.astype(np.int64))
    if within:
        return order, block, size * (size - 1) / 2
    count = int(lists.max(initial=0)) + 1
    inside = np.zeros(len(starts))
    for one in range(count):
        inside += np.bincount(block[lists[order] == one], minlength=len(starts)).astype(float) ** 2
    return order, block, (size**2 - inside) / 2
