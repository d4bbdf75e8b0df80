"""Overlap tables, and replicates of them that carry the uncertainty of who is whom.

A replicate draws the calibrator's coefficients once (so that all pairs are surer, or less sure, together) and then
samples who is one
person by Gibbs sweeps. Tossing each pair's coin by itself understates the spread many times over, because errors of
calibration are
shared; the averaging of estimates over such replicates follows Sadinle (2018, Biometrika, "Bayesian propagation of
record linkage
uncertainty into population size estimation"), with a calibrated score in place of his full model.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from counterclaim.model.victim import Fate
from counterclaim.stats.matchings import adjacency, history_counts, sweep_partition
from counterclaim.victims.linking import Linkage
from counterclaim.victims.persons import ABSENT
from counterclaim.victims.records import words_for

Ints = npt.NDArray[np.int64]

_OF_DEATH = (Fate.DEAD, Fate.UNKNOWN)
#: replicates drawn; enough for the 2.5 and 97.5 % points of a sum to within a tenth of its spread
REPLICATES = 100
#: Gibbs sweeps from one replicate to the next
SWEEPS = 8
#: rows in doubt above which sweeps are few and in the order of persons: with 66,500 of them the totals of replicates had the
#: mean 99,002 and deviation 382 after eight sweeps, 99,007 and 380 after two, 98,999 and 383 after one
MANY, FEW_SWEEPS = 50_000, 2
#: replicates whose log odds are worked out together, pairs whose features are, and log odds beyond which more is as sure
AT_ONCE, CHUNK, MOST = 10, 100_000, 60.0
#: pairs with a probability nearer to 0 or 1 than this are not resampled
SETTLED = 1e-3
#: a pair whose odds were moved further than this (nats) was judged by a person, and is not resampled away
BOUND = 40.0
#: standard deviation, in log odds, of an error that all pairs share beyond the calibrator's own posterior (see
#: docs/methods/linkage.md)
SHARED = 0.7


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Capture histories as 0/1 rows by list (`histories`), their counts decided, and by replicate."""

    lists: tuple[str, ...]
    histories: Ints
    counts: Ints
    replicates: Ints

    @property
    def persons(self) -> int:
        """Persons on at least one list, as decided."""
        return int(self.counts.sum())

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Interval of the number of persons over replicates."""
        totals = self.replicates.sum(axis=1)
        low, high = np.quantile(totals, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)


def overlaps(linkage: Linkage, replicates: int = REPLICATES) -> Overlaps:
    """The overlap table as decided, and its replicates. Rows that name nobody are on no table, since nobody can say
    who they are; nor are rows of people said to be missing, detained or alive."""
    named = linkage.standard.rows["full_m"].notna().to_numpy() & of_the_dead(linkage)
    groups = len(linkage.about)
    group = np.where(named, linkage.lists, -1)
    decided = history_counts(linkage.decided.part, group, groups)
    drawn = np.zeros((replicates, len(decided)), np.int64)
    for number, part in enumerate(sampled(linkage, replicates)):
        drawn[number] = history_counts(part, group, groups)
    seen = np.flatnonzero((decided > 0) | (drawn.sum(axis=0) > 0))
    histories = (seen[:, None] >> np.arange(groups)) & 1
    return Overlaps(linkage.names, histories.astype(np.int64), decided[seen], drawn[:, seen])


def of_the_dead(linkage: Linkage) -> npt.NDArray[np.bool_]:
    """By row: whether it may be of a death. Missing is not dead; a row that says nothing of fate is as its list."""
    words, told = words_for("fate"), [np.zeros(0, bool)]
    for one in linkage.about:
        of_all, cells = one.about.fate in _OF_DEATH, one.column("fate")
        if cells is None:
            told.append(np.full(len(one.cells), of_all))
            continue
        code, unique = pd.factorize(cells)
        fates = [words.get(cell.strip().lower(), "") for cell in unique]
        told.append(np.array([fate in _OF_DEATH if fate else of_all for fate in fates], bool)[code])
    return np.concatenate(told)


def sampled(linkage: Linkage, replicates: int) -> Iterator[Ints]:
    """Partitions of the rows into persons, drawn with shared uncertainty of the calibrator. Each is changed in place to
    make the next: copy what is to be kept."""
    pairs, decided = linkage.pairs, linkage.decided
    rng = np.random.default_rng([linkage.seed, 71])
    part = decided.part.copy()
    if not len(pairs):
        yield from (part for _ in range(replicates))
        return
    settled = np.log((1 - SETTLED) / SETTLED)
    open_pairs = (np.abs(decided.log_odds) < settled) | ((decided.log_odds > 0) & (decided.marginal < 1 - SETTLED))
    is_active = np.zeros(len(part), bool)
    is_active[pairs.left[open_pairs]] = is_active[pairs.right[open_pairs]] = True
    near = np.flatnonzero(is_active[pairs.left] | is_active[pairs.right])  # all that a sweep looks at
    design = _design(linkage, near)
    lift = decided.log_odds[near] - design @ linkage.calibration.coefficients.astype(np.float32)
    bound = np.abs(lift) > BOUND
    # only persons that a pair in doubt touches can change: a sweep is over their rows, numbered person by person. A
    # person's number is that of one of its rows.
    touched = np.zeros(len(part), bool)
    touched[part[pairs.left[near]]] = touched[part[pairs.right[near]]] = True
    rows = np.flatnonzero(touched[part])
    rows = rows[np.argsort(part[rows], kind="stable")]
    place = np.full(len(part), -1)
    place[rows] = np.arange(len(rows))
    mine, lists, active = place[part[rows]], linkage.lists[rows], place[np.flatnonzero(is_active)]
    start, other, pair = adjacency(len(rows), place[pairs.left[near]], place[pairs.right[near]])
    many = len(active) > MANY
    for first in range(0, replicates, AT_ONCE):
        shifts, orders, seeds = [], [], []
        for _ in range(min(AT_ONCE, replicates - first)):
            shifts.append((linkage.calibration.draw(rng).astype(np.float32), SHARED * rng.standard_normal()))
            if not many:
                rng.shuffle(active)
            orders.append(np.sort(active) if many else active.copy())
            seeds.append(int(rng.integers(2**31)))
        moved = design @ np.stack([coefficients for coefficients, _ in shifts], axis=1)
        for number, (order, seed) in enumerate(zip(orders, seeds, strict=True)):
            drawn = np.where(bound, decided.log_odds[near], moved[:, number] + lift + shifts[number][1])
            odds = np.exp(np.minimum(drawn, MOST))
            mine = sweep_partition(
                mine, order, lists, decided.single, start, other, drawn[pair], odds[pair], ABSENT,
                FEW_SWEEPS if many else SWEEPS, seed,
            )  # fmt: skip
            part[rows] = rows[mine]
            yield part


def _design(linkage: Linkage, near: Ints) -> npt.NDArray[np.float32]:
    """The calibrator's features of these pairs, some at a time: of a million they are most of the memory."""
    parts = np.array_split(near, max(1, len(near) // CHUNK))
    return np.vstack([linkage.calibration.design(linkage.pairs, part).astype(np.float32) for part in parts])
