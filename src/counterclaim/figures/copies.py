"""Near-duplicate reports: one agency's story in many papers is one source.

A fingerprint is a MinHash signature (Broder 1997): the share of equal entries estimates the Jaccard similarity of the
texts' word shingles. Candidates come from bands of entries (locality-sensitive hashing), so the work stays linear.
"""

from collections.abc import Sequence

from counterclaim.figures.unionfind import UnionFind
from counterclaim.model import ReportHead

#: share of equal entries from which two texts count as one story. Our own choice: an agency's text under another
#: headline and with a paragraph cut stays above it, two stories of one event by two hands stay well below.
SAME_STORY = 0.5
#: entries a band: with bands of 4 a pair at 0.5 is found with probability 1-(1-0.5**4)**(n/4), .87 of 128 entries
_BAND = 4


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated Jaccard similarity; 0 where either fingerprint is missing or they are of different lengths."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def stories(heads: Sequence[ReportHead]) -> dict[str, str]:
    """Report id to the id of the first report (in id order) of the same story."""
    groups: UnionFind[str] = UnionFind(head.id for head in heads)
    first_of_text: dict[str, str] = {}
    buckets: dict[tuple[int, tuple[int, ...]], ReportHead] = {}
    for head in sorted(heads, key=lambda head: head.id):
        groups.union(first_of_text.setdefault(head.sha256, head.id), head.id)
        tried: set[str] = set()
        for start in range(0, len(head.fingerprint), _BAND):
            held = buckets.setdefault((start, head.fingerprint[start : start + _BAND]), head)
            if held.id in tried or held is head:
                continue
            tried.add(held.id)
            if similarity(held.fingerprint, head.fingerprint) >= SAME_STORY:
                groups.union(held.id, head.id)
    return {head.id: groups.find(head.id) for head in heads}
