"""Partitions of the rows into persons, drawn with the uncertainty that all pairs share.

Each draws the calibrator's coefficients once and then samples who is one person by Gibbs sweeps over the rows that are
in doubt, from where the draw before ended.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from counterclaim.stats.matchings import adjacency, sweep_matching, sweep_partition
from counterclaim.victims.linking import Linkage
from counterclaim.victims.persons import ABSENT

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Singles = npt.NDArray[np.float32]

#: Gibbs sweeps from one replicate to the next
SWEEPS = 8
#: rows in doubt above which sweeps are few: with 66,500 of them the totals of replicates had the mean 99,002 and
#: deviation 382 after eight sweeps, 99,007 and 380 after two, 98,999 and 383 after one
MANY, FEW_SWEEPS = 50_000, 2
#: pairs with a probability nearer to 0 or 1 than this are not resampled
SETTLED = 1e-3
#: a pair whose odds were moved further than this (nats) was judged by a person, and is not resampled away
BOUND = 40.0
#: standard deviation, in log odds, of an error that all pairs share beyond the calibrator's own posterior (see
#: docs/methods/linkage.md)
SHARED = 0.7
#: replicates whose log odds are worked out together, pairs whose features are, and log odds beyond which more is as sure
AT_ONCE, CHUNK, MOST = 10, 100_000, 60.0


def sampled(linkage: Linkage, replicates: int) -> Iterator[Ints]:
    """Partitions of the rows. Each is changed in place to make the next: copy what is to be kept."""
    pairs, decided = linkage.pairs, linkage.decided
    if not len(pairs):
        yield from (decided.part for _ in range(replicates))
        return
    settled = np.log((1 - SETTLED) / SETTLED)
    doubtful = (np.abs(decided.log_odds) < settled) | ((decided.log_odds > 0) & (decided.marginal < 1 - SETTLED))
    active = np.zeros(len(decided.part), bool)
    active[pairs.left[doubtful]] = active[pairs.right[doubtful]] = True
    across = len(decided.single) == 2 and bool(decided.single.all())
    if across and np.count_nonzero(active) > MANY:
        yield from _matchings(linkage, replicates, active)
    else:
        yield from _partitions(linkage, replicates, active)


def _partitions(linkage: Linkage, replicates: int, is_active: Bools) -> Iterator[Ints]:
    """Partitions of any kind. Only persons that a pair in doubt touches can change: a sweep is over their rows, numbered
    person by person. A person's number is that of one of its rows."""
    pairs, part = linkage.pairs, linkage.decided.part.copy()
    rng = np.random.default_rng([linkage.seed, 71])
    near = np.flatnonzero(is_active[pairs.left] | is_active[pairs.right])  # all that a sweep looks at
    touched = np.zeros(len(part), bool)
    touched[part[pairs.left[near]]] = touched[part[pairs.right[near]]] = True
    rows = np.flatnonzero(touched[part])
    rows = rows[np.argsort(part[rows], kind="stable")]
    place = np.full(len(part), -1)
    place[rows] = np.arange(len(rows))
    mine, lists, active = place[part[rows]], linkage.lists[rows], place[np.flatnonzero(is_active)]
    start, other, pair = adjacency(len(rows), place[pairs.left[near]], place[pairs.right[near]])
    many = len(active) > MANY
    if many:
        active.sort()
    for drawn, seed in _draws(linkage, near, rng, replicates, None if many else active):
        odds = np.exp(np.minimum(drawn, MOST)).astype(float)
        mine = sweep_partition(
            mine, active, lists, linkage.decided.single, start, other, drawn[pair].astype(float), odds[pair], ABSENT,
            FEW_SWEEPS if many else SWEEPS, seed,
        )  # fmt: skip
        part[rows] = rows[mine]
        yield part


def _matchings(linkage: Linkage, replicates: int, is_active: Bools) -> Iterator[Ints]:
    """Matchings of two large lists that hold a person at most once: the same odds, with far less to keep."""
    pairs, part = linkage.pairs, linkage.decided.part.copy()
    rng = np.random.default_rng([linkage.seed, 71])
    moved = np.zeros(len(part), bool)
    moved[pairs.left[is_active[pairs.left] | is_active[pairs.right]]] = True
    near = np.flatnonzero(moved[pairs.left])  # pairs are in the order of their left rows
    left, first = np.unique(pairs.left[near], return_index=True)
    right, other = np.unique(pairs.right[near], return_inverse=True)
    start = np.append(first, len(near))
    holder = np.full(len(part), -1)  # by person, its row on the first list
    holder[part[linkage.lists == 0]] = np.flatnonzero(linkage.lists == 0)
    of = holder[part[right]]
    taken, mate = of >= 0, np.full(len(left), -1)
    held = np.flatnonzero(taken & moved[of])
    mate[np.searchsorted(left, of[held])] = held
    fixed = part[right].copy()  # held by a row that does not move
    fixed[held] = right[held]
    part[left] = left
    for drawn, seed in _draws(linkage, near, rng, replicates, None):
        sweep_matching(mate, taken, start, other, np.exp(np.minimum(drawn, MOST)), FEW_SWEEPS, seed)
        part[right] = fixed
        matched = np.flatnonzero(mate >= 0)
        part[right[mate[matched]]] = left[matched]
        yield part


def _draws(
    linkage: Linkage, near: Ints, rng: np.random.Generator, replicates: int, order: Ints | None
) -> Iterator[tuple[Singles, int]]:
    """Log odds of these pairs in each replicate, and a seed; `order` is shuffled before each."""
    design = _design(linkage, near)
    decided = linkage.decided.log_odds[near].astype(np.float32)
    lift = decided - linkage.calibration.coefficients.astype(np.float32) @ design
    bound = np.abs(lift) > BOUND
    for first in range(0, replicates, AT_ONCE):
        drawn, shared, orders, seeds = [], [], [], []
        for _ in range(min(AT_ONCE, replicates - first)):
            drawn.append(linkage.calibration.draw(rng).astype(np.float32))
            shared.append(np.float32(SHARED * rng.standard_normal()))
            if order is not None:
                rng.shuffle(order)
                orders.append(order.copy())
            seeds.append(int(rng.integers(2**31)))
        for number, log_odds in enumerate(np.stack(drawn) @ design):
            log_odds += lift + shared[number]
            log_odds[bound] = decided[bound]
            if order is not None:
                order[:] = orders[number]
            yield log_odds, seeds[number]


def _design(linkage: Linkage, near: Ints) -> Singles:
    """The calibrator's features of these pairs (features by pairs), some at a time: of a million they are most of the
    memory."""
    design = np.empty((len(linkage.calibration.features), len(near)), np.float32)
    for first in range(0, len(near), CHUNK):
        some = near[first : first + CHUNK]
        design[:, first : first + CHUNK] = linkage.calibration.design(linkage.pairs, some).T
    return design
