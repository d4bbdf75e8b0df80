"""Bounds and the Mh/Mth family against Rcapture's figures."""

import numpy as np
import pytest

from counterclaim.stats.lower_bounds import chao, family, log_normal, sample_coverage
from tests.stats import tables


# Rcapture 1.4-4, closedp.t: total and AIC
@pytest.mark.parametrize(
    ("y", "by_list", "shape", "total", "aic"),
    [
        (tables.KOSOVO, False, "", 7608.3676, 1209.425970),
        (tables.KOSOVO, True, "", 7394.5867, 357.362741),
        (tables.KOSOVO, False, "chao", 8787.2428, 1094.345835),
        (tables.KOSOVO, True, "chao", 8591.1836, 218.920799),
        (tables.KOSOVO, False, "poisson", 9402.9525, 1126.941437),
        (tables.KOSOVO, True, "poisson", 9327.7613, 252.611623),
        (tables.KOSOVO, True, "darroch", 12797.343, 232.872436),
        (tables.KOSOVO, True, "gamma", 18387.146, 227.207677),
        (tables.NETHERLANDS, True, "chao", 53714.109, 506.448615),
        (tables.NETHERLANDS, True, "darroch", 68817.585, 506.593135),
        (tables.UNITED_KINGDOM, False, "gamma", 13540.087, 1552.344136),
        (tables.KOREA, False, "chao", 142.61312, 173.639382),
        (tables.KOREA, True, "poisson", 133.23721, 172.323565),
    ],
)
def test_the_family_agrees_with_rcapture(y: np.ndarray, by_list: bool, shape: str, total: float, aic: float) -> None:
    found = family(y, by_list=by_list, shape=shape)
    assert found is not None
    assert y.sum() + found.missed == pytest.approx(total, rel=1e-6)
    assert found.aic == pytest.approx(aic, abs=1e-5)


@pytest.mark.parametrize("shape", ["poisson", "darroch", "gamma"])
def test_shapes_without_an_estimate_give_none(shape: str) -> None:
    """Rcapture returns 96.0 here, with warnings at most: nobody is on three lists, so the shape runs to infinity."""
    assert family(tables.ARTIFICIAL, by_list=True, shape=shape) is None


def test_chao_by_hand() -> None:
    missed, _ = chao(tables.KOREA)
    assert missed == pytest.approx(2 / 3 * 51**2 / (2 * 60))


def test_chao_is_below_the_truth_when_chances_differ() -> None:
    y = tables.simulate(np.random.default_rng(3), "classes", 200_000)
    assert y.sum() + chao(y)[0] < 200_000
    assert y.sum() + chao(y)[0] > y.sum() * 1.1


def test_nobody_twice_bounds_nothing() -> None:
    assert chao(tables.table(3, {"100": 5, "010": 3, "001": 2}))[0] == np.inf


def test_sample_coverage_by_hand() -> None:
    total, coverage = sample_coverage(tables.KOREA)
    expected = 1 - (5 / 77 + 5 / 71 + 41 / 59) / 3
    assert coverage == pytest.approx(expected)
    assert total == pytest.approx((123 - (5 + 5 + 41) / 3) / expected)


def test_sample_coverage_of_independent_lists_is_unbiased() -> None:
    y = tables.simulate(np.random.default_rng(4), "independent", 400_000)
    assert float(sample_coverage(y)[0]) == pytest.approx(400_000, rel=0.01)


def test_the_log_normal_interval_holds_its_estimate_and_stays_positive() -> None:
    low, high = log_normal(50.0, 2500.0, 0.95)
    assert 0 < low < 50 < high
    assert low * high == pytest.approx(2500)
