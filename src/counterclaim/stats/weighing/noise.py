"""Log densities over the grids of nu (tails of errors) and a (how alike noise scales are), by kind of noise."""

import numpy as np
from numba import njit
from scipy.special import gammaln

from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints

#: statements of which the fast engine asks the tails; more are sampled evenly
ENOUGH = 20_000
#: products are kept under this: one factor more, of an error of 10^50 scales, does not overflow
LARGE = 1e200


@njit(cache=True, nogil=True)
def _log_t_sums(scaled: Floats, kind: Ints, kinds: int, freedom: Floats) -> Floats:
    """(K, grid) sums of log(1 + e_i^2 / nu) over the statements of each kind, e standardised."""
    out, product, inverse = np.zeros((kinds, len(freedom))), np.ones((kinds, len(freedom))), 1.0 / freedom
    for i in range(len(scaled)):
        # The logarithm of a product, taken before it overflows: a sixth of the time of a logarithm each.
        for k in range(len(freedom)):
            product[kind[i], k] *= 1.0 + scaled[i] * inverse[k]
            if product[kind[i], k] > LARGE:
                out[kind[i], k] += np.log(product[kind[i], k])
                product[kind[i], k] = 1.0
    return out + np.log(product)


def freedom_density(scaled: Floats, kind: Ints, kinds: int, priors: Priors) -> Floats:
    """(K, grid) log posterior of nu given standardised squared errors (N,), their t weights integrated out."""
    nu = priors.freedom
    count = np.bincount(kind, minlength=kinds)[:, None]
    constant = gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(nu)
    density: Floats = count * constant - (nu + 1) / 2 * _log_t_sums(scaled, kind, kinds, nu)
    return density + np.log(priors.freedom_weight)


def freedom_of_many(scaled: Floats, kind: Ints, kinds: int, priors: Priors) -> Floats:
    """`freedom_density` from at most `ENOUGH` statements: the tails of a million need no more."""
    step = max(1, len(scaled) // ENOUGH)
    some, kinds_of_some = np.ascontiguousarray(scaled[::step]), np.ascontiguousarray(kind[::step])
    return freedom_density(some, kinds_of_some, kinds, priors)


def pooling_density(sigma2: Floats, kind: Ints, sigma02: Floats, priors: Priors) -> Floats:
    """(K, grid) log posterior of a given the noise variances (S,) and their centres sigma_0^2 (K,)."""
    grid, kinds = priors.noise_pooling, len(sigma02)
    count = np.bincount(kind, minlength=kinds)[:, None]
    inverse = np.bincount(kind, 1.0 / sigma2, minlength=kinds)[:, None]
    logs = -np.bincount(kind, np.log(sigma2), minlength=kinds)[:, None]
    centre = sigma02[:, None]
    density: Floats = count * (grid * np.log(grid * centre) - gammaln(grid)) + grid * logs - grid * centre * inverse
    return density + np.log(priors.noise_pooling_weight)
