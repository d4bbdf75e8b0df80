"""How well the reader finds what other people wrote down of reports: leads, tolls, displacement, quantities of every kind.

    python benchmarks/corpora.py leads|tolls|displacement|quantities|fields CORPUS.jsonl
                                 [--half looked|unseen | --gap | --rules] [--readings READINGS.jsonl]

Each corpus is one JSON object a line, with "id" and "text"; nothing of them is kept here:

leads         "civilians", "forces": the dead that the report leads with, 0 where none. After FA-KES (Abu Salem, Al Feel, Elbassuoni,
              Jaber, Farah: ICWSM 2019; Zenodo 2607278, CC BY 4.0 for the data set; texts of the press), whose crowd gave the numbers.
tolls         "deaths", "injuries": lists of [least, most], numbers of two or more that the keys hold. After MUC-3 and MUC-4 (Sundheim
              1991, 1992; keys and upper-case wire texts public for research, no licence stated).
displacement  "value", "harm" ("evacuated" or another), "unit" ("persons" or "households"). After IDETECT (Internal Displacement
              Monitoring Centre and UN Unite Ideas challenge, 2017; texts of the press, no licence stated).
quantities    "quantities": [{"low", "high", "change"}], change one of = ~ > <. After NewsQuant (Almasian, Kazakova, Göbel, Gertz:
              CQE, EMNLP 2023; no licence stated).
fields        "claims": [{"number", "harm", "place", "perpetrator"}] with spans or null, and "alt" with a second annotator's: how often
              place and alleged perpetrator are right on the claims found. Places are those of the claim's sentence.

`--half` measures one of the halves that halves.py draws; `--gap` both, with the difference and its interval over documents. `--readings`
scores what another reader wrote (JSON Lines: the objects of `counterclaim read --json` in the order of the corpus, or plain_reader.py's).
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from halves import Tally, gap, looked_at, measures, total

from counterclaim import quantities
from counterclaim.claims.read import read
from counterclaim.model import Category, Harm, Hedge, Polarity, Report, Unit

Row = dict[str, Any]
FORCES = (Category.FIGHTERS, Category.SOLDIERS)
DEATHS = (Harm.KILLED, Harm.KILLED_OR_INJURED)
HURT = (Harm.INJURED, Harm.KILLED_OR_INJURED)
MOVED = (Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED, Harm.RETURNED, Harm.BESIEGED)


def names(count: Any, number: int) -> bool:
    """Whether a quantity's words hold a number: as a bound, or as the n of "more than n" and "fewer than n"."""
    if count.hedge is Hedge.AT_LEAST and count.low is not None:
        return number in (count.low, count.low - 1)
    if count.hedge is Hedge.AT_MOST and count.high is not None:
        return number in (count.high, count.high + 1)
    return number in (count.low, count.high)


def readings_of(rows: list[Row]) -> Iterable[Row]:
    for reading in read(Report(str(row["id"]), row["text"]) for row in rows):
        yield {"claims": list(reading.claims)}


def readings_in(path: Path) -> Iterable[Row]:
    """What another reader wrote, with the claims as values whose fields can be read like ours."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row | {"claims": [_claim(claim) for claim in row.get("claims", ())]}


def _claim(told: Row) -> SimpleNamespace:
    count = told["quantity"]
    return SimpleNamespace(
        quantity=SimpleNamespace(
            **count | {"hedge": Hedge(count["hedge"]), "unit": Unit(count.get("unit", "persons"))}
        ),
        harm=Harm(told["harm"]),
        category=Category(told["category"]),
        polarity=Polarity(told["polarity"]),
        headline=told["headline"],
        **{key: SimpleNamespace(**told[key]) if told[key] else None for key in ("place", "alleged_perpetrator")},
    )


def leads(row: Row, reading: Row) -> Tally:
    tally: Tally = Counter()
    dead = [c for c in reading["claims"] if c.harm in DEATHS and c.polarity is Polarity.ASSERTED]
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


def tolls(row: Row, reading: Row) -> Tally:
    tally: Tally = Counter()
    for key, harms in (("deaths", DEATHS), ("injuries", HURT)):
        for least, most in row.get(key, ()):
            counts = [c.quantity for c in reading["claims"] if c.harm in harms]
            tally[f"{key} of"] += 1
            tally[key] += any(names(count, n) for count in counts for n in range(least, min(most, least + 50) + 1))
    return tally


def displacement(row: Row, reading: Row) -> Tally:
    tally: Tally = Counter()
    hits = [c for c in reading["claims"] if c.harm in MOVED and names(c.quantity, int(row["value"]))]
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


def _meet(told: Row | None, found: Any) -> bool:
    if told is None or found is None:
        return told is None and found is None
    return bool(told["start"] < found.end and found.start < told["end"])


_WHY = {"place": "place", "perpetrator": "alleged_perpetrator"}


def fields(row: Row, reading: Row) -> Tally:
    tally: Tally = Counter()
    left = list(reading["claims"])
    for gold in row["claims"]:
        hit = next((c for c in left if c.harm.value == gold["harm"] and _meet(gold["number"], c.quantity)), None)
        if hit is None:
            continue
        left.remove(hit)
        here = hit.place if hit.place is not None and hit.place.precision != "report" else None
        for key, found in (("place", here), ("perpetrator", hit.alleged_perpetrator)):
            readings = [gold[key], *([gold["alt"][key]] if key in gold.get("alt", {}) else [])]
            tally[f"{key} of"] += 1
            right = any(_meet(told, found) for told in readings)
            tally[key] += right
            rules = [why.rule for why in getattr(hit, "why", ()) if why.field == _WHY[key]]
            tally[f"rule {key}, {rules[0] if rules and found is not None else 'none'} of"] += 1
            tally[f"rule {key}, {rules[0] if rules and found is not None else 'none'}"] += right
    return tally


_CHANGES = {"=": Hedge.EXACT, "~": Hedge.ABOUT, ">": Hedge.AT_LEAST, "<": Hedge.AT_MOST}


def of_every_kind(row: Row, reading: Row) -> Tally:
    def near(a: float | None, b: float) -> bool:
        return a is not None and math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)

    if "quantities" in reading:
        read_ = [SimpleNamespace(**q | {"hedge": Hedge(q["hedge"])}) for q in reading["quantities"]]
    else:
        read_ = list(quantities(row["text"]))
    left = [q for q in read_ if q.hedge not in (Hedge.VAGUE, Hedge.ALL, Hedge.NONE)]
    tally: Tally = Counter({"read": len(left)})
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


KINDS: dict[str, Callable[[Row, Row], Tally]] = {
    "leads": leads,
    "tolls": tolls,
    "displacement": displacement,
    "quantities": of_every_kind,
    "fields": fields,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", choices=["looked", "unseen"])
    parser.add_argument("--gap", action="store_true", help="both halves, their difference and its interval")
    parser.add_argument(
        "--rules", action="store_true", help="how often each rule gave a field in each half, and was right (fields)"
    )
    parser.add_argument("--readings", type=Path, help="score what another reader wrote")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.readings:
        readings: Iterable[Row] = readings_in(options.readings)
    else:
        readings = readings_of(rows) if options.kind != "quantities" else ({} for _ in rows)
    halves: dict[bool, list[Tally]] = {True: [], False: []}
    for row, reading in zip(rows, readings, strict=True):
        halves[looked_at(str(row["id"]))].append(KINDS[options.kind](row, reading))
    everything = total([*halves[True], *halves[False]])
    if options.gap:
        for key, measure in measures(everything).items():
            if key.startswith("rule "):
                continue
            looked, unseen, difference, low, high = gap(halves[True], halves[False], measure)
            print(
                f"{key}: looked at {looked:.3f}, unseen {unseen:.3f}, difference {difference:+.3f} [{low:+.3f}, {high:+.3f}]"
            )
        return
    if options.rules:
        looked, unseen = total(halves[True]), total(halves[False])
        for key in sorted(k.removesuffix(" of") for k in everything if k.startswith("rule ") and k.endswith(" of")):
            print(f"{key.removeprefix('rule ')}: looked at {looked[key]} right of {looked[f'{key} of']}, "
                  f"unseen {unseen[key]} of {unseen[f'{key} of']}")  # fmt: skip
        return
    tally = total(halves[options.half == "looked"]) if options.half else everything
    for key, measure in measures(tally).items():
        if key.startswith("rule "):
            continue
        share, n = measure(tally) or 0.0, tally[f"{key} of"]
        error = f" of {n} (standard error {math.sqrt(share * (1 - share) / n):.3f})" if n else ""
        print(f"{key}: {share:.3f}{error}")


if __name__ == "__main__":
    main()
