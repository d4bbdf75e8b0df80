"""Model averaging over decomposable graphs against dga's figures, and against brute force."""

import itertools

import numpy as np
import pytest
from scipy.special import gammaln

from counterclaim.stats.decomposable import geometric, posterior
from counterclaim.stats.decomposable_graphs import edges, graphs
from tests.stats import tables

TAILS = np.array([0.5, 0.025, 0.975])


@pytest.mark.parametrize(("lists", "number"), [(3, 8), (4, 61), (5, 822), (6, 18154)])
def test_number_of_decomposable_graphs(lists: int, number: int) -> None:
    signs, codes = graphs(lists)
    assert len(signs) == len(codes) == number
    assert (signs.sum(axis=1) == 1).all()


def test_chordless_cycles_are_left_out() -> None:
    cycle = {(0, 1), (1, 2), (2, 3), (0, 3)}
    assert cycle not in [set(edges(int(code), 4)) for code in graphs(4)[1]]


def test_eight_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 7"):
        graphs(8)


# dga 2.0.2, bma.cr with Nmissing 1 to ten times the documented, delta as given: median and 95 % limits of the total
@pytest.mark.parametrize(
    ("y", "delta", "expected"),
    [
        (tables.KOSOVO, 1 / 16, (12595, 9827, 16544)),
        (tables.KOSOVO, 0.5, (11323, 4500, 14486)),
        (tables.KOSOVO, 1.0, (4617, 4408, 6860)),
        (tables.KOREA, 1 / 8, (163, 127, 401)),
        (tables.SPINA, 1 / 8, (725, 686, 784)),
        (tables.ARTIFICIAL, 1 / 8, (304, 97, 862)),
        (tables.NEW_ORLEANS, 1 / 32, (865, 510, 1640)),
        (tables.UNITED_KINGDOM, 1 / 32, (22365, 10343, 29446)),
    ],
)
def test_the_exact_grid_gives_dgas_integers(y: np.ndarray, delta: float, expected: tuple[int, ...]) -> None:
    found = posterior(y, delta, exact=True, end=int(10 * y.sum()))
    assert tuple(y.sum() + found.quantiles(TAILS)) == expected


@pytest.mark.parametrize("y", [tables.KOSOVO, tables.KOREA, tables.NEW_ORLEANS, tables.UNITED_KINGDOM])
def test_knots_are_within_half_a_per_cent(y: np.ndarray) -> None:
    lists, end = len(y).bit_length() - 1, int(10 * y.sum())
    exact = y.sum() + posterior(y, 0.5**lists, exact=True, end=end).quantiles(TAILS)
    knots = y.sum() + posterior(y, 0.5**lists, end=end).quantiles(TAILS)
    assert knots == pytest.approx(exact, rel=0.005)


def test_against_brute_force_on_three_lists() -> None:
    """The posterior of the saturated and the independent graph written out, not by the matrix product."""
    y, delta, missed = tables.SPINA, 0.25, np.arange(1.0, 400)
    n, total = y.sum(), y.sum() + missed

    def margin(members: int) -> np.ndarray:
        size = 1 << bin(members).count("1")
        prior = delta * 8 / size
        cells = {}
        for history in range(8):
            cells.setdefault(history & members, []).append(history)
        out = gammaln(8 * delta) - gammaln(total + 8 * delta)
        for key, histories in cells.items():
            held = sum(y[h] for h in histories if h) + (missed if key == 0 else 0)
            out = out + gammaln(held + prior) - gammaln(prior)
        return out

    logs = []
    pairs = [3, 5, 6]
    for chosen in itertools.product([0, 1], repeat=3):
        graph = [pair for pair, on in zip(pairs, chosen, strict=True) if on]
        if len(graph) == 3:
            density = margin(7)
        elif len(graph) == 2:
            density = margin(graph[0]) + margin(graph[1]) - margin(graph[0] & graph[1])
        elif len(graph) == 1:
            density = margin(graph[0]) + margin(7 ^ graph[0])
        else:
            density = margin(1) + margin(2) + margin(4)
        logs.append(density)
    weight = np.array(logs) + gammaln(total + 1) - gammaln(missed + 1) - np.log(total)
    mass = np.exp(weight - weight.max()).sum(axis=0)
    found = posterior(y, delta, exact=True, end=399)
    assert found.mass == pytest.approx(mass / mass.sum(), abs=1e-12)
    assert n == 621


def test_the_grid_grows_until_its_tail_is_light() -> None:
    y = tables.table(3, {"100": 40, "010": 30, "001": 20, "110": 1})
    assert posterior(y, 1 / 8, end=30 * 91).tail > 1e-3
    found = posterior(y, 1 / 8)
    assert found.missed[-1] > 30 * 91
    assert found.tail < 1e-3


def test_a_grid_that_is_cut_says_so() -> None:
    assert posterior(tables.UNITED_KINGDOM, 1 / 32, end=20_000).tail > 0.001


def test_knots_count_every_whole_number_once() -> None:
    points, widths = geometric(100_000)
    assert widths.sum() == 100_000
    assert (np.diff(points) > 0).all()


def test_seven_lists_are_pruned_not_refused() -> None:
    rng = np.random.default_rng(1)
    on = rng.random((4000, 7)) < np.array([0.3, 0.2, 0.25, 0.2, 0.15, 0.3, 0.2])
    y = np.bincount((on * (1 << np.arange(7))).sum(axis=1), minlength=128).astype(float)
    y[0] = 0
    found = posterior(y, 2.0**-7)
    low, high = y.sum() + found.quantiles(np.array([0.005, 0.995]))
    assert low < 4000 < high
    assert len(found.graphs) < 617_675
