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

from counterclaim.stats.matchings import adjacency, history_counts, sweep_partition
from counterclaim.victims.linking import Linkage
from counterclaim.victims.persons import ABSENT

Ints = npt.NDArray[np.int64]

#: replicates drawn; enough for the 2.5 and 97.5 % points of a sum to within a tenth of its spread
REPLICATES = 100
#: Gibbs sweeps from one replicate to the next
SWEEPS = 8
#: pairs with a probability nearer to 0 or 1 than this are not resampled
SETTLED = 1e-3
#: standard deviation, in log odds, of an error that all pairs share beyond the calibrator's own posterior (see
#: docs/methods/linkage.md)
SHARED = 0.35


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
    """The overlap table as decided, and its replicates. Rows that name nobody are on no table: nobody can say who
    they are."""
    named = linkage.standard.rows["full_m"].notna().to_numpy()
    group, groups = linkage.lists, len(linkage.about)
    kept = np.flatnonzero(named)
    decided = _table(linkage.decided.part, kept, group, groups)
    drawn = np.zeros((replicates, len(decided)), np.int64)
    for number, part in enumerate(sampled(linkage, replicates)):
        drawn[number] = _table(part, kept, group, groups)
    seen = np.flatnonzero((decided > 0) | (drawn.sum(axis=0) > 0))
    histories = (seen[:, None] >> np.arange(groups)) & 1
    return Overlaps(linkage.names, histories.astype(np.int64), decided[seen], drawn[:, seen])


def sampled(linkage: Linkage, replicates: int) -> "list[Ints]":
    """Partitions of the rows into persons, drawn with shared uncertainty of the calibrator."""
    pairs, decided = linkage.pairs, linkage.decided
    rng = np.random.default_rng([linkage.seed, 71])
    part = decided.part.copy()
    if not len(pairs):
        return [part.copy() for _ in range(replicates)]
    base = linkage.calibration.log_odds(pairs)
    lift = decided.log_odds - base
    start, other, pair = adjacency(len(part), pairs.left, pairs.right)
    edge = np.log(SETTLED / (1 - SETTLED))
    open_pairs = (np.abs(decided.log_odds) < -edge) | ((decided.log_odds > 0) & (decided.marginal < 1 - SETTLED))
    active = np.unique(np.concatenate([pairs.left[open_pairs], pairs.right[open_pairs]]))
    bound = np.abs(lift) > 40  # a person's judgement: not resampled away
    out = []
    for _ in range(replicates):
        drawn = (
            linkage.calibration.log_odds(pairs, linkage.calibration.draw(rng)) + lift + SHARED * rng.standard_normal()
        )
        drawn = np.where(bound, decided.log_odds, drawn)
        rng.shuffle(active)
        part = sweep_partition(
            part,
            active,
            linkage.lists,
            decided.single,
            start,
            other,
            drawn[pair],
            ABSENT,
            SWEEPS,
            int(rng.integers(2**31)),
        )
        out.append(part.copy())
    return out


def _table(part: Ints, kept: Ints, group: Ints, groups: int) -> Ints:
    _, compact = np.unique(part[kept], return_inverse=True)
    return history_counts(compact.astype(np.int64), group[kept], groups)
