"""Overlap tables, and replicates of them that carry the uncertainty of who is whom.

A replicate draws the calibrator's coefficients once (so that all pairs are surer, or less sure, together) and then
samples who is one
person by Gibbs sweeps. Tossing each pair's coin by itself understates the spread many times over, because errors of
calibration are
shared; the averaging of estimates over such replicates follows Sadinle (2018, Biometrika, "Bayesian propagation of
record linkage
uncertainty into population size estimation"), with a calibrated score in place of his full model.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.model.victim import Fate
from counterclaim.stats.matchings import adjacency, history_counts, sweep_partition
from counterclaim.victims.linking import Linkage
from counterclaim.victims.persons import ABSENT
from counterclaim.victims.records import words_for

Ints = npt.NDArray[np.int64]

#: replicates drawn; enough for the 2.5 and 97.5 % points of a sum to within a tenth of its spread
REPLICATES = 100
#: Gibbs sweeps from one replicate to the next
SWEEPS = 8
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
    words, told = words_for("fate"), []
    for one in linkage.about:
        cells = one.column("fate")
        fates = [""] * len(one.cells) if cells is None else [words.get(cell.strip().lower(), "") for cell in cells]
        told += [(fate or one.about.fate) in (Fate.DEAD, Fate.UNKNOWN) for fate in fates]
    return np.array(told, bool)


def sampled(linkage: Linkage, replicates: int) -> list[Ints]:
    """Partitions of the rows into persons, drawn with shared uncertainty of the calibrator."""
    pairs, decided = linkage.pairs, linkage.decided
    rng = np.random.default_rng([linkage.seed, 71])
    part = decided.part.copy()
    if not len(pairs):
        return [part] * replicates
    settled = np.log((1 - SETTLED) / SETTLED)
    open_pairs = (np.abs(decided.log_odds) < settled) | ((decided.log_odds > 0) & (decided.marginal < 1 - SETTLED))
    is_active = np.zeros(len(part), bool)
    is_active[pairs.left[open_pairs]] = is_active[pairs.right[open_pairs]] = True
    active = np.flatnonzero(is_active)
    near = np.flatnonzero(is_active[pairs.left] | is_active[pairs.right])  # all that a sweep looks at
    design = linkage.calibration.design(pairs, near)
    at_mode = design @ linkage.calibration.coefficients
    lift = decided.log_odds[near] - at_mode
    bound = np.abs(lift) > BOUND
    start, other, pair = adjacency(len(part), pairs.left[near], pairs.right[near])
    out = []
    for _ in range(replicates):
        drawn = design @ linkage.calibration.draw(rng) + lift + SHARED * rng.standard_normal()
        drawn = np.where(bound, decided.log_odds[near], drawn)
        rng.shuffle(active)
        seed = int(rng.integers(2**31))
        part = sweep_partition(
            part, active, linkage.lists, decided.single, start, other, drawn[pair], ABSENT, SWEEPS, seed
        )
        out.append(part.copy())
    return out
