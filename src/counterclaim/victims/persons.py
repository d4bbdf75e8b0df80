"""Which records are one person: one-to-one marginals, best-first joining under constraints, and how sure each
membership is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from counterclaim.stats.matchings import adjacency, agglomerate, matching_marginals
from counterclaim.victims.engine import KEEP_BITS, Scored

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: log odds of two records that are no candidate pair: what the weakest kept pair has, in nats
ABSENT = KEEP_BITS * float(np.log(2))
#: log odds that a person's judgement gives: our own choice, which takes reviewers to err once in some 400 clear pairs
JUDGED = 6.0
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Decided:
    """`part`: the person number of each row; `marginal`: P(pair | constraints); `log_odds`: of each pair, with the
    constraint's share in."""

    part: Ints
    marginal: Floats
    log_odds: Floats
    single: npt.NDArray[np.bool_]
    forbidden: tuple[tuple[int, int], ...]


def decide(
    pairs: Scored,
    log_odds: Floats,
    lists: Ints,
    single: Sequence[bool],
    forbidden: Sequence[tuple[int, int]] = (),
    required: Sequence[tuple[int, int]] = (),
) -> Decided:
    """Persons of these pairs. `log_odds` are calibrated, before constraints; `single`: per list, a person at most once.

    Under one-to-one an uncontested pair is likelier than its calibrated odds, which are an average over pairs with
    rivals: so the
    odds of each pair of single lists are multiplied by the factor that keeps the expected number of matches (Sadinle
    2017's prior
    over matchings, with its rate set by the data).
    """
    holds = np.array(single, bool)
    judged = np.array(log_odds, float)
    if forbidden or required:
        verdicts = {(min(p), max(p)): JUDGED for p in required} | {(min(p), max(p)): -JUDGED * 10 for p in forbidden}
        for i, key in enumerate(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)):
            if key in verdicts:
                judged[i] = max(judged[i], JUDGED) if verdicts[key] > 0 else verdicts[key]
    marginal = 1 / (1 + np.exp(-judged))
    left, right = lists[pairs.left], lists[pairs.right]
    for a in range(len(holds)):
        for b in range(a + 1, len(holds)):
            if not (holds[a] and holds[b]):
                continue
            here = np.flatnonzero(((left == a) & (right == b)) | ((left == b) & (right == a)))
            if len(here):
                judged[here], marginal[here] = _constrained(
                    len(lists), pairs.left[here], pairs.right[here], judged[here]
                )
    part = _parts(pairs, judged, marginal, lists, holds, forbidden)
    return Decided(part, marginal, judged, holds, tuple(forbidden))


def _constrained(rows: int, left: Ints, right: Ints, log_odds: Floats) -> tuple[Floats, Floats]:
    """Log odds with the factor that keeps the expected number of matches, and the marginals under the constraint."""
    _, ends = np.unique(np.concatenate([left, right]), return_inverse=True)
    ends = ends.astype(np.int64)
    ends_left, ends_right = ends[: len(left)], ends[len(left) :]
    items = int(ends.max()) + 1
    expected = float(np.sum(1 / (1 + np.exp(-log_odds))))

    def short(factor: float) -> float:
        """How many matches too few there are in expectation."""
        return expected - float(matching_marginals(items, ends_left, ends_right, log_odds + factor, _ROUNDS).sum())

    # the factor is 1 / ((1 - share matched) of either list): at least 1; e**8 stands for "all are matched"
    low, high = 0.0, 8.0
    if short(low) > 0:
        low = high if short(high) > 0 else float(brentq(short, low, high, xtol=0.01))
    raised = log_odds + low
    return raised, matching_marginals(items, ends_left, ends_right, raised, 2 * _ROUNDS)


def _parts(
    pairs: Scored,
    log_odds: Floats,
    marginal: Floats,
    lists: Ints,
    holds: npt.NDArray[np.bool_],
    forbidden: Sequence[tuple[int, int]],
) -> Ints:
    across = holds[lists[pairs.left]] & holds[lists[pairs.right]]
    strength = np.where(across, np.log(np.clip(marginal, 1e-12, 1) / np.clip(1 - marginal, 1e-12, 1)), log_odds)
    start, other, pair = adjacency(len(lists), pairs.left, pairs.right)
    take = np.flatnonzero(strength > 0)
    order = take[np.lexsort((pairs.right[take], pairs.left[take], -strength[take]))]
    bars = np.array(forbidden, np.int64).reshape(-1, 2)
    return agglomerate(
        len(lists), lists, holds, start, other, strength[pair],
        pairs.left[order], pairs.right[order], ABSENT, bars[:, 0].copy(), bars[:, 1].copy(),
    )  # fmt: skip


def membership(part: Ints, pairs: Scored, marginal: Floats) -> Floats:
    """P(record belongs to its person): of its links inside, the likeliest; of a record alone, that it has none
    outside."""
    inside = part[pairs.left] == part[pairs.right]
    size = np.bincount(part, minlength=len(part))[part]
    best = np.zeros(len(part))
    np.maximum.at(best, pairs.left[inside], marginal[inside])
    np.maximum.at(best, pairs.right[inside], marginal[inside])
    none = np.zeros(len(part))
    missed = np.log1p(-np.clip(marginal, 0, 1 - 1e-9))
    np.add.at(none, pairs.left, missed)
    np.add.at(none, pairs.right, missed)
    return np.where(size > 1, best, np.exp(none))
