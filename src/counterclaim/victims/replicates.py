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
import pandas as pd

from counterclaim.model.victim import Fate
from counterclaim.stats.matchings import history_counts
from counterclaim.victims.linking import Linkage
from counterclaim.victims.records import words_for
from counterclaim.victims.sampling import sampled

Ints = npt.NDArray[np.int64]

_OF_DEATH = (Fate.DEAD, Fate.UNKNOWN)
#: replicates drawn; enough for the 2.5 and 97.5 % points of a sum to within a tenth of its spread
REPLICATES = 100


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
