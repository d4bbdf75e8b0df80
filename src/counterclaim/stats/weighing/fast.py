"""Empirical-Bayes approximation: seconds for a million statements.

Coordinate ascent on q(x, theta) q(lambda) q(spreads) (variational EM; Bishop 2006, chapter 10): the coefficients and
totals are one Gaussian with their exact covariance, every spread is replaced by the inverse of its mean precision, nu
and a by the best of their grids. A bound or interval enters as the Gaussian with the gradient and curvature of its log
likelihood at the current fit. Totals' intervals are then too short by what the spreads' own uncertainty would add;
`gibbs` is the reference.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy.special import log_ndtr, ndtr

from counterclaim.stats.weighing import linear
from counterclaim.stats.weighing.held import Held
from counterclaim.stats.weighing.linear import forget, gain
from counterclaim.stats.weighing.noise import freedom_of_many, grids, pooling_density
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints, Kind, Problem, cell_groups

#: one total in so many may still move when the ascent stops: figures of two camps go to and fro long after all others rest
STRAGGLERS = 1000


@dataclass(frozen=True, slots=True)
class Approximation:
    """Gaussian posterior: totals `mean` and `sd` (Q,), coefficients `x` with `covariance`, noise `sigma` (S,)."""

    mean: Floats
    sd: Floats
    x: Floats
    covariance: Floats
    sigma: Floats
    hyper: dict[str, Floats]
    weight: Floats
    site: Floats
    iterations: int


@njit(cache=True)
def variances(
    start: Ints, columns: Ints, level: Ints, w: Floats, inv_tau2: Floats, covariance: Floats
) -> tuple[Floats, Floats]:
    """Var(theta_q) (Q,) and Var(theta_q + a_i'x) (N,), given the coefficients' covariance."""
    figures, total = len(start) - 1, covariance.shape[0]
    of_total, of_fit = np.zeros(figures), np.zeros(len(w))
    k, touched = np.zeros(total), np.empty(total, np.int64)
    seen = np.zeros(total, np.bool_)
    along = np.zeros(total)
    for q in range(figures):
        at = slice(start[q], start[q + 1])
        count, weight = gain(columns[at], w[at], level[q], inv_tau2[q], k, seen, touched)
        var = 1.0 / weight
        for j in range(count):
            a = touched[j]
            along[a] = 0.0
            for m in range(count):
                along[a] += covariance[a, touched[m]] * k[touched[m]]
            var += k[a] * along[a]
        of_total[q] = var
        for i in range(start[q], start[q + 1]):
            own = var
            for j in range(3):
                a = columns[i, j]
                if a >= 0:
                    own += 2.0 * along[a]
                    for m in range(3):
                        if columns[i, m] >= 0:
                            own += covariance[a, columns[i, m]]
            of_fit[i] = own
        forget(k, seen, touched, count)
    return of_total, of_fit


def _bound_moments(fit: Floats, sd: Floats, bound: Floats, kappa: float) -> tuple[Floats, Floats]:
    """Mean and variance of z ~ N(fit, sd^2) tilted by exp(-kappa z) and cut to z > bound."""
    mean = fit - kappa * sd**2
    cut = (bound - mean) / sd
    hazard = np.exp(-0.5 * cut**2 - 0.5 * np.log(2 * np.pi) - log_ndtr(-cut))
    return mean + sd * hazard, sd**2 * np.clip(1.0 + cut * hazard - hazard**2, 1e-6, 1.0)


def _interval_moments(fit: Floats, sd: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of z ~ N(fit, sd^2) cut to [low, high]; uniform where the interval lies far in a tail."""
    a, b = (low - fit) / sd, (high - fit) / sd
    mass = ndtr(b) - ndtr(a)
    far = mass < 1e-10
    mass = np.where(far, 1.0, mass)
    pa, pb = np.exp(-0.5 * a**2) / np.sqrt(2 * np.pi), np.exp(-0.5 * b**2) / np.sqrt(2 * np.pi)
    shift = (pa - pb) / mass
    mean = np.where(far, np.clip(fit, low, high), fit + sd * shift)
    factor = 1.0 + (a * pa - b * pb) / mass - shift**2
    return np.clip(mean, low, high), np.where(far, 1e-6, np.clip(factor, 1e-6, 1.0)) * sd**2


class _Ascent:
    """The parameters of q and one update of each."""

    def __init__(self, problem: Problem, priors: Priors, offset: Floats, held: Held | None) -> None:
        self.problem, self.priors, self.offset, self.held = problem, priors, offset, held
        self.sizes, self.start, self.columns = problem.sizes, problem.start, problem.columns
        self.level = self.sizes.level + problem.scale
        self.cell_group = cell_groups(problem)
        self.grid = grids(priors)
        self.count = np.bincount(problem.noise, minlength=len(problem.noise_kind))
        self.kind = problem.noise_kind[problem.noise]
        n = len(problem.y)
        self.z, self.z_var, self.lam = problem.y.copy(), np.zeros(n), np.ones(n)
        self.site, self.site_w = problem.y - offset, np.ones(n)
        self.sigma2 = np.full(len(self.count), priors.noise**2)
        kinds = int(problem.noise_kind.max()) + 1
        self.sigma02, self.pooling, self.nu = np.full(kinds, priors.noise**2), np.full(kinds, 4.0), np.full(kinds, 4.0)
        self.spread2, self.cell2 = priors.spread**2, np.full(self.sizes.groups, priors.cell_spread**2)
        self.tau2, self.kappa = np.full(self.sizes.scales, 4.0), np.full(2, 1.0 / priors.slack)
        self.eta = np.ones(self.sizes.groups)
        if held is not None:
            self.sigma2, self.sigma02, self.pooling, self.nu = held.sigma2, held.sigma02, held.pooling, held.nu
            self.spread2, self.cell2, self.tau2, self.kappa = held.spread2, held.cell2, held.tau2, held.kappa
            self.known = np.linalg.inv(held.covariance)
        self.sides = (
            (0, np.flatnonzero(problem.kind == Kind.AT_LEAST), 1.0),
            (1, np.flatnonzero(problem.kind == Kind.AT_MOST), -1.0),
        )
        self.inside = np.flatnonzero(problem.kind == Kind.INTERVAL)
        self.site_w = self.weights()
        self.mean = self.var = np.zeros(0)
        self.x, self.covariance = np.zeros(0), np.zeros((0, 0))

    def weights(self) -> Floats:
        w: Floats = self.lam / self.variance()
        return w

    def variance(self) -> Floats:
        """(N,) squared scales of the t errors."""
        squares: Floats = self.sigma2[self.problem.noise] * self.problem.inflation + self.problem.rounding
        return squares

    def totals(self) -> None:
        """q(x, theta), and from it the fit and its variance at every statement."""
        problem, w = self.problem, self.site_w
        inv_tau2 = 1.0 / self.tau2[problem.scale]
        held = np.full(problem.figures, np.nan)
        precision, shift = linear.accumulate(
            self.start, self.columns, self.level, w, self.site, inv_tau2, held, self.sizes.total
        )
        if self.held is None:
            self._add_prior(precision, shift)
        else:
            precision += self.known
            shift += self.known @ self.held.mean
        self.x, self.covariance = linear.mean_and_covariance(precision, shift)
        total = linear.by_figure(self.start, w) + inv_tau2
        systematic = linear.fitted(self.columns, self.x)
        rest = linear.by_figure(self.start, w * (self.site - systematic)) + inv_tau2 * self.x[self.level]
        self.mean = rest / total
        self.var, self.fit_var = variances(self.start, self.columns, self.level, w, inv_tau2, self.covariance)
        self.fit = self.mean[problem.figure] + systematic + self.offset

    def _add_prior(self, precision: Floats, shift: Floats) -> None:
        priors = self.priors
        prior = linear.CoefficientPrior(
            self.problem.group,
            self.cell_group,
            self.spread2,
            self.cell2,
            priors.mean,
            priors.mean_sd / np.sqrt(self.eta),
            priors.definition_sd,
            priors.level,
            priors.level_sd,
        )
        linear.add_prior(precision, shift, self.sizes.parts, prior)

    def values(self) -> None:
        """Bounds and intervals as Gaussian sites at the current fit; mean slacks."""
        problem, shape = self.problem, self.priors.slack_shape
        w = self.weights()
        self.site, self.site_w = problem.y - self.offset, w.copy()
        for side, at, sign in self.sides:
            if not len(at):
                continue
            sd, bound = 1.0 / np.sqrt(w[at]), sign * problem.y[at]
            mean, var = _bound_moments(sign * self.fit[at], sd, bound, self.kappa[side])
            self._site(at, sign * mean, var, w)
            if self.held is None:
                self.kappa[side] = (shape + len(at)) / (shape * self.priors.slack + float((mean - bound).sum()))
        at = self.inside
        if len(at):
            self._site(at, *_interval_moments(self.fit[at], 1.0 / np.sqrt(w[at]), problem.low[at], problem.high[at]), w)

    def _site(self, at: Ints, mean: Floats, var: Floats, w: Floats) -> None:
        self.z[at], self.z_var[at] = mean, var
        curvature = np.clip(1.0 - var * w[at], 1e-4, 1.0)
        self.site[at] = self.fit[at] + (mean - self.fit[at]) / curvature - self.offset[at]
        self.site_w[at] = w[at] * curvature

    def errors(self) -> None:
        """q of t weights and noise scales; the best nu and a of their grids."""
        problem, priors = self.problem, self.priors
        hedged = self.z_var > 0
        # The fit and the latent value of a bound move together, so only an exact statement's fit variance is added.
        e2, variance = (self.z - self.fit) ** 2 + np.where(hedged, self.z_var, self.fit_var), self.variance()
        scaled = e2 / variance
        if self.held is None:
            self.nu = _average(priors.freedom, freedom_of_many(scaled, self.kind, len(self.nu), self.grid))
        nu = self.nu[self.kind]
        self.lam = (nu + 1) / (nu + scaled)
        if self.held is not None:
            return
        of_class = problem.noise_kind
        a = self.pooling[of_class]
        own = 1.0 - problem.rounding / variance
        squares = (self.lam * own**2 * e2 + own * problem.rounding) / problem.inflation
        sums = np.bincount(problem.noise, squares, minlength=len(self.count))
        self.sigma2 = (a * self.sigma02[of_class] + 0.5 * sums) / (a + 0.5 * self.count)
        shape, classes = priors.noise_shape, np.bincount(of_class, minlength=len(self.nu))
        inverse = np.bincount(of_class, 1.0 / self.sigma2, minlength=len(self.nu))
        self.sigma02 = (shape + self.pooling * classes) / (shape / priors.noise**2 + self.pooling * inverse)
        self.pooling = _average(priors.noise_pooling, pooling_density(self.sigma2, of_class, self.sigma02, self.grid))

    def spreads(self) -> None:
        """q of the variances of pairs, cells and totals, each as the inverse of its mean precision."""
        if self.held is not None:
            return
        sizes, priors, problem, v = self.sizes, self.priors, self.problem, self.covariance
        pairs, means = np.arange(sizes.pairs), sizes.mean + problem.group
        gap = (self.x[pairs] - self.x[means]) ** 2 + v[pairs, pairs] + v[means, means] - 2 * v[pairs, means]
        self.spread2 = _pooled(gap, problem.group, sizes.groups, priors.spread_shape, priors.spread**2)
        heavy, at = np.isfinite(priors.mean_freedom), np.arange(sizes.mean, sizes.level)
        far = ((self.x[at] - priors.mean) ** 2 + v[at, at]) / priors.mean_sd**2
        nu = priors.mean_freedom[heavy]
        self.eta[heavy] = (nu + 1) / (nu + far[heavy])
        cells = np.arange(sizes.cell, sizes.definition)
        gap = self.x[cells] ** 2 + v[cells, cells]
        centre = np.full(sizes.groups, priors.cell_spread**2)
        self.cell2 = _pooled(gap, self.cell_group, sizes.groups, priors.cell_shape, centre)
        gap = (self.mean - self.x[self.level]) ** 2 + self.var
        count = np.bincount(problem.scale, minlength=sizes.scales)
        sums = np.bincount(problem.scale, gap, minlength=sizes.scales)
        self.tau2 = (priors.scale_rate + 0.5 * sums) / (priors.scale_shape + 0.5 * count)


def _pooled(gap2: Floats, group: Ints, groups: int, shape: float, centre: Floats) -> Floats:
    count = np.bincount(group, minlength=groups)
    sums = np.bincount(group, gap2, minlength=groups)
    pooled: Floats = ((shape - 1.0) * centre + 0.5 * sums) / (shape + 0.5 * count)
    return pooled


def _average(grid: Floats, log_density: Floats) -> Floats:
    """(K,) posterior means over the grid."""
    chance = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    mean: Floats = (chance @ grid) / chance.sum(axis=1)
    return mean


def approximate(
    problem: Problem,
    priors: Priors,
    *,
    offset: Floats | None = None,
    iterations: int = 60,
    tolerance: float = 1e-2,
    held: Held | None = None,
) -> Approximation:
    """The approximation, until totals move by less than `tolerance` of their sd or `iterations` are done.

    With `held` only t weights, bounds, coefficients and totals are learned, and the coefficients from where it has them.
    """
    ascent = _Ascent(problem, priors, np.zeros(len(problem.y)) if offset is None else offset, held)
    ascent.totals()
    done, still = 0, False
    while done < iterations and not still:
        done += 1
        before = ascent.mean
        ascent.values()
        ascent.errors()
        ascent.spreads()
        ascent.values()
        ascent.totals()
        moved = np.sort(np.abs(ascent.mean - before) / np.sqrt(ascent.var))
        still = bool(moved[len(moved) - 1 - len(moved) // STRAGGLERS] < tolerance)
    hyper = {
        "omega": np.sqrt(ascent.spread2),
        "upsilon": np.sqrt(ascent.cell2),
        "tau": np.sqrt(ascent.tau2),
        "sigma_0": np.sqrt(ascent.sigma02),
        "a": ascent.pooling,
        "nu": ascent.nu,
        "slack": 1.0 / ascent.kappa,
    }
    return Approximation(
        ascent.mean,
        np.sqrt(ascent.var),
        ascent.x,
        ascent.covariance,
        np.sqrt(ascent.sigma2),
        hyper,
        ascent.site_w,
        ascent.site,
        done,
    )
