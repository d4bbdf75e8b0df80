"""Simulation-based calibration of the Gibbs sampler (Talts et al. 2018, arXiv 1804.06788).

A truth is drawn from the priors, statements from the truth; among L thinned draws of its posterior the truth's rank is
uniform on 0..L if the sampler, and the simulator, are right.
"""

import numpy as np
from scipy import stats

from counterclaim.stats.weighing import gibbs, simulate
from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Floats, Problem
from counterclaim.stats.weighing.series import Shapes
from counterclaim.stats.weighing.state import Draws

#: draws among which the truth is ranked, and bins of four ranks for the test
KEPT, BINS = 31, 8
#: spreads, one of each kind picked at random
SPREADS = ("omega", "upsilon", "tau", "sigma_0", "slack", "swing")


def growing(seed: int, priors: Priors) -> tuple[Problem, Shapes, simulate.Truth]:
    """Four figures that grow over 120 days, with 60 statements by four sources; some count one day only."""
    rng = np.random.default_rng(seed)
    layout = simulate.design(seed, figures=4, statements=60, sources=4, groups=3, hedged=0.1, repeats=True)
    day = rng.integers(0, 120, 60)
    shapes = Shapes(layout, np.arange(4), day, rng.random(60) < 0.15, horizon=119)
    truth = simulate.parameters(layout, priors, rng, shapes)
    return simulate.statements(layout, truth, rng, shapes), shapes, truth


def still(seed: int, priors: Priors) -> tuple[Problem, None, simulate.Truth]:
    """Eight figures with 30 statements by five sources, three in ten of them bounds and intervals."""
    rng = np.random.default_rng(1000 + seed)
    layout = simulate.design(seed, figures=8, statements=30, sources=5, hedged=0.3, repeats=True)
    truth = simulate.parameters(layout, priors, rng)
    return simulate.statements(layout, truth, rng), None, truth


def ranks(priors: Priors, runs: int, *, grow: bool, first: int = 0, thin: int = 30) -> dict[str, Floats]:
    """(runs,) ranks of the truth in 0..KEPT by parameter block, one parameter of each block picked at random."""
    found: dict[str, list[float]] = {}
    for seed in range(first, first + runs):
        problem, shapes, truth = growing(seed, priors) if grow else still(seed, priors)
        chain = gibbs.run(problem, priors, warmup=500, draws=KEPT * thin, seed=seed, shapes=shapes)
        pick = int(np.random.default_rng(seed).integers(0, 1 << 30))
        for name, (draws, value) in _pairs(problem, shapes, truth, chain, pick).items():
            found.setdefault(name, []).append(float(np.sum(draws[::thin] < value)))
    return {name: np.array(values) for name, values in found.items()}


def _pairs(
    problem: Problem, shapes: Shapes | None, truth: simulate.Truth, chain: Draws, pick: int
) -> dict[str, tuple[Floats, float]]:
    """By block, the draws of one parameter and its true value."""
    sizes = problem.sizes
    pair, mean, figure = pick % sizes.pairs, sizes.mean + pick % sizes.groups, pick % problem.figures
    noise = pick % truth.sigma.size
    at = {
        "theta": (chain.theta[:, figure], truth.theta[figure]),
        "c": (chain.x[:, pair], truth.x[pair]),
        "beta": (chain.x[:, mean], truth.x[mean]),
        "mu": (chain.x[:, sizes.level], truth.x[sizes.level]),
        "sigma": (chain.sigma[:, noise], truth.sigma[noise]),
    }
    if sizes.cells:
        cell = sizes.cell + pick % sizes.cells
        at["u"] = (chain.x[:, cell], truth.x[cell])
    for name in SPREADS:
        if name in chain.hyper:
            index = pick % truth.hyper[name].size
            at[name] = (chain.hyper[name][:, index], truth.hyper[name][index])
    if shapes is not None and truth.shapes is not None and chain.paths is not None:
        path = shapes.path(truth.shapes, truth.theta)
        at["path, half way"] = (chain.paths[:, 0, 12], path[0, 12])
        at["path, first day"] = (chain.paths[:, 0, 0], path[0, 0])
    return at


def uniformity(values: Floats) -> float:
    """P of the chi-square test that ranks 0..KEPT are uniform, in `BINS` bins."""
    counts = np.bincount((values // ((KEPT + 1) // BINS)).astype(int), minlength=BINS)
    return float(stats.chisquare(counts).pvalue)
