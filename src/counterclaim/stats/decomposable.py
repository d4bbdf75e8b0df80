"""Bayesian model averaging over decomposable graphs: the posterior of the number missed, in closed form.

Madigan & York (1997, Biometrika 84(1)); Dawid & Lauritzen (1993, Annals of Statistics 21(3)) for the priors. Given a
decomposable graph G and the total N, cell probabilities have a hyper-Dirichlet prior in which every cell of the full
table weighs `delta`. The margin on a set C of lists then contributes a Dirichlet-multinomial term L(C, N), and

    log p(y | G, N) = sum over cliques L(C, N) - sum over separators L(S, N) + log N! / (missed! prod y!)

so that for all graphs and all N at once it is one matrix product of the graphs' signs with L. Prior: 1/N on the total,
all graphs alike. Assumption: the interactions between lists are those of some decomposable graph; no person's chance
of being recorded differs in other ways.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from counterclaim.stats.decomposable_graphs import graphs

Array = NDArray[np.float64]

#: geometric knots of the number missed; the quantiles then differ by under 0.5 % from those of every whole number
KNOTS = 1200
#: the grid is extended until its last hundredth holds less than this of the posterior (dga has no such check)
TAIL = 1e-3
#: the first grid ends at this many times the documented, later ones are four times as long, up to the last
FIRST_END, LAST_END, GROWTH = 30, 30 * 4**6, 4
#: graphs a block: keeps a block of log densities near 80 MB
BLOCK_ENTRIES = 10_000_000
#: graphs this far below the best in log density at every knot of the coarse pass are left out (7 lists)
PRUNE = 25.0
COARSE = 60


@dataclass(frozen=True)
class Posterior:
    """`missed` (knots) with `mass` (sums to one) and `widths` (whole numbers that each knot stands for); `graphs` are
    the posterior probabilities of the graphs, `codes` their edge codes; `tail` is the mass of the grid's last 1 %."""

    missed: Array
    mass: Array
    widths: Array
    graphs: Array
    codes: NDArray[np.int64]
    tail: float

    def quantiles(self, shares: Array) -> Array:
        """Quantiles of the number missed: the first grid point at which the cumulated mass reaches each share, and
        between knots that stand for several whole numbers, interpolated along their widths."""
        cumulated = np.cumsum(self.mass)
        cumulated /= cumulated[-1]
        at = np.minimum(np.searchsorted(cumulated, shares), len(cumulated) - 1)
        before = np.where(at > 0, cumulated[np.maximum(at - 1, 0)], 0.0)
        part = (shares - before) / np.maximum(cumulated[at] - before, 1e-300)
        low = self.missed[at] - 0.5 * self.widths[at]
        inside = np.round(low + np.clip(part, 0, 1) * self.widths[at])
        result: Array = np.where(self.widths[at] > 1.0, np.maximum(inside, self.missed[0]), self.missed[at])
        return result


def geometric(end: int, knots: int = KNOTS, least: int = 1) -> tuple[Array, Array]:
    """Whole numbers from `least` to `end`, all at first and geometric beyond, and how many each stands for."""
    points = np.unique(np.rint(np.r_[least, np.geomspace(1, max(end, 2), knots)]).astype(np.int64))
    edges = np.r_[points[0] - 0.5, (points[1:] + points[:-1]) / 2, points[-1] + 0.5]
    return points.astype(np.float64), np.diff(edges)


@lru_cache(maxsize=4)
def _signs(lists: int) -> Array:
    return graphs(lists)[0].astype(np.float64)


def _margins(y: Array, delta: float, missed: Array) -> Array:
    """L: Dirichlet-multinomial log densities of the margin on every set of lists (2**lists x knots)."""
    cells = len(y)
    totals = float(y[1:].sum()) + missed
    shared = gammaln(cells * delta) - gammaln(totals + cells * delta)
    out = np.zeros((cells, len(missed)))
    index = np.arange(cells)
    documented = y.copy()
    documented[0] = 0.0
    for members in range(1, cells):
        margin = np.bincount(index & members, weights=documented, minlength=cells)
        size = int(members).bit_count()
        prior = delta * cells / (1 << size)
        others = np.unique(index & members)[1:]
        fixed = gammaln(margin[others] + prior).sum() - (1 << size) * gammaln(prior)
        out[members] = gammaln(missed + margin[0] + prior) + fixed + shared
    return out


def _evaluate(y: Array, signs: Array, delta: float, missed: Array, widths: Array) -> tuple[Array, Array]:
    """Mass of each knot, and of each graph, both summing to one."""
    margins = _margins(y, delta, missed)
    totals = y[1:].sum() + missed
    base = gammaln(totals + 1) - gammaln(missed + 1) - np.log(totals) + np.log(widths)
    block = max(1, BLOCK_ENTRIES // len(missed))
    knots = np.zeros(len(missed))
    each = np.empty(len(signs))
    top = -np.inf
    for start in range(0, len(signs), block):
        density = signs[start : start + block] @ margins
        density += base
        highest = float(density.max())
        if highest > top:
            scale = np.exp(top - highest)
            knots *= scale
            each[:start] *= scale
            top = highest
        density -= top
        np.exp(density, out=density)
        knots += density.sum(axis=0)
        each[start : start + block] = density.sum(axis=1)
    return knots / knots.sum(), each / each.sum()


def _kept(y: Array, delta: float, end: int) -> NDArray[np.bool_]:
    """The graphs that a coarse grid does not rule out; all of them up to six lists."""
    lists = len(y).bit_length() - 1
    signs, codes = graphs(lists)
    if lists < 7:
        return np.ones(len(codes), dtype=np.bool_)
    missed, widths = geometric(end, COARSE)
    margins = _margins(y, delta, missed)
    totals = y[1:].sum() + missed
    base = gammaln(totals + 1) - gammaln(missed + 1) - np.log(totals) + np.log(widths)
    best = np.empty(len(codes))
    for start in range(0, len(codes), 50_000):
        best[start : start + 50_000] = (signs[start : start + 50_000].astype(np.float64) @ margins + base).max(axis=1)
    keep: NDArray[np.bool_] = best > best.max() - PRUNE
    return keep


def posterior(y: Array, delta: float, *, exact: bool = False, end: int | None = None, least: int = 1) -> Posterior:
    """The posterior of the number missed, given that it is at least `least` (1, as in dga: with a small delta the
    complete graph, which says nothing of the unseen, would otherwise put its mass on 0).

    Args:
        y: counts by history, 2**lists; y[0] is ignored.
        delta: Dirichlet weight of each of the 2**lists cells.
        exact: every whole number up to `end`, as in dga, instead of geometric knots.
        end: last value of the grid; None extends it until its last hundredth holds under `TAIL`.

    Raises:
        ValueError: more than seven lists (`decomposable_graphs.graphs`).
    """
    lists = len(y).bit_length() - 1
    documented = int(y[1:].sum())
    last = end if end is not None else FIRST_END * max(documented, 10)
    while True:
        if exact:
            missed, widths = np.arange(float(least), last + 1), np.ones(last + 1 - least)
        else:
            missed, widths = geometric(last, least=least)
        keep = _kept(y, delta, last)
        signs = _signs(lists) if keep.all() else graphs(lists)[0][keep].astype(np.float64)
        mass, probability = _evaluate(y, signs, delta, missed, widths)
        tail = float(mass[missed > 0.99 * last].sum())
        if end is not None or tail < TAIL or last >= LAST_END * documented:
            return Posterior(missed, mass, widths, probability, graphs(lists)[1][keep], tail)
        last *= GROWTH
