"""Clusters of accounts that are tied pair by pair: average linkage, so that no chain of near ties joins what is apart.

Clusters are joined while the mean of the ties between all their members is positive, the best pair first: a greedy
search for the partition that agrees most with the ties (correlation clustering; Bansal, Blum and Chawla 2004). A
component too large for all pairs is parted by pivots (Ailon, Charikar and Newman 2008), in linear time. Both depend on the
set alone, never on the order in which it was built.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

#: accounts of one component among which all pairs are compared; beyond, each is compared with pivots only
MAX_LINKED = 64


def partition(
    members: Sequence[str], tie: Callable[[str, str], float], ties: Mapping[str, Mapping[str, float]]
) -> list[list[str]]:
    """The clusters of one component, its members in order of preference as pivots.

    `tie` gives the weight of any pair, `ties` those found positive. The result is ordered by the members' order.
    """
    if len(members) == 1:
        return [list(members)]
    if len(members) == 2:
        return [list(members)] if tie(members[0], members[1]) > 0 else [[members[0]], [members[1]]]
    return _linked(members, tie) if len(members) <= MAX_LINKED else _pivoted(members, ties)


def _linked(members: Sequence[str], tie: Callable[[str, str], float]) -> list[list[str]]:
    size = len(members)
    total = np.full((size, size), -np.inf)
    for i in range(size):
        for j in range(i):
            total[i, j] = total[j, i] = tie(members[i], members[j])
    held = [[i] for i in range(size)]
    count = np.ones(size)
    while True:
        mean = np.round(total / np.outer(count, count), 6)
        best = int(np.argmax(mean))
        i, j = divmod(best, size)
        if not mean[i, j] > 0:
            break
        i, j = min(i, j), max(i, j)
        held[i] += held[j]
        held[j] = []
        count[i] += count[j]
        total[i] += total[j]
        total[:, i] = total[i]
        total[i, i] = -np.inf
        total[j] = total[:, j] = -np.inf
    return [[members[i] for i in sorted(group)] for group in held if group]


def _pivoted(members: Sequence[str], ties: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    clusters: dict[str, list[str]] = {}
    for member in members:
        own = ties.get(member, {})
        near = [(-own[pivot], pivot) for pivot in clusters if pivot in own] if len(clusters) < len(own) else [
            (-weight, pivot) for pivot, weight in own.items() if pivot in clusters
        ]  # fmt: skip
        if near:
            clusters[min(near)[1]].append(member)
        else:
            clusters[member] = [member]
    return list(clusters.values())
