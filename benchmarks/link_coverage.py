"""Simulated lists with known truth: do the 95 % intervals of unique persons, and of the undocumented, hold it?

python benchmarks/link_coverage.py FIRST LAST [TOTAL]. Seeds FIRST to LAST - 1, so that a hundred can be run in parts; each run is a
line of standard error. Three independent lists of invented dead (one in Latin letters, one mostly without fathers' names, ages half
empty), linked one-to-one; replicates go through `estimate` (log-linear, BIC), and so does the table of who truly is whom: what that
covers is the estimator's part.
"""

import json
import sys
from collections import Counter

import numpy as np

from counterclaim.estimates.settings import Settings
from counterclaim.estimates.undocumented import estimate
from counterclaim.model import Method, OverlapTable
from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.linking import link
from counterclaim.victims.lists import rows_of
from counterclaim.victims.replicates import overlaps

PROFILES = [
    ListProfile("ministry", 0.5),
    ListProfile("monitor", 0.35, script="latin", father=0.8, grandfather=0.3, birth_date=0.3, age=0.5, unnamed=0.0),
    ListProfile("office", 0.3, father=0.4, grandfather=0.1, birth_date=0.3, age=0.5),
]
#: replicates, as a user has them; and those that `estimate` takes, which is most of the time
REPLICATES, ESTIMATED = 100, 20


def main(first: int, last: int, total: int) -> None:
    """Print one JSON object."""
    rows = []
    for seed in range(first, last):
        made = generate(PROFILES, total, seed=seed)
        linkage = link(
            [rows_of(name, table, once=True) for name, table in made.tables.items()], one_to_one=True, seed=seed
        )
        overlap = overlaps(linkage, REPLICATES)
        named = linkage.standard.rows["full_m"].notna().to_numpy()
        who = np.array([made.truth[record] for record in linkage.records])
        unique = len(set(who[named].tolist()))
        low, high = overlap.interval()
        masks = [sum(1 << i for i, held in enumerate(history) if held) for history in overlap.histories.tolist()]
        tables = [
            OverlapTable.of(
                overlap.lists, {m: int(c) for m, c in zip(masks, counts, strict=True) if c}, replicate=str(number)
            )
            for number, counts in enumerate(overlap.replicates[:ESTIMATED])
        ]
        settings = Settings(methods=(Method.LOGLINEAR,), seed=seed, bootstrap=50)
        found = estimate(tables, settings)
        unseen = found.estimates[0].undocumented if found.estimates else None
        known = estimate(told_table(overlap.lists, linkage.lists[named], who[named]), settings)
        plain = known.estimates[0].undocumented if known.estimates else None
        same = who[linkage.pairs.left] == who[linkage.pairs.right]
        rows.append(
            {
                "unique": low <= unique <= high,
                "bias": overlap.persons / unique - 1,
                "expected": float(linkage.probabilities().sum() / same.sum() - 1),
                "width": (high - low) / unique,
                "undocumented": None if unseen is None else bool(unseen.low <= total - unique <= unseen.high),
                "undocumented_width": None if unseen is None else (unseen.high - unseen.low) / (total - unique),
                "undocumented_off": None if unseen is None else unseen.best / (total - unique) - 1,
                "if_told": None if plain is None else bool(plain.low <= total - unique <= plain.high),
                "if_told_width": None if plain is None else (plain.high - plain.low) / (total - unique),
            }
        )
        print(json.dumps({"seed": seed} | rows[-1]), file=sys.stderr, flush=True)
    told = [row["undocumented"] for row in rows if row["undocumented"] is not None]
    said = {
        "runs": len(rows),
        "total": total,
        "unique_covered": float(np.mean([row["unique"] for row in rows])),
        "undocumented_covered": float(np.mean(told)) if told else None,
        "undocumented_refused": len(rows) - len(told),
        "if_told_covered": float(np.mean([row["if_told"] for row in rows if row["if_told"] is not None])),
        "bias": float(np.mean([row["bias"] for row in rows])),
        "expected_matches_off": float(np.mean([row["expected"] for row in rows])),
        "width": float(np.mean([row["width"] for row in rows])),
    }
    print(json.dumps(said, indent=1))


def told_table(lists, of, who) -> OverlapTable:
    """The overlap table of rows whose persons are known: list number and person of each row."""
    masks = {}
    for number, person in zip(of.tolist(), who.tolist(), strict=True):
        masks[person] = masks.get(person, 0) | 1 << number
    counts = Counter(masks.values())
    return OverlapTable.of(lists, dict(counts))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1000)
