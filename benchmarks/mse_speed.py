"""What each method costs, in seconds of processor time, best of three; and whether cost grows with persons documented.

    python benchmarks/mse_speed.py

R's figures beside ours were measured on another run of a like machine (Rcapture 1.4-4, dga 2.0.2, LCMCR 0.4.14; R
itself is not needed here). For the latent classes R's is 193 effective draws in 1.84 s on Kosovo, the best of three.
"""

import json
from collections.abc import Callable
from time import process_time

import numpy as np

from counterclaim.estimates import bounds, decomposable, latent_class, loglinear, stepwise
from counterclaim.estimates.example import kosovo
from counterclaim.estimates.settings import Settings
from counterclaim.model import OverlapTable
from counterclaim.stats.bootstrap import best_totals, leave_one_out, resample
from counterclaim.stats.decomposable import posterior
from counterclaim.stats.decomposable_graphs import graphs
from counterclaim.stats.hierarchical import interactions, models
from counterclaim.stats.latent_class import sample
from counterclaim.stats.loglinear import fit_all


def cost(work: Callable[[], object], times: int = 3) -> float:
    """Least processor time of some runs, after one that compiles."""
    work()
    spent = []
    for _ in range(times):
        started = process_time()
        work()
        spent.append(process_time() - started)
    return round(min(spent), 5)


def counts(table: OverlapTable, scale: int = 1) -> np.ndarray:
    y = np.zeros(1 << len(table.lists))
    for mask, count in table.histories:
        y[mask] = count * scale
    return y


def independent(lists: int, persons: int = 3000) -> np.ndarray:
    rng = np.random.default_rng(1)
    on = rng.random((persons, lists)) < np.linspace(0.15, 0.35, lists)
    y = np.bincount((on * (1 << np.arange(lists))).sum(axis=1), minlength=1 << lists).astype(float)
    y[0] = 0
    return y


def all_models(y: np.ndarray, order: int) -> Callable[[], object]:
    lists = len(y).bit_length() - 1
    every, terms = models(lists, order), np.array(interactions(lists, order))
    return lambda: fit_all(y, lists, terms, every)


def main() -> None:
    table = kosovo()
    y, five, six = counts(table), independent(5), independent(6)
    fits = loglinear.fit_models(y, 3)
    terms = np.zeros((113, int(fits.size.max())), dtype=np.int64)
    for i in range(113):
        terms[i, : fits.size[i]] = fits.parameters(i)

    def bca_of_all() -> None:
        best_totals(resample(y, 1000, 1), terms, fits.size, np.array([113]))
        best_totals(leave_one_out(y)[0], terms, fits.size, np.array([113]))

    graphs(6)
    rows = {
        "113 models, Kosovo": (cost(all_models(y, 3)), "R 0.677"),
        "6,893 models, 5 lists": (cost(all_models(five, 4)), ""),
        "32,768 models, 6 lists": (cost(all_models(six, 2)), ""),
        "decomposable, Kosovo": (cost(lambda: posterior(y, 2**-4)), "R 0.242, whole grid"),
        "decomposable, 5 lists": (cost(lambda: posterior(five, 2**-5)), "R 1.586, whole grid"),
        "decomposable, 6 lists": (cost(lambda: posterior(six, 2**-6)), ""),
        "BCa of 1,000 replicates over 113 models, Kosovo": (cost(bca_of_all), "R 15 to 82"),
    }
    for name, (seconds, other) in rows.items():
        print(json.dumps({name: {"seconds": seconds, "elsewhere": other}}), flush=True)
    latent_class.warm_up()
    started = process_time()
    found = sample(y, 1)
    spent = process_time() - started
    ours = found.ess["log_missed"] / spent
    print(json.dumps({"latent-class, Kosovo": {
        "seconds": round(spent, 2), "rhat": round(max(found.rhat.values()), 4), "ess": {k: round(v) for k, v in found.ess.items()},
        "effective a second": round(ours), "ratio to LCMCR": round(ours / (193 / 1.84), 1),
    }}), flush=True)  # fmt: skip
    quick = Settings(bootstrap=100, rounds=250)
    for method in (loglinear, stepwise, decomposable, bounds, latent_class):
        spent_on = []
        for scale in (1, 10, 100, 1000):
            scaled = OverlapTable.of(table.lists, {mask: count * scale for mask, count in table.histories})
            spent_on.append(cost(lambda m=method, t=scaled: m.estimate(t, quick), 1))
        print(json.dumps({f"{method.__name__.split('.')[-1]} at 4.4e3, 4.4e4, 4.4e5, 4.4e6": spent_on}), flush=True)


if __name__ == "__main__":
    main()
