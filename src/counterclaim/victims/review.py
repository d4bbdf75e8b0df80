"""Clerical review: which pairs to ask about first, what two blind reviewers agree on, and rows side by side.

Judgements come and go as values, so that a folder of `link`, a case and a page share these functions. A reviewer
never sees what
another said until both have judged.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.person import RecordPair
from counterclaim.victims.judgements import standing

#: pairs surer than this are not asked about
CLEAR = 0.005


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree: pairs both judged, share on which they agree, Cohen's kappa (None where
    undefined), and
    the pairs on which they differ, for a third person."""

    reviewers: tuple[str, str]
    pairs: int
    observed: float | None
    kappa: float | None
    differing: tuple[tuple[str, str], ...]


def queue(
    pairs: Sequence[RecordPair],
    judgements: Sequence[Judgement],
    reviewer: str,
    limit: int | None = None,
    *,
    once: bool = False,
) -> tuple[RecordPair, ...]:
    """The pairs that this reviewer has not judged, in order of what a judgement would change.

    A pair's weight is its chance of being decided wrongly, min(p, 1 - p); where lists hold a person `once`, times the
    chance that neither of its records has its match elsewhere. It is raised by 1 where another reviewer has
    judged it (blind): a
    second judgement is worth more than a new pair, because only pairs judged twice tell how reviewers err. Ties go by
    record id.
    """
    stand = standing(judgements)
    mine = {one.pair for one in stand if one.reviewer == reviewer}
    half_judged = {one.pair for one in stand} - mine

    taken: dict[str, float] = {}
    for pair in pairs if once else ():
        if pair.decision == "same":
            for record in (pair.left, pair.right):
                taken[record] = max(taken.get(record, 0.0), pair.probability)

    def weight(pair: RecordPair) -> float:
        free = 1.0
        if pair.decision != "same":
            free = (1 - taken.get(pair.left, 0.0)) * (1 - taken.get(pair.right, 0.0))
        return min(pair.probability, 1 - pair.probability) * free + (key(pair) in half_judged)

    open_pairs = [pair for pair in pairs if key(pair) not in mine and weight(pair) > CLEAR]
    ordered = sorted(open_pairs, key=lambda pair: (-weight(pair), *key(pair)))
    return tuple(ordered[:limit])


def key(pair: RecordPair) -> tuple[str, str]:
    """The two record ids, smaller first, as judgements have them."""
    return (pair.left, pair.right) if pair.left < pair.right else (pair.right, pair.left)


def agreement(judgements: Sequence[Judgement], one: str, other: str) -> Agreement:
    """Cohen's kappa (1960) of two reviewers over the pairs that both have judged, with three categories: same,
    different, unsure."""
    said: dict[str, dict[tuple[str, str], Verdict]] = {one: {}, other: {}}
    for judgement in standing(judgements):
        if judgement.reviewer in said:
            said[judgement.reviewer][judgement.pair] = judgement.verdict
    both = sorted(set(said[one]) & set(said[other]))
    if not both:
        return Agreement((one, other), 0, None, None, ())
    count = len(both)
    observed = sum(said[one][pair] is said[other][pair] for pair in both) / count
    shares = [Counter(said[who][pair] for pair in both) for who in (one, other)]
    expected = sum(shares[0][verdict] * shares[1][verdict] for verdict in Verdict) / count**2
    kappa = None if expected == 1 else (observed - expected) / (1 - expected)
    return Agreement(
        (one, other), count, observed, kappa, tuple(pair for pair in both if said[one][pair] is not said[other][pair])
    )


def reviewers(judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Everybody with a judgement that stands, by how many they made."""
    return tuple(name for name, _ in Counter(one.reviewer for one in standing(judgements)).most_common())


def side_by_side(left: Mapping[str, str], right: Mapping[str, str]) -> tuple[tuple[str, str, str, bool], ...]:
    """Rows of (header, left cell, right cell, differ) for two records as written, headers of both, empty on neither
    side dropped."""
    headers = dict.fromkeys([*left, *right])
    table = [(header, left.get(header, ""), right.get(header, "")) for header in headers]
    return tuple((header, a, b, bool(a and b and a.strip() != b.strip())) for header, a, b in table if a or b)
