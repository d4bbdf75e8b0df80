"""All hierarchical log-linear models of a table: the best by BIC, by AIC, and their average."""

from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from counterclaim.estimates.arrays import Array, counts, finite, intervals
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.model import Estimate, Method, OverlapTable, Refusal
from counterclaim.stats import hierarchical
from counterclaim.stats.bootstrap import bca, best_totals, leave_one_out, resample
from counterclaim.stats.loglinear import FITTED, NOT_IDENTIFIABLE, fit_all
from counterclaim.stats.profile_likelihood import interval

Masks = NDArray[np.int64]

ASSUMPTION = (
    "The lists interact as in the chosen log-linear model and in no other way; there is no interaction of all lists "
    "together, and persons do not differ in their chance of being recorded beyond what the interactions express."
)
AVERAGED = (
    "One of the log-linear models tried is right, each as probable as its BIC weighs it; none of them has an "
    "interaction of all lists together."
)
#: models whose weight is below this are counted, and not listed
LISTED = 10
#: model fits in a bootstrap, some ten microseconds each; where there are more, only the best models are tried in it
MOST_FITS = 300_000


@dataclass(frozen=True)
class Fits:
    """Every model of a table, best BIC first; those without a unique estimate come last, with an infinite criterion."""

    y: Array
    lists: int
    terms: tuple[int, ...]
    models: Masks
    status: Masks
    missed: Array
    variance: Array
    size: Masks
    aic: Array
    bic: Array

    def name(self, at: int) -> str:
        """The bracket notation of the model at a place."""
        return hierarchical.name(self.chosen(at), self.lists)

    def chosen(self, at: int) -> list[int]:
        """The interactions of the model at a place."""
        return [term for i, term in enumerate(self.terms) if int(self.models[at]) >> i & 1]

    def parameters(self, at: int) -> Masks:
        """The model's parameters as sets of lists."""
        return hierarchical.parameters(int(self.models[at]), self.lists, self.terms)


@cache
def warm_up() -> None:
    """Compiles the kernels, so that a method's seconds are its own."""
    y = np.array([0.0, 9, 8, 4, 7, 3, 2, 1])
    fit_all(y, 3, np.array([3], dtype=np.int64), np.array([0, 1], dtype=np.int64))
    terms = np.array([[0, 1, 2, 4]], dtype=np.int64)
    best_totals(y[None, :], terms, np.array([4], dtype=np.int64), np.array([1], dtype=np.int64))


def fit_models(y: Array, order: int) -> Fits | None:
    """All models up to an order; None where there are too many to try."""
    lists = len(y).bit_length() - 1
    models = hierarchical.models(lists, order)
    if models is None:
        return None
    terms = hierarchical.interactions(lists, min(order, lists - 1))
    status, intercept, variance, likelihood, size = fit_all(y, lists, np.array(terms, dtype=np.int64), models)
    fitted = status == FITTED
    bic = np.where(fitted, size * np.log(y.sum()) - 2 * likelihood, np.inf)
    aic = np.where(fitted, 2.0 * size - 2 * likelihood, np.inf)
    best = np.argsort(bic, kind="stable")
    return Fits(
        y=y,
        lists=lists,
        terms=terms,
        models=models[best],
        status=status[best],
        missed=np.exp(intercept[best]),
        variance=variance[best],
        size=size[best],
        aic=aic[best],
        bic=bic[best],
    )


def estimate(table: OverlapTable, settings: Settings) -> tuple[list[Estimate], list[Refusal]]:
    """Estimates by BIC, AIC and BIC-weighted average; a refusal where no model has a unique estimate."""
    lists, order = len(table.lists), settings.order(len(table.lists))
    if hierarchical.models(lists, order) is None:
        return [], [Refusal(Method.LOGLINEAR, too_many(lists, order))]
    warm_up()
    started = perf_counter()
    fits = fit_models(counts(table), order)
    if fits is None or not np.isfinite(fits.bic[0]):
        reason = "No model tried has an estimate that exists and is unique (Fienberg & Rinaldo 2012)."
        return [], [Refusal(Method.LOGLINEAR, reason)]
    tried = {
        "models": len(fits.models),
        "not_existing": int((fits.status != FITTED).sum() - (fits.status == NOT_IDENTIFIABLE).sum()),
        "not_identifiable": int((fits.status == NOT_IDENTIFIABLE).sum()),
        "max_order": order,
    }
    seconds = perf_counter() - started
    estimates = [
        _selected(table, settings, fits, 0, "bic", tried, seconds),
        _selected(table, settings, fits, int(np.argmin(fits.aic)), "aic", tried, seconds),
        _averaged(table, settings, fits, tried, seconds),
    ]
    return estimates, []


def too_many(lists: int, order: int) -> str:
    """Why not every model is tried."""
    return (
        f"{lists} lists have more than {hierarchical.MOST_MODELS} hierarchical models up to order {order}. "
        "Merge lists, lower the order, or use the stepwise method."
    )


def _selected(
    table: OverlapTable, settings: Settings, fits: Fits, at: int, criterion: str, tried: dict[str, Any], seconds: float
) -> Estimate:
    started = perf_counter()
    missed = float(fits.missed[at])
    low, high = interval(fits.y, fits.parameters(at), missed, settings.level)
    total, undocumented = intervals(table.documented, low, missed, high)
    spent = seconds + perf_counter() - started
    return Estimate(
        method=Method.LOGLINEAR,
        criterion=criterion,
        model=fits.name(at),
        total=total,
        undocumented=undocumented,
        level=settings.level,
        aic=float(fits.aic[at]),
        bic=float(fits.bic[at]),
        assumption=ASSUMPTION,
        diagnostics={
            "converged": True,
            "interval": "profile likelihood, given the model: choosing the model is not in it",
            **tried,
            **({"listed": _listed(fits), "bca": bootstrap(table, settings, fits)} if criterion == "bic" else {}),
        },
        seconds=spent,
    )


def _listed(fits: Fits) -> list[dict[str, Any]]:
    weights = np.exp(-0.5 * (fits.bic - fits.bic[0]))
    weights /= weights.sum()
    documented = float(fits.y.sum())
    return [
        {
            "model": fits.name(i),
            "total": finite(documented + fits.missed[i]),
            "bic": float(fits.bic[i]),
            "aic": float(fits.aic[i]),
            "weight": float(weights[i]),
        }
        for i in range(min(LISTED, int(np.isfinite(fits.bic).sum())))
    ]


def bootstrap(table: OverlapTable, settings: Settings, fits: Fits) -> dict[str, Any] | None:
    """BCa limits of the total, the model chosen again in each replicate among the best 1, 5, 10 and all."""
    if settings.bootstrap == 0:
        return None
    tables, weights = leave_one_out(fits.y)
    usable = int(np.isfinite(fits.bic).sum())
    most = min(usable, max(1, MOST_FITS // (settings.bootstrap + len(tables))))
    tops = np.unique(np.minimum([1, 5, 10, most], most))
    terms = np.zeros((most, int(fits.size[:most].max())), dtype=np.int64)
    for i in range(most):
        terms[i, : fits.size[i]] = fits.parameters(i)
    sizes = fits.size[:most]
    resampled = resample(fits.y, settings.bootstrap, seed_of(settings.seed, table, Method.LOGLINEAR))
    replicates = best_totals(resampled, terms, sizes, tops)
    jackknife = best_totals(tables, terms, sizes, tops)
    point = float(fits.y.sum() + fits.missed[0])
    limits = []
    for t, top in enumerate(tops):
        low, high = bca(point, replicates[:, t], jackknife[:, t], weights, settings.level)
        limits.append({"models": int(top), "low": finite(low), "high": finite(high)})
    return {"replicates": settings.bootstrap, "among": limits, "all_models": usable}


def _averaged(table: OverlapTable, settings: Settings, fits: Fits, tried: dict[str, Any], seconds: float) -> Estimate:
    """Buckland, Burnham & Augustin (1997, Biometrics 53(2)) on log undocumented: variance within and between models."""
    started = perf_counter()
    kept = np.isfinite(fits.bic)
    weights = np.exp(-0.5 * (fits.bic[kept] - fits.bic[0]))
    weights /= weights.sum()
    logs = np.log(np.maximum(fits.missed[kept], 1e-6))
    within = fits.variance[kept] + 1 / np.maximum(fits.missed[kept], 1.0)
    mean = float(weights @ logs)
    spread = float(weights @ np.sqrt(within + (logs - mean) ** 2))
    wide = float(ndtri((1 + settings.level) / 2)) * spread
    total, undocumented = intervals(
        table.documented, float(np.exp(mean - wide)), float(np.exp(mean)), float(np.exp(mean + wide))
    )
    return Estimate(
        method=Method.LOGLINEAR,
        criterion="average",
        total=total,
        undocumented=undocumented,
        level=settings.level,
        assumption=AVERAGED,
        diagnostics={"converged": True, **tried, "effective_models": float(1 / (weights**2).sum())},
        seconds=seconds + perf_counter() - started,
    )
