"""Evidence that knows of families: a mixture of matches, unrelated pairs, relatives of several kinds, and a free class.

Quantity: z(x) = log odds that a pair with levels of agreement x is one person. A match weight supposes that fields
agree independently among
different people; brothers share father, grandfather, family, place and day of death, so it overstates. Here pairs of
different people are
unrelated (all fields agree by chance, probabilities u), or relatives of a kind: the fields that the kind shares agree
as those of one person do
(probabilities m, a rare name being no surprise), the others by chance; a free class takes up what fits neither.
Assumption: within a class,
fields are independent. Counts of classes, m and the free class are fitted by EM (Dempster, Laird and Rubin 1977) to
the pairs across lists and to decoys, which
hold no match; the number of unrelated pairs is known: all of them. Dirichlet priors keep small lists near first
guesses.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.victims.decoys import Decoys
from counterclaim.victims.engine import Scored

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: what kinds of relatives share; "incident" are strangers who died together
KINDS: Mapping[str, frozenset[str]] = {
    "siblings, together": frozenset({"father", "grandfather", "family", "mother", "place", "death", "postcode"}),
    "siblings": frozenset({"father", "grandfather", "family", "mother"}),
    "cousins, together": frozenset({"grandfather", "family", "place", "death", "postcode"}),
    "cousins": frozenset({"grandfather", "family"}),
    "family, together": frozenset({"family", "place", "death", "postcode"}),
    "incident": frozenset({"place", "death"}),
}
#: pseudo-counts of the Dirichlet priors: m about Splink's estimate, the free class and relatives' ages about chance;
#: our own choice: as much as a small list could teach by itself
PRIOR_M, PRIOR_FREE = 40.0, 20.0
#: most matches whose given names differ (a misread or another name altogether): without a bound, EM may take brothers
#: for matches and call it their given name's error; misread names across scripts are about this many
DIFFERS = 0.05
#: relatives of one kind to a million pairs before anything is seen; most rounds of EM, and the change of the log count of
#: matches at which it ends
PRIOR_KIN, ROUNDS, SETTLED = 1.0, 60, 1e-3
#: where EM begins for the free class: this share of pairs, agreeing half as much (in bits) as those of one person
START_FREE = 1e-4
#: levels of the given name that make sex agree too: names are given by sex
NAMED_ALIKE = 4
#: bits of rarity believed at most, either way
RAREST = 12.0


@dataclass(frozen=True, slots=True)
class Mixture:
    """Fitted log ratios to chance by field and level, in nats: `same` (of one person), `free`, `near` (relatives'
    ages); log counts of classes."""

    same: Mapping[str, Floats]
    free: Mapping[str, Floats]
    near: Floats
    matches: float
    unrelated: float
    kin: Floats
    loose: float

    def log_odds(self, pairs: Scored) -> Floats:
        """z of each pair."""
        match, other = _joint(self, pairs)
        return match - _log_sum(other)


def fit(across: Scored, share: float, total: float, most: float, drawn: Decoys | None) -> Mixture:
    """The mixture of these candidate pairs (`share` of all candidates; `total`: pairs that could be formed, of which
    `most` could match), and of decoys."""
    bits, pairs = across.bits, across
    decoys = drawn.pairs if drawn is not None and len(drawn.pairs) else None
    per_pair = float(np.mean(list(drawn.per_pair.values()))) if drawn is not None and decoys is not None else 0.0
    chance = {field: _normal(pairs.chance[field]) for field in bits}
    guess = {field: _told(chance[field], bits[field]) for field in bits}
    now = Mixture(
        guess,
        {field: one / 2 for field, one in guess.items()},
        np.zeros(len(guess.get("birth", ()))),
        float(np.log(max(1.0, len(across) / share / 4))),
        float(np.log(total)),
        np.full(len(KINDS), np.log(max(1.0, total * 1e-6 * PRIOR_KIN))),
        float(np.log(max(1.0, total * START_FREE))),
    )
    for _ in range(ROUNDS):
        match, other = _joint(now, across)
        whole = np.logaddexp(match, _log_sum(other))
        is_match, is_other = np.exp(match - whole), np.exp(other - whole[:, None])
        if decoys is not None:
            _, beside = _joint(now, decoys)
            of_decoys = np.exp(beside - _log_sum(beside)[:, None])
        else:
            of_decoys = np.zeros((0, is_other.shape[1]))
        classes = (is_other.sum(axis=0) / share + of_decoys.sum(axis=0)) / (1 + per_pair)
        if decoys is not None:  # decoys hold no match, so they alone say how many relatives there are
            classes[1:-1] = of_decoys.sum(axis=0)[1:-1] / per_pair
        kin = np.concatenate([is_other[:, 1:-1].sum(axis=1), of_decoys[:, 1:-1].sum(axis=1)])
        loose = np.concatenate([is_other[:, -1], of_decoys[:, -1]])
        same, free, near = {}, {}, now.near
        for field, level in across.levels.items():
            drawn_level = decoys.levels[field] if decoys is not None else np.zeros(0, np.int8)
            both = np.concatenate([level, drawn_level])
            u = chance[field]
            prior = u * np.exp(guess[field])
            same[field] = _updated(level, is_match, prior, PRIOR_M, u, DIFFERS if field == "given" else 1.0)
            free[field] = _updated(both, loose, u, PRIOR_FREE, u)
            if field == "birth":
                near = _updated(both, kin, u, PRIOR_FREE, u)
        tiny, before = total * 1e-6 * PRIOR_KIN, now.matches
        now = Mixture(
            same, free, near,
            float(np.log(min(most, max(1e-3, is_match.sum() / share)))),
            now.unrelated,
            np.log(classes[1:-1] + tiny),
            float(np.log(classes[-1] + tiny)),
        )  # fmt: skip
        if abs(now.matches - before) < SETTLED:
            break
    return now


def _updated(
    level: npt.NDArray[np.int8], weight: Floats, prior: Floats, count: float, u: Floats, differs: float = 1.0
) -> Floats:
    """Log ratio to chance of each level, from weighted counts and a Dirichlet prior, the last (differs) at most
    `differs`; of "not given" (0) none."""
    seen = np.bincount(level, weight, len(u)) + count * np.where(np.arange(len(u)) > 0, prior, 0.0)
    share = seen[1:] / seen[1:].sum()
    if share[-1] > differs:
        share[:-1] *= (1 - differs) / share[:-1].sum()
        share[-1] = differs
    return np.concatenate([[0.0], np.log(share / u[1:])])


def _joint(mixture: Mixture, pairs: Scored) -> tuple[Floats, Floats]:
    """Log intensities over chance of a match, and of each other class (pairs by classes: unrelated, kinds, free)."""
    count = len(pairs)
    match = np.full(count, mixture.matches)
    other = np.zeros((count, len(KINDS) + 2))
    other[:, 0], other[:, 1:-1], other[:, -1] = mixture.unrelated, mixture.kin, mixture.loose
    given = pairs.levels.get("given", np.zeros(count, np.int8))
    alike = (given >= 1) & (given <= NAMED_ALIKE)
    for field, level in pairs.levels.items():
        same = mixture.same[field][level]
        if field == "sex":
            match += same
            other[:, :-1] += np.where(alike, same, 0.0)[:, None]
            other[:, -1] += np.where(alike, same, mixture.free[field][level])
            continue
        if field in pairs.rarity:
            same = same + np.clip(pairs.rarity[field], -RAREST, RAREST) * np.log(2)
        match += same
        for place, shared in enumerate(KINDS.values(), 1):
            if field in shared:
                other[:, place] += same
            elif field == "birth":
                other[:, place] += mixture.near[level]
        other[:, -1] += mixture.free[field][level]
    return match, other


def _told(chance: Floats, bits: Floats) -> Floats:
    """Log ratios to chance of the trained levels, as probabilities of m that sum to 1."""
    m = chance[1:] * 2.0 ** bits[1:]
    return np.concatenate([[0.0], np.log(m / m.sum() / chance[1:])])


def _normal(chance: Floats) -> Floats:
    """Probabilities of the levels by chance, summing to 1 over those where the field is told."""
    return np.concatenate([[1.0], chance[1:] / chance[1:].sum()])


def _log_sum(columns: Floats) -> Floats:
    top = columns.max(axis=1)
    return np.asarray(top + np.log(np.exp(columns - top[:, None]).sum(axis=1)))
