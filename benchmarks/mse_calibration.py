"""Simulation-based calibration of the Bayesian methods (Talts et al. 2018): are ranks of the truth uniform?

    python benchmarks/mse_calibration.py [--decomposable 1500] [--latent-class 100]

The prior 1/N is made proper by a largest N (2000). Data of fewer than 20 documented are left out, which leaves the ranks
of the others uniform. Prints, for each method, the counts of ranks in ten bins and the p-value of their chi-squared.
"""

import argparse
import json

import numpy as np
from scipy.stats import chisquare

from counterclaim.stats.decomposable import posterior
from counterclaim.stats.decomposable_graphs import graphs
from counterclaim.stats.latent_class import Prior, sample

LARGEST, FEWEST, LISTS = 2000, 20, 4


def draw_total(rng: np.random.Generator) -> int:
    """From a prior proportional to 1/N on 1 to LARGEST."""
    weights = 1 / np.arange(1, LARGEST + 1)
    return int(rng.choice(np.arange(1, LARGEST + 1), p=weights / weights.sum()))


def draw_graph_chances(rng: np.random.Generator, delta: float) -> np.ndarray:
    """Cell chances from a graph's hyper-Dirichlet law, built clique by clique given the separator."""
    signs, _ = graphs(LISTS)
    row = signs[rng.integers(len(signs))]
    cliques = [c for c in range(1, 1 << LISTS) if row[c] > 0]
    # an order with the running intersection property: by trial, as there are few cliques
    for _ in range(1000):
        order = list(rng.permutation(cliques))
        seen, good = 0, True
        for i, clique in enumerate(order):
            inter = int(clique) & seen
            good &= i == 0 or any(inter & ~int(other) == 0 for other in order[:i])
            seen |= int(clique)
        if good:
            break
    chances, seen, cells = np.ones(1 << LISTS), 0, np.arange(1 << LISTS)
    for clique in order:
        clique = int(clique)
        separator, size = clique & seen, 1 << clique.bit_count()
        values = {int(v): rng.gamma(delta * (1 << LISTS) / size) for v in np.unique(cells & clique)}
        held = np.array([values[int(v)] for v in cells & clique])
        below = np.array([sum(g for v, g in values.items() if v & separator == int(c) & separator) for c in cells])
        chances *= held / below
        seen |= clique
    return chances / chances.sum()


def draw_class_chances(rng: np.random.Generator, prior: Prior) -> np.ndarray:
    """Cell chances from the latent-class prior."""
    alpha = max(rng.gamma(prior.shape, 1 / prior.rate), 1e-12)
    sticks = np.r_[rng.beta(1, alpha, prior.classes - 1), 1.0]
    weights = sticks * np.r_[1.0, np.cumprod(1 - sticks[:-1])]
    on = rng.random((prior.classes, LISTS))
    chances = np.zeros(1 << LISTS)
    for cell in range(1 << LISTS):
        inside = np.array([cell >> j & 1 for j in range(LISTS)], dtype=bool)
        chances[cell] = weights @ np.prod(np.where(inside, on, 1 - on), axis=1)
    return chances / chances.sum()


def rank_decomposable(rng: np.random.Generator) -> float | None:
    total, delta = draw_total(rng), 0.5
    y = rng.multinomial(total, draw_graph_chances(rng, delta)).astype(float)
    missed, y[0] = y[0], 0.0
    if y.sum() < FEWEST:
        return None
    found = posterior(y, delta, exact=True, end=LARGEST - int(y.sum()), least=0)
    at = int(missed)
    return float(found.mass[:at].sum() + rng.random() * found.mass[at])


def rank_classes(rng: np.random.Generator, seed: int) -> float | None:
    total, prior = draw_total(rng), Prior(classes=5)
    y = rng.multinomial(total, draw_class_chances(rng, prior)).astype(float)
    missed, y[0] = y[0], 0.0
    if y.sum() < FEWEST:
        return None
    capped = Prior(classes=5, cap=LARGEST - float(y.sum()))
    drawn = sample(y, seed, capped, ladders=4, first=250, most=250, warm_up=150).missed.ravel()
    return float(np.mean(drawn < missed) + rng.random() * np.mean(drawn == missed))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--decomposable", type=int, default=1500)
    arguments.add_argument("--latent-class", type=int, default=100)
    asked = arguments.parse_args()
    for name, count in (("decomposable", asked.decomposable), ("latent-class", asked.latent_class)):
        rng, ranks, tried = np.random.default_rng(1), [], 0
        while len(ranks) < count:
            tried += 1
            rank = rank_decomposable(rng) if name == "decomposable" else rank_classes(rng, tried)
            if rank is not None:
                ranks.append(rank)
        held = np.histogram(ranks, bins=10, range=(0, 1))[0]
        p = float(chisquare(held).pvalue) if count else 1.0
        print(json.dumps({name: {"ranks": held.tolist(), "p": round(p, 4)}}), flush=True)


if __name__ == "__main__":
    main()
