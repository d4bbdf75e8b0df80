"""Log-linear models against R's figures of public tables, and against their own definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.stats import existence, hierarchical
from counterclaim.stats.loglinear import FITTED, NOT_EXISTING, NOT_IDENTIFIABLE, fit, fit_all
from counterclaim.stats.profile_likelihood import interval
from tests.stats import tables


def best(y: np.ndarray, order: int, criterion: str) -> tuple[str, float, float, float]:
    lists = len(y).bit_length() - 1
    terms = hierarchical.interactions(lists, order)
    models = hierarchical.models(lists, order)
    assert models is not None
    status, intercept, _, likelihood, size = fit_all(y, lists, np.array(terms), models)
    fitted = status == FITTED
    bic = np.where(fitted, size * np.log(y.sum()) - 2 * likelihood, np.inf)
    aic = np.where(fitted, 2 * size - 2 * likelihood, np.inf)
    at = int(np.argmin(bic if criterion == "bic" else aic))
    chosen = [term for i, term in enumerate(terms) if models[at] >> i & 1]
    return hierarchical.name(chosen, lists), y.sum() + np.exp(intercept[at]), aic[at], bic[at]


# Rcapture 1.4-4, closedpMS.t: model, total, AIC, BIC
@pytest.mark.parametrize(
    ("y", "order", "criterion", "model", "total", "aic", "bic"),
    [
        (tables.KOSOVO, 3, "bic", "[123,14,34]", 10356.519, 132.746675, 203.029633),
        (tables.KOSOVO, 3, "aic", "[123,134]", 12740.968, 126.441059, 203.113377),
        (tables.KOSOVO, 2, "bic", "[12,13,14,23,34]", 14341.664, 161.317648, 225.211246),
        (tables.UNITED_KINGDOM, 2, "bic", "[12,13,23,25,34]", 22991.331, 131.450864, 196.539756),
        (tables.UNITED_KINGDOM, 2, "aic", "[12,13,15,24,25,35,45]", 11174.827, 125.118756, 202.041992),
        (tables.NETHERLANDS, 2, "bic", "[12,15,23,24,25,35,45]", 48012.726, 130.845557, 222.053910),
        (tables.NEW_ORLEANS, 2, "bic", "[1,2,3,4,5]", 1034.1511, 77.529389, 96.851524),
        (tables.KOREA, 2, "bic", "[12,23]", 157.16667, 40.267704, 57.140810),
        (tables.SPINA, 2, "bic", "[23,1]", 724.12453, 54.256228, 76.412884),
    ],
)
def test_best_model_agrees_with_rcapture(
    y: np.ndarray, order: int, criterion: str, model: str, total: float, aic: float, bic: float
) -> None:
    found = best(y, order, criterion)
    assert found[0] == model
    assert found[1:] == pytest.approx((total, aic, bic), rel=1e-6)


# Chan, Silverman & Vincent (2021), section 2.4: the model whose total Rcapture gives as 1.39e13, and two others
@pytest.mark.parametrize(
    ("pairs", "status"),
    [([3], NOT_EXISTING), ([3, 5, 6], NOT_IDENTIFIABLE), ([5, 6], FITTED)],
    ids=["[12,3]", "[12,13,23]", "[13,23]"],
)
def test_existence_and_identifiability_on_the_published_example(pairs: list[int], status: int) -> None:
    terms = np.array([0, 1, 2, 4, *pairs])
    named = {
        FITTED: existence.Existence.FINE,
        NOT_EXISTING: existence.Existence.NOT_EXISTING,
        NOT_IDENTIFIABLE: existence.Existence.NOT_IDENTIFIABLE,
    }
    assert fit(tables.ARTIFICIAL, terms, 1)[0] == status
    assert existence.check(tables.ARTIFICIAL, terms) == named[status]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=15, max_size=15), st.integers(0, 112))
def test_newton_and_linear_programme_agree_on_existence(counts: list[int], at: int) -> None:
    y = np.array([0, *counts], dtype=float)
    models = hierarchical.models(4, 3)
    assert models is not None
    terms = hierarchical.parameters(int(models[at]), 4, hierarchical.interactions(4, 3))
    status = fit(y, terms, 1)[0]
    verdict = existence.check(y, terms)
    assert (status == FITTED) == (verdict == existence.Existence.FINE)
    assert (status == NOT_IDENTIFIABLE) == (verdict == existence.Existence.NOT_IDENTIFIABLE)


def test_independence_of_two_lists_is_lincoln_petersen() -> None:
    status, intercept, _, _, _ = fit(np.array([0.0, 60, 30, 20]), np.array([0, 1, 2]), 1)
    assert status == FITTED
    assert np.exp(intercept) == pytest.approx(60 * 30 / 20)


def test_a_model_reproduces_its_margins() -> None:
    terms = np.array([0, 1, 2, 4, 8, 3, 12])
    _, _, _, _, eta = fit(tables.KOSOVO, terms, 1)
    mu, histories = np.exp(eta), np.arange(16)
    mu[0] = 0
    for term in terms:
        inside = (histories & term) == term
        assert mu[inside].sum() == pytest.approx(tables.KOSOVO[inside].sum(), rel=1e-9)


def test_a_pair_without_overlap_removes_its_histories() -> None:
    y = tables.table(3, {"100": 50, "010": 40, "001": 30, "110": 9, "101": 7})
    status, _, _, _, eta = fit(y, np.array([0, 1, 2, 4, 6]), 1)
    assert status == FITTED
    assert eta[6] == eta[7] == -np.inf


@pytest.mark.parametrize("scale", [1e3, 1e6, 2e5])
def test_proportional_counts_give_proportional_totals(scale: float) -> None:
    terms = np.array([0, 1, 2, 4, 8, 3, 5, 6, 7])
    one, many = fit(tables.KOSOVO, terms, 1), fit(tables.KOSOVO * scale, terms, 1)
    assert np.exp(many[1]) == pytest.approx(scale * np.exp(one[1]), rel=1e-8)


# Rcapture closedpCI.t: profile-likelihood limits of the total
@pytest.mark.parametrize(
    ("y", "pairs", "low", "high"),
    [
        (tables.KOSOVO, [3, 5, 6, 7, 9, 12], 8994.2567, 12110.408),
        (tables.KOSOVO, [3, 5, 6, 9, 12], 12525.186, 16542.835),
        (tables.UNITED_KINGDOM, [3, 5, 6, 18, 12], 17990.951, 30141.904),
    ],
)
def test_profile_interval_agrees_with_rcapture(y: np.ndarray, pairs: list[int], low: float, high: float) -> None:
    lists = len(y).bit_length() - 1
    terms = np.array([0, *(1 << j for j in range(lists)), *pairs])
    _, intercept, _, _, _ = fit(y, terms, 1)
    found = interval(y, terms, float(np.exp(intercept)), 0.95)
    assert np.add(found, y.sum()) == pytest.approx((low, high), rel=1e-5)


@pytest.mark.parametrize(
    ("lists", "order", "number"), [(3, 2, 8), (4, 3, 113), (5, 2, 1024), (5, 4, 6893), (6, 2, 32768)]
)
def test_number_of_hierarchical_models(lists: int, order: int, number: int) -> None:
    models = hierarchical.models(lists, order)
    assert models is not None
    assert len(models) == len(set(models.tolist())) == number


def test_every_model_is_hierarchical() -> None:
    terms = hierarchical.interactions(4, 3)
    models = hierarchical.models(4, 3)
    assert models is not None
    for model in models:
        held = {term for i, term in enumerate(terms) if model >> i & 1}
        assert all(face in held for term in held for face in hierarchical.faces(term))


def test_too_many_models_are_not_enumerated() -> None:
    assert hierarchical.models(7, 3) is None


@pytest.mark.parametrize(
    ("chosen", "lists", "name"),
    [
        ([], 3, "[1,2,3]"),
        ([3, 5, 6, 7], 4, "[123,4]"),
        ([3, 12], 4, "[12,34]"),
        ([1 << 9 | 1], 10, "[1.10,2,3,4,5,6,7,8,9]"),
    ],
)
def test_names(chosen: list[int], lists: int, name: str) -> None:
    assert hierarchical.name(chosen, lists) == name
