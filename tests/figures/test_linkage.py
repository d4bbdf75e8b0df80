"""Clusters from ties: pairs that agree are together, chains of near ties are not, whatever the order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.figures.linkage import MAX_LINKED, partition


def clusters(names, weights, default=-5.0):
    tie = lambda one, other: weights.get((one, other), weights.get((other, one), default))  # noqa: E731
    ties = {name: {} for name in names}
    for (one, other), weight in weights.items():
        if weight > 0:
            ties[one][other] = ties[other][one] = weight
    return sorted(sorted(group) for group in partition(names, tie, ties))


@pytest.mark.parametrize(
    ("names", "weights", "expected"),
    [
        ("a", {}, [["a"]]),
        ("ab", {("a", "b"): 1.0}, [["a", "b"]]),
        ("ab", {("a", "b"): -1.0}, [["a"], ["b"]]),
        ("abc", {("a", "b"): 3.0, ("b", "c"): 1.0}, [["a", "b"], ["c"]]),
        ("abc", {("a", "b"): 3.0, ("b", "c"): 3.0, ("a", "c"): -1.0}, [["a", "b", "c"]]),
        ("abcd", {("a", "b"): 4.0, ("c", "d"): 4.0, ("b", "c"): 1.0}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_who_is_together(names, weights, expected):
    assert clusters(list(names), weights) == expected


def test_a_long_chain_of_ties_does_not_become_one_cluster():
    names = [f"n{i:02}" for i in range(30)]
    chain = {(names[i], names[i + 1]): 1.0 for i in range(29)}
    assert max(map(len, clusters(names, chain))) <= 3


def test_a_component_too_large_for_all_pairs_gathers_round_pivots():
    names = [f"n{i:03}" for i in range(2 * MAX_LINKED)]
    star = {(names[0], name): 2.0 for name in names[1:]}
    assert clusters(names, star) == [names]


@given(st.integers(0, 10**6), st.integers(2, 12))
def test_clusters_part_their_members_and_are_stable(seed, size):
    chance = random.Random(seed)
    names = [f"n{i}" for i in range(size)]
    weights = {(a, b): chance.choice([-4.0, -1.0, 2.0, 3.0]) for i, a in enumerate(names) for b in names[i + 1 :]}
    first = clusters(names, weights)
    assert sorted(name for group in first for name in group) == sorted(names)
    assert clusters(names, dict(reversed(weights.items()))) == first
