"""What both engines answer with: quantiles of totals and of combinations of coefficients, and how far to trust them."""

import os
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Event

import numpy as np
from scipy.special import log_ndtr, ndtri, ndtri_exp

from counterclaim.stats.weighing import fast, gibbs, linear
from counterclaim.stats.weighing.conflict import on_grid
from counterclaim.stats.weighing.held import Held
from counterclaim.stats.weighing.modes import peaks
from counterclaim.stats.weighing.prior_share import covariance_given, informative, prior_share
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Problem
from counterclaim.stats.weighing.series import POINTS, Shapes
from counterclaim.stats.weighing.state import Draws

#: thresholds of Vehtari et al. (2021), section 5: R-hat under 1.01, bulk effective size of 100 a chain
MAX_RHAT, MIN_ESS = 1.01, 400.0
#: totals whose chains are compared; more are sampled evenly, since each takes a millisecond
CHECKED = 300
#: parameters compared besides coefficients, noise scales and totals
COMPARED = ("omega", "tau", "sigma_0", "slack", "swing")
#: draws up to which chains that have not converged are lengthened
MOST = 2000
#: rounds of the fast engine between the linear part and the shapes of growing totals
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """R-hat and effective sizes: worst over coefficients, noise scales and spreads, and over the totals."""

    engine: str
    chains: int
    draws: int
    warmup: int
    rhat: float | None
    ess: float | None
    rhat_totals: float | None
    ess_totals: float | None
    converged: bool
    iterations: int | None = None
    converged_totals: bool = True


@dataclass(frozen=True, slots=True)
class Posterior:
    """`quantiles` (3, Q): low, median, high of each total on the log scale; `modes` its two peaks, or nothing.

    `share` (Q,) is the prior's. `sigma` (S,) are median noise scales. `mean` and `covariance` are the coefficients',
    `draws` (R, total) their draws where there are any; `hyper` has medians of the other parameters; `multiplier` (R, U)
    draws of the log mean of exact running totals over the path, where totals grow and there are draws.
    """

    quantiles: Floats
    modes: tuple[tuple[float, ...], ...]
    share: Floats
    sigma: Floats
    mean: Floats
    covariance: Floats
    draws: Floats | None
    hyper: dict[str, Floats]
    diagnostics: Diagnostics
    paths: Floats | None = None
    multiplier: Floats | None = None

    def combination(self, weights: Floats, level: float) -> Floats:
        """(3,) low, median and high of weights'x."""
        tail = (1.0 - level) / 2
        if self.draws is not None:
            chosen: Floats = np.quantile(self.draws @ weights, [tail, 0.5, 1.0 - tail])
            return chosen
        centre = float(weights @ self.mean)
        sd = max(float(weights @ self.covariance @ weights), 0.0) ** 0.5
        reach = float(ndtri(1.0 - tail)) * sd
        return np.array([centre - reach, centre, centre + reach])


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the chains run: at least `draws` each, and up to `most` where they have not converged.

    Where totals grow the warm-up is four times as long, and `most`, where it is not said, twice: paths must find their steps.
    """

    chains: int = 4
    warmup: int = 250
    draws: int = 1000
    most: int | None = None

    def of(self, shapes: Shapes | None) -> "Plan":
        """The plan with all numbers, for totals that grow or do not."""
        warm, long = (1, 1) if shapes is None else (4, 2)
        return replace(self, warmup=warm * self.warmup, most=long * MOST if self.most is None else self.most)


def sample(
    problem: Problem,
    priors: Priors,
    neutral: Floats,
    *,
    level: float,
    seed: int,
    plan: Plan | None = None,
    shapes: Shapes | None = None,
    tick: Callable[[int], None] | None = None,
) -> Posterior:
    """The posterior by Gibbs chains. `neutral` (G,) is 1 for groups that are the level's reference.

    `tick` is called with the number of sweeps that are certain to come whenever that is known, and then with 0 a sweep.
    """
    plan = (plan or Plan()).of(shapes)
    most = plan.most or 0
    seeds = np.random.SeedSequence(seed).generate_state(plan.chains)
    samplers = [gibbs.Sampler(problem, priors, int(s), shapes) for s in seeds]
    announce = tick or (lambda _: None)
    announce(plan.chains * (plan.warmup + plan.draws))
    chains = together(samplers, plan.warmup, plan.draws, partial(announce, 0))
    checked = _compare(chains, plan.warmup)
    while not checked.converged and len(chains[0].theta) * 2 <= most and _fits(problem, chains):
        more = len(chains[0].theta)
        announce(plan.chains * more)
        further = together(samplers, 0, more, partial(announce, 0))
        chains = [_joined(chain, new) for chain, new in zip(chains, further, strict=True)]
        checked = _compare(chains, plan.warmup)
    return _summary(problem, priors, neutral, chains, checked, level)


def together(samplers: list[gibbs.Sampler], warmup: int, draws: int, step: Callable[[], None]) -> list[Draws]:
    """The chains side by side, one a core: their kernels hold no lock. Each has its own generator, so order is nothing.

    What is raised here (Ctrl-C among it) stops them all at their next sweep.
    """
    stop = Event()

    def tick() -> None:
        if stop.is_set():
            raise CancelledError
        step()

    with ThreadPoolExecutor(max(1, min(len(samplers), cores()))) as pool:
        running = [pool.submit(gibbs.extend, each, warmup=warmup, draws=draws, tick=tick) for each in samplers]
        try:
            return [each.result() for each in running]
        except BaseException:
            stop.set()
            raise


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _fits(problem: Problem, chains: list[Draws]) -> bool:
    return problem.figures * len(chains[0].theta) * 2 <= gibbs.MAX_KEPT


def _joined(first: Draws, second: Draws) -> Draws:
    return Draws(
        np.concatenate([first.theta, second.theta]),
        np.concatenate([first.x, second.x]),
        np.concatenate([first.sigma, second.sigma]),
        {name: np.concatenate([values, second.hyper[name]]) for name, values in first.hyper.items()},
        (first.weight * len(first.theta) + second.weight * len(second.theta)) / (len(first.theta) + len(second.theta)),
        None if first.paths is None or second.paths is None else np.concatenate([first.paths, second.paths]),
        None
        if first.multiplier is None or second.multiplier is None
        else np.concatenate([first.multiplier, second.multiplier]),
    )


def _compare(chains: list[Draws], warmup: int) -> Diagnostics:
    """R-hat and effective sizes. nu and a lie on grids of few points and are left to the parameters that they serve."""
    shared = [chain.x for chain in chains], [np.log(chain.sigma) for chain in chains]
    spreads = [
        np.concatenate([np.log(chain.hyper[name]) for name in COMPARED if name in chain.hyper], axis=1)
        for chain in chains
    ]
    shared_rhat, shared_ess = _worst([*map(np.array, shared), np.array(spreads)])
    totals = np.array([chain.theta for chain in chains])
    rhats, sizes = _worst([totals])
    return Diagnostics(
        engine="gibbs",
        chains=len(chains),
        draws=len(chains[0].theta),
        warmup=warmup,
        rhat=shared_rhat,
        ess=shared_ess,
        rhat_totals=rhats,
        ess_totals=sizes,
        converged=max(shared_rhat, rhats) < MAX_RHAT and min(shared_ess, sizes) >= MIN_ESS,
        converged_totals=rhats < MAX_RHAT and sizes >= MIN_ESS,
    )


def _worst(blocks: list[Floats]) -> tuple[float, float]:
    """Largest R-hat and smallest effective size over the parameters of arrays chains x draws x parameters."""
    # Its ranks need scipy.stats, which takes longer to import than the fast engine to answer.
    from counterclaim.stats.convergence import ess, rhat

    worst_rhat, least = 1.0, np.inf
    for block in blocks:
        count = block.shape[2]
        for at in np.unique(np.linspace(0, count - 1, min(count, CHECKED)).astype(int)) if count else []:
            chains = block[:, :, at]
            if np.ptp(chains) == 0.0:
                continue
            worst_rhat, least = max(worst_rhat, rhat(chains)), min(least, ess(chains))
    return float(worst_rhat), float(least)


def _summary(
    problem: Problem,
    priors: Priors,
    neutral: Floats,
    chains: list[Draws],
    diagnostics: Diagnostics,
    level: float,
) -> Posterior:
    tail = (1.0 - level) / 2
    theta = np.concatenate([chain.theta for chain in chains])
    x = np.concatenate([chain.x for chain in chains])
    hyper = {
        name: np.median(np.concatenate([chain.hyper[name] for chain in chains]), axis=0) for name in chains[0].hyper
    }
    covariance = np.atleast_2d(np.cov(x, rowvar=False))
    weight = np.mean([chain.weight for chain in chains], axis=0)
    share = _share(problem, priors, chains, x, weight, neutral)
    paths = None
    if chains[0].paths is not None:
        together = np.concatenate([chain.paths for chain in chains if chain.paths is not None])
        paths = np.quantile(together, [tail, 0.5, 1 - tail], axis=0)
    return Posterior(
        quantiles=np.quantile(theta, [tail, 0.5, 1.0 - tail], axis=0),
        modes=tuple(peaks(theta[:, q]) for q in range(problem.figures)),
        share=share,
        sigma=np.median(np.concatenate([chain.sigma for chain in chains]), axis=0),
        mean=x.mean(axis=0),
        covariance=covariance,
        draws=x,
        hyper=hyper,
        diagnostics=diagnostics,
        paths=paths,
        multiplier=None
        if chains[0].multiplier is None
        else np.concatenate([chain.multiplier for chain in chains if chain.multiplier is not None]),
    )


def _share(problem: Problem, priors: Priors, chains: list[Draws], x: Floats, weight: Floats, neutral: Floats) -> Floats:
    """The prior's share as the fast engine has it, at the spreads that the chains found."""

    def point(name: str) -> Floats:
        draws = np.concatenate([chain.hyper[name] for chain in chains])
        found: Floats = 1.0 / np.mean(draws**-2.0, axis=0)
        return found

    sizes, tau2 = problem.sizes, point("tau")
    said = informative(problem, weight, np.sqrt(point("slack")))
    eta, heavy = np.ones(sizes.groups), np.isfinite(priors.mean_freedom)
    far = (((x[:, sizes.mean : sizes.level] - priors.mean) / priors.mean_sd) ** 2)[:, heavy]
    nu = priors.mean_freedom[heavy]
    eta[heavy] = np.mean((nu + 1) / (nu + far), axis=0)
    given = covariance_given(problem, priors, said, tau2, point("omega"), point("upsilon"), eta)
    pooling = np.mean(np.concatenate([chain.hyper["a"] for chain in chains]), axis=0)
    return prior_share(problem, priors, given, said, tau2, pooling, neutral)


def approximate(
    problem: Problem,
    priors: Priors,
    neutral: Floats,
    *,
    level: float,
    shapes: Shapes | None = None,
    held: Held | None = None,
) -> Posterior:
    """The posterior by empirical Bayes; floors cut each total's normal, and teach the other figures nothing.

    With `held`, sources and spreads are as an earlier run learned them.
    """
    at = np.array([(1.0 - level) / 2, 0.5, (1.0 + level) / 2])
    found = fast.approximate(problem, priors, held=held)
    sd, paths, offset, swing = found.sd, None, np.zeros(len(problem.y)), {}
    if shapes is not None:
        found, added, paths, offset, rho = _with_shapes(problem, priors, shapes, found, at, held)
        sd, swing = np.sqrt(found.sd**2 + added), {"swing": np.array([rho])}
    quantiles = found.mean + ndtri(at)[:, None] * sd
    modes: list[tuple[float, ...]] = [()] * problem.figures
    for q, (values, peaks_of_q) in on_grid(problem, priors, found, offset, at, held).items():
        quantiles[:, q], modes[q] = values, peaks_of_q
    floored = np.isfinite(problem.floor)
    if floored.any():
        mean, spread = found.mean[floored], sd[floored]
        cut = (problem.floor[floored] - mean) / spread
        # In upper-tail logarithms, so that a floor far above every count still has quantiles.
        quantiles[:, floored] = mean - spread * ndtri_exp(np.log1p(-at)[:, None] + log_ndtr(-cut))
    return Posterior(
        quantiles=quantiles,
        modes=tuple(modes),
        share=prior_share(
            problem, priors, found.covariance, found.weight, found.hyper["tau"] ** 2, found.hyper["a"], neutral, held
        ),
        sigma=found.sigma,
        mean=found.x,
        covariance=found.covariance,
        draws=None,
        hyper={**found.hyper, **swing},
        diagnostics=Diagnostics("fast", 0, 0, 0, None, None, None, None, True, found.iterations),
        paths=paths,
    )


def _with_shapes(
    problem: Problem, priors: Priors, shapes: Shapes, found: fast.Approximation, at: Floats, held: Held | None
) -> tuple[fast.Approximation, Floats, Floats, Floats, float]:
    """Turns about between the linear part and the shapes; also the variance that these add, paths, offsets and rho."""
    state = shapes.first_state(np.random.default_rng(0))
    state.xi[:] = 0.0
    sizes, columns = problem.sizes, problem.columns
    level = sizes.level + problem.scale
    offset = shapes.offsets(state, len(problem.y))
    added, spreads = np.zeros(problem.figures), np.zeros((len(shapes.growing), POINTS))
    for _ in range(ROUNDS):
        found = fast.approximate(problem, priors, offset=offset, iterations=ROUNDS, held=held)
        inv_tau2 = 1.0 / found.hyper["tau"][problem.scale] ** 2
        total = linear.by_figure(problem.start, found.weight) + inv_tau2
        rest = found.site + offset - linear.fitted(columns, found.x)
        added, spreads = shapes.climb(state, rest, found.weight, found.x[level], inv_tau2, total)
        if held is not None and held.swing is not None:
            state.xi[:, :-1] *= state.rho / held.swing
            state.rho = held.swing
        offset = shapes.offsets(state, len(problem.y))
    found = fast.approximate(problem, priors, offset=offset, held=held)
    centre = shapes.path(state, found.mean)
    own = np.sqrt(spreads**2 + found.sd[shapes.growing][:, None] ** 2)
    return found, added, centre + ndtri(at)[:, None, None] * own, offset, state.rho
