"""What becomes of coverage where the model's assumptions fail. Prints a table in Markdown.

    python benchmarks/weigh_studies.py [--wars 3] [--statements 600]

Combatants' losses, the fast engine (the Gibbs sampler differs from it by less than the effects shown).
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from counterclaim.estimates.weigh import Settings, weigh
from counterclaim.model import WeighRow


@dataclass(frozen=True)
class War:
    """Systematic differences of roles, and what the statements suffer."""

    own: float = -0.6
    enemy: float = 0.7
    neutral: float = -0.1
    copies: float = 0.0  # share of statements that repeat another's number, undetected
    hedged: float = 0.15
    tails: float = 4.0
    civilians: bool = False  # the side that is no friend of the victims is then the accused


def statements(war: War, n: int, rng: np.random.Generator) -> tuple[list[WeighRow], dict[str, float]]:
    """Rows and true totals."""
    sources = [(f"s{i}", rng.choice(["red", "blue", "none", "none"])) for i in range(max(8, n // 60))]
    spread = {"own": 0.35, "enemy": 0.35, "neutral": 0.15}
    mean = {"own": war.own, "enemy": war.enemy, "neutral": war.neutral}
    bias = {(s, r): rng.normal(mean[r], spread[r]) for s, _ in sources for r in mean}
    noise = {s: np.exp(rng.normal(np.log(0.3), 0.4)) for s, _ in sources}
    rows: list[WeighRow] = []
    truth = {}
    while len(rows) < n:
        name, side, z = f"f{len(truth)}", rng.choice(["red", "blue"]), rng.normal(3.2, 1.3)
        truth[name] = float(np.exp(z))
        said: list[WeighRow] = []
        for at in rng.permutation(len(sources))[: 2 + int(rng.exponential(2.2))]:
            source, party = sources[at]
            against = "accused" if war.civilians else "enemy"
            role = "neutral" if party == "none" else "own" if party == side else against
            if said and rng.random() < war.copies:
                said.append(replace(said[rng.integers(0, len(said))], source=source, role=role, origin=source))
                continue
            y = z + bias[source, "enemy" if role == "accused" else role] + noise[source] * rng.standard_t(war.tails)
            at_least = rng.random() < war.hedged
            y -= rng.exponential(0.3) if at_least else 0.0
            hedge = "at_least" if at_least else "exact"
            said.append(WeighRow(name, source, role, float(max(0, round(np.exp(min(y, 20.0))))), hedge=hedge, origin=source,
                                 population="civilians" if war.civilians else "combatants"))  # fmt: skip
        rows += said
    return rows, truth


def spam(rows: list[WeighRow]) -> list[WeighRow]:
    """One enemy voice says 50 times too much of every figure, under 20 names."""
    first = {row.figure: row for row in rows}
    loud = [
        replace(
            row, source=f"voice {k}", role="enemy", value=50.0 * (row.value or 1) + k, hedge="exact", origin=f"v{k}"
        )
        for row in first.values()
        for k in range(20)
    ]
    return rows + loud


CIVIL = War(own=0.0, enemy=-0.9, civilians=True)

STUDIES: dict[str, tuple[War, Callable[[list[WeighRow]], list[WeighRow]]]] = {
    "assumptions hold": (War(), list),
    "roles reversed: sides overstate their own losses": (War(own=0.6, enemy=-0.7), list),
    "no role differs": (War(own=0.0, enemy=0.0, neutral=0.0), list),
    "extreme differences (factors of 5)": (War(own=-1.6, enemy=1.6), list),
    "every neutral source misses four in ten": (War(neutral=-0.5), list),
    "half of the statements are undetected copies": (War(copies=0.5), list),
    "six in ten are lower bounds": (War(hedged=0.6), list),
    "errors with far heavier tails (1.5 degrees)": (War(tails=1.5), list),
    "civilians: assumptions hold (the accused admit four in ten)": (CIVIL, list),
    "civilians: the victims' side says twice too many": (replace(CIVIL, own=0.7), list),
    "civilians: the accused tell all": (replace(CIVIL, enemy=0.0), list),
    "civilians: the accused admit one in fifty": (replace(CIVIL, enemy=-3.9), list),
    "civilians: every neutral source misses four in ten": (replace(CIVIL, neutral=-0.5), list),
    "spam: 20 invented enemy voices on every figure, fifty-fold": (War(), spam),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wars", type=int, default=3)
    parser.add_argument("--statements", type=int, default=600)
    parser.add_argument("--only", default="", help="studies whose name begins so")
    arguments = parser.parse_args()
    print("| study | 90 % covers | RMSE of log best | RMSE of log median | median best over true |")
    print("|---|---|---|---|---|")
    for name, (war, change) in STUDIES.items():
        if not name.startswith(arguments.only):
            continue
        results = [one(war, change, arguments.statements, seed) for seed in range(arguments.wars)]
        cover, ours, median, level = np.mean(results, axis=0)
        print(f"| {name} | {cover:.2f} | {ours:.2f} | {median:.2f} | {level:.2f} |", flush=True)


def one(
    war: War, change: Callable[[list[WeighRow]], list[WeighRow]], n: int, seed: int
) -> tuple[float, float, float, float]:
    """Coverage, RMSE of the best and of the median count, and the median ratio of best to truth, of one war."""
    rows, truth = statements(war, n, np.random.default_rng(seed))
    rows = change(rows)
    counts: dict[str, list[float]] = {}
    for row in rows:
        counts.setdefault(row.figure, []).append(np.log((row.value or 0.0) + 0.5))
    figures = weigh(rows, Settings(fast=True)).figures
    true = np.array([np.log(truth[f.figure] + 0.5) for f in figures])
    low, best, high = (np.log(np.array([getattr(f, b) or 0.0 for f in figures]) + 0.5) for b in ("low", "best", "high"))
    median = np.array([np.median(counts[f.figure]) for f in figures])
    return (
        float(np.mean((low <= true) & (true <= high))),
        float(np.sqrt(np.mean((best - true) ** 2))),
        float(np.sqrt(np.mean((median - true) ** 2))),
        float(np.exp(np.median(best - true))),
    )


if __name__ == "__main__":
    main()
