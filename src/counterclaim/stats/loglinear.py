"""The number missed by every list, under a Poisson log-linear model of the capture histories.

    y_c ~ Poisson(mu_c),  log mu_c = sum of beta_s over the terms s contained in c,  c every history but the empty one
    undocumented = exp(beta_0),  total = documented + exp(beta_0)

Assumption: the model's interactions are all there are; above all, no interaction of all lists together.
Extended maximum likelihood (Fienberg & Rinaldo 2012, Annals of Statistics 40(2)): where the marginal total of a term is
zero its estimate is minus infinity, which removes the histories that contain it; the term still counts as a parameter.
A maximum exists if and only if Newton's iteration then comes to rest at a finite point, because the likelihood is
concave; `existence.py` decides the same by linear programming. AIC and BIC are Rcapture's: with the Poisson
likelihood's constants, and the number of documented cases as sample size (Baillargeon & Rivest 2007, JSS 19(5)).

The design matrix is never formed. With zeta transforms over subsets, X'WX[a, b] is the sum of weights over the
histories that contain a | b, and X beta the sum of coefficients over subsets.
"""

from math import exp, lgamma, log

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]
Masks = NDArray[np.int64]

FITTED, NOT_EXISTING, NOT_IDENTIFIABLE = 0, 1, 2

#: Newton's steps in log means below this are rest; the error after a step is its square
REST = 1e-8
#: quadratic convergence needs about ten steps; a mean that tends to zero loses one on the log scale at each, for ever
MOST_STEPS = 40
#: a pivot of X'X (whole numbers below 2**lists) under this is a zero that rounding has touched
RANK_PIVOT = 1e-8
#: relative pivot at which X'WX has lost its last digits
NUMERIC_PIVOT = 1e-15


@njit(cache=True)
def superset_sums(values: Array, out: Array) -> None:
    """out[s] = sum of values[c] over all c that contain s."""
    total = values.shape[0]
    out[:] = values
    step = 1
    while step < total:
        for c in range(total):
            if not c & step:
                out[c] += out[c | step]
        step <<= 1


@njit(cache=True)
def subset_sums(values: Array) -> None:
    """values[c] becomes the sum of values[s] over all s contained in c."""
    total = values.shape[0]
    step = 1
    while step < total:
        for c in range(total):
            if c & step:
                values[c] += values[c ^ step]
        step <<= 1


@njit(cache=True)
def _factor(matrix: Array, size: int, floor: float) -> bool:
    """Cholesky in the lower triangle, in place; False where a pivot falls to `floor` of its diagonal entry."""
    for a in range(size):
        diagonal = matrix[a, a]
        for b in range(a + 1):
            v = matrix[a, b]
            for q in range(b):
                v -= matrix[a, q] * matrix[b, q]
            if a == b:
                if not v > floor * diagonal:
                    return False
                matrix[a, a] = np.sqrt(v)
            else:
                matrix[a, b] = v / matrix[b, b]
    return True


@njit(cache=True)
def _solve(matrix: Array, size: int, rhs: Array) -> None:
    for a in range(size):
        v = rhs[a]
        for q in range(a):
            v -= matrix[a, q] * rhs[q]
        rhs[a] = v / matrix[a, a]
    for a in range(size - 1, -1, -1):
        v = rhs[a]
        for q in range(a + 1, size):
            v -= matrix[q, a] * rhs[q]
        rhs[a] = v / matrix[a, a]


@njit(cache=True)
def _gram(sums: Array, used: Masks, size: int, out: Array) -> None:
    for a in range(size):
        for b in range(a + 1):
            out[a, b] = sums[used[a] | used[b]]


@njit(cache=True)
def fit(y: Array, terms: Masks, first: int) -> tuple[int, float, float, float, Array]:
    """Extended maximum likelihood of one model.

    Args:
        y: counts by history, 2**lists; y[0] is used only where `first` is 0.
        terms: the model's parameters as sets, the intercept first.
        first: 1 for an incomplete table; 0 where y[0] is taken as observed (for profiles).

    Returns:
        status, beta_0, its variance, log likelihood without the constant -sum(log y!), and the log means of every
        history (minus infinity where removed; that of the empty history is beta_0).
    """
    total = y.shape[0]
    eta = np.full(total, -np.inf)
    work = np.zeros(total)
    sums = np.empty(total)
    work[first:] = y[first:]
    superset_sums(work, sums)
    used = np.empty(terms.shape[0], np.int64)
    size = 0
    active = np.zeros(total, np.bool_)
    active[first:] = True
    for s in terms:
        if sums[s] > 0.0:
            used[size] = s
            size += 1
        else:
            for c in range(total):
                if c & s == s:
                    active[c] = False
    gram = np.empty((size, size))
    if size < terms.shape[0] or first == 0:
        for c in range(total):
            work[c] = 1.0 if active[c] else 0.0
        superset_sums(work, sums)
        _gram(sums, used, size, gram)
        if size == 0 or used[0] != 0 or not _factor(gram, size, RANK_PIVOT):
            return NOT_IDENTIFIABLE, np.nan, np.nan, np.nan, eta
    for c in range(total):
        if active[c]:
            eta[c] = log(y[c] + 0.1)
    beta = np.empty(total)
    fresh = np.empty(total)
    rhs = np.empty(size)
    likelihood = -np.inf
    status = NOT_EXISTING
    for step in range(MOST_STEPS):
        for c in range(total):
            work[c] = exp(eta[c]) if active[c] else 0.0
        superset_sums(work, sums)
        _gram(sums, used, size, gram)
        if not _factor(gram, size, NUMERIC_PIVOT):
            break
        for c in range(total):
            work[c] = work[c] * (eta[c] - 1.0) + y[c] if active[c] else 0.0
        superset_sums(work, sums)
        for a in range(size):
            rhs[a] = sums[used[a]]
        _solve(gram, size, rhs)
        beta[:] = 0.0
        for a in range(size):
            beta[used[a]] = rhs[a]
        fresh[:] = beta
        subset_sums(fresh)
        share = 1.0
        while True:  # halve the step until the likelihood does not fall; the first step starts outside the model
            reached = 0.0
            for c in range(total):
                if active[c]:
                    e = fresh[c] if share == 1.0 else share * fresh[c] + (1.0 - share) * eta[c]
                    reached += y[c] * e - exp(min(e, 700.0))
            if step == 0 or reached >= likelihood - 1e-9 * (1.0 + abs(likelihood)) or share < 1e-3:
                break
            share *= 0.5
        moved = 0.0
        for c in range(total):
            if active[c]:
                e = share * fresh[c] + (1.0 - share) * eta[c]
                moved = max(moved, abs(e - eta[c]))
                eta[c] = e
        likelihood = reached
        if moved < REST and share == 1.0:
            status = FITTED
            break
    if status != FITTED:
        return NOT_EXISTING, np.nan, np.nan, likelihood, eta
    rhs[:] = 0.0
    rhs[0] = 1.0
    _solve(gram, size, rhs)
    eta[0] = beta[0]
    return FITTED, beta[0], rhs[0], likelihood, eta


@njit(cache=True)
def constant(y: Array) -> float:
    """sum(log y!), which turns the kernel's likelihood into the Poisson likelihood when subtracted."""
    out = 0.0
    for c in range(1, y.shape[0]):
        out += lgamma(y[c] + 1.0)
    return out


@njit(cache=True)
def fit_all(y: Array, lists: int, terms: Masks, models: Masks) -> tuple[Masks, Array, Array, Array, Masks]:
    """Every model of `models` (masks over `terms`): status, beta_0, variance of beta_0, log likelihood, parameters."""
    count = models.shape[0]
    status = np.empty(count, np.int64)
    intercept = np.empty(count)
    variance = np.empty(count)
    likelihood = np.empty(count)
    size = np.empty(count, np.int64)
    shift = constant(y)
    held = np.empty(1 + lists + terms.shape[0], np.int64)
    held[0] = 0
    for j in range(lists):
        held[1 + j] = 1 << j
    for g in range(count):
        p = 1 + lists
        for i in range(terms.shape[0]):
            if models[g] >> i & 1:
                held[p] = terms[i]
                p += 1
        size[g] = p
        status[g], intercept[g], variance[g], likelihood[g], _ = fit(y, held[:p], 1)
        likelihood[g] -= shift
    return status, intercept, variance, likelihood, size
