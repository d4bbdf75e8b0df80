"""Model averaging over decomposable graphs, with its sensitivity to the prior weight of a cell."""

from collections.abc import Sequence
from functools import cache
from time import perf_counter
from typing import Any

import numpy as np

from counterclaim.estimates.arrays import Array, counts, intervals
from counterclaim.estimates.densities import as_drawn, whole_edges
from counterclaim.estimates.settings import Settings
from counterclaim.model import Estimate, Finding, Method, OverlapTable, Refusal
from counterclaim.stats.decomposable import TAIL, Posterior, posterior
from counterclaim.stats.decomposable_graphs import MOST_LISTS, edges, graphs

ASSUMPTION = (
    "The lists depend on one another as some decomposable graph says, averaged over all such graphs with equal prior "
    "weight; the total has prior 1/N; all persons have the same chances of being recorded."
)
#: grid points times graphs beyond which an exact grid takes minutes
MOST_EXACT = 2_000_000_000
LISTED = 10
#: above this share of the posterior the prior says more of the total than the documented do
PRIOR_ALONE = 0.5


@cache
def warm_up() -> None:
    """Compiles the enumeration of graphs, so that a method's seconds are its own."""
    graphs(3)


def default_delta(lists: int) -> float:
    """2**-lists: one prior person spread over all cells, the value dga's documentation recommends."""
    return 2.0**-lists


def estimate(table: OverlapTable, settings: Settings) -> tuple[list[Estimate], list[Refusal]]:
    """Posterior median and interval; a refusal where there are too many lists or too long a grid."""
    lists = len(table.lists)
    if lists > MOST_LISTS:
        reason = (
            f"{lists} lists have more decomposable graphs than can be gone through; at most {MOST_LISTS}. Merge lists."
        )
        return [], [Refusal(Method.DECOMPOSABLE, reason)]
    exact = settings.grid == "exact"
    end = settings.grid_end if settings.grid_end is not None else (30 * table.documented if exact else None)
    warm_up()
    if exact and end is not None and end * len(graphs(lists)[1]) > MOST_EXACT:
        reason = (
            f"An exact grid to {end} is too long for every graph. Use --grid knots: quantiles differ by under 0.5 %."
        )
        return [], [Refusal(Method.DECOMPOSABLE, reason)]
    started = perf_counter()
    delta = settings.delta or default_delta(lists)
    found = posterior(counts(table), delta, exact=exact, end=end)
    low, best, high = quantiles(found, settings.level)
    total, undocumented = intervals(table.documented, low, best, high)
    made = Estimate(
        method=Method.DECOMPOSABLE,
        total=total,
        undocumented=undocumented,
        level=settings.level,
        assumption=ASSUMPTION,
        diagnostics={
            "converged": found.tail < TAIL,
            "tail_mass": found.tail,
            "grid_end": int(found.missed[-1]),
            "grid_points": len(found.missed),
            "delta": delta,
            "graphs": len(found.graphs),
            "saturated": saturated(found, lists),
            "listed": _listed(found, lists),
            "density": density(found, table.documented),
        },
        seconds=perf_counter() - started,
    )
    return [made], []


def saturated(found: Posterior, lists: int) -> float:
    """Posterior probability of the graph that joins all lists, under which the documented say nothing of the missed: their
    chances given that one is documented are free, and so is the chance of being on no list, but for its prior."""
    return float(found.graphs[found.codes == (1 << lists * (lists - 1) // 2) - 1].sum())


def prior_alone(estimates: Sequence[Estimate]) -> tuple[Finding, ...]:
    """A warning where that graph carries most of the posterior: the total is then the prior's."""
    share = max((made.diagnostics.get("saturated", 0.0) for made in estimates), default=0.0)
    if share <= PRIOR_ALONE:
        return ()
    text = (
        f"All lists seem to depend on one another at once: {share:.0%} of the decomposable posterior is on the graph that "
        "joins them all, under which the documented say nothing of the missed. Its total and interval rest on the prior."
    )
    return (Finding("prior_alone", "warning", text),)


def quantiles(found: Posterior, level: float) -> tuple[float, float, float]:
    """Low, median and high of the number missed."""
    low, best, high = found.quantiles(np.array([(1 - level) / 2, 0.5, (1 + level) / 2]))
    return float(low), float(best), float(high)


def density(found: Posterior, documented: int) -> dict[str, list[float]]:
    """The posterior of the total for a picture, between its 0.1 % and 99.9 % points, as that of the latent classes."""
    low, high = (documented + float(value) for value in found.quantiles(np.array([0.001, 0.999])))
    ends = whole_edges(low, high)
    # The mass of a knot stands for the whole numbers around it: drawn as it lies, it would show the knots.
    below = np.cumsum(found.mass) - found.mass / 2
    return as_drawn(ends, np.diff(np.interp(ends, documented + found.missed, below, left=0.0, right=1.0)))


def _listed(found: Posterior, lists: int) -> list[dict[str, Any]]:
    best = np.argsort(-found.graphs, kind="stable")[:LISTED]
    return [
        {
            "edges": [f"{a + 1}-{b + 1}" for a, b in edges(int(found.codes[g]), lists)],
            "probability": float(found.graphs[g]),
        }
        for g in best
    ]


def delta_sensitivity(y: Array, level: float) -> list[dict[str, float]]:
    """Total under other prior weights of a cell: half and twice the default, and dga's examples 0.5 and 1."""
    lists = len(y).bit_length() - 1
    documented = float(y.sum())
    rows = []
    for delta in sorted({default_delta(lists) / 2, default_delta(lists), 2 * default_delta(lists), 0.5, 1.0}):
        found = posterior(y, delta)
        low, best, high = (documented + value for value in quantiles(found, level))
        rows.append({"delta": delta, "low": low, "best": best, "high": high, "saturated": saturated(found, lists)})
    return rows
