"""What the fast engine learned of sources and spreads, as a prior for a few figures weighed alone.

One figure more changes what is known of a source of a thousand counts by next to nothing. Held are every spread, tail and
mean slack as they were learned, and for the coefficients the Gaussian

    beta, mu ~ N(m, V),        c_p | beta, mu ~ N(a_p + k_p'((beta, mu) - m), r_p),

the regression of each pair on what all pairs share; what is left of their correlations is dropped. The figures' statements
are then weighed by the fast engine's updates of t weights, bounds, coefficients and totals alone.
"""

from dataclasses import dataclass

import numpy as np

from counterclaim.stats.weighing.problem import Floats, Ints


@dataclass(frozen=True, slots=True)
class Held:
    """`mean` (total,) and `covariance` (total, total) of the coefficients before the statements; the spreads as in `fast`.

    `heard` (S,) and `alike` (K,) count the statements from which each noise class and kind was learned, `swing` is rho of
    paths, None where none was learned.
    """

    mean: Floats
    covariance: Floats
    sigma2: Floats
    sigma02: Floats
    pooling: Floats
    nu: Floats
    spread2: Floats
    cell2: Floats
    tau2: Floats
    kappa: Floats
    heard: Ints
    alike: Ints
    swing: float | None = None


def regress(covariance: Floats, pairs: int, shared: Ints) -> tuple[Floats, Floats]:
    """k (pairs, shared) and r (pairs,): each pair's regression on the coefficients `shared`, and what it leaves."""
    inner = covariance[np.ix_(shared, shared)]
    cross = covariance[:pairs, shared]
    k = np.asarray(np.linalg.solve(inner + 1e-12 * np.eye(len(shared)), cross.T).T, dtype=np.float64)
    rest = np.diag(covariance)[:pairs] - np.einsum("pb,pb->p", k, cross)
    return k, np.asarray(np.maximum(rest, 1e-12), dtype=np.float64)
