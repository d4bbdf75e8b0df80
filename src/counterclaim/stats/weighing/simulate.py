"""Parameters from the priors and statements from the parameters: for calibration of the sampler and for studies."""

from dataclasses import dataclass, replace

import numpy as np

from counterclaim.stats.weighing import linear
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Kind, Problem, cell_groups
from counterclaim.stats.weighing.series import RETURNS, SWING, SWING_SHAPE, SeriesState, Shapes

#: intervals are octaves: a statement says between which powers of two the number lies
OCTAVE = float(np.log(2.0))
#: variance of rounding where a pair speaks of a figure twice: that of whole numbers about ten
ROUNDING = 1.0 / (12 * 10**2)


@dataclass(frozen=True, slots=True)
class Truth:
    """The parameters that a simulated set of statements was made from; names as in `gibbs.Draws`."""

    theta: Floats
    x: Floats
    sigma: Floats
    hyper: dict[str, Floats]
    shapes: SeriesState | None = None


def design(
    seed: int,
    *,
    figures: int,
    statements: int,
    sources: int,
    groups: int = 3,
    hedged: float = 0.2,
    repeats: bool = False,
) -> Problem:
    """Who speaks of what, with values still to come: sources drawn at random, each with a role group by figure.

    `hedged` is the share of bounds and intervals. With `repeats`, a pair that speaks of a figure twice has a cell.
    """
    rng = np.random.default_rng(seed)
    figure = np.sort(np.concatenate([np.arange(figures), rng.integers(0, figures, max(statements - figures, 0))]))
    n = len(figure)
    source = rng.integers(0, sources, n)
    source[:sources] = np.arange(sources)[:n]
    role = rng.integers(0, groups, n)
    keys, pair = np.unique(source * groups + role, return_inverse=True)
    cell = np.full(n, -1)
    if repeats:
        both = pair * figures + figure
        unique, at, count = np.unique(both, return_inverse=True, return_counts=True)
        numbers = np.full(len(unique), -1)
        numbers[count > 1] = np.arange(int((count > 1).sum()))
        cell = numbers[at]
    u = rng.random(n)
    kind = np.select(
        [u < 0.6 * hedged, u < 0.8 * hedged, u < hedged], [Kind.AT_LEAST, Kind.AT_MOST, Kind.INTERVAL], Kind.EXACT
    )
    empty = np.zeros(n)
    return Problem(
        y=empty,
        low=empty,
        high=empty,
        kind=kind.astype(np.int64),
        figure=figure.astype(np.int64),
        pair=pair.astype(np.int64),
        cell=cell.astype(np.int64),
        definition=np.full(n, -1, dtype=np.int64),
        noise=source.astype(np.int64),
        noise_kind=np.zeros(sources, dtype=np.int64),
        inflation=np.ones(n),
        rounding=np.full(n, ROUNDING if repeats else 0.0),
        group=(keys % groups).astype(np.int64),
        scale=np.zeros(figures, dtype=np.int64),
        floor=np.full(figures, -np.inf),
        groups=groups,
    )


def parameters(problem: Problem, priors: Priors, rng: np.random.Generator, shapes: Shapes | None = None) -> Truth:
    """One draw of every parameter from its prior."""
    sizes, kinds = problem.sizes, int(problem.noise_kind.max()) + 1
    omega2 = _inverse_gamma(rng, priors.spread_shape, priors.spread**2)
    upsilon2 = _inverse_gamma(rng, priors.cell_shape, np.full(sizes.groups, priors.cell_spread**2))
    eta = np.ones(sizes.groups)
    heavy = np.isfinite(priors.mean_freedom)
    nu = priors.mean_freedom[heavy]
    eta[heavy] = rng.standard_gamma(nu / 2) / (nu / 2)
    beta = priors.mean + priors.mean_sd / np.sqrt(eta) * rng.standard_normal(sizes.groups)
    x = np.zeros(sizes.total)
    x[: sizes.pairs] = beta[problem.group] + np.sqrt(omega2[problem.group]) * rng.standard_normal(sizes.pairs)
    x[sizes.cell : sizes.definition] = np.sqrt(upsilon2[cell_groups(problem)]) * rng.standard_normal(sizes.cells)
    x[sizes.definition : sizes.mean] = priors.definition_sd * rng.standard_normal(sizes.definitions)
    x[sizes.mean : sizes.level] = beta
    x[sizes.level :] = priors.level + priors.level_sd * rng.standard_normal(sizes.scales)
    tau2 = priors.scale_rate / rng.standard_gamma(priors.scale_shape, sizes.scales)
    theta = x[sizes.level + problem.scale] + np.sqrt(tau2[problem.scale]) * rng.standard_normal(problem.figures)
    sigma02 = rng.gamma(priors.noise_shape, priors.noise**2 / priors.noise_shape, kinds)
    pooling = rng.choice(priors.noise_pooling, kinds, p=priors.noise_pooling_weight)
    a = pooling[problem.noise_kind]
    sigma2 = a * sigma02[problem.noise_kind] / rng.standard_gamma(a)
    state = None
    if shapes is not None:
        state = shapes.first_state(rng)
        state.xi = rng.standard_normal(state.xi.shape)
        state.rho = float(np.sqrt((SWING_SHAPE - 1) * SWING**2 / rng.standard_gamma(SWING_SHAPE)))
        state.r = float(rng.choice(RETURNS))
    hyper = {
        "omega": np.sqrt(omega2),
        "upsilon": np.sqrt(upsilon2),
        "tau": np.sqrt(tau2),
        "sigma_0": np.sqrt(sigma02),
        "a": pooling,
        "nu": rng.choice(priors.freedom, kinds, p=priors.freedom_weight),
        **({} if state is None else {"swing": np.array([state.rho]), "return": np.array([state.r])}),
        "slack": 1.0 / rng.gamma(priors.slack_shape, 1.0 / (priors.slack_shape * priors.slack), 2),
    }
    return Truth(theta, x, np.sqrt(sigma2), hyper, state)


def statements(problem: Problem, truth: Truth, rng: np.random.Generator, shapes: Shapes | None = None) -> Problem:
    """The problem with values that these parameters gave rise to."""
    n = len(problem.y)
    nu = truth.hyper["nu"][problem.noise_kind[problem.noise]]
    error = np.sqrt(truth.sigma[problem.noise] ** 2 * problem.inflation + problem.rounding) * rng.standard_t(nu)
    z = truth.theta[problem.figure] + linear.fitted(problem.columns, truth.x) + error
    if shapes is not None and truth.shapes is not None:
        z += shapes.offsets(truth.shapes, n)
    y, low, high = z.copy(), z.copy(), z.copy()
    lower, upper = problem.kind == Kind.AT_LEAST, problem.kind == Kind.AT_MOST
    y[lower] -= rng.exponential(truth.hyper["slack"][0], int(lower.sum()))
    y[upper] += rng.exponential(truth.hyper["slack"][1], int(upper.sum()))
    inside = problem.kind == Kind.INTERVAL
    low[inside] = np.floor(z[inside] / OCTAVE) * OCTAVE
    high[inside] = low[inside] + OCTAVE
    y[inside] = (low[inside] + high[inside]) / 2
    return replace(problem, y=y, low=np.where(inside, low, y), high=np.where(inside, high, y))


def _inverse_gamma(rng: np.random.Generator, shape: float, centre: Floats) -> Floats:
    drawn: Floats = (shape - 1.0) * centre / rng.standard_gamma(shape, len(centre))
    return drawn
