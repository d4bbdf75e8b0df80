"""Totals whose statements conflict: their posterior on a grid, because a Gaussian would pick one side silently.

Given the fast engine's answer for all else, log p(theta) = log N(theta; mu_-q, tau_-q^2) + sum_i log t_nu(r_i - theta; s_i),
r_i the statement less its systematic difference and s_i^2 its noise plus the variance of that difference. Of a source
heard on this figure once and nowhere else, difference and noise were fitted to the side that the fast engine had picked; it enters
with its role's mean and the common noise instead. Bounds and intervals enter as the Gaussian sites that the fast engine made of them.
"""

import numpy as np

from counterclaim.stats.weighing.fast import Approximation
from counterclaim.stats.weighing.held import Held
from counterclaim.stats.weighing.linear import fitted
from counterclaim.stats.weighing.modes import valley_of
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints, Kind, Problem

#: statements further apart than this many of their standard deviations are in conflict
APART = 4.0
GRID = 400


def conflicting(problem: Problem, residual: Floats, spread: Floats) -> Ints:
    """Numbers of the figures whose outermost statements lie more than `APART` sd apart."""
    start = problem.start[:-1]
    counts = np.diff(problem.start)
    reach = np.maximum.reduceat(residual, start) - np.minimum.reduceat(residual, start)
    wide = np.maximum.reduceat(spread, start)
    found: Ints = np.flatnonzero((counts > 1) & (reach > APART * wide))
    return found


def _alone(problem: Problem, held: Held | None) -> Ints:
    """Numbers of the statements whose source and role speak of one figure only, and once."""
    counts = np.bincount(problem.pair, minlength=problem.sizes.pairs)
    heard = np.bincount(problem.noise, minlength=len(problem.noise_kind)) if held is None else held.heard
    alone: Ints = np.flatnonzero((counts[problem.pair] == 1) & (heard[problem.noise] == 1))
    return alone


def _others(problem: Problem, priors: Priors, totals: Floats, q: int, held: Held | None) -> tuple[float, float]:
    """Mean and variance presumed of total q, learned from the other totals of its scale only, or as they are held."""
    if held is not None:
        scale, level = problem.scale[q], problem.sizes.level + problem.scale[q]
        return float(held.mean[level]), float(held.tau2[scale] + held.covariance[level, level])
    same = np.flatnonzero(problem.scale == problem.scale[q])
    rest = totals[same[same != q]]
    centre = float(rest.mean()) if len(rest) else priors.level
    tau2 = (priors.scale_rate + 0.5 * float(np.sum((rest - centre) ** 2))) / (priors.scale_shape + 0.5 * len(rest))
    precision = 1.0 / priors.level_sd**2 + len(rest) / tau2
    mean = (priors.level / priors.level_sd**2 + len(rest) * centre / tau2) / precision
    return mean, tau2 + 1.0 / precision


def on_grid(
    problem: Problem,
    priors: Priors,
    found: Approximation,
    offset: Floats,
    probabilities: Floats,
    held: Held | None = None,
) -> dict[int, tuple[Floats, tuple[float, ...]]]:
    """Quantiles at `probabilities` and the two peaks of every figure that has two, by its number."""
    sizes, columns = problem.sizes, problem.columns
    systematic, own = fitted(columns, found.x), np.zeros(len(problem.y))
    variance = np.diag(found.covariance)
    for column in columns.T:
        own += np.where(column >= 0, variance[column], 0.0)
    sigma = found.sigma[problem.noise]
    lone = _alone(problem, held)
    group = problem.group[problem.pair[lone]]
    systematic[lone] = found.x[sizes.mean + group]
    own[lone] = variance[sizes.mean + group] + found.hyper["omega"][group] ** 2
    sigma[lone] = found.hyper["sigma_0"][problem.noise_kind[problem.noise[lone]]]
    spread = np.sqrt(sigma**2 * problem.inflation + problem.rounding + own)
    exact = problem.kind == Kind.EXACT
    residual = np.where(exact, problem.y - offset, found.site) - systematic
    answers: dict[int, tuple[Floats, tuple[float, ...]]] = {}
    for q in conflicting(problem, residual, spread):
        at = slice(problem.start[q], problem.start[q + 1])
        r, s, is_exact = residual[at], spread[at], exact[at]
        grid = np.linspace(r.min() - 6 * s.max(), r.max() + 6 * s.max(), GRID)
        mean, variance_of_q = _others(problem, priors, found.mean, q, held)
        log_p = -0.5 * (grid - mean) ** 2 / variance_of_q
        nu = found.hyper["nu"][problem.noise_kind[problem.noise[at]]]
        for ri, si, ni, plain, w in zip(r, s, nu, is_exact, found.weight[at], strict=True):
            square = (grid - ri) ** 2
            log_p += -(ni + 1) / 2 * np.log1p(square / (si**2 * ni)) if plain else -0.5 * w * square
        p = np.exp(log_p - log_p.max())
        total = np.cumsum(p) / p.sum()
        valley = valley_of(p)
        if valley is not None:
            peaks = float(grid[np.argmax(p[: valley + 1])]), float(grid[valley + np.argmax(p[valley:])])
            answers[int(q)] = (np.interp(probabilities, total, grid), peaks)
    return answers
