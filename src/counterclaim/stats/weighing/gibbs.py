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
from dataclasses import dataclass, field

import numpy as np

from counterclaim.stats.weighing import linear, truncated
from counterclaim.stats.weighing.noise import freedom_density, pooling_density
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Ints, Kind, Problem
from counterclaim.stats.weighing.series import SeriesState, Shapes

#: figures x draws above which draws are thinned, so that a million statements fit in memory
MAX_KEPT = 40_000_000


@dataclass(frozen=True, slots=True)
class Draws:
    """What a chain keeps, each (draws, ...): totals theta (Q), coefficients x, noise sigma (S), and the rest.

    `hyper` holds omega, upsilon (G), tau (T), sigma_0, a, nu (K), mean slacks (2). `weight` (N,) is the mean
    precision of each statement over the chain.
    """

    theta: Floats
    x: Floats
    sigma: Floats
    hyper: dict[str, Floats]
    weight: Floats
    paths: Floats | None = None


@dataclass(slots=True)
class State:
    """Where a chain is."""

    z: Floats
    offset: Floats
    lam: Floats
    sigma2: Floats
    sigma02: Floats
    pooling: Floats
    nu: Floats
    spread2: Floats
    cell2: Floats
    tau2: Floats
    kappa: Floats
    eta: Floats
    theta: Floats
    x: Floats
    shapes: SeriesState | None = None
    fit: Floats = field(default_factory=lambda: np.empty(0))


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

    def sweep(self) -> None:
        """One sweep over all blocks."""
        state, problem = self.state, self.problem
        w = state.lam / (state.sigma2[problem.noise] * problem.inflation)
        self._draw_coefficients(w)
        if self.shapes is not None and state.shapes is not None:
            rest = state.z - linear.fitted(self.columns, state.x)
            mu, inv_tau2 = state.x[self.level], 1.0 / state.tau2[problem.scale]
            held = np.where(np.isfinite(problem.floor), state.theta, np.nan)
            self.shapes.move(state.shapes, self.rng, rest, w, mu, inv_tau2, held)
            state.offset = self.shapes.offsets(state.shapes, len(problem.y))
        self._draw_totals(w)
        self._draw_values(w)
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
        at = self.inside
        if len(at):
            sd = 1.0 / np.sqrt(w[at])
            state.z[at] = truncated.between(rng, state.fit[at], sd, problem.low[at], problem.high[at])

    def _draw_errors(self) -> None:
        state, problem, priors, rng = self.state, self.problem, self.priors, self.rng
        e2 = (state.z - state.fit) ** 2 / problem.inflation
        scaled = e2 / state.sigma2[problem.noise]
        kinds = len(state.nu)
        density = freedom_density(scaled, self.kind, kinds, priors)
        state.nu = priors.freedom[[_choose(rng, row) for row in density]]
        nu = state.nu[self.kind]
        state.lam = rng.standard_gamma((nu + 1) / 2) / (0.5 * (nu + scaled))
        of_class, count = problem.noise_kind, self.noise_count
        a = state.pooling[of_class]
        sums = np.bincount(problem.noise, state.lam * e2, minlength=len(count))
        state.sigma2 = (a * state.sigma02[of_class] + 0.5 * sums) / rng.standard_gamma(a + 0.5 * count)
        shape, classes = priors.noise_shape, np.bincount(of_class, minlength=kinds)
        inverse = np.bincount(of_class, 1.0 / state.sigma2, minlength=kinds)
        rate = shape / priors.noise**2 + state.pooling * inverse
        state.sigma02 = rng.standard_gamma(shape + state.pooling * classes) / rate
        density = pooling_density(state.sigma2, of_class, state.sigma02, priors)
        state.pooling = priors.noise_pooling[[_choose(rng, row) for row in density]]

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
    theta, x, sigma, paths, weight = [], [], [], [], np.zeros(len(sampler.problem.y))
    hyper: dict[str, list[Floats]] = {name: [] for name in _hyper(sampler.state)}
    for step in range(warmup + draws):
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
            paths.append(sampler.shapes.path(state.shapes, state.theta))
        weight += state.lam / (state.sigma2[sampler.problem.noise] * sampler.problem.inflation)
        for name, value in _hyper(state).items():
            hyper[name].append(value)
    stacked = {name: np.array(values) for name, values in hyper.items()}
    return Draws(
        np.array(theta), np.array(x), np.array(sigma), stacked, weight / len(theta), np.array(paths) if paths else None
    )


def _hyper(state: State) -> dict[str, Floats]:
    return {
        "omega": np.sqrt(state.spread2),
        "upsilon": np.sqrt(state.cell2),
        "tau": np.sqrt(state.tau2),
        "sigma_0": np.sqrt(state.sigma02),
        "a": state.pooling,
        "nu": state.nu,
        "slack": 1.0 / state.kappa,
    }
