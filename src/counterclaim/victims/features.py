"""What the calibrator looks at in a pair: the mixture's log odds and their bends, levels of agreement, rarity of values."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from counterclaim.victims.engine import Scored

Floats = npt.NDArray[np.float64]

#: log odds of the mixture at which the curve may bend
KNOTS = (-4.0, 0.0, 4.0)
#: log odds below 0 over which the effects of levels come in: further down only the evidence speaks, because there all
#: pairs are different and tell c
RAMP = 7.0


def feature_names(pairs: Scored) -> tuple[str, ...]:
    """Intercept, weight and its bends, one effect for each level of each comparison, rarity of each."""
    names = ["intercept", "slope", *(f"bend:{knot:g}" for knot in KNOTS)]
    for comparison, levels in pairs.levels.items():
        names += [f"level:{comparison}:{level}" for level in range(int(levels.max(initial=0)) + 1)]
    return (*names, *(f"rarity:{comparison}" for comparison in pairs.rarity))


def design_of(pairs: Scored, names: Sequence[str], odds: Floats) -> Floats:
    """The features of the pairs (pairs by features), from the log odds that the calibrator starts from."""
    columns = []
    near = ramp(odds)
    for name in names:
        kind, _, rest = name.partition(":")
        if kind == "intercept":
            columns.append(np.ones(len(odds)))
        elif kind == "slope":
            columns.append(odds)
        elif kind == "bend":
            columns.append(np.maximum(0.0, odds - float(rest)))
        elif kind == "level":
            comparison, level = rest.rsplit(":", 1)
            columns.append((pairs.levels[comparison] == int(level)) * near)
        else:
            columns.append(pairs.rarity[rest] * near)
    return np.column_stack(columns)


def linear(pairs: Scored, names: Sequence[str], odds: Floats, coefficients: Floats) -> Floats:
    """The product of the features with these coefficients, without the table of features."""
    value = dict(zip(names, coefficients.tolist(), strict=True))
    near = np.zeros(len(odds))
    for comparison, level in pairs.levels.items():
        by_level = [value.get(f"level:{comparison}:{number}", 0.0) for number in range(int(level.max(initial=0)) + 1)]
        near += np.array(by_level)[level]
    for comparison, rarity in pairs.rarity.items():
        near += value.get(f"rarity:{comparison}", 0.0) * rarity
    out = value["intercept"] + value["slope"] * odds + near * ramp(odds)
    for knot in KNOTS:
        out += value[f"bend:{knot:g}"] * np.maximum(0.0, odds - knot)
    return np.asarray(out)


def standing_of(pairs: Scored, odds: Floats) -> Floats:
    """What moves the chance of being known: relatives are listed together, so both are matched more often; sparse
    rows less often; and similar pairs otherwise than pairs that share nothing."""
    columns = [np.ones(len(odds)), ramp(odds)]
    for level in pairs.levels.values():
        columns += [((level >= 1) & (level <= 3)).astype(float), (level == 0).astype(float)]
    return np.column_stack(columns)


def ramp(odds: Floats) -> Floats:
    """How far the effects of levels come in: 0 far below even odds, 1 from there on."""
    return np.clip(1 + odds / RAMP, 0.0, 1.0)
