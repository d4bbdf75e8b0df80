"""How many pairs the blocks of a key hold, and which blocks hold too many; keys are whole numbers of 63 bits, a row each.

A block of n rows, n_i of them of list i, holds (n^2 - sum n_i^2) / 2 pairs across lists, and n (n - 1) / 2 in all.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

Keys = npt.NDArray[np.int64]

#: the key of a row that is in no block
BLANK = -1


def pairs_of(keys: Keys, lists: Keys, within: bool) -> int:
    """Pairs of rows with one key; `lists`: the list number of each row; `within`: pairs inside one list count too."""
    return int(_blocks(keys, lists, within)[1].sum())


def large(keys: Keys, lists: Keys, within: bool, most: int) -> Keys:
    """The rows in blocks of more than `most` pairs."""
    block, held = _blocks(keys, lists, within)
    return np.flatnonzero((held > most)[block]) if (held > most).any() else np.zeros(0, np.int64)


def mixed(keys: Keys, finer: Keys) -> Keys:
    """Keys told apart by a second one (multiplication and shift, as hash functions of whole numbers do)."""
    low = (finer.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    both = (keys.astype(np.uint64) ^ (low >> np.uint64(3))) * np.uint64(0xBF58476D1CE4E5B9)
    return (both >> np.uint64(1)).astype(np.int64)


def _blocks(keys: Keys, lists: Keys, within: bool) -> tuple[Keys, npt.NDArray[np.float64]]:
    """The block of each row, and the pairs of each block; those of `BLANK` are none."""
    block, unique = pd.factorize(keys)
    count = int(lists.max(initial=0)) + 1
    rows = np.bincount(block * count + lists, minlength=len(unique) * count).reshape(len(unique), count).astype(float)
    size = rows.sum(axis=1)
    held = size * (size - 1) / 2 if within else (size**2 - (rows**2).sum(axis=1)) / 2
    held[unique == BLANK] = 0.0
    return block, held
