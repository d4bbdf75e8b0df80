"""MinHash of a report's word shingles (Broder 1997), so that copies are found without keeping or comparing texts.

Two reports' share of equal positions estimates the Jaccard index of their sets of shingles.
"""

import re

from rensa import RMinHash

PERMUTATIONS = 64  # standard error of the Jaccard estimate at most 1 / (2 * sqrt(64)) = .06
SHINGLE = 4  # words: short enough to survive an edit a sentence, long enough that phrases of the genre do not match
SEED = 42
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> tuple[int, ...]:
    """The signature: `PERMUTATIONS` unsigned 32-bit integers; empty for a text without words."""
    words = _WORD.findall(text.lower())
    if not words:
        return ()
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(shingles))
    return tuple(int(value) for value in sketch.digest())
