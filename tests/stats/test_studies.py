"""Long studies: coverage of intervals, flags of unequal chances, calibration of the Bayesian methods."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.stats import binom, chisquare

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["independent", "pair"])
def test_intervals_cover_where_their_assumption_holds(kind: str) -> None:
    """At a true coverage of .93, 200 tables would fall to the limit below once in a thousand times."""
    study, rng, hits = load("mse_coverage"), np.random.default_rng(11), {}
    for i in range(200):
        for name, (_, low, high) in study.of_table(study.simulate(rng, kind), i, False).items():
            hits[name] = hits.get(name, 0) + (low <= 3000 <= high)
    least = binom.ppf(0.001, 200, 0.93)
    assert hits["loglinear bic, profile"] >= least
    assert hits["decomposable"] >= least


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "least", "most"), [("independent", 0, 20), ("pair", 0, 20), ("classes", 180, 200)])
def test_flags_of_unequal_chances(kind: str, least: int, most: int) -> None:
    study, rng = load("mse_coverage"), np.random.default_rng(12)
    flags = sum(study.looks_heterogeneous(study.simulate(rng, kind)) for _ in range(200))
    assert least <= flags <= most


@pytest.mark.soak
@pytest.mark.parametrize(("method", "count"), [("decomposable", 500), ("classes", 60)])
def test_ranks_of_the_truth_are_uniform(method: str, count: int) -> None:
    study, rng, ranks, tried = load("mse_calibration"), np.random.default_rng(13), [], 0
    while len(ranks) < count:
        tried += 1
        rank = study.rank_decomposable(rng) if method == "decomposable" else study.rank_classes(rng, tried)
        if rank is not None:
            ranks.append(rank)
    assert chisquare(np.histogram(ranks, bins=10, range=(0, 1))[0]).pvalue > 0.001
