"""What changes when a choice changes: a list left out, the prior weight of a cell, the priors of the latent classes."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.estimates.arrays import Array, counts, finite
from counterclaim.estimates.decomposable import default_delta, delta_sensitivity, quantiles
from counterclaim.estimates.diagnosis import diagnose, refusals
from counterclaim.estimates.loglinear import fit_models
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.model import Method, OverlapTable
from counterclaim.stats.decomposable import posterior
from counterclaim.stats.hierarchical import interactions
from counterclaim.stats.latent_class import Prior, sample
from counterclaim.stats.loglinear import FITTED
from counterclaim.stats.profile_likelihood import interval
from counterclaim.stats.stepwise import THRESHOLD, select

#: graphs of seven lists take seconds for each value
MOST_LISTS_DELTA = 6
#: other priors of the latent classes: fewer classes, more, and a prior of alpha that is not spiked at zero
PRIORS = (
    ("5 classes", Prior(classes=5)),
    ("20 classes", Prior(classes=20)),
    ("alpha ~ Gamma(1, 1)", Prior(10, 1.0, 1.0)),
)
#: rounds for each of these; enough to see a shift, too few to publish
ROUNDS = 500


def left_out(table: OverlapTable, settings: Settings) -> list[dict[str, Any]]:
    """Each list left out in turn: total by the min-BIC log-linear model and by decomposable graphs; from eight lists on,
    where neither can be gone through, by the model that stepwise selection chooses.

    The documented that only that list knew are then among those to be estimated, so all rows aim at one total.
    """
    rows: list[dict[str, Any]] = []
    if len(table.lists) < 4:
        return rows
    for name in table.lists:
        smaller = table.without(name)
        against = refusals(diagnose(smaller))
        row: dict[str, Any] = {"list": name, "documented": smaller.documented}
        if against:
            rows.append({**row, "refused": against})
            continue
        y = counts(smaller)
        fits = fit_models(y, settings.order(len(smaller.lists)))
        if fits is not None and np.isfinite(fits.bic[0]):
            row["loglinear"] = given_model(y, fits.parameters(0), float(fits.missed[0]), settings.level)
        elif fits is None:
            row |= of_stepwise(y, settings.level)
        if len(smaller.lists) <= MOST_LISTS_DELTA:
            spread = quantiles(posterior(y, default_delta(len(smaller.lists))), settings.level)
            row["decomposable"] = dict(
                zip(("low", "best", "high"), (smaller.documented + value for value in spread), strict=True)
            )
        rows.append(row)
    return rows


def given_model(y: Array, parameters: NDArray[np.int64], missed: float, level: float) -> dict[str, float | None]:
    """Total with its profile-likelihood interval, the model taken as known."""
    low, high = interval(y, parameters, missed, level)
    n = float(y.sum())
    return {"low": finite(n + low), "best": finite(n + missed), "high": finite(n + high)}


def of_stepwise(y: Array, level: float) -> dict[str, Any]:
    """Total under the model that stepwise selection chooses; nothing where independence itself has no estimate."""
    lists = len(y).bit_length() - 1
    pairs = np.array(interactions(lists, 2), dtype=np.int64)
    status, intercept, _, chosen = select(y, lists, pairs, THRESHOLD)
    if status != FITTED:
        return {}
    parameters = np.array([0, *(1 << j for j in range(lists)), *chosen], dtype=np.int64)
    return {"stepwise": given_model(y, parameters, float(np.exp(intercept)), level)}


def of_priors(table: OverlapTable, settings: Settings) -> list[dict[str, Any]]:
    """Total under other priors of the latent classes, from short runs whose R-hat is given."""
    y, rows = counts(table), []
    tails = [(1 - settings.level) / 2, 0.5, (1 + settings.level) / 2]
    for name, prior in PRIORS:
        found = sample(y, seed_of(settings.seed, table, Method.LATENT_CLASS), prior, most=ROUNDS)
        low, best, high = (float(table.documented + value) for value in np.quantile(found.missed, tails))
        rows.append({"prior": name, "low": low, "best": best, "high": high, "rhat": max(found.rhat.values())})
    return rows


def sensitivities(table: OverlapTable, settings: Settings, priors: bool) -> dict[str, Any]:
    """All of them, for the report."""
    made: dict[str, Any] = {"left_out": left_out(table, settings)}
    if len(table.lists) <= MOST_LISTS_DELTA:
        made["delta"] = delta_sensitivity(counts(table), settings.level)
    if priors:
        made["latent_class_priors"] = of_priors(table, settings)
    return made
