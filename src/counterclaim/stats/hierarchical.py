"""Hierarchical log-linear models of an incomplete contingency table, as bit masks.

A capture history, a set of lists and an interaction term are all sets of lists: bit j stands for list j. A model holds
the intercept, all main effects and a set of interactions that contains every smaller interaction of its members
(Fienberg 1972; Bishop, Fienberg & Holland 1975, chapter 6). It is a mask over `interactions(lists, order)`.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.int64]

#: more models than this are not enumerated; 6 lists have 32,768 of order 2, 7 have 2,097,152
MOST_MODELS = 300_000


def size(mask: int) -> int:
    """How many lists a set holds."""
    return int(mask).bit_count()


@lru_cache(maxsize=32)
def interactions(lists: int, order: int) -> tuple[int, ...]:
    """Interaction terms of 2 to `order` lists, by size and then by value."""
    terms = [mask for mask in range(1 << lists) if 2 <= size(mask) <= order]
    return tuple(sorted(terms, key=lambda mask: (size(mask), mask)))


def faces(term: int) -> list[int]:
    """The interactions one list smaller that a hierarchical model with `term` must hold."""
    return [term & ~(1 << j) for j in range(term.bit_length()) if term >> j & 1 and size(term) > 2]


@lru_cache(maxsize=32)
def models(lists: int, order: int) -> Masks | None:
    """Every hierarchical model with all main effects and interactions up to `order`, as masks over `interactions`.

    None where there are more than `MOST_MODELS`. Never contains the interaction of all lists, whose model is not
    identifiable from an incomplete table.
    """
    terms = interactions(lists, min(order, lists - 1))
    position = {term: i for i, term in enumerate(terms)}
    found = np.zeros(1, dtype=np.int64)
    for i, term in enumerate(terms):
        needed = sum(1 << position[face] for face in faces(term))
        extended = found[(found & needed) == needed] | (1 << i)
        if len(found) + len(extended) > MOST_MODELS:
            return None
        found = np.concatenate([found, extended])
    return found


def parameters(model: int, lists: int, terms: tuple[int, ...]) -> Masks:
    """The parameters of a model as sets of lists: the intercept (0), main effects, interactions by size."""
    chosen = [term for i, term in enumerate(terms) if model >> i & 1]
    return np.array([0, *(1 << j for j in range(lists)), *chosen], dtype=np.int64)


def generators(chosen: list[int], lists: int) -> list[int]:
    """The maximal terms, by which a hierarchical model is named, largest first."""
    every = [*chosen, *(1 << j for j in range(lists))]
    top = [a for a in every if not any(a != b and a & b == a for b in every)]
    return sorted(top, key=lambda mask: (-size(mask), [j for j in range(lists) if mask >> j & 1]))


def name(chosen: list[int], lists: int) -> str:
    """The usual bracket notation, lists numbered from 1: [123,14,34]. Two-digit numbers are separated by points."""
    joint = "." if lists > 9 else ""
    parts = [joint.join(str(j + 1) for j in range(lists) if mask >> j & 1) for mask in generators(chosen, lists)]
    return f"[{','.join(parts)}]"
