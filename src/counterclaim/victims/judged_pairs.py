"""Pairs that people judged the same and that nothing proposed: a person's word binds also where no field agrees."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.victims.engine import Scored

Floats = npt.NDArray[np.float64]
#: log odds of such a pair before the judgement: no evidence spoke for it, or it would have been proposed
UNPROPOSED = -10.0


def with_judged(pairs: Scored, odds: Floats, labels: Sequence[tuple[int, int, bool]]) -> tuple[Scored, Floats]:
    """Candidate pairs and their log odds with those judged the same (row, row, same) that are not among them, in order
    of rows. Every comparison of an added pair is "not given" (level 0), so it teaches the calibrator nothing.
    """
    if not any(same for _, _, same in labels):
        return pairs, odds
    known = set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    new = sorted({(min(a, b), max(a, b)) for a, b, same in labels if same} - known)
    if not new:
        return pairs, odds
    many = len(new)
    left = np.concatenate([pairs.left, np.array([a for a, _ in new], np.int64)])
    right = np.concatenate([pairs.right, np.array([b for _, b in new], np.int64)])
    order = np.lexsort((right, left))

    def longer(values: npt.NDArray[Any], more: float) -> npt.NDArray[Any]:
        return np.concatenate([values, np.full(many, more, values.dtype)])[order]

    added = replace(
        pairs,
        left=left[order],
        right=right[order],
        weight=longer(pairs.weight, UNPROPOSED / np.log(2)),
        levels={field: longer(level, 0) for field, level in pairs.levels.items()},
        rarity={field: longer(rarity, 0) for field, rarity in pairs.rarity.items()},
    )
    return added, longer(odds, UNPROPOSED)
