"""The distribution function of the negative binomial, compiled: a regularised incomplete beta function.

P(missed <= cap) = I_{1 - p0}(n, cap + 1) where missed ~ NegBin(n, 1 - p0); by the continued fraction of DLMF 8.17.22
with Lentz's method, which converges in O(sqrt(max(n, cap))) terms.
"""

from math import exp, lgamma, log, log1p

from numba import njit

TINY = 1e-300


@njit(cache=True)
def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    if abs(d) < TINY:
        d = TINY
    d = 1.0 / d
    h = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        d = 1.0 / (1.0 + even * d if abs(1.0 + even * d) > TINY else TINY)
        c = 1.0 + even / c if abs(1.0 + even / c) > TINY else TINY
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        d = 1.0 / (1.0 + odd * d if abs(1.0 + odd * d) > TINY else TINY)
        c = 1.0 + odd / c if abs(1.0 + odd / c) > TINY else TINY
        step = d * c
        h *= step
        if abs(step - 1.0) < 1e-13:
            break
    return h


@njit(cache=True)
def log_at_most(cap: float, n: float, p0: float) -> float:
    """log P(missed <= cap) when n are seen and each person is missed with chance p0."""
    if n <= 0.0 or p0 <= 0.0:
        return 0.0
    x = max(1.0 - p0, TINY)
    a, b = n, cap + 1.0
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(max(p0, TINY))
    if x < (a + 1.0) / (a + b + 2.0):
        return min(front + log(_fraction(a, b, x)) - log(a), 0.0)
    above = exp(front) * _fraction(b, a, 1.0 - x) / b
    return log1p(-min(above, 1.0 - 1e-16))
