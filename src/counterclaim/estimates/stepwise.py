"""Stepwise log-linear selection for sparse tables, with an interval that repeats the selection."""

from functools import cache
from time import perf_counter

import numpy as np

from counterclaim.estimates.arrays import counts, finite, intervals
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.model import Estimate, Method, OverlapTable, Refusal
from counterclaim.stats import hierarchical
from counterclaim.stats.bootstrap import bca, leave_one_out, resample, with_unseen
from counterclaim.stats.loglinear import FITTED
from counterclaim.stats.stepwise import THRESHOLD, select, totals

ASSUMPTION = (
    "Lists interact in the chosen pairs and in no other way; persons do not differ in their chance of being recorded "
    "beyond what those pairs express."
)
#: beyond this, 2**lists histories a table make each of a thousand replicates slow; the point estimate is still given
MOST_LISTS_BOOTSTRAP = 12


@cache
def warm_up() -> None:
    """Compiles the kernels, so that a method's seconds are its own."""
    y, pairs = np.array([0.0, 9, 8, 40, 7, 3, 2, 1]), np.array([3, 5, 6], dtype=np.int64)
    select(y, 3, pairs, THRESHOLD)
    totals(y[None, :], 3, pairs, THRESHOLD)


def estimate(table: OverlapTable, settings: Settings) -> tuple[list[Estimate], list[Refusal]]:
    """The selected model's estimate with its BCa interval; a refusal where independence itself has no estimate."""
    warm_up()
    started = perf_counter()
    y, lists = counts(table), len(table.lists)
    pairs = np.array(hierarchical.interactions(lists, 2), dtype=np.int64)
    status, intercept, _, chosen = select(y, lists, pairs, THRESHOLD)
    if status != FITTED:
        return [], [Refusal(Method.STEPWISE, "Not even the model of independent lists has a unique estimate.")]
    point = float(y.sum() + np.exp(intercept))
    low = high = float("nan")
    failed, of_mean = 0, {}
    replicates = settings.bootstrap if lists <= MOST_LISTS_BOOTSTRAP else 0
    if replicates:
        seed = seed_of(settings.seed, table, Method.STEPWISE)
        sample = totals(resample(y, replicates, seed), lists, pairs, THRESHOLD)
        tables, weights = leave_one_out(y)
        jackknife = totals(tables, lists, pairs, THRESHOLD)
        persons = with_unseen(sample, table.documented, seed)
        low, high = bca(point, persons, jackknife, weights, settings.level)
        of_mean = dict(
            zip(("low", "high"), map(finite, bca(point, sample, jackknife, weights, settings.level)), strict=True)
        )
        failed = int((~np.isfinite(sample)).sum())
    documented = table.documented
    total, undocumented = intervals(documented, low - documented, point - documented, high - documented)
    overlap = [hierarchical.name([int(pair)], lists) for pair in chosen]
    found = Estimate(
        method=Method.STEPWISE,
        model=hierarchical.name([int(pair) for pair in chosen], lists),
        total=total,
        undocumented=undocumented,
        level=settings.level,
        assumption=ASSUMPTION,
        diagnostics={
            "converged": True,
            "interval": "bias-corrected and accelerated bootstrap, the selection repeated in each replicate",
            "threshold": THRESHOLD,
            "added": [part.strip("[]").split(",")[0] for part in overlap],
            "empty_overlaps": sum(table.on(*_names(table, int(pair))) == 0 for pair in chosen),
            "replicates": replicates,
            "bca_of_mean": of_mean,
            "replicates_without_estimate": failed,
        },
        seconds=perf_counter() - started,
    )
    return [found], []


def _names(table: OverlapTable, mask: int) -> list[str]:
    return [name for j, name in enumerate(table.lists) if mask >> j & 1]
