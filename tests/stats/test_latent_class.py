"""The latent-class sampler: its kernels against exact answers, its posteriors against known truths and R's figures."""

import numpy as np
import pytest
from scipy import stats

from counterclaim.stats import latent_class_kernels as kernels
from counterclaim.stats.incomplete_beta import log_at_most
from counterclaim.stats.latent_class import Histories, Prior, cell_chances, sample
from counterclaim.stats.modes import modes
from tests.stats import tables


@pytest.fixture(scope="module")
def state() -> tuple[np.ndarray, np.ndarray, Histories]:
    rng = np.random.default_rng(1)
    return rng.normal(size=(3, 4)), rng.normal(size=2), Histories.of(tables.KOSOVO)


def test_chances_of_all_histories_sum_to_one(state: tuple[np.ndarray, np.ndarray, Histories]) -> None:
    x, v, _ = state
    flat = np.r_[x.ravel(), v][None, :]
    chances = cell_chances(flat, 4, 3)
    assert chances.shape == (1, 16)
    assert chances.sum() == pytest.approx(1)


def test_the_kernel_and_the_written_out_model_agree(state: tuple[np.ndarray, np.ndarray, Histories]) -> None:
    x, v, held = state
    joint, chance, stick = np.empty((3, len(held.masks))), np.empty((3, 4)), np.empty(3)
    n = held.f.sum()
    value = kernels.log_likelihood(x, v, held.parent, held.bit, held.f, n, joint, chance, stick)
    p = cell_chances(np.r_[x.ravel(), v][None, :], 4, 3)[0]
    expected = (tables.KOSOVO[1:] * np.log(p[1:])).sum() - n * np.log(1 - p[0])
    assert value == pytest.approx(expected, rel=1e-10)


def test_the_gradient_is_that_of_the_target(state: tuple[np.ndarray, np.ndarray, Histories]) -> None:
    x, v, held = state
    n, work = held.f.sum(), (np.empty((3, len(held.masks))), np.empty((3, 4)), np.empty(3), np.empty(len(held.masks)))

    def target(x: np.ndarray, v: np.ndarray) -> tuple[float, np.ndarray]:
        gx, gv = np.empty((3, 4)), np.empty(2)
        value = kernels._target(x, v, 0.7, held.parent, held.bit, held.f, n, *work, gx, gv)
        return value, np.r_[gx.ravel(), gv]

    _, gradient = target(x, v)
    flat, step = np.r_[x.ravel(), v], 1e-5
    for i in range(len(flat)):
        up, down = flat.copy(), flat.copy()
        up[i] += step
        down[i] -= step
        slope = (target(up[:12].reshape(3, 4), up[12:])[0] - target(down[:12].reshape(3, 4), down[12:])[0]) / (2 * step)
        assert gradient[i] == pytest.approx(slope, rel=1e-4, abs=1e-3)


def test_histories_form_a_tree_from_nobodys() -> None:
    held = Histories.of(tables.NEW_ORLEANS)
    assert held.masks[0] == 0
    assert held.f.sum() == 185
    for h in range(1, len(held.masks)):
        assert held.masks[held.parent[h]] | 1 << held.bit[h] == held.masks[h]
        assert held.parent[h] < h


def test_one_class_is_independence() -> None:
    """With one class the posterior is that of the model of independent lists, whose maximum likelihood total is
    7394.6 with a standard error of 122 (SparseMSE); the posterior median lies well inside one of them."""
    found = sample(tables.KOSOVO, 1, Prior(classes=2, shape=1e-6, rate=1e6), first=250, most=250)
    assert 4400 + np.median(found.missed) == pytest.approx(7394.6, rel=0.02)


# LCMCR 0.4.14 with K = 10, a = b = 1/4: medians of three seeds, pooled (Kosovo: 10406 to 10598; New Orleans 836 to 847)
@pytest.mark.parametrize(("y", "median"), [(tables.KOREA, 137), (tables.SPINA, 727), (tables.NEW_ORLEANS, 840)])
def test_medians_agree_with_lcmcr(y: np.ndarray, median: float) -> None:
    found = sample(y, 1)
    assert found.converged, found.why_not
    assert y.sum() + np.median(found.missed) == pytest.approx(median, rel=0.03)
    assert max(found.rhat.values()) < 1.01
    assert min(found.ess.values()) > 400


def test_the_same_seed_gives_the_same_draws() -> None:
    one, two = (sample(tables.KOREA, 5, first=20, most=20, warm_up=20) for _ in range(2))
    assert (one.missed == two.missed).all()


def test_too_short_a_run_is_not_converged_and_says_why() -> None:
    found = sample(tables.NETHERLANDS, 1, first=20, most=20, warm_up=20)
    assert not found.converged
    assert "R-hat" in found.why_not


def test_a_cap_on_the_missed_holds() -> None:
    found = sample(tables.ARTIFICIAL, 1, Prior(cap=500), first=50, most=50, warm_up=20)
    assert found.missed.max() <= 500


def test_two_modes_are_told_as_two() -> None:
    rng = np.random.default_rng(1)
    both = np.exp(np.r_[rng.normal(8, 0.1, 3000), rng.normal(9, 0.1, 1000)])
    found = modes(both)
    assert [round(mode["share"], 2) for mode in found] == [0.75, 0.25]
    assert [mode["total"] for mode in found] == pytest.approx([np.exp(8), np.exp(9)], rel=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_one_mode_is_told_as_one(seed: int) -> None:
    skewed = np.exp(np.random.default_rng(seed).gamma(4, 0.1, 5000))
    assert len(modes(skewed)) == 1


def test_a_constant_sample_has_one_mode() -> None:
    assert modes(np.full(10, 7.0)) == [{"total": pytest.approx(7.0), "share": 1.0}]


@pytest.mark.parametrize(
    ("cap", "n", "p0"), [(10, 5, 0.5), (500, 96, 0.8), (500, 96, 0.99), (0, 3, 0.2), (10**6, 4400, 0.6)]
)
def test_the_negative_binomial_distribution_function(cap: int, n: int, p0: float) -> None:
    assert log_at_most(float(cap), float(n), p0) == pytest.approx(
        stats.nbinom.logcdf(cap, n, 1 - p0), rel=1e-7, abs=1e-12
    )
