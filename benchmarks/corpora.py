"""How well the reader finds what other people wrote down of reports: leads, tolls, displacement, quantities of every kind.

    python benchmarks/corpora.py leads|tolls|displacement|quantities CORPUS.jsonl [--half looked|unseen]

Each corpus is one JSON object a line, with "id" and "text"; nothing of them is kept here:

leads         "civilians", "forces": the dead that the report leads with, 0 where none. After FA-KES (Abu Salem, Al Feel, Elbassuoni,
              Jaber, Farah: ICWSM 2019; Zenodo 2607278, CC BY 4.0 for the data set; texts of the press), whose crowd gave the numbers.
tolls         "deaths", "injuries": lists of [least, most], numbers of two or more that the keys hold. After MUC-3 and MUC-4 (Sundheim
              1991, 1992; keys and upper-case wire texts public for research, no licence stated).
displacement  "value", "harm" ("evacuated" or another), "unit" ("persons" or "households"). After IDETECT (Internal Displacement
              Monitoring Centre and UN Unite Ideas challenge, 2017; texts of the press, no licence stated).
quantities    "quantities": [{"low", "high", "change"}], change one of = ~ > <. After NewsQuant (Almasian, Kazakova, Göbel, Gertz:
              CQE, EMNLP 2023; no licence stated).

A rule is written while looking at some texts; `--half` splits a corpus by a hash of the id, so that what was never looked at can be
measured apart. The halves here are "looked" where sha256("counterclaim-2026-11:" + id) is odd.
"""

import argparse
import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from counterclaim import quantities
from counterclaim.claims.read import read
from counterclaim.model import Category, Claim, Count, Harm, Hedge, Polarity, Report, Unit

Row = dict[str, Any]
FORCES = (Category.FIGHTERS, Category.SOLDIERS)
DEATHS = (Harm.KILLED, Harm.KILLED_OR_INJURED)
HURT = (Harm.INJURED, Harm.KILLED_OR_INJURED)
MOVED = (Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED, Harm.RETURNED, Harm.BESIEGED)


def names(count: Count, number: int) -> bool:
    """Whether a quantity's words hold a number: as a bound, or as the n of "more than n" and "fewer than n"."""
    if count.hedge is Hedge.AT_LEAST and count.low is not None:
        return number in (count.low, count.low - 1)
    if count.hedge is Hedge.AT_MOST and count.high is not None:
        return number in (count.high, count.high + 1)
    return number in (count.low, count.high)


def claims_of(rows: list[Row]) -> Iterable[tuple[Row, list[Claim]]]:
    for row, reading in zip(rows, read(Report(str(row["id"]), row["text"]) for row in rows), strict=True):
        yield row, list(reading.claims)


def leads(rows: list[Row]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for row, claims in claims_of(rows):
        dead = [c for c in claims if c.harm in DEATHS and c.polarity is Polarity.ASSERTED]
        for key, forces in (("civilians", False), ("forces", True)):
            lead = next((c.quantity for c in dead if c.headline and (c.category in FORCES) is forces), None)
            told = int(row[key])
            if told:
                tally[f"{key}: lead of"] += 1
                tally[f"{key}: lead"] += lead is not None and names(lead, told)
                tally[f"{key}: found of"] += 1
                tally[f"{key}: found"] += any(names(c.quantity, told) for c in dead)
            else:
                tally[f"{key}: zero of"] += 1
                tally[f"{key}: zero"] += lead is None
    return tally


def tolls(rows: list[Row]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for row, claims in claims_of(rows):
        for key, harms in (("deaths", DEATHS), ("injuries", HURT)):
            for least, most in row.get(key, ()):
                counts = [c.quantity for c in claims if c.harm in harms]
                tally[f"{key} of"] += 1
                tally[key] += any(names(count, n) for count in counts for n in range(least, min(most, least + 50) + 1))
    return tally


def displacement(rows: list[Row]) -> Counter[str]:
    tally: Counter[str] = Counter()
    for row, claims in claims_of(rows):
        hits = [c for c in claims if c.harm in MOVED and names(c.quantity, int(row["value"]))]
        tally["found of"] += 1
        tally["found"] += bool(hits)
        if hits:
            evacuated, persons = row["harm"] == "evacuated", row["unit"] == "persons"
            for key, right in (
                ("evacuated told from displaced", any((c.harm is Harm.EVACUATED) is evacuated for c in hits)),
                ("unit", any((c.quantity.unit is Unit.PERSONS) is persons for c in hits)),
            ):
                tally[f"{key} of"] += 1
                tally[key] += right
    return tally


_CHANGES = {"=": Hedge.EXACT, "~": Hedge.ABOUT, ">": Hedge.AT_LEAST, "<": Hedge.AT_MOST}


def of_every_kind(rows: list[Row]) -> Counter[str]:
    def near(a: float | None, b: float) -> bool:
        return a is not None and math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)

    tally: Counter[str] = Counter()
    for row in rows:
        left = [q for q in quantities(row["text"]) if q.hedge not in (Hedge.VAGUE, Hedge.ALL, Hedge.NONE)]
        tally["read"] += len(left)
        for gold in row["quantities"]:
            low, high = float(gold["low"]), float(gold["high"])
            tally["told"] += 1
            hit = next(
                (
                    q
                    for q in left
                    if (near(q.low, low) and near(q.high, high))
                    or (low == high and None in (q.low, q.high) and any(near(q.low, low + d) or near(q.high, low + d) for d in (0, 1, -1)))
                ),
                None,
            )  # fmt: skip
            if hit is not None:
                left.remove(hit)
                tally["value"] += 1
                tally["value and hedge"] += hit.hedge is (
                    Hedge.RANGE if low != high else _CHANGES.get(gold["change"], hit.hedge)
                )
    return tally


KINDS: dict[str, Callable[[list[Row]], Counter[str]]] = {
    "leads": leads,
    "tolls": tolls,
    "displacement": displacement,
    "quantities": of_every_kind,
}


def looked_at(name: str) -> bool:
    return int(hashlib.sha256(f"counterclaim-2026-11:{name}".encode()).hexdigest(), 16) % 2 == 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", choices=["looked", "unseen"])
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.half:
        rows = [row for row in rows if looked_at(str(row["id"])) is (options.half == "looked")]
    tally = KINDS[options.kind](rows)
    if options.kind == "quantities":
        for key in ("value", "value and hedge"):
            print(f"{key}: F1 {2 * tally[key] / max(1, tally['read'] + tally['told']):.3f}")
    for key in [key for key in tally if f"{key} of" in tally]:
        share, n = tally[key] / tally[f"{key} of"], tally[f"{key} of"]
        print(f"{key}: {share:.3f} of {n} (standard error {math.sqrt(share * (1 - share) / n):.3f})")


if __name__ == "__main__":
    main()
