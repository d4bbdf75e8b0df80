"""Profile-likelihood interval of the total under a log-linear model.

Cormack (1992, Biometrics 48(2)): with the number missed taken as if observed, the multinomial likelihood of the
complete table, maximised over everything else, is a function of the total alone. The interval holds the totals whose
log likelihood is within half a chi-squared quantile of the maximum; it is conditional on the model.
"""

from math import lgamma, log

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri

from counterclaim.stats.loglinear import FITTED, fit

Array = NDArray[np.float64]
Masks = NDArray[np.int64]

#: an upper end beyond this many times the estimate is given as infinite
FARTHEST = 1e4
#: the least number missed that is tried: none, for a likelihood on a continuous scale
LEAST = 1e-6


def log_likelihood(y: Array, terms: Masks, missed: float) -> float:
    """The profile: log multinomial likelihood of a complete table with `missed` persons on no list."""
    full = y.copy()
    full[0] = missed
    status, _, _, reached, _ = fit(full, terms, 0)
    if status != FITTED:
        return -np.inf
    total = float(full.sum())
    return float(lgamma(total + 1) - lgamma(missed + 1) + reached - (total * log(total) - total))


def interval(y: Array, terms: Masks, estimate: float, level: float) -> tuple[float, float]:
    """Limits of the number missed, which enclose `estimate` (exp(beta_0) of the model); infinite where unbounded."""
    start = max(estimate, LEAST)

    def negative(scale: float) -> float:
        return -log_likelihood(y, terms, float(np.exp(scale)))

    centre = minimize_scalar(negative, bracket=(log(start) - 0.3, log(start) + 0.3), options={"xtol": 1e-9})
    cut = -float(centre.fun) - 0.5 * float(chdtri(1, 1 - level))

    def above(scale: float) -> float:
        return -negative(scale) - cut

    top = float(centre.x)
    ends = []
    for side in (-1.0, 1.0):
        inner, step = top, 0.05
        outer = inner + side * step
        edge = log(LEAST) if side < 0 else log(start * FARTHEST)
        while above(outer) > 0 and side * (edge - outer) > 0:
            inner, step = outer, step * 1.6
            outer = inner + side * step
        if above(outer) > 0:
            ends.append(0.0 if side < 0 else float("inf"))
        else:
            ends.append(float(np.exp(brentq(above, min(inner, outer), max(inner, outer), xtol=1e-8))))
    return ends[0], ends[1]
