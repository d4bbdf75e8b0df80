"""Posterior densities of a total for a picture: over whole persons, at most some sixty values."""

import numpy as np
from scipy.special import betainc

from counterclaim.estimates.arrays import Array

POINTS = 60
#: states of a chain over which a density is averaged: more change no line that can be seen
MOST_STATES = 2000


def whole_edges(low: float, high: float) -> Array:
    """Ends of bins from `low` to `high` persons, even on the log scale, halfway between two whole numbers: a bin that
    holds a part of a person, or two persons beside one of a single person, would draw teeth on a small total."""
    first, last = max(1.0, np.floor(low)), np.ceil(high) + 1
    ends = np.unique(np.round(np.geomspace(first, last, POINTS + 1)))
    return np.asarray(ends - 0.5, dtype=np.float64)


def as_drawn(edges: Array, held: Array) -> dict[str, list[float]]:
    """Middle of each bin on the log scale, and its posterior probability a person."""
    return {
        "total": [float(v) for v in np.sqrt(edges[1:] * edges[:-1])],
        "density": [float(v) for v in held / np.diff(edges)],
    }


def given_chances(documented: int, log_p0: Array, low: float, high: float) -> dict[str, list[float]]:
    """Posterior of the total between `low` and `high`, from draws of log p0, the chance of being on no list.

    Given p0 and the prior 1/N, the number missed is negative binomial; its mean over draws is the posterior without
    the noise of drawing the number itself (Gelfand & Smith 1990, JASA 85, section 2.2).
    """
    edges = whole_edges(low, high)
    p0 = np.exp(log_p0.ravel()[:: max(1, log_p0.size // MOST_STATES)])
    missed = np.maximum(edges - 0.5 - documented, -1.0)
    # P(missed <= k) = I_{1 - p0}(documented, k + 1), which is 0 below 0
    below = betainc(float(documented), np.maximum(missed + 1.0, 1e-300)[:, None], 1.0 - p0[None, :]).mean(axis=1)
    below[missed < 0] = 0.0
    return as_drawn(edges, np.diff(below))
