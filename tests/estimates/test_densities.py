"""Posterior densities as they are drawn: whole persons a bin, no teeth on small totals, all of the posterior there."""

import numpy as np
import pytest
from scipy.stats import nbinom

from counterclaim.estimates.densities import as_drawn, given_chances, whole_edges
from counterclaim.plots.intervals import ticks_between


@pytest.mark.parametrize(("low", "high"), [(76, 131), (68.2, 70.9), (1, 3), (9_000, 140_000), (4, 4)])
def test_a_bin_holds_whole_persons(low: float, high: float) -> None:
    edges = whole_edges(low, high)
    widths = np.diff(edges)
    assert (edges + 0.5 == np.round(edges + 0.5)).all()
    assert (widths >= 1).all()
    assert edges[0] <= low
    assert edges[-1] >= high


def test_a_density_is_of_single_persons() -> None:
    assert as_drawn(np.array([9.5, 10.5, 12.5]), np.array([0.2, 0.6]))["density"] == pytest.approx([0.2, 0.3])


def test_the_mean_over_chances_is_the_posterior_of_a_known_chance() -> None:
    drawn = given_chances(60, np.log(np.full((4, 100), 0.25)), 65, 95)
    missed = np.round(drawn["total"]) - 60
    assert drawn["density"] == pytest.approx(nbinom.pmf(missed, 60, 0.75).tolist(), rel=1e-9)


def test_a_small_total_has_one_peak_where_its_posterior_has() -> None:
    rng = np.random.default_rng(1)
    log_p0 = np.log(rng.beta(12, 40, size=(8, 60)))  # few draws: a histogram of numbers missed would be all teeth
    heights = np.array(given_chances(68, log_p0, 70, 140)["density"])
    turns = np.diff(np.sign(np.diff(heights[heights > 0.01 * heights.max()])))
    assert np.count_nonzero(turns) == 1


def test_nobody_missed_is_part_of_the_picture() -> None:
    drawn = given_chances(30, np.log(np.full(50, 0.01)), 30, 33)
    assert drawn["total"][0] == pytest.approx(30, abs=0.1)
    assert sum(drawn["density"]) == pytest.approx(nbinom.cdf(3, 30, 0.99), rel=1e-6)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(50, 6_000, [50, 100, 200, 500, 1000, 2000, 5000]), (67, 140, [70, 80, 90, 100, 120])],
)
def test_a_short_axis_has_ticks_too(left: float, right: float, expected: list[float]) -> None:
    assert ticks_between(left, right) == pytest.approx(expected)
