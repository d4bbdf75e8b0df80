r"""From match weights to probabilities that hold: of pairs given .9, nine in ten are one person.

Match weights assume that fields agree independently among unrelated records. Brothers and cousins break that: they
share father,
grandfather and family name, and often the day of death. Without labels, what a list claims about itself helps: where
it holds
a person at most once, a record that is surely matched has no second match, so its other candidates are known to be
different.

Quantity: p(x) = P(same person | weight and levels of agreement x), before any one-to-one constraint, with logit p(x)
= b·f(x).
Likelihood: a pair of different persons is *known* to be different with a probability c that depends only on how many
records of
the two lists are surely matched, c = 1 - (1 - r_left)(1 - r_right); so P(known | x) = c (1 - p(x)). This is learning
from positive and unlabelled data with
"different" as the labelled class (Elkan and Noto 2008). Judgements of people, where there are any, enter as ordinary
labels.
Assumption: being surely matched does not depend on how many similar others a record has. A normal prior on b (see
`PRIOR_*`) keeps
small data near what simulated lists teach; its curvature gives the shared uncertainty that replicates draw from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from counterclaim.victims.decoys import Decoys
from counterclaim.victims.engine import Scored, take
from counterclaim.victims.features import design_of, feature_names, linear, standing_of
from counterclaim.victims.kinship import Mixture
from counterclaim.victims.kinship import fit as fit_mixture

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: prior means of intercept and slope: the mixture is believed as it is; and prior standard deviations of intercept,
#: slope, bends and effects of levels and rarity (a nat, or a nat a nat): our own choice, of the size by which simulated lists differ
PRIOR_INTERCEPT, PRIOR_SLOPE = 0.0, 1.0
PRIOR_SD = {"intercept": 0.3, "slope": 0.1, "bend": 0.1, "level": 0.2, "rarity": 0.05}
#: records that are hard to match have relatives that are hard to match, so c and s are let move (on their logit or
#: log, these standard deviations: all, similar pairs, by field);
#: pairs of the least weight, which are all different, tell them
SHIFT_SD, TILT_SD, STANDING_SD = 1.0, 0.4, 0.2
#: pairs used to fit: more change nothing and cost time
FIT_PAIRS = 60_000
#: pairs whose features are held in memory at once
AT_ONCE = 200_000
#: a mutually best pair is sure from this probability on
SURE = 0.9
ROUNDS = 4
#: more pairs than this are first fitted by a sixth of them
THINNED = 30_000
#: of the mutually best pairs, the share with most evidence that the first round takes for sure
FIRST_SURE = 0.3


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted calibrator: `coefficients` with their covariance (Laplace), by the `features` of a pair; counts say
    what it rests on."""

    features: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    known: int = 0
    labels: int = 0
    basis: str = "prior"
    sure_share: Mapping[str, float] = field(default_factory=dict)
    decoys: int = 0
    mixture: Mixture | None = None

    def log_odds(self, pairs: Scored, coefficients: Floats | None = None) -> Floats:
        """Log odds (natural) that each pair is one person, under these or other coefficients."""
        used = self.coefficients if coefficients is None else coefficients
        return linear(pairs, self.features, self.evidence(pairs), used)

    def design(self, pairs: Scored, rows: Ints) -> Floats:
        """The features of these pairs (rows by features): log odds are its product with coefficients."""
        some = take(pairs, rows)
        return design_of(some, self.features, self.evidence(some))

    def evidence(self, pairs: Scored) -> Floats:
        """The log odds that the calibrator starts from."""
        return evidence(pairs, self.mixture)

    def draw(self, rng: np.random.Generator) -> Floats:
        """Coefficients drawn from their posterior: shared by all pairs of a replicate."""
        root = np.linalg.cholesky(self.covariance + 1e-12 * np.eye(len(self.coefficients)))
        return self.coefficients + root @ rng.standard_normal(len(self.coefficients))


def calibrate(
    pairs: Scored,
    lists: Ints,
    once: bool | Sequence[bool],
    labels: Sequence[tuple[int, int, bool]] = (),
    seed: int = 0,
    decoys: Decoys | None = None,
) -> Calibration:
    """The calibrator of these candidate pairs.

    `lists`: the list number of each row. `once`: whether lists hold a person at most once (of all, or of each).
    `labels`: (row, row, same) as judged by people. `decoys`: pairs of different persons drawn within lists.
    """
    names = feature_names(pairs)
    holds = np.full(int(lists.max(initial=0)) + 1, once) if isinstance(once, bool) else np.array(once)
    across = lists[pairs.left] != lists[pairs.right]
    rng = np.random.default_rng(seed)
    competing = across & (holds[lists[pairs.left]] | holds[lists[pairs.right]])
    usable = np.flatnonzero(competing) if competing.any() else np.arange(len(pairs))
    chosen = usable if len(usable) <= FIT_PAIRS else np.sort(rng.choice(usable, FIT_PAIRS, replace=False))
    beside = _some(decoys, rng) if decoys else None
    mixture = None
    if pairs.bits and len(chosen):
        share = len(chosen) / len(usable)
        total, most = _possible(lists, holds, bool(competing.any()))
        mixture = fit_mixture(take(pairs, chosen), share, total, most, beside)
    odds = evidence(pairs, mixture)
    judged = _judged(names, pairs, odds, labels)
    fitted, warm = _fit(names, [judged])
    if not competing.any():
        return replace(fitted, mixture=mixture)
    best = mutually_best(pairs, lists, usable)
    sure = best & (odds >= np.quantile(odds[best], 1 - FIRST_SURE)) if best.any() else best
    heaviest = np.flatnonzero(best)
    shares: dict[str, float] = {}
    against = []
    if beside is not None:
        against = [_against(names, take(pairs, chosen), odds[chosen], share, lists, beside, mixture)]
    for _ in range(ROUNDS):
        known, chance, shares = known_different(pairs, lists, sure, holds)
        rivals = _rivals(names, take(pairs, chosen), odds[chosen], known[chosen], chance[chosen])
        fitted, warm = _fit(names, [rivals, *against, judged], warm)
        told = linear(take(pairs, heaviest), names, odds[heaviest], fitted.coefficients)
        again = np.zeros(len(pairs), bool)
        again[heaviest[told >= np.log(SURE / (1 - SURE))]] = True
        if not again.any() or (again == sure).all():
            break
        sure = again
    basis = "competition and decoys" if against else "competition"
    return replace(
        fitted,
        known=int(known.sum()),
        labels=len(labels),
        basis=f"{basis} and labels" if len(labels) else basis,
        sure_share=shares,
        decoys=len(beside.pairs) if beside else 0,
        mixture=mixture,
    )


def evidence(pairs: Scored, mixture: Mixture | None) -> Floats:
    """Log odds of the mixture; where there is none (no fields are told), the match weight's."""
    if mixture is None:
        return pairs.weight * float(np.log(2))
    parts = (slice(first, first + AT_ONCE) for first in range(0, len(pairs), AT_ONCE))
    return np.concatenate([np.zeros(0), *(mixture.log_odds(take(pairs, part)) for part in parts)])


def _possible(lists: Ints, holds: Bools, across: bool) -> tuple[float, float]:
    """How many pairs could be formed across lists, or at all; and how many of them could match."""
    sizes = np.bincount(lists, minlength=len(holds)).astype(float)
    every = sizes.sum() ** 2 - (sizes**2).sum() if across else sizes.sum() * (sizes.sum() - 1)
    total = max(1.0, float(every) / 2)
    if not across or not holds.all():
        return total, total
    return total, max(1.0, float((np.sort(sizes)[::-1] * np.arange(len(sizes))).sum()))


def _some(decoys: Decoys, rng: np.random.Generator) -> Decoys:
    """Decoys enough to fit from."""
    count = len(decoys.pairs)
    if count <= FIT_PAIRS:
        return decoys
    chosen = np.sort(rng.choice(count, FIT_PAIRS, replace=False))
    per_pair = {ends: value * FIT_PAIRS / count for ends, value in decoys.per_pair.items()}
    return Decoys(take(decoys.pairs, chosen), decoys.of[chosen], per_pair)


def mutually_best(pairs: Scored, lists: Ints, among: Ints) -> Bools:
    """Pairs (of those `among`) that are the heaviest of both their records, each toward the other's list; ties are
    none."""
    rows, count = len(lists), int(lists.max()) + 1
    left, right, weight = pairs.left[among], pairs.right[among], pairs.weight[among]
    toward_left, toward_right = left * count + lists[right], right * count + lists[left]
    best = np.full(rows * count, -np.inf)
    np.maximum.at(best, toward_left, weight)
    np.maximum.at(best, toward_right, weight)
    top = (weight == best[toward_left]) & (weight == best[toward_right])
    ties = np.bincount(toward_left[weight == best[toward_left]], minlength=rows * count)
    ties_right = np.bincount(toward_right[weight == best[toward_right]], minlength=rows * count)
    single = (ties[toward_left] <= 1) & (ties_right[toward_right] <= 1)
    out = np.zeros(len(pairs), bool)
    out[among[top & single]] = True
    return out


def known_different(pairs: Scored, lists: Ints, sure: Bools, holds: Bools) -> tuple[Bools, Floats, dict[str, float]]:
    """Pairs whose one record is surely matched with another record of the other's list, and each pair's chance c of
    being so known."""
    count = len(holds)
    matched = np.zeros((len(lists), count), bool)
    matched[pairs.left[sure], lists[pairs.right[sure]]] = True
    matched[pairs.right[sure], lists[pairs.left[sure]]] = True
    of = np.bincount(lists, minlength=count)
    share = np.stack(
        [np.bincount(lists, matched[:, other], count) / np.maximum(of, 1) for other in range(count)], axis=1
    )
    a, b = lists[pairs.left], lists[pairs.right]
    known = ~sure & (a != b) & ((holds[b] & matched[pairs.left, b]) | (holds[a] & matched[pairs.right, a]))
    chance = 1 - (1 - share[a, b] * holds[b]) * (1 - share[b, a] * holds[a])
    told = {f"{a}-{b}": float(share[a, b]) for a in range(count) for b in range(count) if a != b}
    return known, chance, told


@dataclass(frozen=True, slots=True)
class _Term:
    """Pairs of one kind of evidence: their features, what was `seen` of each, and how p gives P(seen).

    `offset` and `standing` make up eta = offset + standing·g; `chance` maps p and eta to P(seen) and its derivatives
    by the log odds of p and by eta.
    """

    design: Floats
    seen: Floats
    chance: Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]
    offset: Floats
    standing: Floats


def _judged(names: Sequence[str], pairs: Scored, odds: Floats, labels: Sequence[tuple[int, int, bool]]) -> _Term:
    """Judgements: P(same) = p."""
    order: dict[tuple[int, int], int] = {}
    if labels:
        order = {(int(a), int(b)): i for i, (a, b) in enumerate(zip(pairs.left, pairs.right, strict=True))}
    found = [(order[pair], same) for a, b, same in labels if (pair := (min(a, b), max(a, b))) in order]
    rows = np.array([i for i, _ in found], np.int64)
    seen = np.array([same for _, same in found], float)
    return _Term(
        design_of(take(pairs, rows), names, odds[rows]),
        seen,
        lambda p, eta: (p, p * (1 - p), np.zeros_like(p)),
        np.zeros(len(rows)),
        np.zeros((len(rows), 0)),
    )


def _rivals(names: Sequence[str], pairs: Scored, odds: Floats, known: Bools, chance: Floats) -> _Term:
    """Competition: P(known to be different) = c (1 - p), with c = logistic(eta)."""

    def seen(p: Floats, eta: Floats) -> tuple[Floats, Floats, Floats]:
        c = expit(eta)
        return c * (1 - p), -c * p * (1 - p), c * (1 - c) * (1 - p)

    offset = np.log(np.clip(chance, 1e-6, 1 - 1e-6) / np.clip(1 - chance, 1e-6, 1))
    return _Term(design_of(pairs, names, odds), known.astype(float), seen, offset, standing_of(pairs, odds))


def _against(
    names: Sequence[str],
    pairs: Scored,
    odds: Floats,
    share: float,
    lists: Ints,
    decoys: Decoys,
    mixture: Mixture | None,
) -> _Term:
    """Decoys: of pairs across lists and decoys together, P(decoy) = s (1 - p) / (s (1 - p) + 1), with s = exp(eta)
    decoys for each pair across lists of different persons."""

    def seen(p: Floats, eta: Floats) -> tuple[Floats, Floats, Floats]:
        s = np.exp(np.clip(eta, -30.0, 30.0))
        under = s * (1 - p) + 1
        return s * (1 - p) / under, -s * p * (1 - p) / under**2, s * (1 - p) / under**2

    of_decoys = evidence(decoys.pairs, mixture)
    a, b = lists[pairs.left], lists[pairs.right]
    ends = np.vstack([np.column_stack([np.minimum(a, b), np.maximum(a, b)]), decoys.of])
    ratio = np.zeros((int(ends.max(initial=0)) + 1,) * 2)
    for (one, other), value in decoys.per_pair.items():
        ratio[one, other] = value
    return _Term(
        np.vstack([design_of(pairs, names, odds), design_of(decoys.pairs, names, of_decoys)]),
        np.concatenate([np.zeros(len(pairs)), np.ones(len(decoys.pairs))]),
        seen,
        np.log(np.maximum(ratio[ends[:, 0], ends[:, 1]] / share, 1e-9)),
        np.vstack([standing_of(pairs, odds), standing_of(decoys.pairs, of_decoys)]),
    )


def _thinned(term: _Term) -> _Term:
    """Every sixth pair of a term."""
    return replace(
        term, design=term.design[::6], seen=term.seen[::6], offset=term.offset[::6], standing=term.standing[::6]
    )


def _fit(names: tuple[str, ...], terms: Sequence[_Term], start: Floats | None = None) -> tuple[Calibration, Floats]:
    """Posterior mode and Laplace covariance of the coefficients, by Fisher scoring; and the whole mode, to start the
    next fit from."""
    scale = np.array([PRIOR_SD[name.partition(":")[0]] for name in names])
    mean = np.zeros(len(names))
    mean[0], mean[1] = PRIOR_INTERCEPT, PRIOR_SLOPE
    count = len(names)
    widths = [term.standing.shape[1] for term in terms]
    deviation = np.concatenate(
        [scale, *[[SHIFT_SD, TILT_SD, *[STANDING_SD] * (width - 2)] for width in widths if width]]
    )
    centre = np.concatenate([mean, np.zeros(sum(widths))])
    places = np.cumsum([count, *widths])

    def at(b: Floats) -> tuple[float, Floats, Floats]:
        """Log posterior, its gradient and its expected information (Fisher scoring)."""
        off = (b - centre) / deviation
        value, gradient, information = -0.5 * float(off @ off), -off / deviation, np.diag(1 / deviation**2)
        for term, first, last in zip(terms, places, places[1:], strict=False):
            if not len(term.seen):
                continue
            p = np.clip(expit(term.design @ b[:count]), 1e-12, 1 - 1e-12)
            mu, by_z, by_eta = term.chance(p, term.offset + term.standing @ b[first:last])
            mu = np.clip(mu, 1e-12, 1 - 1e-12)
            weight = 1 / (mu * (1 - mu))
            jacobian = np.hstack([term.design * by_z[:, None], term.standing * by_eta[:, None]])
            take = np.concatenate([np.arange(count), np.arange(first, last)])
            value += float(term.seen @ np.log(mu) + (1 - term.seen) @ np.log1p(-mu))
            gradient[take] += jacobian.T @ (weight * (term.seen - mu))
            information[np.ix_(take, take)] += (jacobian * weight[:, None]).T @ jacobian
        return value, gradient, information

    b = centre.copy() if start is None or len(start) != len(centre) else start
    if (
        start is None and sum(len(term.seen) for term in terms) > THINNED
    ):  # far from the mode a part of the pairs tells the way
        b = _fit(names, [_thinned(term) for term in terms], centre.copy())[1]
    value, gradient, information = at(b)
    for _ in range(100):
        step, size = np.linalg.solve(information, gradient), 1.0
        while size > 1e-6 and (tried := at(b + size * step))[0] < value:
            size /= 2
        gain = tried[0] - value
        if size <= 1e-6:
            break
        b = b + size * step
        value, gradient, information = tried
        if gain <= 1e-5 * abs(value) + 1e-6:
            break
    covariance: Floats = np.linalg.inv(information)[:count, :count].astype(np.float64)
    labels = len(terms[-1].seen)
    return Calibration(names, b[:count], covariance, 0, labels, "labels" if labels else "prior"), b
