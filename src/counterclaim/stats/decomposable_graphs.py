"""All decomposable graphs on the lists, with their cliques and separators.

A graph is decomposable (chordal) if and only if maximum cardinality search visits each vertex when its visited
neighbours form a clique (Tarjan & Yannakakis 1984, SIAM J. Comput. 13(3)); the same search yields the cliques and
separators (Blair & Peyton 1993). Numbers of labelled graphs for 3 to 7 lists: 8, 61, 822, 18154, 617675 (OEIS A058862).
"""

from functools import lru_cache

import numpy as np
from numba import njit
from numpy.typing import NDArray

Signs = NDArray[np.int8]

#: 2**21 graphs on 7 vertices are searched in seconds; 8 lists have 30.9 million decomposable graphs
MOST_LISTS = 7


@njit(cache=True)
def _ones(mask: int) -> int:
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True)
def _search(neighbours: NDArray[np.int64], vertices: int, row: Signs) -> bool:
    """Writes +1 for each clique and -1 for each separator into `row`; False where the graph is not decomposable.

    A disconnected graph has the empty set as a separator, whose marginal is the total.
    """
    row[:] = 0
    visited, clique, before = 0, 0, 0
    for _ in range(vertices):
        best, most = -1, -1
        for v in range(vertices):
            if not visited >> v & 1:
                known = _ones(neighbours[v] & visited)
                if known > most:
                    best, most = v, known
        met = neighbours[best] & visited
        for u in range(vertices):
            if met >> u & 1 and (met & ~(1 << u)) & ~neighbours[u]:
                return False
        if visited and not (met == clique and most == _ones(before) + 1):
            row[clique] += 1
            row[met] -= 1
        before = met
        clique = met | 1 << best
        visited |= 1 << best
    row[clique] += 1
    return True


@njit(cache=True)
def _enumerate(vertices: int, first: int, last: int, out: Signs, codes: NDArray[np.int64]) -> int:
    pairs = vertices * (vertices - 1) // 2
    ends = np.empty((pairs, 2), np.int64)
    i = 0
    for a in range(vertices):
        for b in range(a + 1, vertices):
            ends[i, 0], ends[i, 1] = a, b
            i += 1
    neighbours = np.zeros(vertices, np.int64)
    found = 0
    for code in range(first, last):
        neighbours[:] = 0
        for i in range(pairs):
            if code >> i & 1:
                neighbours[ends[i, 0]] |= 1 << ends[i, 1]
                neighbours[ends[i, 1]] |= 1 << ends[i, 0]
        if _search(neighbours, vertices, out[found]):
            codes[found] = code
            found += 1
    return found


@lru_cache(maxsize=4)
def graphs(lists: int) -> tuple[Signs, NDArray[np.int64]]:
    """Signs (graphs x 2**lists: +1 per clique, -1 per separator) and edge codes of every decomposable graph.

    Edge i of a code is the i-th pair in lexicographic order. The complete graph, whose model says nothing of the
    unseen, is among them, as in dga.

    Raises:
        ValueError: more than seven lists.
    """
    if lists > MOST_LISTS:
        raise ValueError(f"{lists} lists have too many decomposable graphs; at most {MOST_LISTS} are enumerated")
    every = 1 << (lists * (lists - 1) // 2)
    block = min(every, 1 << 15)
    parts, codes = [], []
    for first in range(0, every, block):
        out = np.empty((block + 1, 1 << lists), dtype=np.int8)
        held = np.empty(block + 1, dtype=np.int64)
        found = _enumerate(lists, first, first + block, out, held)
        parts.append(out[:found].copy())
        codes.append(held[:found].copy())
    return np.concatenate(parts), np.concatenate(codes)


def edges(code: int, lists: int) -> list[tuple[int, int]]:
    """The pairs of lists that a graph joins, numbered from 0."""
    pairs = [(a, b) for a in range(lists) for b in range(a + 1, lists)]
    return [pair for i, pair in enumerate(pairs) if code >> i & 1]
