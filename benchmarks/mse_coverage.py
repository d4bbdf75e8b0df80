"""How often 95 % intervals hold the truth, and how often unequal chances are flagged. Prints one JSON object.

    python benchmarks/mse_coverage.py [--simulations 500] [--latent-class N] [--only SCENARIO]

Scenarios: independent, pair, classes (see `simulate`, N = 3000, four lists); sparse: tables drawn from the model that
stepwise selection fits to the five lists of the United Kingdom (Home Office 2014), as in Chan, Silverman & Vincent
(2021), section 3.4. `--latent-class N` also runs that method on the first N tables of each.
"""

import argparse
import json

import numpy as np

from counterclaim.estimates.heterogeneity import looks_heterogeneous
from counterclaim.estimates.loglinear import fit_models
from counterclaim.stats import hierarchical
from counterclaim.stats.bootstrap import bca, leave_one_out, resample, with_unseen
from counterclaim.stats.decomposable import posterior
from counterclaim.stats.latent_class import sample
from counterclaim.stats.loglinear import fit
from counterclaim.stats.profile_likelihood import interval
from counterclaim.stats.stepwise import THRESHOLD, select, totals

UK = {
    1: 54, 2: 463, 4: 995, 8: 695, 16: 316, 3: 15, 5: 19, 9: 3, 6: 62, 10: 19, 18: 1, 12: 76, 20: 11, 24: 8, 7: 1,
    11: 1, 14: 4, 15: 1,
}  # fmt: skip


def simulate(rng: np.random.Generator, kind: str, persons: int = 3000) -> np.ndarray:
    """Chances .35, .25, .3, .15; "pair": log odds ratio 1 between the first two lists; "classes": 30 % of persons with
    2.05 times, the rest with .55 times these chances."""
    p = np.array([0.35, 0.25, 0.3, 0.15])
    on = rng.random((persons, 4)) < p
    if kind == "pair":
        s = 1 + (p[0] + p[1]) * (np.e - 1)
        both = (s - np.sqrt(s * s - 4 * np.e * (np.e - 1) * p[0] * p[1])) / (2 * (np.e - 1))
        on[:, 1] = rng.random(persons) < np.where(on[:, 0], both / p[0], (p[1] - both) / (1 - p[0]))
    elif kind == "classes":
        on = rng.random((persons, 4)) < p * np.where(rng.random(persons) < 0.3, 2.05, 0.55)[:, None]
    y = np.bincount((on * (1 << np.arange(4))).sum(axis=1), minlength=16).astype(float)
    y[0] = 0
    return y


def stepwise_bca(y: np.ndarray, seed: int, replicates: int) -> tuple[float, float, float]:
    lists = len(y).bit_length() - 1
    pairs = np.array(hierarchical.interactions(lists, 2))
    _, intercept, _, _ = select(y, lists, pairs, THRESHOLD)
    point = float(y.sum() + np.exp(intercept))
    left, weights = leave_one_out(y)
    drawn = totals(resample(y, replicates, seed), lists, pairs, THRESHOLD)
    drawn = with_unseen(drawn, int(y.sum()), seed)
    return (point, *bca(point, drawn, totals(left, lists, pairs, THRESHOLD), weights, 0.95))


def of_table(y: np.ndarray, seed: int, classes: bool, stepwise_only: bool) -> dict[str, tuple[float, float, float]]:
    lists = len(y).bit_length() - 1
    if stepwise_only:
        return {"stepwise, bca": stepwise_bca(y, seed, 1000)}
    fits = fit_models(y, 2 if lists > 4 else lists - 1)
    low, high = interval(y, fits.parameters(0), float(fits.missed[0]), 0.95)
    graph = posterior(y, 0.5**lists).quantiles(np.array([0.5, 0.025, 0.975]))
    made = {
        "loglinear bic, profile": (y.sum() + fits.missed[0], y.sum() + low, y.sum() + high),
        "decomposable": tuple(y.sum() + graph),
        "stepwise, bca": stepwise_bca(y, seed, 1000),
    }
    if classes:
        made["latent-class"] = tuple(y.sum() + np.quantile(sample(y, seed, most=500).missed, [0.5, 0.025, 0.975]))
    return made


def sparse_truth() -> tuple[np.ndarray, float]:
    """Cell chances of everybody (nobody's history first) and the total of the United Kingdom's fitted model."""
    y = np.zeros(32)
    for mask, count in UK.items():
        y[mask] = count
    pairs = np.array(hierarchical.interactions(5, 2))
    _, _, _, chosen = select(y, 5, pairs, THRESHOLD)
    _, _, _, _, eta = fit(y, np.array([0, 1, 2, 4, 8, 16, *chosen]), 1)
    mu = np.exp(eta)
    return mu / mu.sum(), float(mu.sum())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--simulations", type=int, default=500)
    arguments.add_argument("--latent-class", type=int, default=0)
    arguments.add_argument("--only", choices=["independent", "pair", "classes", "sparse"])
    arguments.add_argument("--stepwise-only", action="store_true")
    asked = arguments.parse_args()
    out = {}
    chances, truth_uk = sparse_truth()
    for kind in [asked.only] if asked.only else ["independent", "pair", "classes", "sparse"]:
        rng, hits, biases, flagged = np.random.default_rng(1), {}, {}, 0
        for i in range(asked.simulations):
            if kind == "sparse":
                truth = round(truth_uk)
                y = rng.multinomial(truth, chances).astype(float)
                y[0] = 0
            else:
                truth = 3000
                y = simulate(rng, kind)
                flagged += looks_heterogeneous(y)
            for name, (best, low, high) in of_table(y, i, i < asked.latent_class, asked.stepwise_only).items():
                hits.setdefault(name, []).append(low <= truth <= high)
                biases.setdefault(name, []).append(best / truth - 1)
        out[kind] = {
            name: {"tables": len(held), "coverage": round(float(np.mean(held)), 3),
                   "median_bias": round(float(np.median(biases[name])), 3)}
            for name, held in hits.items()
        }  # fmt: skip
        if kind != "sparse":
            out[kind]["flagged"] = round(flagged / asked.simulations, 3)
        print(json.dumps({kind: out[kind]}), flush=True)


if __name__ == "__main__":
    main()
