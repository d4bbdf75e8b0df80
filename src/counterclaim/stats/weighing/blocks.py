"""The draws of one sweep besides that of the coefficients, compiled; see `gibbs` for the conditionals.

Arrays are as in `problem` and `state`. A generator takes longer to hand to a compiled function than a hundred draws take, so
the small draws are called from two large ones, and where no total grows from one.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from counterclaim.stats.weighing.linear import CoefficientPrior, accumulate, add_prior
from counterclaim.stats.weighing.noise import Grids, freedom_density, grids, pooling_density
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints, Kind, Problem, cell_groups
from counterclaim.stats.weighing.truncated import one_above, one_between


class Statements(NamedTuple):
    """What of a problem the draws need; `level` (Q,) is the coefficient of each figure's scale, `parts` see `Sizes`."""

    start: Ints
    columns: Ints
    level: Ints
    scale: Ints
    floor: Floats
    y: Floats
    low: Floats
    high: Floats
    lower: Ints
    upper: Ints
    inside: Ints
    noise: Ints
    noise_kind: Ints
    inflation: Floats
    rounding: Floats
    group: Ints
    cell_group: Ints
    parts: Ints


class Hyper(NamedTuple):
    """Priors as the draws need them: variances are IG(shape, rate); see `Priors`."""

    grid: Grids
    slack_shape: float
    slack: float
    noise_shape: float
    noise: float
    mean: Floats
    mean_sd: Floats
    mean_freedom: Floats
    spread_shape: float
    spread_rate: Floats
    cell_shape: float
    cell_rate: Floats
    scale_shape: float
    scale_rate: Floats


class Spreads(NamedTuple):
    """What the second half of a sweep draws; names as in `State`."""

    nu: Floats
    lam: Floats
    w: Floats
    sigma2: Floats
    sigma02: Floats
    pooling: Floats
    spread2: Floats
    cell2: Floats
    tau2: Floats
    eta: Floats


def statements_of(problem: Problem) -> Statements:
    """The problem's arrays, and where its bounds and intervals are."""
    sizes = problem.sizes
    return Statements(
        problem.start,
        problem.columns,
        sizes.level + problem.scale,
        problem.scale,
        problem.floor,
        problem.y,
        problem.low,
        problem.high,
        np.flatnonzero(problem.kind == Kind.AT_LEAST),
        np.flatnonzero(problem.kind == Kind.AT_MOST),
        np.flatnonzero(problem.kind == Kind.INTERVAL),
        problem.noise,
        problem.noise_kind,
        problem.inflation,
        problem.rounding,
        problem.group,
        cell_groups(problem),
        sizes.parts,
    )


def hyper_of(problem: Problem, priors: Priors) -> Hyper:
    """The priors of this problem's groups and scales."""
    sizes = problem.sizes
    return Hyper(
        grids(priors),
        priors.slack_shape,
        priors.slack,
        priors.noise_shape,
        priors.noise,
        priors.mean,
        priors.mean_sd,
        priors.mean_freedom,
        priors.spread_shape,
        (priors.spread_shape - 1.0) * priors.spread**2,
        priors.cell_shape,
        np.full(sizes.groups, (priors.cell_shape - 1.0) * priors.cell_spread**2),
        priors.scale_shape,
        np.full(sizes.scales, priors.scale_rate),
    )


@njit(cache=True, nogil=True)
def coefficients(
    of: Statements, prior: CoefficientPrior, w: Floats, z: Floats, offset: Floats, theta: Floats, tau2: Floats
) -> tuple[Floats, Floats]:
    """Precision and shift of the coefficients given all but totals; a total with a floor stays in the condition."""
    held, inv_tau2 = np.full(len(of.level), np.nan), np.empty(len(of.level))
    for q in range(len(of.level)):
        inv_tau2[q] = 1.0 / tau2[of.scale[q]]
        if of.floor[q] > -np.inf:
            held[q] = theta[q]
    precision, shift = accumulate(of.start, of.columns, of.level, w, z - offset, inv_tau2, held, of.parts[4])
    add_prior(precision, shift, of.parts, prior)
    return precision, shift


@njit(cache=True, nogil=True)
def _draw_totals(
    rng: np.random.Generator, of: Statements, x: Floats, w: Floats, z: Floats, offset: Floats, tau2: Floats
) -> tuple[Floats, Floats]:
    """theta (Q,) ~ N(B / A, 1 / A), cut below its floor, and the fit (N,) of every statement."""
    theta, fit = np.empty(len(of.level)), np.empty(len(z))
    for q in range(len(of.level)):
        precision = 1.0 / tau2[of.scale[q]]
        rest = precision * x[of.level[q]]
        for i in range(of.start[q], of.start[q + 1]):
            systematic = offset[i]
            for j in range(3):
                if of.columns[i, j] >= 0:
                    systematic += x[of.columns[i, j]]
            fit[i] = systematic
            precision += w[i]
            rest += w[i] * (z[i] - systematic)
        mean, sd = rest / precision, 1.0 / np.sqrt(precision)
        if of.floor[q] > -np.inf:
            theta[q] = one_above(rng, mean, sd, of.floor[q])
        else:
            theta[q] = mean + sd * rng.standard_normal()
        for i in range(of.start[q], of.start[q + 1]):
            fit[i] += theta[q]
    return theta, fit


@njit(cache=True, nogil=True)
def _draw_beyond(
    rng: np.random.Generator,
    at: Ints,
    sign: float,
    y: Floats,
    fit: Floats,
    w: Floats,
    kappa: float,
    shape: float,
    mean_slack: float,
    z: Floats,
) -> float:
    """z of the bounds `at`, in place, and kappa: bounds from below with `sign` 1, from above with -1.

    An exponential slack tilts the normal's mean by kappa / w. kappa is drawn once given the slacks, and once more with
    the slacks over their mean held (Yu and Meng 2011): it then moves where all slacks must with it. In m = 1 / kappa the
    likelihood is then the normal from which m is proposed, and the prior of kappa decides.
    """
    slack = 0.0
    for i in at:
        z[i] = sign * one_above(rng, sign * fit[i] - kappa / w[i], 1.0 / np.sqrt(w[i]), sign * y[i])
        slack += sign * (z[i] - y[i])
    kappa = rng.standard_gamma(shape + len(at)) / (shape * mean_slack + slack)
    precision = centre = 0.0
    for i in at:
        raw = sign * (z[i] - y[i]) * kappa
        precision += w[i] * raw * raw
        centre += w[i] * raw * sign * (fit[i] - y[i])
    if precision == 0.0:
        return kappa
    m = one_above(rng, centre / precision, 1.0 / np.sqrt(precision), 0.0)
    # Gamma(shape, shape slack) of kappa and d kappa / d m = 1 / m^2
    ratio = (shape + 1.0) * np.log(kappa * m) + shape * mean_slack * (1.0 / m - kappa)
    if np.log(rng.random()) < -ratio:
        for i in at:
            z[i] = y[i] + (z[i] - y[i]) * kappa * m
        return 1.0 / m
    return kappa


@njit(cache=True, nogil=True)
def draw_totals_and_values(
    rng: np.random.Generator,
    of: Statements,
    hyper: Hyper,
    x: Floats,
    w: Floats,
    z: Floats,
    offset: Floats,
    tau2: Floats,
    kappa: Floats,
) -> tuple[Floats, Floats]:
    """theta (Q,) and the fit (N,); z of bounds and intervals and kappa (2,) in place."""
    theta, fit = _draw_totals(rng, of, x, w, z, offset, tau2)
    shape, slack = hyper.slack_shape, hyper.slack
    kappa[0] = _draw_beyond(rng, of.lower, 1.0, of.y, fit, w, kappa[0], shape, slack, z)
    kappa[1] = _draw_beyond(rng, of.upper, -1.0, of.y, fit, w, kappa[1], shape, slack, z)
    for i in of.inside:
        z[i] = one_between(rng, fit[i], 1.0 / np.sqrt(w[i]), of.low[i], of.high[i])
    return theta, fit


@njit(cache=True, nogil=True)
def _choose(rng: np.random.Generator, log_weight: Floats) -> int:
    chance = np.cumsum(np.exp(log_weight - log_weight.max()))
    return int(min(np.searchsorted(chance, rng.random() * chance[-1]), len(chance) - 1))


@njit(cache=True, nogil=True)
def _draw_weights(
    rng: np.random.Generator, of: Statements, grid: Grids, z: Floats, fit: Floats, sigma2: Floats, kinds: int
) -> tuple[Floats, Floats, Floats]:
    """nu (K,) given the errors with the t weights integrated out, the weights lambda (N,), and (S,) their sums.

    Rounding is split off: an error is a sum of two normals, of which the one that rounding did not make is drawn; the sums
    are of its weighted squares by noise class.
    """
    scaled, kind = np.empty(len(z)), of.noise_kind[of.noise]
    for i in range(len(z)):
        scaled[i] = (z[i] - fit[i]) ** 2 / (sigma2[of.noise[i]] * of.inflation[i] + of.rounding[i])
    density, nu = freedom_density(scaled, kind, kinds, grid), np.empty(kinds)
    for k in range(kinds):
        nu[k] = grid.nu[_choose(rng, density[k])]
    lam, sums = np.empty(len(z)), np.zeros(len(sigma2))
    for i in range(len(z)):
        freedom, error = nu[kind[i]], z[i] - fit[i]
        lam[i] = rng.standard_gamma(0.5 * (freedom + 1.0)) / (0.5 * (freedom + scaled[i]))
        if of.rounding[i] > 0.0:
            own = sigma2[of.noise[i]] * of.inflation[i]
            whole = own + of.rounding[i]
            error *= own / whole
            error += np.sqrt(own * of.rounding[i] / (whole * lam[i])) * rng.standard_normal()
        sums[of.noise[i]] += lam[i] * error * error / of.inflation[i]
    return nu, lam, sums


@njit(cache=True, nogil=True)
def _draw_scales(
    rng: np.random.Generator, of: Statements, hyper: Hyper, sums: Floats, sigma02: Floats, pooling: Floats
) -> tuple[Floats, Floats, Floats]:
    """sigma^2 (S,), sigma_0^2 (K,) and a (K,)."""
    classes, kinds = len(sums), len(sigma02)
    sigma2, count = np.empty(classes), np.zeros(classes)
    inverse, of_kind = np.zeros(kinds), np.zeros(kinds)
    for s in of.noise:
        count[s] += 1.0
    for s in range(classes):
        k = of.noise_kind[s]
        sigma2[s] = (pooling[k] * sigma02[k] + 0.5 * sums[s]) / rng.standard_gamma(pooling[k] + 0.5 * count[s])
        inverse[k] += 1.0 / sigma2[s]
        of_kind[k] += 1.0
    centres, alike = np.empty(kinds), np.empty(kinds)
    for k in range(kinds):
        rate = hyper.noise_shape / hyper.noise**2 + pooling[k] * inverse[k]
        centres[k] = rng.standard_gamma(hyper.noise_shape + pooling[k] * of_kind[k]) / rate
    density = pooling_density(sigma2, of.noise_kind, centres, hyper.grid)
    for k in range(kinds):
        alike[k] = hyper.grid.a[_choose(rng, density[k])]
    return sigma2, centres, alike


@njit(cache=True, nogil=True)
def _draw_variances(rng: np.random.Generator, gap: Floats, group: Ints, shape: float, rate: Floats) -> Floats:
    """(G,) variances of the deviations `gap` by group, prior IG(shape, rate)."""
    sums, count, out = np.zeros(len(rate)), np.zeros(len(rate)), np.empty(len(rate))
    for i in range(len(gap)):
        sums[group[i]] += gap[i] * gap[i]
        count[group[i]] += 1.0
    for g in range(len(rate)):
        out[g] = (rate[g] + 0.5 * sums[g]) / rng.standard_gamma(shape + 0.5 * count[g])
    return out


@njit(cache=True, nogil=True)
def draw_errors_and_spreads(
    rng: np.random.Generator,
    of: Statements,
    hyper: Hyper,
    x: Floats,
    theta: Floats,
    z: Floats,
    fit: Floats,
    sigma2: Floats,
    sigma02: Floats,
    pooling: Floats,
    eta: Floats,
) -> Spreads:
    """The second half of a sweep: t weights and noise, and the spreads of coefficients and totals."""
    cell, definition, mean, level, _ = of.parts
    nu, lam, sums = _draw_weights(rng, of, hyper.grid, z, fit, sigma2, len(sigma02))
    sigma2, sigma02, pooling = _draw_scales(rng, of, hyper, sums, sigma02, pooling)
    w = np.empty(len(z))
    for i in range(len(z)):
        w[i] = lam[i] / (sigma2[of.noise[i]] * of.inflation[i] + of.rounding[i])
    spread2 = _draw_variances(rng, x[:cell] - x[mean:level][of.group], of.group, hyper.spread_shape, hyper.spread_rate)
    eta = eta.copy()
    for g in range(level - mean):
        freedom = hyper.mean_freedom[g]
        if np.isfinite(freedom):
            far = ((x[mean + g] - hyper.mean[g]) / hyper.mean_sd[g]) ** 2
            eta[g] = rng.standard_gamma(0.5 * (freedom + 1.0)) / (0.5 * (freedom + far))
    cell2 = _draw_variances(rng, x[cell:definition], of.cell_group, hyper.cell_shape, hyper.cell_rate)
    tau2 = _draw_variances(rng, theta - x[of.level], of.scale, hyper.scale_shape, hyper.scale_rate)
    return Spreads(nu, lam, w, sigma2, sigma02, pooling, spread2, cell2, tau2, eta)


@njit(cache=True, nogil=True)
def draw_all(
    rng: np.random.Generator,
    of: Statements,
    hyper: Hyper,
    x: Floats,
    w: Floats,
    z: Floats,
    offset: Floats,
    tau2: Floats,
    kappa: Floats,
    sigma2: Floats,
    sigma02: Floats,
    pooling: Floats,
    eta: Floats,
) -> tuple[Floats, Floats, Spreads]:
    """Both halves, where no total grows."""
    theta, fit = draw_totals_and_values(rng, of, hyper, x, w, z, offset, tau2, kappa)
    rest = draw_errors_and_spreads(rng, of, hyper, x, theta, z, fit, sigma2, sigma02, pooling, eta)
    return theta, fit, rest
