"""Stepwise selection of pairwise interactions in sparse tables, with existence checked at every step.

Chan, Silverman & Vincent (2021), "Multiple systems estimation for sparse capture data: inferential challenges when
there are nonoverlapping lists", JASA 116(535), section 2.3. From independence on, the overlap of each pair of lists is
compared with its mean under the present model; the pair with the smallest one-sided Poisson probability below the
threshold is added if the larger model has an estimate, and one only. A pair without overlap may be added: its
coefficient is minus infinity (see `loglinear.py`).
"""

from math import exp, log

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.loglinear import FITTED, NOT_EXISTING, fit, superset_sums
from counterclaim.stats.poisson import log_at_least, log_at_most

Array = NDArray[np.float64]
Masks = NDArray[np.int64]

#: the threshold that the paper studies (section 3) and SparseMSE recommends
THRESHOLD = 0.02


@njit(cache=True)
def select(y: Array, lists: int, pairs: Masks, threshold: float) -> tuple[int, float, float, Masks]:
    """The chosen model: status of its fit, beta_0, variance of beta_0, and the pairs in the order they were added."""
    total = y.shape[0]
    held = np.empty(1 + lists + pairs.shape[0], np.int64)
    held[0] = 0
    for j in range(lists):
        held[1 + j] = 1 << j
    size = 1 + lists
    observed = np.empty(total)
    expected = np.empty(total)
    work = y.copy()
    work[0] = 0.0
    superset_sums(work, observed)
    status, intercept, variance, _, eta = fit(y, held[:size], 1)
    inside = np.zeros(pairs.shape[0], np.bool_)
    chance = np.empty(pairs.shape[0])
    grew = status == FITTED
    while grew:
        grew = False
        for c in range(total):
            work[c] = exp(eta[c]) if c > 0 and eta[c] > -np.inf else 0.0
        superset_sums(work, expected)
        for i in range(pairs.shape[0]):
            seen, mean = observed[pairs[i]], expected[pairs[i]]
            chance[i] = 1.0 if inside[i] else min(log_at_most(seen, mean), log_at_least(seen, mean))
        while True:
            best = np.argmin(chance)
            if not chance[best] < log(threshold):
                break
            held[size] = pairs[best]
            tried = fit(y, held[: size + 1], 1)
            if tried[0] == FITTED:
                status, intercept, variance, _, eta = tried
                inside[best] = True
                size += 1
                grew = True
                break
            chance[best] = 1.0
    return status, intercept, variance, held[1 + lists : size].copy()


@njit(cache=True)
def totals(tables: Array, lists: int, pairs: Masks, threshold: float) -> Array:
    """The estimated total of each table (rows of counts), selection included; infinity where no estimate exists."""
    out = np.empty(tables.shape[0])
    for r in range(tables.shape[0]):
        status, intercept, _, _ = select(tables[r], lists, pairs, threshold)
        if status == FITTED:
            out[r] = tables[r, 1:].sum() + exp(intercept)
        else:
            out[r] = np.inf if status == NOT_EXISTING else np.nan
    return out
