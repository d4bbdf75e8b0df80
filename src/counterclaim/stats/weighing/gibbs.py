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

from counterclaim.stats.weighing import blocks, linear
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Kind, Problem
from counterclaim.stats.weighing.series import SeriesState, Shapes
from counterclaim.stats.weighing.state import Draws, State, kept_of, spreads
from counterclaim.stats.weighing.trajectories import Fixed, Given, fixed_of, move_all

#: figures x draws above which draws are thinned, so that a million statements fit in memory
MAX_KEPT = 40_000_000
#: paths that a call of `extend` keeps of a chain: their quantiles need no more, and each is 25 days of every figure
KEPT_PATHS = 2_000
#: Metropolis steps of each series' noise, a sweep
NOISE_STEPS = 3


class Sampler:
    """One chain. `sweep` moves it; the arrays that never change are laid out once."""

    def __init__(self, problem: Problem, priors: Priors, seed: int, shapes: Shapes | None = None) -> None:
        self.problem, self.priors, self.shapes = problem, priors, shapes
        self.rng = np.random.default_rng(seed)
        self.sizes, self.start, self.columns = problem.sizes, problem.start, problem.columns
        self.level = self.sizes.level + problem.scale
        self.statements, self.hyper = blocks.statements_of(problem), blocks.hyper_of(problem, priors)
        self.cell_group = self.statements.cell_group
        self.noise_count = np.bincount(problem.noise, minlength=len(problem.noise_kind))
        self.kind = problem.noise_kind[problem.noise]
        self.tuning = False
        self.fixed = None if shapes is None else fixed_of(problem, shapes)
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
            w=np.empty(0),
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
        state.w = 1.0 / (state.sigma2[problem.noise] * problem.inflation + problem.rounding)
        return state

    def variance(self) -> Floats:
        """(N,) s_i^2, the squared scale of each statement's t error."""
        squares: Floats = self.state.sigma2[self.problem.noise] * self.problem.inflation + self.problem.rounding
        return squares

    def sweep(self) -> None:
        """One sweep over all blocks."""
        state = self.state
        self._draw_coefficients()
        before = state.x, state.w, state.z, state.offset, state.tau2, state.kappa
        noise = state.sigma2, state.sigma02, state.pooling, state.eta
        if self.shapes is None or state.shapes is None or self.fixed is None:
            drawn = blocks.draw_all(self.rng, self.statements, self.hyper, *before, *noise)
            state.theta, state.fit, spreads_ = drawn
        else:
            state.theta, state.fit = blocks.draw_totals_and_values(self.rng, self.statements, self.hyper, *before)
            # t weights integrated out: nothing may condition on them between here and their own draw.
            self._move_paths(self.shapes, state.shapes, self.fixed)
            self._move_noise()
            after = state.x, state.theta, state.z, state.fit, state.sigma2, state.sigma02, state.pooling, state.eta
            spreads_ = blocks.draw_errors_and_spreads(self.rng, self.statements, self.hyper, *after)
        (
            state.nu, state.lam, state.w, state.sigma2, state.sigma02, state.pooling,
            state.spread2, state.cell2, state.tau2, state.eta,
        ) = spreads_  # fmt: skip

    def _draw_coefficients(self) -> None:
        state, problem, priors = self.state, self.problem, self.priors
        prior = linear.CoefficientPrior(
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
        precision, shift = blocks.coefficients(
            self.statements, prior, state.w, state.z, state.offset, state.theta, state.tau2
        )
        state.x = linear.draw(precision, shift, self.rng.standard_normal(self.sizes.total))

    def _move_paths(self, shapes: Shapes, path: SeriesState, fixed: Fixed) -> None:
        state, problem, sizes = self.state, self.problem, self.sizes
        u = state.x[sizes.cell : sizes.definition].copy()
        has = problem.cell >= 0
        systematic = linear.fitted(self.columns, state.x)
        systematic[has] -= u[problem.cell[has]]
        rest, nu = state.z - systematic + shapes.shift, state.nu[self.kind]
        inv_tau2, inv_cell2 = 1.0 / state.tau2[problem.scale], 1.0 / state.cell2[self.cell_group]
        given = Given(shapes.basis(path.r), path.rho, path.r, rest, nu, state.x[self.level], inv_tau2, inv_cell2)
        path.tuned += self.tuning
        gain = path.tuned**-0.6 if self.tuning else 0.0
        path.accepted += move_all(
            self.rng, fixed, given, self.variance(), path.reference, path.log_step, gain, path.xi, state.theta, u
        )
        path.tried += len(shapes.growing)
        shapes.draw_swing(path, self.rng)
        state.x[sizes.cell : sizes.definition] = u
        state.offset = shapes.offsets(path, len(problem.y))
        state.fit = state.theta[problem.figure] + linear.fitted(self.columns, state.x) + state.offset

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
    hyper: dict[str, list[Floats]] = {name: [] for name in kept_of(sampler.state)}
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
        sigma.append(state.sigma2)
        if sampler.shapes is not None and state.shapes is not None:
            if (step - warmup) % seldom == 0:
                paths.append(sampler.shapes.path(state.shapes, state.theta))
            multiplier.append(sampler.multipliers(sampler.shapes))
        weight += state.w
        for name, value in kept_of(state).items():
            hyper[name].append(value)
    return Draws(
        np.array(theta),
        np.array(x),
        np.sqrt(np.array(sigma)),
        spreads(hyper),
        weight / len(theta),
        np.array(paths) if paths else None,
        np.array(multiplier) if paths else None,
    )
