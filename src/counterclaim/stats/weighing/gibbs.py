"""Blocked Gibbs sampler of the weighing model. One sweep draws, each from its full conditional:

    (c, u, d, beta, mu)   jointly, totals integrated out        `linear`
    theta_q               N(B_q / A_q, 1 / A_q), cut below its floor
    z of bounds, intervals   truncated normals; a bound's exponential slack tilts the mean by kappa / w
    kappa                 Gamma(shape + n, shape * slack + sum of slacks), one for lower and one for upper bounds
    nu, lambda            nu from its grid with the t density (lambda integrated out), then lambda_i ~ Gamma
    sigma_s^2, a, sigma_0^2, omega_g^2, upsilon_g^2, tau_t^2     inverse gamma and gamma, a from its grid
    eta_g                 gamma: the precision that makes beta_g's normal prior a t where its freedom is finite

t errors are normals with precision lambda_i / sigma_s^2, lambda_i ~ Gamma(nu / 2, nu / 2).
"""

from collections.abc import Callable

import numpy as np

from counterclaim.stats.weighing import linear, truncated
from counterclaim.stats.weighing.noise import freedom_density, pooling_density
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints, Kind, Problem
from counterclaim.stats.weighing.series import SeriesState, Shapes
from counterclaim.stats.weighing.state import Draws, State, spreads
from counterclaim.stats.weighing.trajectories import move_all

#: figures x draws above which draws are thinned, so that a million statements fit in memory
MAX_KEPT = 40_000_000
#: paths that a call of `extend` keeps of a chain: their quantiles need no more, and each is 25 days of every figure
KEPT_PATHS = 2_000
#: trajectories of each growing figure, and steps of each series' noise, a sweep
TRAJECTORIES, NOISE_STEPS = 1, 3


def _choose(rng: np.random.Generator, log_weight: Floats) -> int:
    chance = np.exp(log_weight - log_weight.max())
    return int(np.searchsorted(np.cumsum(chance), rng.random() * chance.sum()))


class Sampler:
    """One chain. `sweep` moves it; the arrays that never change are laid out once."""

    def __init__(self, problem: Problem, priors: Priors, seed: int, shapes: Shapes | None = None) -> None:
        self.problem, self.priors, self.shapes = problem, priors, shapes
        self.rng = np.random.default_rng(seed)
        self.sizes, self.start, self.columns = problem.sizes, problem.start, problem.columns
        self.level = self.sizes.level + problem.scale
        self.lower = np.flatnonzero(problem.kind == Kind.AT_LEAST)
        self.upper = np.flatnonzero(problem.kind == Kind.AT_MOST)
        self.inside = np.flatnonzero(problem.kind == Kind.INTERVAL)
        self.floored = np.flatnonzero(np.isfinite(problem.floor))
        self.cell_group = cell_groups(problem)
        self.noise_count = np.bincount(problem.noise, minlength=len(problem.noise_kind))
        self.kind = problem.noise_kind[problem.noise]
        self.tuning = False
        self.state = self._first()

    def _first(self) -> State:
        """A dispersed start: hyper-parameters from their priors, totals at the statements' means plus noise."""
        problem, priors, rng = self.problem, self.priors, self.rng
        count = np.maximum(np.diff(self.start), 1)
        scale, kinds = problem.scale, int(problem.noise_kind.max()) + 1
        tau2 = np.full(self.sizes.scales, 4.0)
        spread2 = priors.spread**2 * np.exp(0.5 * rng.standard_normal(len(priors.spread)))
        state = State(
            z=problem.y.copy(),
            offset=np.zeros(len(problem.y)),
            lam=np.ones(len(problem.y)),
            sigma2=priors.noise**2 * np.exp(0.5 * rng.standard_normal(len(self.noise_count))),
            sigma02=np.full(kinds, priors.noise**2),
            pooling=rng.choice(priors.noise_pooling, kinds),
            nu=rng.choice(priors.freedom, kinds),
            spread2=spread2,
            cell2=np.full(self.sizes.groups, priors.cell_spread**2),
            tau2=tau2,
            kappa=np.full(2, 1.0 / priors.slack),
            eta=np.ones(self.sizes.groups),
            theta=linear.by_figure(self.start, problem.y) / count + 0.3 * rng.standard_normal(len(scale)),
            x=np.zeros(self.sizes.total),
        )
        state.theta = np.maximum(state.theta, np.where(np.isfinite(problem.floor), problem.floor, -np.inf))
        if self.shapes is not None:
            state.shapes = self.shapes.first_state(rng)
            state.offset = self.shapes.offsets(state.shapes, len(problem.y))
        return state

    def variance(self) -> Floats:
        """(N,) s_i^2, the squared scale of each statement's t error."""
        squares: Floats = self.state.sigma2[self.problem.noise] * self.problem.inflation + self.problem.rounding
        return squares

    def sweep(self) -> None:
        """One sweep over all blocks."""
        state = self.state
        w = state.lam / self.variance()
        self._draw_coefficients(w)
        self._draw_totals(w)
        self._draw_values(w)
        if self.shapes is not None and state.shapes is not None:
            # t weights integrated out: nothing may condition on them between here and their own draw.
            self._move_paths(self.shapes, state.shapes)
            self._move_noise()
        self._draw_errors()
        self._draw_spreads()

    def _draw_coefficients(self, w: Floats) -> None:
        state, problem, priors = self.state, self.problem, self.priors
        held = np.full(problem.figures, np.nan)
        held[self.floored] = state.theta[self.floored]
        inv_tau2 = 1.0 / state.tau2[problem.scale]
        residual = state.z - state.offset
        precision, shift = linear.accumulate(
            self.start, self.columns, self.level, w, residual, inv_tau2, held, self.sizes.total
        )
        linear.add_prior(
            precision,
            shift,
            self.sizes,
            problem.group,
            self.cell_group,
            state.spread2,
            state.cell2,
            priors.mean,
            priors.mean_sd / np.sqrt(state.eta),
            priors.definition_sd,
            priors.level,
            priors.level_sd,
        )
        state.x = linear.draw(precision, shift, self.rng.standard_normal(self.sizes.total))

    def _draw_totals(self, w: Floats) -> None:
        state, problem = self.state, self.problem
        systematic = linear.fitted(self.columns, state.x) + state.offset
        inv_tau2 = 1.0 / state.tau2[problem.scale]
        precision = linear.by_figure(self.start, w) + inv_tau2
        rest = linear.by_figure(self.start, w * (state.z - systematic)) + inv_tau2 * state.x[self.level]
        mean, sd = rest / precision, 1.0 / np.sqrt(precision)
        state.theta = mean + sd * self.rng.standard_normal(len(mean))
        at = self.floored
        if len(at):
            state.theta[at] = truncated.above(self.rng, mean[at], sd[at], problem.floor[at])
        state.fit = state.theta[problem.figure] + systematic

    def _draw_values(self, w: Floats) -> None:
        state, problem, priors, rng = self.state, self.problem, self.priors, self.rng
        for side, at, sign in ((0, self.lower, 1.0), (1, self.upper, -1.0)):
            if len(at):
                bound, tilt = sign * problem.y[at], state.kappa[side] / w[at]
                state.z[at] = sign * truncated.above(rng, sign * state.fit[at] - tilt, 1.0 / np.sqrt(w[at]), bound)
                slack = float(np.sum(sign * state.z[at] - bound))
            else:
                slack = 0.0
            shape = priors.slack_shape
            state.kappa[side] = rng.gamma(shape + len(at)) / (shape * priors.slack + slack)
            if len(at):
                self._stretch(side, at, sign, w[at])
        at = self.inside
        if len(at):
            sd = 1.0 / np.sqrt(w[at])
            state.z[at] = truncated.between(rng, state.fit[at], sd, problem.low[at], problem.high[at])

    def _stretch(self, side: int, at: Ints, sign: float, w: Floats) -> None:
        """kappa again, the slacks over their mean held (Yu and Meng 2011): it then moves where all slacks must with it.

        In m = 1 / kappa the likelihood is the normal from which m is proposed; the prior of kappa decides.
        """
        state, problem, priors, rng = self.state, self.problem, self.priors, self.rng
        bound = sign * problem.y[at]
        raw = (sign * state.z[at] - bound) * state.kappa[side]
        precision = float(np.sum(w * raw**2))
        centre = float(np.sum(w * raw * (sign * state.fit[at] - bound))) / precision
        one = np.ones(1)
        m = float(truncated.above(rng, centre * one, one / precision**0.5, 0.0 * one)[0])
        shape = priors.slack_shape
        # Gamma(shape, shape slack) of kappa and d kappa / d m = 1 / m^2
        ratio = (shape + 1) * np.log(state.kappa[side] * m) + shape * priors.slack * (1.0 / m - state.kappa[side])
        if np.log(rng.random()) < -ratio:
            state.kappa[side] = 1.0 / m
            state.z[at] = sign * (bound + raw * m)

    def _move_paths(self, shapes: Shapes, path: SeriesState) -> None:
        state, problem, sizes = self.state, self.problem, self.sizes
        u = state.x[sizes.cell : sizes.definition].copy()
        has = problem.cell >= 0
        systematic = linear.fitted(self.columns, state.x)
        systematic[has] -= u[problem.cell[has]]
        for _ in range(TRAJECTORIES):
            path.tuned += self.tuning
            path.accepted += move_all(
                self.rng,
                shapes.basis(path.r),
                shapes.spacing,
                path.rho,
                path.r,
                path.xi,
                path.reference,
                path.log_step,
                path.tuned**-0.6 if self.tuning else 0.0,
                shapes.growing,
                self.start,
                shapes.days,
                shapes.day,
                shapes.daily,
                state.z - systematic + shapes.shift,
                self.variance(),
                state.nu[self.kind],
                problem.cell,
                u,
                1.0 / state.cell2[self.cell_group],
                state.theta,
                state.x[self.level],
                1.0 / state.tau2[problem.scale],
                problem.floor,
            )
            path.tried += len(shapes.growing)
            shapes.draw_swing(path, self.rng)
        state.x[sizes.cell : sizes.definition] = u
        state.offset = shapes.offsets(path, len(problem.y))
        state.fit = state.theta[problem.figure] + linear.fitted(self.columns, state.x) + state.offset

    def _draw_errors(self) -> None:
        state, problem, priors, rng = self.state, self.problem, self.priors, self.rng
        e2, variance = (state.z - state.fit) ** 2, self.variance()
        scaled = e2 / variance
        kinds = len(state.nu)
        density = freedom_density(scaled, self.kind, kinds, priors)
        state.nu = priors.freedom[[_choose(rng, row) for row in density]]
        nu = state.nu[self.kind]
        state.lam = rng.standard_gamma((nu + 1) / 2) / (0.5 * (nu + scaled))
        of_class, count = problem.noise_kind, self.noise_count
        a = state.pooling[of_class]
        sums = np.bincount(problem.noise, state.lam * self._own_errors(e2, variance), minlength=len(count))
        state.sigma2 = (a * state.sigma02[of_class] + 0.5 * sums) / rng.standard_gamma(a + 0.5 * count)
        shape, classes = priors.noise_shape, np.bincount(of_class, minlength=kinds)
        inverse = np.bincount(of_class, 1.0 / state.sigma2, minlength=kinds)
        rate = shape / priors.noise**2 + state.pooling * inverse
        state.sigma02 = rng.standard_gamma(shape + state.pooling * classes) / rate
        density = pooling_density(state.sigma2, of_class, state.sigma02, priors)
        state.pooling = priors.noise_pooling[[_choose(rng, row) for row in density]]

    def _move_noise(self) -> None:
        """Metropolis steps of log sigma_s^2, t weights integrated out: given them, short series' scales hardly move."""
        state, problem, rng = self.state, self.problem, self.rng
        e2, nu = (state.z - state.fit) ** 2, state.nu[self.kind]
        a = state.pooling[problem.noise_kind]
        rate, classes = a * state.sigma02[problem.noise_kind], len(self.noise_count)
        # information of log sigma^2: a half a statement from a normal, a from its prior; 2.4 is optimal for one dimension
        reach = 2.4 / np.sqrt(a + 0.5 * self.noise_count)

        def density() -> Floats:
            s2 = self.variance()
            each = -0.5 * np.log(s2) - 0.5 * (nu + 1) * np.log1p(e2 / (nu * s2))
            prior = -a * np.log(state.sigma2) - rate / state.sigma2
            total: Floats = np.bincount(problem.noise, each, minlength=classes) + prior
            return total

        here = density()
        for _ in range(NOISE_STEPS):
            before = state.sigma2
            state.sigma2 = before * np.exp(reach * rng.standard_normal(classes))
            there = density()
            taken = np.log(rng.random(classes)) < there - here
            state.sigma2, here = np.where(taken, state.sigma2, before), np.where(taken, there, here)

    def multipliers(self, shapes: Shapes) -> Floats:
        """(U,) log of the mean over a source's exact running totals of a figure of what it says over the path."""
        problem, state = self.problem, self.state
        at = np.flatnonzero((problem.kind == Kind.EXACT) & (problem.cell >= 0) & ~shapes.daily)
        over = np.exp(problem.y[at] - state.theta[problem.figure[at]] - state.offset[at])
        count = np.bincount(problem.cell[at], minlength=problem.sizes.cells)
        sums = np.bincount(problem.cell[at], over, minlength=problem.sizes.cells)
        logs: Floats = np.log(np.where(count > 0, sums, np.nan) / np.maximum(count, 1))
        return logs

    def _own_errors(self, e2: Floats, variance: Floats) -> Floats:
        """Squared errors over inflation, less what rounding did: each error is a sum of two normals, and one is drawn."""
        state, problem = self.state, self.problem
        if not problem.rounding.any():
            return e2 / problem.inflation
        own = variance - problem.rounding
        spread = np.sqrt(own * problem.rounding / variance / state.lam)
        error = np.sqrt(e2) * own / variance + spread * self.rng.standard_normal(len(e2))
        squares: Floats = error**2 / problem.inflation
        return squares

    def _draw_spreads(self) -> None:
        state, sizes, priors, rng, problem = self.state, self.sizes, self.priors, self.rng, self.problem
        x = state.x
        gap = x[: sizes.pairs] - x[sizes.mean : sizes.level][problem.group]
        state.spread2 = _inverse_gamma(rng, gap, problem.group, sizes.groups, priors.spread_shape, priors.spread**2)
        heavy = np.isfinite(priors.mean_freedom)
        if heavy.any():
            nu = priors.mean_freedom[heavy]
            far = ((x[sizes.mean : sizes.level] - priors.mean) / priors.mean_sd)[heavy] ** 2
            state.eta[heavy] = rng.standard_gamma((nu + 1) / 2) / ((nu + far) / 2)
        cells = x[sizes.cell : sizes.definition]
        spread = np.full(sizes.groups, priors.cell_spread**2)
        state.cell2 = _inverse_gamma(rng, cells, self.cell_group, sizes.groups, priors.cell_shape, spread)
        gap = state.theta - x[self.level]
        count = np.bincount(problem.scale, minlength=sizes.scales)
        sums = np.bincount(problem.scale, gap**2, minlength=sizes.scales)
        state.tau2 = (priors.scale_rate + 0.5 * sums) / rng.standard_gamma(priors.scale_shape + 0.5 * count)


def _inverse_gamma(
    rng: np.random.Generator, gap: Floats, group: Ints, groups: int, shape: float, centre: Floats
) -> Floats:
    """(G,) variances given deviations `gap` and prior IG(shape, (shape - 1) centre)."""
    count = np.bincount(group, minlength=groups)
    sums = np.bincount(group, gap**2, minlength=groups)
    drawn: Floats = ((shape - 1.0) * centre + 0.5 * sums) / rng.standard_gamma(shape + 0.5 * count)
    return drawn


def cell_groups(problem: Problem) -> Ints:
    """(U,) the role group of each cell."""
    groups = np.zeros(problem.sizes.cells, dtype=np.int64)
    has = problem.cell >= 0
    groups[problem.cell[has]] = problem.group[problem.pair[has]]
    return groups


def run(
    problem: Problem,
    priors: Priors,
    *,
    warmup: int,
    draws: int,
    seed: int,
    shapes: Shapes | None = None,
    tick: Callable[[], None] | None = None,
) -> Draws:
    """One chain of `warmup` + `draws` sweeps. `tick` is called once a sweep."""
    sampler = Sampler(problem, priors, seed, shapes)
    return extend(sampler, warmup=warmup, draws=draws, tick=tick)


def extend(sampler: Sampler, *, warmup: int, draws: int, tick: Callable[[], None] | None = None) -> Draws:
    """`draws` further draws of a chain, after `warmup` sweeps that are thrown away."""
    thin = max(1, -(-sampler.problem.figures * draws // MAX_KEPT))
    seldom = thin * max(1, draws // thin // KEPT_PATHS)
    theta, x, sigma, paths, weight = [], [], [], [], np.zeros(len(sampler.problem.y))
    multiplier: list[Floats] = []
    hyper: dict[str, list[Floats]] = {name: [] for name in spreads(sampler.state)}
    for step in range(warmup + draws):
        sampler.tuning = step < warmup
        sampler.sweep()
        if tick is not None:
            tick()
        if step < warmup or (step - warmup) % thin:
            continue
        state = sampler.state
        theta.append(state.theta)
        x.append(state.x)
        sigma.append(np.sqrt(state.sigma2))
        if sampler.shapes is not None and state.shapes is not None:
            if (step - warmup) % seldom == 0:
                paths.append(sampler.shapes.path(state.shapes, state.theta))
            multiplier.append(sampler.multipliers(sampler.shapes))
        weight += state.lam / sampler.variance()
        for name, value in spreads(state).items():
            hyper[name].append(value)
    stacked = {name: np.array(values) for name, values in hyper.items()}
    return Draws(
        np.array(theta),
        np.array(x),
        np.array(sigma),
        stacked,
        weight / len(theta),
        np.array(paths) if paths else None,
        np.array(multiplier) if paths else None,
    )
