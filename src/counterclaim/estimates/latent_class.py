"""The latent-class model of a table, with its convergence, its modes and a posterior predictive check of every cell."""

from collections.abc import Callable
from functools import cache
from time import perf_counter
from typing import Any

import numpy as np

from counterclaim.estimates.arrays import Array, counts, intervals
from counterclaim.estimates.densities import given_chances
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.model import Estimate, Method, OverlapTable, Refusal
from counterclaim.stats.latent_class import CLASSES, Sample, cell_chances, sample
from counterclaim.stats.modes import modes

ASSUMPTION = (
    "Each person belongs to one of some unseen classes, and within a class the lists are independent; nobody belongs "
    "to a class of which hardly anyone is documented. The total has prior 1/N."
)
#: a sweep goes through every occurring history and list
MOST_LISTS = 12
#: cells of the predictive check that are kept: all up to six lists
MOST_CELLS = 63


@cache
def warm_up() -> None:
    """Compiles the sampler, so that a method's seconds are its own."""
    sample(np.array([0.0, 9, 8, 4, 7, 3, 2, 1]), 1, first=4, most=4, warm_up=4)


def estimate(
    table: OverlapTable, settings: Settings, progress: Callable[[str], None] = lambda text: None
) -> tuple[list[Estimate], list[Refusal]]:
    """Posterior median and interval; where the sampler has not converged this says so, and what the modes are."""
    if len(table.lists) > MOST_LISTS:
        return [], [
            Refusal(Method.LATENT_CLASS, f"More than {MOST_LISTS} lists are not tried. Merge lists of one kind.")
        ]
    warm_up()
    started = perf_counter()
    y, seed = counts(table), seed_of(settings.seed, table, Method.LATENT_CLASS)
    found = sample(
        y, seed, most=settings.rounds, progress=lambda done, of: progress(f"latent-class, round {done} of at most {of}")
    )
    tails = [(1 - settings.level) / 2, 0.5, (1 + settings.level) / 2]
    low, best, high = (float(value) for value in np.quantile(found.missed, tails))
    total, undocumented = intervals(table.documented, low, best, high)
    seconds = perf_counter() - started
    made = Estimate(
        method=Method.LATENT_CLASS,
        total=total,
        undocumented=undocumented,
        level=settings.level,
        assumption=ASSUMPTION,
        diagnostics={
            "converged": found.converged,
            **({} if found.converged else {"why_not": found.why_not}),
            "rhat": max(found.rhat.values()),
            "ess": min(found.ess.values()),
            "rhat_of": found.rhat,
            "ess_of": found.ess,
            "draws": int(found.missed.size),
            "ladders": len(found.medians),
            "medians": [float(value) for value in found.medians],
            "journeys": found.journeys,
            "exchanges": found.exchanges,
            "modes": modes(table.documented + found.missed.ravel()),
            "predictive": predictive(table, y, found, seed),
            "density": given_chances(table.documented, found.log_p0, *(table.documented + tails_of(found.missed))),
        },
        seconds=seconds,
    )
    return [made], []


def tails_of(missed: Array) -> Array:
    """Between what a picture shows: the 0.1 % and 99.9 % points."""
    ends: Array = np.quantile(missed, [0.001, 0.999])
    return ends


def predictive(table: OverlapTable, y: Array, found: Sample, seed: int) -> list[dict[str, Any]]:
    """For every cell: how many the fitted model would document there. `p` is the share of replicated tables at or below
    what was observed (ties count half); values near 0 or 1 are cells that the model does not explain."""
    lists = len(table.lists)
    cells = (
        range(1, len(y)) if len(y) - 1 <= MOST_CELLS else [int(c) for c in np.argsort(-y, kind="stable")[:MOST_CELLS]]
    )
    chances = cell_chances(found.states, lists, CLASSES)[:, 1:]
    chances /= chances.sum(axis=1, keepdims=True)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(table.documented, chances / chances.sum(axis=1, keepdims=True))
    rows = []
    for cell in cells:
        sampled = drawn[:, cell - 1]
        low, high = np.quantile(sampled, [0.025, 0.975])
        rows.append(
            {
                "history": [name for j, name in enumerate(table.lists) if cell >> j & 1],
                "observed": int(y[cell]),
                "low": float(low),
                "expected": float(sampled.mean()),
                "high": float(high),
                "p": float(np.mean(sampled < y[cell]) + 0.5 * np.mean(sampled == y[cell])),
            }
        )
    return rows
