"""Draws from normals cut at one side or at both: Robert (1995), Statistics and Computing 5, 121-125.

In the body by plain rejection, in a tail from an exponential, and between two near bounds from the uniform; each
is accepted with the ratio of the densities.
"""

import numpy as np
from numba import njit

from counterclaim.stats.weighing.problem import Floats

#: width above which the normal itself is the better proposal between bounds around its mean: sqrt(2 pi)
WIDE = 2.5066282746310002


@njit(cache=True, nogil=True)
def one_above(rng: np.random.Generator, mean: float, sd: float, bound: float) -> float:
    """A draw of N(mean, sd^2) given that it lies above `bound`."""
    cut = (bound - mean) / sd
    if cut < 0.5:
        x = rng.standard_normal()
        while x < cut:
            x = rng.standard_normal()
        return float(mean + sd * x)
    return float(mean + sd * _in_tail(rng, cut))


@njit(cache=True, nogil=True)
def _in_tail(rng: np.random.Generator, cut: float) -> float:
    rate = 0.5 * (cut + np.sqrt(cut * cut + 4.0))
    while True:
        x = cut + rng.standard_exponential() / rate
        if rng.random() <= np.exp(-0.5 * (x - rate) ** 2):
            return float(x)


@njit(cache=True, nogil=True)
def one_between(rng: np.random.Generator, mean: float, sd: float, low: float, high: float) -> float:
    """A draw of N(mean, sd^2) given that it lies between `low` and `high`."""
    a, b = (low - mean) / sd, (high - mean) / sd
    sign = 1.0
    if b < 0.0:
        a, b, sign = -b, -a, -1.0
    if a <= 0.0 and b - a > WIDE:
        x = rng.standard_normal()
        while x < a or x > b:
            x = rng.standard_normal()
    elif a > 0.0 and b - a > _crossing(a):
        x = _in_tail(rng, a)
        while x > b:
            x = _in_tail(rng, a)
    else:
        # the density is highest at the bound next to the mean, or at the mean
        top = max(a, 0.0) ** 2
        x = a + (b - a) * rng.random()
        while rng.random() > np.exp(0.5 * (top - x * x)):
            x = a + (b - a) * rng.random()
    return float(min(max(mean + sd * sign * x, low), high))


@njit(cache=True, nogil=True)
def _crossing(a: float) -> float:
    """Width of the interval above which the exponential proposal is accepted more often than the uniform."""
    root = np.sqrt(a * a + 4.0)
    return float(2.0 / (a + root) * np.exp(0.5 + 0.25 * (a * a - a * root)))


@njit(cache=True, nogil=True)
def above(rng: np.random.Generator, mean: Floats, sd: Floats, bound: Floats) -> Floats:
    """(n,) draws of N(mean, sd^2) given that they lie above `bound` (n,)."""
    out = np.empty(len(mean))
    for i in range(len(mean)):
        out[i] = one_above(rng, mean[i], sd[i], bound[i])
    return out


@njit(cache=True, nogil=True)
def between(rng: np.random.Generator, mean: Floats, sd: Floats, low: Floats, high: Floats) -> Floats:
    """(n,) draws of N(mean, sd^2) given that they lie between `low` and `high` (n,)."""
    out = np.empty(len(mean))
    for i in range(len(mean)):
        out[i] = one_between(rng, mean[i], sd[i], low[i], high[i])
    return out
