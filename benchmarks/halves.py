"""Two halves of a corpus, and whether a reader does better on the half that its makers read.

A rule is written while looking at some texts. `looked_at` splits a corpus by a hash of the id, so that what was never
looked at is measured apart. A difference between the halves is overfitting, or chance, or one half is harder: `gap`
gives the difference with an interval from resampling whole documents inside each half (percentile bootstrap; Efron and
Tibshirani 1993, ch. 13), and the same for a reader that was never tuned (plain_reader.py) tells the last apart.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence

Tally = Counter[str]
Measure = Callable[[Tally], float | None]

DRAWS = 2000
SEED = 20261125


def looked_at(name: str) -> bool:
    """Whether a document is of the half whose errors were read."""
    return int(hashlib.sha256(f"counterclaim-2026-11:{name}".encode()).hexdigest(), 16) % 2 == 1


def measures(tally: Tally) -> dict[str, Measure]:
    """What a tally can be asked: the share of every "... of", and F1 where things were read and told."""

    def share(key: str) -> Measure:
        return lambda t: t[key] / t[f"{key} of"] if t[f"{key} of"] else None

    def f1(key: str) -> Measure:
        return lambda t: 2 * t[key] / (t["read"] + t["told"]) if t["read"] + t["told"] else None

    asked = {key.removesuffix(" of"): share(key.removesuffix(" of")) for key in sorted(tally) if key.endswith(" of")}
    if tally["told"]:
        asked |= {f"{key}: F1": f1(key) for key in ("value", "value and hedge")}
    return asked


def total(tallies: Sequence[Tally]) -> Tally:
    out: Tally = Counter()
    for tally in tallies:
        out.update(tally)
    return out


def gap(looked: Sequence[Tally], unseen: Sequence[Tally], measure: Measure) -> tuple[float, float, float, float, float]:
    """Looked, unseen, their difference, and its 95 % interval over documents."""
    draw = random.Random(SEED)

    def of(tallies: Sequence[Tally]) -> float:
        return measure(total(tallies)) or 0.0

    differences = sorted(
        of(draw.choices(looked, k=len(looked))) - of(draw.choices(unseen, k=len(unseen))) for _ in range(DRAWS)
    )
    one, other = of(looked), of(unseen)
    return one, other, one - other, differences[round(0.025 * DRAWS)], differences[round(0.975 * DRAWS) - 1]
