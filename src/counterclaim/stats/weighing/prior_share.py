"""How much of a total's posterior variance rests on what was presumed, and how much on what was learned.

Given the spreads and the statements' precisions, theta_q = K'x + const + N(0, 1/A). The variance has two parts: K'Cov(x)K
from the systematic differences, and 1/A from errors. The first is the prior's to the degree that the data have not shrunk
it, rho = K'Cov(x)K / K'Cov_prior(x)K; the second to the degree phi that the noise scales rest on their prior's
pseudo-observations. Then

    share = (rho K'Cov(x)K + phi / A) / (K'Cov(x)K + 1/A),

with the mean of the neutral sources held in the numerator: how far all neutral sources are off together is a
presumption about every figure alike, which more statements cannot change, and is said once for all of them.

Both engines take every spread at the inverse of its mean precision, before the data and after them, so that the same figure
has the same share up to what the engines learn differently, and rho is 1 where nothing was learned. What the chains add to
the width, how little is known of a spread, is in no share.
"""

import numpy as np
from numba import njit

from counterclaim.stats.weighing.held import Held
from counterclaim.stats.weighing.linear import (
    CoefficientPrior,
    accumulate,
    add_prior,
    forget,
    gain,
    mean_and_covariance,
)
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints, Kind, Problem, cell_groups


@njit(cache=True)
def _quadratic(
    start: Ints, columns: Ints, level: Ints, w: Floats, inv_tau2: Floats, first: Floats, second: Floats, third: Floats
) -> Floats:
    """(3, Q) K'MK for three matrices over the coefficients."""
    figures, total = len(start) - 1, first.shape[0]
    out = np.zeros((3, figures))
    k, touched, seen = np.zeros(total), np.empty(total, np.int64), np.zeros(total, np.bool_)
    for q in range(figures):
        at = slice(start[q], start[q + 1])
        count, _ = gain(columns[at], w[at], level[q], inv_tau2[q], k, seen, touched)
        for j in range(count):
            for m in range(count):
                a, b = touched[j], touched[m]
                both = k[a] * k[b]
                out[0, q] += both * first[a, b]
                out[1, q] += both * second[a, b]
                out[2, q] += both * third[a, b]
        forget(k, seen, touched, count)
    return out


def inverse_of_mean(shape: float, spread: Floats) -> Floats:
    """The inverse of the mean precision of a variance with prior IG(shape, (shape - 1) spread^2)."""
    found: Floats = (shape - 1.0) / shape * np.square(spread)
    return found


def covariance_given(
    problem: Problem, priors: Priors, weight: Floats, tau2: Floats, spread2: Floats, cell2: Floats, eta: Floats
) -> Floats:
    """(total, total) covariance of the coefficients given the spreads and the statements' precisions `weight` (N,)."""
    sizes, nothing = problem.sizes, np.zeros(len(weight))
    level, free = sizes.level + problem.scale, np.full(problem.figures, np.nan)
    precision, shift = accumulate(
        problem.start, problem.columns, level, weight, nothing, 1.0 / tau2[problem.scale], free, sizes.total
    )
    mean_sd = priors.mean_sd / np.sqrt(eta)
    prior = CoefficientPrior(
        problem.group,
        cell_groups(problem),
        spread2,
        cell2,
        priors.mean,
        mean_sd,
        priors.definition_sd,
        priors.level,
        priors.level_sd,
    )
    add_prior(precision, shift, sizes.parts, prior)
    return mean_and_covariance(precision, shift)[1]


def informative(problem: Problem, weight: Floats, slack: Floats) -> Floats:
    """(N,) precisions of what was said about what was meant: less for bounds (mean slacks, (2,)) and for intervals."""
    extra = np.zeros(len(weight))
    extra[problem.kind == Kind.AT_LEAST], extra[problem.kind == Kind.AT_MOST] = slack[0] ** 2, slack[1] ** 2
    inside = problem.kind == Kind.INTERVAL
    extra[inside] = (problem.high - problem.low)[inside] ** 2 / 12.0
    precision: Floats = 1.0 / (1.0 / weight + extra)
    return precision


def prior_covariance(problem: Problem, priors: Priors, held: Floats) -> Floats:
    """(total, total) covariance of the coefficients before any data, with the group means in `held` (G,) fixed."""
    sizes = problem.sizes
    covariance = np.zeros((sizes.total, sizes.total))
    means = np.where(held > 0, 0.0, priors.mean_sd**2)
    pairs = np.arange(sizes.pairs)
    same = problem.group[:, None] == problem.group[None, :]
    covariance[: sizes.pairs, : sizes.pairs] = np.where(same, means[problem.group][:, None], 0.0)
    covariance[pairs, pairs] += inverse_of_mean(priors.spread_shape, priors.spread)[problem.group]
    cells = np.arange(sizes.cell, sizes.definition)
    covariance[cells, cells] = inverse_of_mean(priors.cell_shape, np.array(priors.cell_spread))
    others = np.arange(sizes.definition, sizes.mean)
    covariance[others, others] = priors.definition_sd**2
    scales = np.arange(sizes.level, sizes.total)
    covariance[scales, scales] = priors.level_sd**2
    return covariance


def condition(covariance: Floats, at: Ints) -> Floats:
    """The covariance given the coefficients `at`."""
    if not len(at):
        return covariance
    cross = covariance[:, at]
    inner = cross[at] + 1e-12 * np.eye(len(at))
    given: Floats = covariance - cross @ np.linalg.solve(inner, cross.T)
    return given


def prior_share(
    problem: Problem,
    priors: Priors,
    covariance: Floats,
    weight: Floats,
    tau2: Floats,
    pooling: Floats,
    neutral: Floats,
    held: Held | None = None,
) -> Floats:
    """(Q,) shares in 0..1. `covariance` is the coefficients', `weight` (N,) precisions, `neutral` (G,) 1 where held.

    `held` is what an earlier run learned, from more statements than these.
    """
    sizes, start = problem.sizes, problem.start
    reference = sizes.mean + np.flatnonzero(neutral > 0)
    conditional = condition(covariance, reference)
    before = prior_covariance(problem, priors, neutral)
    inv_tau2 = 1.0 / tau2[problem.scale]
    level = sizes.level + problem.scale
    full, learned, presumed = _quadratic(
        start, problem.columns, level, weight, inv_tau2, covariance, conditional, before
    )
    count = np.bincount(problem.noise, minlength=len(problem.noise_kind))
    alike = np.bincount(problem.noise_kind, count, minlength=len(pooling))
    if held is not None:
        count, alike = held.heard, held.alike
    pseudo, shared = 2.0 * pooling[problem.noise_kind], 2.0 * priors.noise_shape
    own = pseudo / (pseudo + count) * shared / (shared + alike[problem.noise_kind])
    sums = np.bincount(problem.figure, weight, minlength=problem.figures)
    phi = np.bincount(problem.figure, weight * own[problem.noise], minlength=problem.figures) / sums
    error = 1.0 / (sums + inv_tau2)
    rho = np.clip(learned / np.maximum(presumed, 1e-300), 0.0, 1.0)
    share: Floats = np.clip((rho * np.maximum(learned, 0.0) + phi * error) / (full + error), 0.0, 1.0)
    return share
