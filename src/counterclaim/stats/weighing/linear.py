"""The Gaussian part: all systematic differences and their means in one draw, totals integrated out.

Given precisions w_i and residuals r_i = z_i - f_i, a figure's log total theta ~ N(mu, tau^2) enters as
sum_i w_i (r_i - theta - a_i'x)^2 + (theta - mu)^2 / tau^2, where a_i picks the coefficients of statement i. With
A = sum w + 1/tau^2 and g = e_mu / tau^2 - sum w_i a_i, integrating theta leaves the precision and shift

    P = sum w a a' + e_mu e_mu' / tau^2 - g g' / A,      h = sum w r a + (sum w r / A) g.

Drawing the differences one group at a time, totals held, covered 68 % where 90 % was asked (a million statements): the
differences and the totals are almost collinear. The joint draw is what makes the chain mix. Figures with a floor keep
their total in the condition, because their prior is cut.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.linalg import cho_solve, cholesky
from scipy.linalg.lapack import dpotrf, dtrtrs

from counterclaim.stats.weighing.problem import Floats, Ints


@njit(cache=True, nogil=True)
def accumulate(
    start: Ints, columns: Ints, level: Ints, w: Floats, r: Floats, inv_tau2: Floats, held: Floats, total: int
) -> tuple[Floats, Floats]:
    """P (total, total) and h (total,) of the likelihood; `held` (Q,) is the total where it is kept, NaN where not.

    Cost: N plus the squares of the numbers of distinct coefficients a figure, so one figure may hold a million.
    """
    precision = np.zeros((total, total))
    shift = np.zeros(total)
    g = np.zeros(total)
    touched = np.empty(total, np.int64)
    seen = np.zeros(total, np.bool_)
    for q in range(len(start) - 1):
        mu, it2, count, weight, sum_r = level[q], inv_tau2[q], 0, 0.0, 0.0
        keep = not np.isnan(held[q])
        for i in range(start[q], start[q + 1]):
            ri = r[i] - held[q] if keep else r[i]
            weight += w[i]
            sum_r += w[i] * ri
            for j in range(3):
                a = columns[i, j]
                if a < 0:
                    continue
                shift[a] += w[i] * ri
                g[a] -= w[i]
                if not seen[a]:
                    seen[a] = True
                    touched[count] = a
                    count += 1
                for k in range(3):
                    b = columns[i, k]
                    if b >= 0:
                        precision[a, b] += w[i]
        precision[mu, mu] += it2
        if keep:
            shift[mu] += it2 * held[q]
        else:
            g[mu] = it2
            touched[count] = mu
            count += 1
            inv = 1.0 / (weight + it2)
            for j in range(count):
                a = touched[j]
                shift[a] += sum_r * inv * g[a]
                for k in range(count):
                    b = touched[k]
                    precision[a, b] -= inv * g[a] * g[b]
        g[mu] = 0.0
        for j in range(count):
            g[touched[j]] = 0.0
            seen[touched[j]] = False
    return precision, shift


@njit(cache=True, nogil=True)
def gain(
    columns: Ints, w: Floats, level: int, inv_tau2: float, k: Floats, seen: NDArray[np.bool_], touched: Ints
) -> tuple[int, float]:
    """K of one figure's theta = K'x + const + N(0, 1/A), in place; returns how many coefficients it touches, and A.

    K is inv_tau2 / A on the level and -w_i / A on the statement's coefficients. `k` (total,) and `seen` must come as
    zeros; the positions that are not are left in `touched`, and `forget` makes them zeros again.
    """
    weight = inv_tau2
    for i in range(len(w)):
        weight += w[i]
    count = 1
    touched[0] = level
    seen[level] = True
    k[level] = inv_tau2 / weight
    for i in range(len(w)):
        for j in range(3):
            a = columns[i, j]
            if a >= 0:
                k[a] -= w[i] / weight
                if not seen[a]:
                    seen[a] = True
                    touched[count] = a
                    count += 1
    return count, weight


@njit(cache=True, nogil=True)
def forget(k: Floats, seen: NDArray[np.bool_], touched: Ints, count: int) -> None:
    """Undoes `gain` for the next figure."""
    for j in range(count):
        k[touched[j]] = 0.0
        seen[touched[j]] = False


@njit(cache=True, nogil=True)
def fitted(columns: Ints, x: Floats) -> Floats:
    """(N,) a_i'x: the systematic part of each statement."""
    out = np.zeros(len(columns))
    for i in range(len(columns)):
        for j in range(3):
            if columns[i, j] >= 0:
                out[i] += x[columns[i, j]]
    return out


@njit(cache=True, nogil=True)
def by_figure(start: Ints, values: Floats) -> Floats:
    """(Q,) sums of `values` (N,) over each figure's statements."""
    out = np.zeros(len(start) - 1)
    for q in range(len(out)):
        for i in range(start[q], start[q + 1]):
            out[q] += values[i]
    return out


class CoefficientPrior(NamedTuple):
    """What the coefficients are drawn from: pairs N(beta_group, spread2), cells N(0, cell2), definitions N(0, definition_sd^2),
    group means N(mean, mean_sd^2) and levels N(level, level_sd^2)."""

    group: Ints
    cell_group: Ints
    spread2: Floats
    cell2: Floats
    mean: Floats
    mean_sd: Floats
    definition_sd: float
    level: float
    level_sd: float


@njit(cache=True, nogil=True)
def add_prior(precision: Floats, shift: Floats, parts: Ints, prior: CoefficientPrior) -> None:
    """Adds the prior to P and h, in place; `parts` are where each kind of coefficient begins (`Sizes.parts`)."""
    cell, definition, first, scale, total = parts
    for pair in range(len(prior.group)):
        at, inv = first + prior.group[pair], 1.0 / prior.spread2[prior.group[pair]]
        precision[pair, pair] += inv
        precision[at, at] += inv
        precision[pair, at] -= inv
        precision[at, pair] -= inv
    for g in range(scale - first):
        inv = 1.0 / prior.mean_sd[g] ** 2
        precision[first + g, first + g] += inv
        shift[first + g] += prior.mean[g] * inv
    for m in range(definition - cell):
        precision[cell + m, cell + m] += 1.0 / prior.cell2[prior.cell_group[m]]
    for m in range(definition, first):
        precision[m, m] += 1.0 / prior.definition_sd**2
    for m in range(scale, total):
        precision[m, m] += 1.0 / prior.level_sd**2
        shift[m] += prior.level / prior.level_sd**2


def draw(precision: Floats, shift: Floats, noise: Floats) -> Floats:
    """One draw of N(P^-1 h, P^-1), from standard normal `noise`; with zeros, the mean. P is overwritten.

    LAPACK is called by name: for a hundred coefficients the checks of scipy's own functions take as long as the work.
    """
    # The transpose of a symmetric matrix is itself, in the order that LAPACK has.
    root, failed = dpotrf(precision.T, lower=1, overwrite_a=1, clean=0)
    if failed:
        raise np.linalg.LinAlgError(f"the precision of the coefficients is not positive definite at {failed}")
    half, _ = dtrtrs(root, shift, lower=1)
    x, _ = dtrtrs(root, half + noise, lower=1, trans=1)
    return np.asarray(x, dtype=np.float64)


def mean_and_covariance(precision: Floats, shift: Floats) -> tuple[Floats, Floats]:
    """P^-1 h and P^-1."""
    root = (cholesky(precision, lower=True, check_finite=False), True)
    covariance = cho_solve(root, np.eye(len(shift)), check_finite=False)
    return cho_solve(root, shift, check_finite=False), covariance
