"""Log densities over the grids of nu (tails of errors) and a (how alike noise scales are), by kind of noise."""

from typing import NamedTuple

import numpy as np
from numba import njit
from scipy.special import gammaln

from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints

#: statements of which the fast engine asks the tails; more are sampled evenly
ENOUGH = 20_000
#: products are kept under this: one factor more, of an error of 10^50 scales, does not overflow
LARGE = 1e200


class Grids(NamedTuple):
    """The grids of nu and a with their log prior weights, and what of their densities does not depend on the data."""

    nu: Floats
    nu_weight: Floats
    nu_constant: Floats
    a: Floats
    a_weight: Floats
    a_constant: Floats


def grids(priors: Priors) -> Grids:
    """The grids of these priors."""
    nu, a = priors.freedom, priors.noise_pooling
    return Grids(
        nu,
        np.log(priors.freedom_weight),
        gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(nu),
        a,
        np.log(priors.noise_pooling_weight),
        a * np.log(a) - gammaln(a),
    )


@njit(cache=True, nogil=True)
def freedom_density(scaled: Floats, kind: Ints, kinds: int, grid: Grids) -> Floats:
    """(K, grid) log posterior of nu given standardised squared errors (N,), their t weights integrated out."""
    size, inverse = len(grid.nu), 1.0 / grid.nu
    logs, product, count = np.zeros((kinds, size)), np.ones((kinds, size)), np.zeros(kinds)
    for i in range(len(scaled)):
        of = kind[i]
        count[of] += 1.0
        # The logarithm of a product, taken before it overflows: a sixth of the time of a logarithm each.
        for k in range(size):
            product[of, k] *= 1.0 + scaled[i] * inverse[k]
        # the first of the grid is the least, and its product the largest
        if product[of, 0] > LARGE:
            for k in range(size):
                logs[of, k] += np.log(product[of, k])
                product[of, k] = 1.0
    for of in range(kinds):
        for k in range(size):
            total = logs[of, k] + np.log(product[of, k])
            logs[of, k] = count[of] * grid.nu_constant[k] - 0.5 * (grid.nu[k] + 1.0) * total + grid.nu_weight[k]
    return logs


def freedom_of_many(scaled: Floats, kind: Ints, kinds: int, grid: Grids) -> Floats:
    """`freedom_density` from at most `ENOUGH` statements: the tails of a million need no more."""
    step = max(1, len(scaled) // ENOUGH)
    found: Floats = freedom_density(
        np.ascontiguousarray(scaled[::step]), np.ascontiguousarray(kind[::step]), kinds, grid
    )
    return found


@njit(cache=True, nogil=True)
def pooling_density(sigma2: Floats, kind: Ints, sigma02: Floats, grid: Grids) -> Floats:
    """(K, grid) log posterior of a given the noise variances (S,) and their centres sigma_0^2 (K,)."""
    kinds, size = len(sigma02), len(grid.a)
    count, inverse, logs = np.zeros(kinds), np.zeros(kinds), np.zeros(kinds)
    for s in range(len(sigma2)):
        count[kind[s]] += 1.0
        inverse[kind[s]] += 1.0 / sigma2[s]
        logs[kind[s]] -= np.log(sigma2[s])
    out = np.empty((kinds, size))
    for of in range(kinds):
        centre = sigma02[of]
        for k in range(size):
            a = grid.a[k]
            out[of, k] = count[of] * (grid.a_constant[k] + a * np.log(centre)) + a * (logs[of] - centre * inverse[of])
            out[of, k] += grid.a_weight[k]
    return out
