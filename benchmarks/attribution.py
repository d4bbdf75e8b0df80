"""How many attributions of an annotated corpus are found, and what finding them costs beside parsing.

    python benchmarks/attribution.py CORPUS.jsonl [--kinds]

CORPUS holds one object a line: {"id", "text", "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...}]}.
PolNeAR (Newell, Margolin and Ruths, LREC 2018; github.com/networkdynamics/PolNeAR; no licence stated, so it is fetched by
whoever measures and nothing of it is kept here) and PARC 3.0 (Pareti 2016; LDC licence) can be written in this form.

An attribution is found where its content and a gold content share half of their joint characters (Jaccard, blanks left
out), one to one, the best pairs first. Its source is right where the two sources share a character.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from counterclaim.claims.attribution import Attributed, attribute
from counterclaim.claims.labels import labels
from counterclaim.claims.noise import repair
from counterclaim.claims.parsing import parse

SHARED = 0.5
Offsets = list[list[int]] | tuple[tuple[int, int], ...]


def characters(text: str, offsets: Offsets) -> set[int]:
    return {at for start, end in offsets for at in range(start, min(end, len(text))) if not text[at].isspace()}


def pairs(text: str, gold: list[dict[str, Offsets]], found: list[Attributed]) -> list[tuple[int, int]]:
    told = [characters(text, one["content"]) for one in gold]
    read = [characters(text, one.content) for one in found]
    shares = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(told) for j, b in enumerate(read) if a & b), reverse=True
    )
    left_gold, left_found, matched = set(range(len(gold))), set(range(len(found))), []
    for share, i, j in shares:
        if share >= SHARED and i in left_gold and j in left_found:
            matched.append((i, j))
            left_gold.remove(i)
            left_found.remove(j)
    return matched


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kinds", action="store_true", help="precision by construction, class of cue and frame")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines()]
    began = time.process_time()
    docs = list(parse([repair(row["text"]) for row in rows]))
    parsed = time.process_time()
    found = [attribute(doc, row["text"]) for row, doc in zip(rows, docs, strict=True)]
    attributed = time.process_time()
    named = [labels(doc, each, row["text"]) for row, doc, each in zip(rows, docs, found, strict=True)]
    labelled = time.process_time()
    hits = sources = 0
    kinds: Counter[tuple[str, str, str]] = Counter()
    right: Counter[tuple[str, str, str]] = Counter()
    for row, each in zip(rows, found, strict=True):
        kinds.update((one.kind, one.statement, one.frame) for one in each)
        for i, j in pairs(row["text"], row["attributions"], each):
            hits += 1
            right[each[j].kind, each[j].statement, each[j].frame] += 1
            gold = characters(row["text"], row["attributions"][i]["source"])
            sources += bool(gold & characters(row["text"], each[j].source))
    gold_total, found_total = sum(len(row["attributions"]) for row in rows), sum(map(len, found))
    result = {
        "reports": len(rows),
        "gold": gold_total,
        "found": found_total,
        "precision": round(hits / max(1, found_total), 3),
        "recall": round(hits / max(1, gold_total), 3),
        "f1": round(2 * hits / max(1, gold_total + found_total), 3),
        "f1_with_source": round(2 * sources / max(1, gold_total + found_total), 3),
        "labels": sum(map(len, named)),
        "cpu_share_of_parsing": {
            "attributions": round((attributed - parsed) / (parsed - began), 3),
            "labels": round((labelled - attributed) / (parsed - began), 3),
        },
    }
    print(json.dumps(result, indent=1))
    if options.kinds:
        for kind, count in kinds.most_common():
            print(f"{' '.join(kind):45} {count:5} {right[kind] / count:.2f}")


if __name__ == "__main__":
    main()
