"""Fit names/data/ar2en.csv from a file of tab-separated Arabic and Latin words: python tools/fit_transliteration.py
ar2en-train.txt

The training part of Google's Arabic-English transliteration set (repository google/transliteration, Apache-2.0) was
used.
"""

import sys
from itertools import product
from pathlib import Path

import numpy as np

from counterclaim.stats.emission import BASE, CHUNK, CHUNKS, expected_counts
from counterclaim.victims.names import arabic, latin
from counterclaim.victims.names.rendering import AFTER, BEFORE, CODES, LETTERS, code, encode_arabic, encode_latin

OUT = Path(__file__).parent.parent / "src/counterclaim/victims/names/data/ar2en.csv"
ROUNDS, LEAST = 12, 1e-3
#: pseudo-counts by which a letter in a rare context is taken to be rendered as everywhere
EVERYWHERE = 20.0


def main(path: str) -> None:
    """Fit and write the table."""
    sources, targets = [], []
    for line in Path(path).read_text("utf-8").splitlines():
        left, _, right = line.partition("\t")
        words, renderings = arabic.clean(left.strip()), latin.clean(right.strip())
        if len(words) == 1 and len(renderings) == 1 and len(renderings[0]) <= CHUNK * len(words[0]):
            sources.append(encode_arabic(words[0]))
            targets.append(encode_latin(renderings[0]))
    flat = [np.concatenate(parts) for parts in (sources, targets)]
    starts = [np.concatenate([[0], np.cumsum([len(part) for part in parts])]) for parts in (sources, targets)]
    table = np.full((CODES, CHUNKS), 1.0 / 1000)
    for _ in range(ROUNDS):
        counts, total = expected_counts(table, flat[0], starts[0], flat[1], starts[1])
        whole = counts.reshape(-1, len(LETTERS), CHUNKS).sum(axis=0)
        whole /= np.maximum(whole.sum(axis=1, keepdims=True), 1e-9)
        counts += EVERYWHERE * np.tile(whole, (CODES // len(LETTERS), 1))
        table = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-9)
        print(f"log likelihood {total:.0f}", file=sys.stderr)
    rows = ["letter,before,after,chunk,probability"]
    for letter, before, after in product(LETTERS, BEFORE, AFTER):
        probabilities = table[code(letter, before, after)]
        for number in np.flatnonzero(probabilities >= LEAST):
            chunk, rest = "", int(number)
            while rest:
                rest, sign = divmod(rest, BASE)
                chunk = chr(96 + sign) + chunk
            rows.append(f"{letter},{before},{after},{chunk},{probabilities[number]:.4f}")
    OUT.write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows) - 1} entries from {len(sources)} pairs", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
