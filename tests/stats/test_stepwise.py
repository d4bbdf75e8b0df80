"""Stepwise selection and bootstrap intervals against published figures."""

import numpy as np
import pytest
from scipy import stats

from counterclaim.stats import hierarchical
from counterclaim.stats.bootstrap import acceleration, bca, leave_one_out, quantile, resample, with_unseen
from counterclaim.stats.poisson import log_at_least, log_at_most
from counterclaim.stats.stepwise import THRESHOLD, select, totals
from tests.stats import tables


def run(y: np.ndarray) -> tuple[float, list[int]]:
    lists = len(y).bit_length() - 1
    _, intercept, _, chosen = select(y, lists, np.array(hierarchical.interactions(lists, 2)), THRESHOLD)
    return float(y.sum() + np.exp(intercept)), chosen.tolist()


# SparseMSE 2.0.1 and Chan, Silverman & Vincent (2021)
@pytest.mark.parametrize(
    ("y", "total", "pairs"),
    [
        (tables.KOSOVO, 14341.664, [6, 12, 5, 3, 9]),
        (tables.NEW_ORLEANS, 1034.1511, []),
        (tables.KOREA, 268.77778, [3]),
        (tables.UNITED_KINGDOM, 11312.99, [3, 18, 20, 5, 24, 10]),
        (tables.NETHERLANDS, 121521.61, [17, 20, 12, 5, 10, 3]),
        (tables.ARTIFICIAL, 539.09393, []),
    ],
)
def test_points_and_terms_agree_with_sparsemse(y: np.ndarray, total: float, pairs: list[int]) -> None:
    found, chosen = run(y)
    assert found == pytest.approx(total, rel=1e-6)
    assert chosen == pairs


@pytest.mark.parametrize(
    ("k", "mean"),
    [(0, 3.0), (5, 3.0), (3, 5.0), (100, 80.0), (9_999, 10_200.0), (20_000, 20_300.0), (30_000, 30_000.5), (0, 1e-9)],
)
def test_poisson_tails(k: int, mean: float) -> None:
    assert log_at_most(k, mean) == pytest.approx(stats.poisson.logcdf(k, mean), rel=1e-6, abs=1e-8)
    assert log_at_least(k, mean) == pytest.approx(stats.poisson.logsf(k - 1, mean), rel=1e-6, abs=1e-8)


def test_poisson_tails_far_out_keep_their_order() -> None:
    tails = [log_at_least(k, 1e6) for k in (1_010_000, 1_100_000, 2_000_000)]
    assert tails[0] > tails[1] > tails[2] > -1e9


def test_bootstrap_keeps_the_number_of_documented() -> None:
    assert (resample(tables.KOSOVO, 50, 1).sum(axis=1) == 4400).all()
    assert (resample(tables.KOSOVO, 50, 1)[:, 0] == 0).all()


def test_bootstrap_is_the_same_for_the_same_seed() -> None:
    assert (resample(tables.KOREA, 5, 7) == resample(tables.KOREA, 5, 7)).all()


def test_jackknife_leaves_out_one_of_each_history() -> None:
    left, weights = leave_one_out(tables.KOREA)
    assert weights.sum() == 123
    assert (left.sum(axis=1) == 122).all()


def test_bca_of_a_mean_is_the_textbook_one() -> None:
    """Efron & Tibshirani's acceleration of a mean is the sample skewness over 6 sqrt(n)."""
    x = np.random.default_rng(1).exponential(size=60)
    jackknife = (x.sum() - x) / 59
    skew = stats.skew(x) / (6 * np.sqrt(60))
    assert acceleration(jackknife, np.ones(60)) == pytest.approx(skew, rel=1e-6)


def test_bca_is_the_percentile_interval_where_nothing_is_biased_or_skewed() -> None:
    sample = np.arange(-500.0, 500.0) + 0.5
    low, high = bca(0.0, sample, np.array([-1.0, 1.0]), np.ones(2), 0.9)
    assert (low, high) == pytest.approx(tuple(quantile(sample, np.array([0.05, 0.95]))))


def test_replicates_without_an_estimate_open_the_interval() -> None:
    sample = np.r_[np.arange(60.0), np.full(40, np.inf)]
    low, high = bca(50.0, sample, np.array([1.0, 2.0]), np.ones(2), 0.95)
    assert np.isfinite(low)
    assert high == np.inf


def test_the_missed_vary_about_their_mean_as_a_poisson_does() -> None:
    mean = np.full(20_000, 150.0)
    persons = with_unseen(mean, 100, 1)
    assert persons.mean() == pytest.approx(150, abs=4 * np.sqrt(50 / 20_000))
    assert persons.var() == pytest.approx(50, rel=0.05)
    assert persons.min() >= 100


def test_the_missed_of_replicates_without_an_estimate_stay_unknown() -> None:
    persons = with_unseen(np.array([np.inf, np.nan, 1e300]), 100, 1)
    assert persons[0] == np.inf
    assert np.isnan(persons[1])
    assert persons[2] == 1e300


def test_quantiles_are_of_type_eight() -> None:
    x = np.random.default_rng(2).normal(size=37)
    shares = np.array([0.025, 0.3, 0.5, 0.9])
    assert quantile(x, shares) == pytest.approx(np.quantile(x, shares, method="median_unbiased"))


def test_intervals_of_korea_agree_with_the_published() -> None:
    """MultipleSystemsEstimation 1.2.0, 1000 replicates: 123.3 to 440.5. Two sets of 1000 replicates differ by about
    3 % in such limits (each has a Monte Carlo error near 2 %)."""
    pairs = np.array(hierarchical.interactions(3, 2))
    sample = totals(resample(tables.KOREA, 4000, 1), 3, pairs, THRESHOLD)
    left, weights = leave_one_out(tables.KOREA)
    found = bca(run(tables.KOREA)[0], sample, totals(left, 3, pairs, THRESHOLD), weights, 0.95)
    assert found == pytest.approx((123.3, 440.5), rel=0.05)
