r"""Monotone letter-to-chunk emission: each source letter emits a chunk of 0 to 3 target letters, in order.

P(target | source) = sum over segmentations of prod_i p(chunk_i | source_i). Letters are numbered from 0; a chunk is
numbered in base
`BASE` with its letters counted from 1, so that () is 0. The table `p` has a row a source letter and a column a chunk.
Fitted by EM
(a hidden segmentation, as in Ristad and Yianilos 1998, "Learning string-edit distance").
"""

import numpy as np
import numpy.typing as npt
from numba import njit

#: target letters plus one
BASE = 27
CHUNK = 3
CHUNKS = BASE**CHUNK

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@njit(cache=True)
def chunk_number(target: Ints, start: int, length: int) -> int:
    """The number of the chunk of `length` letters from `start`."""
    number = 0
    for k in range(length):
        number = number * BASE + target[start + k] + 1
    return number


@njit(cache=True)
def forward(table: Floats, source: Ints, target: Ints) -> Floats:
    """alpha[i, j] = P(the first i source letters emit the first j target letters)."""
    n, m = len(source), len(target)
    alpha = np.zeros((n + 1, m + 1))
    alpha[0, 0] = 1.0
    for i in range(n):
        for j in range(m + 1):
            if alpha[i, j] > 0.0:
                for length in range(min(CHUNK, m - j) + 1):
                    alpha[i + 1, j + length] += alpha[i, j] * table[source[i], chunk_number(target, j, length)]
    return alpha


@njit(cache=True)
def log_likelihoods(
    table: Floats, target: Ints, sources: Ints, starts: Ints, chosen: Ints
) -> Floats:  # fmt: skip
    """log P(target | source k) for each chosen source; source k is `sources[starts[k]:starts[k + 1]]`."""
    out = np.empty(len(chosen))
    for place in range(len(chosen)):
        k = chosen[place]
        alpha = forward(table, sources[starts[k] : starts[k + 1]], target)
        out[place] = np.log(max(alpha[-1, -1], 1e-300))
    return out


@njit(cache=True)
def expected_counts(
    table: Floats, sources: Ints, source_starts: Ints, targets: Ints, target_starts: Ints
) -> tuple[Floats, float]:  # fmt: skip
    """Expected chunk counts over all pairs (the E step), and the log likelihood of the pairs."""
    counts = np.zeros_like(table)
    total = 0.0
    for k in range(len(source_starts) - 1):
        source = sources[source_starts[k] : source_starts[k + 1]]
        target = targets[target_starts[k] : target_starts[k + 1]]
        n, m = len(source), len(target)
        alpha = forward(table, source, target)
        whole = alpha[n, m]
        if whole <= 0.0:
            continue
        total += np.log(whole)
        beta = np.zeros((n + 1, m + 1))
        beta[n, m] = 1.0
        for i in range(n - 1, -1, -1):
            for j in range(m + 1):
                for length in range(min(CHUNK, m - j) + 1):
                    chunk = chunk_number(target, j, length)
                    step = table[source[i], chunk] * beta[i + 1, j + length]
                    beta[i, j] += step
                    counts[source[i], chunk] += alpha[i, j] * step / whole
    return counts, total
