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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from counterclaim.victims.engine import Scored

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: weights in bits at which the curve may bend; they span Splink's usual range of evidence with its prior
KNOTS = (0.0, 10.0, 20.0, 30.0)
#: prior means of intercept and slope (log odds a bit; ln 2 = 0.69 would be the naive value), our own choice, adjusted
#: until simulated lists with known truth, where related
#: persons share names, were calibrated; and prior standard deviations of intercept, slope, bends and level effects
PRIOR_INTERCEPT, PRIOR_SLOPE = -4.0, 0.69
PRIOR_SD = {"intercept": 2.0, "slope": 0.05, "bend": 0.3, "level": 0.5, "rarity": 0.1}
#: bits over which the effects of levels come in: below 0 only the weight speaks, because there all pairs are
#: different and tell c
RAMP = 10.0
#: records that are hard to match have relatives that are hard to match, so c is let move (on its logit, this standard
#: deviation);
#: pairs of the least weight, which are all different, tell it
SHIFT_SD, STANDING_SD = 0.3, 0.1
#: pairs used to fit: more change nothing and cost time
FIT_PAIRS = 60_000
#: a mutually best pair is sure from this probability on
SURE = 0.9
ROUNDS = 4
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

    def log_odds(self, pairs: Scored, coefficients: Floats | None = None) -> Floats:
        """Log odds (natural) that each pair is one person, under these or other coefficients."""
        design = _design(pairs, self.features)
        return design @ (self.coefficients if coefficients is None else coefficients)

    def design(self, pairs: Scored, rows: Ints) -> Floats:
        """The features of these pairs (rows by features): log odds are its product with coefficients."""
        return _design(pairs, self.features, rows)

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
) -> Calibration:
    """The calibrator of these candidate pairs.

    `lists`: the list number of each row. `once`: whether lists hold a person at most once (of all, or of each).
    `labels`: (row, row, same) as judged by people.
    """
    names = feature_names(pairs)
    holds = np.full(int(lists.max(initial=0)) + 1, once) if isinstance(once, bool) else np.array(once)
    across = lists[pairs.left] != lists[pairs.right]
    rng = np.random.default_rng(seed)
    labelled = _labelled(pairs, labels)
    nothing = np.zeros(0, np.int64)
    fitted, warm = _fit(names, pairs, nothing, np.zeros(0, bool), np.zeros(0), labelled)
    usable = np.flatnonzero(across & (holds[lists[pairs.left]] | holds[lists[pairs.right]]))
    if not len(usable):
        return fitted
    best = mutually_best(pairs, lists, usable)
    sure = best & (pairs.weight >= np.quantile(pairs.weight[best], 1 - FIRST_SURE)) if best.any() else best
    share: dict[str, float] = {}
    take = usable if len(usable) <= FIT_PAIRS else np.sort(rng.choice(usable, FIT_PAIRS, replace=False))
    for _ in range(ROUNDS):
        known, chance, share = known_different(pairs, lists, sure, holds)
        fitted, warm = _fit(names, pairs, take, known[take], chance[take], labelled, warm)
        again = best & (fitted.log_odds(pairs) >= np.log(SURE / (1 - SURE)))
        if not again.any() or (again == sure).all():
            break
        sure = again
    return Calibration(
        names,
        fitted.coefficients,
        fitted.covariance,
        int(known.sum()),
        len(labels),
        "competition" if not len(labels) else "competition and labels",
        share,
    )


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


def _standing(pairs: Scored, rows: Ints) -> Floats:
    """What moves the chance of being known: relatives are listed together, so both are matched more often; sparse
    rows less often."""
    columns = [np.ones(len(rows))]
    for levels in pairs.levels.values():
        level = levels[rows]
        columns += [((level >= 1) & (level <= 3)).astype(float), (level == 0).astype(float)]
    return np.column_stack(columns)


def feature_names(pairs: Scored) -> tuple[str, ...]:
    """Intercept, weight and its bends, one effect for each level of each comparison, rarity of each."""
    names = ["intercept", "slope", *(f"bend:{knot:g}" for knot in KNOTS)]
    for comparison, levels in pairs.levels.items():
        names += [f"level:{comparison}:{level}" for level in range(int(levels.max(initial=0)) + 1)]
    return (*names, *(f"rarity:{comparison}" for comparison in pairs.rarity))


def _design(pairs: Scored, names: Sequence[str], rows: Ints | None = None) -> Floats:
    take = slice(None) if rows is None else rows
    weight = pairs.weight[take]
    columns = []
    ramp = np.clip(weight / RAMP, 0.0, 1.0)
    for name in names:
        kind, _, rest = name.partition(":")
        if kind == "intercept":
            columns.append(np.ones(len(weight)))
        elif kind == "slope":
            columns.append(weight)
        elif kind == "bend":
            columns.append(np.maximum(0.0, weight - float(rest)))
        elif kind == "level":
            comparison, level = rest.rsplit(":", 1)
            columns.append((pairs.levels[comparison][take] == int(level)) * ramp)
        else:
            columns.append(pairs.rarity[rest][take] * ramp)
    return np.column_stack(columns)


def _labelled(pairs: Scored, labels: Sequence[tuple[int, int, bool]]) -> tuple[Ints, Bools]:
    if not labels:
        return np.zeros(0, np.int64), np.zeros(0, bool)
    order = {(int(a), int(b)): i for i, (a, b) in enumerate(zip(pairs.left, pairs.right, strict=True))}
    found = [(order[pair], same) for a, b, same in labels if (pair := (min(a, b), max(a, b))) in order]
    return np.array([i for i, _ in found], np.int64), np.array([same for _, same in found], bool)


def _fit(
    names: tuple[str, ...],
    pairs: Scored,
    rows: Ints,
    known: Bools,
    chance: Floats,
    labelled: tuple[Ints, Bools],
    start: Floats | None = None,
) -> tuple[Calibration, Floats]:
    """Posterior mode and Laplace covariance of the coefficients, by Fisher scoring; and the whole mode, to start the
    next fit from."""
    design = np.vstack([_design(pairs, names, rows), _design(pairs, names, labelled[0])])
    parts = len(rows)
    scale = np.array([PRIOR_SD[name.partition(":")[0]] for name in names])
    mean = np.zeros(len(names))
    mean[0], mean[1] = PRIOR_INTERCEPT, PRIOR_SLOPE
    same = labelled[1].astype(float)

    offset = np.log(np.clip(chance, 1e-6, 1 - 1e-6) / np.clip(1 - chance, 1e-6, 1))
    kin = _standing(pairs, rows)
    count = len(names)
    deviation, centre = (
        np.append(scale, [SHIFT_SD, *[STANDING_SD] * (kin.shape[1] - 1)]),
        np.append(mean, np.zeros(kin.shape[1])),
    )

    def terms(b: Floats) -> tuple[float, Floats, Floats]:
        """Log posterior, its gradient and its expected information (Fisher scoring)."""
        p, c = np.clip(expit(design @ b[:count]), 1e-12, 1 - 1e-12), expit(offset + kin @ b[count:])
        mu = np.concatenate([np.clip(c * (1 - p[:parts]), 1e-12, 1 - 1e-12), p[parts:]])  # P(known), P(judged the same)
        seen = np.concatenate([known.astype(float), same])
        by_z = np.concatenate([-c, np.ones(len(same))]) * p * (1 - p)
        by_shift = np.vstack([kin * (c * (1 - c) * (1 - p[:parts]))[:, None], np.zeros((len(same), kin.shape[1]))])
        jacobian = np.hstack([design * by_z[:, None], by_shift])
        weight = 1 / (mu * (1 - mu))
        off = (b - centre) / deviation
        value = float(seen @ np.log(mu) + (1 - seen) @ np.log1p(-mu) - 0.5 * off @ off)
        return (
            value,
            jacobian.T @ (weight * (seen - mu)) - off / deviation,
            (jacobian * weight[:, None]).T @ jacobian + np.diag(1 / deviation**2),
        )

    b = centre.copy() if start is None or not parts else start
    value, gradient, information = terms(b)
    for _ in range(100):
        step, size = np.linalg.solve(information, gradient), 1.0
        while size > 1e-6 and (tried := terms(b + size * step))[0] < value:
            size /= 2
        gain = tried[0] - value
        if size <= 1e-6:
            break
        b = b + size * step
        value, gradient, information = tried
        if gain <= 1e-5 * abs(value) + 1e-6:
            break
    covariance: Floats = np.linalg.inv(information)[:count, :count].astype(np.float64)
    basis = "labels" if len(labelled[0]) else "prior"
    return Calibration(names, b[:count], covariance, int(known.sum()), len(labelled[0]), basis), b
