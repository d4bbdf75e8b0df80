"""Which attributions the report makes itself, and which stand inside the words of somebody else.

"Planes came, she believes, from the north," the mayor said: the belief is the mayor's telling. PolNeAR's annotators
mark such inner attributions only where they are reported speech of their own, and so does this.
"""

from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_quotations import SHORTEST_SPEECH
from counterclaim.claims.quotes import Quotation

_SPEECH = frozenset({"speech", "report"})


def parted(found: list[Attributed], marks: tuple[Quotation, ...]) -> tuple[list[Attributed], list[Attributed]]:
    """Outer and inner attributions. Inside quoted speech all are inner; inside indirect speech all but plain speech."""
    speech = [mark for mark in marks if mark.end - mark.start >= SHORTEST_SPEECH]
    quoted = _covered([one.anchor for one in found], [piece for mark in speech for piece in mark.pieces])
    outer: list[Attributed] = []
    inner: list[Attributed] = []
    for one in found:
        (inner if one.anchor in quoted or _told(one, found) else outer).append(one)
    return outer, inner


def _covered(offsets: list[int], ranges: list[tuple[int, int]]) -> set[int]:
    return {offset for offset in offsets if any(start <= offset < end for start, end in ranges)}


def _told(one: Attributed, found: list[Attributed]) -> bool:
    """Whether the attribution's cue stands in another's content, and it is not reported speech with a clause."""
    if one.statement in _SPEECH and one.frame in ("clause", "quote", "phrase"):
        return False
    return any(
        other is not one and other.holds(one.anchor, one.anchor + 1) and not one.holds(other.anchor, other.anchor + 1)
        for other in found
    )
