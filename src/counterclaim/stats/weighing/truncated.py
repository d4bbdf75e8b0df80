"""Draws from normals cut at one side or at both.

One side: Robert (1995), Statistics and Computing 5, 121-125 (exponential rejection in the tail, plain rejection
elsewhere). Both sides: by inverse distribution function, mirrored so that the smaller tail is never a difference of
numbers near 1.
"""

import numpy as np
from numba import njit
from scipy.special import ndtr, ndtri

from counterclaim.stats.weighing.problem import Floats


@njit(cache=True, nogil=True)
def above(rng: np.random.Generator, mean: Floats, sd: Floats, bound: Floats) -> Floats:
    """(n,) draws of N(mean, sd^2) given that they lie above `bound` (n,)."""
    out = np.empty(len(mean))
    for i in range(len(mean)):
        cut = (bound[i] - mean[i]) / sd[i]
        if cut < 0.5:
            x = rng.standard_normal()
            while x < cut:
                x = rng.standard_normal()
        else:
            rate = 0.5 * (cut + np.sqrt(cut * cut + 4.0))
            x = cut + rng.standard_exponential() / rate
            while rng.random() > np.exp(-0.5 * (x - rate) ** 2):
                x = cut + rng.standard_exponential() / rate
        out[i] = mean[i] + sd[i] * x
    return out


def between(rng: np.random.Generator, mean: Floats, sd: Floats, low: Floats, high: Floats) -> Floats:
    """(n,) draws of N(mean, sd^2) given that they lie between `low` and `high` (n,)."""
    a, b = (low - mean) / sd, (high - mean) / sd
    mirror = a > 0.0
    a, b = np.where(mirror, -b, a), np.where(mirror, -a, b)
    at = ndtr(a) + rng.random(len(mean)) * (ndtr(b) - ndtr(a))
    x = ndtri(np.clip(at, 1e-300, 1.0 - 1e-16))
    drawn: Floats = np.clip(mean + sd * np.where(mirror, -x, x), low, high)
    return drawn
