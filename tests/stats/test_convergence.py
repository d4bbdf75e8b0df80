"""R-hat and effective sample size on chains whose answer is known."""

import numpy as np
import pytest

from counterclaim.stats.convergence import ess, rank_normalise, rhat, split


def autoregressive(rng: np.random.Generator, rho: float, chains: int, draws: int) -> np.ndarray:
    out = np.empty((chains, draws))
    out[:, 0] = rng.normal(size=chains)
    for t in range(1, draws):
        out[:, t] = rho * out[:, t - 1] + np.sqrt(1 - rho**2) * rng.normal(size=chains)
    return out


def test_independent_chains_agree() -> None:
    chains = np.random.default_rng(1).normal(size=(4, 1000))
    assert rhat(chains) < 1.01
    assert ess(chains) == pytest.approx(4000, rel=0.15)


@pytest.mark.parametrize("rho", [0.3, 0.6, 0.9])
def test_ess_of_an_autoregression_is_the_theoretical_one(rho: float) -> None:
    chains = autoregressive(np.random.default_rng(2), rho, 8, 20_000)
    assert ess(chains) == pytest.approx(160_000 * (1 - rho) / (1 + rho), rel=0.1)


def test_a_shifted_chain_is_found() -> None:
    chains = np.random.default_rng(3).normal(size=(4, 500))
    chains[0] += 2.0
    assert rhat(chains) > 1.1
    assert ess(chains) < 50


def test_a_chain_of_another_spread_is_found_by_folding() -> None:
    chains = np.random.default_rng(4).normal(size=(4, 500))
    chains[0] *= 4.0
    assert rhat(chains) > 1.05


def test_a_trend_inside_one_chain_is_found_by_splitting() -> None:
    chains = np.random.default_rng(5).normal(size=(1, 1000)) + np.linspace(0, 3, 1000)
    assert rhat(chains) > 1.2


def test_infinite_variance_does_not_blind_it() -> None:
    rng = np.random.default_rng(6)
    chains = rng.standard_cauchy(size=(4, 1000))
    assert rhat(chains) < 1.01
    chains[0] += 3.0
    assert rhat(chains) > 1.05


def test_monotone_transformations_change_nothing() -> None:
    chains = np.random.default_rng(7).normal(size=(4, 200))
    assert ess(np.exp(chains)) == pytest.approx(ess(chains))


def test_constant_chains() -> None:
    assert rhat(np.ones((4, 10))) == 1.0
    assert ess(np.ones((4, 10))) == 40.0
    stuck = np.repeat([[1.0], [2.0]], 10, axis=1)
    assert rhat(stuck) == np.inf


def test_a_missing_draw_gives_nan() -> None:
    chains = np.ones((2, 8))
    chains[0, 3] = np.nan
    assert np.isnan(rhat(chains))
    assert np.isnan(ess(chains))


def test_split_drops_an_odd_middle() -> None:
    assert split(np.arange(5.0)[None, :]).tolist() == [[0.0, 1.0], [3.0, 4.0]]


def test_ties_share_a_rank() -> None:
    assert len(set(rank_normalise(np.array([[1.0, 1.0, 2.0, 2.0]])).ravel().round(12))) == 2


@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 2, 8)])
def test_shapes_that_cannot_be_split(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="chains x draws"):
        split(np.zeros(shape))
