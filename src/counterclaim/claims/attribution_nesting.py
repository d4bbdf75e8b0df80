"""Which attributions the report makes itself, and which stand inside the words of somebody else.

"Planes came, she believes, from the north," the mayor said: the belief is the mayor's telling. PolNeAR's annotators
mark such inner attributions only where they are reported speech of their own, and so does this.
"""

from bisect import bisect_right

from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_quotations import SHORTEST_SPEECH
from counterclaim.claims.quotes import Quotation

_SPEECH = frozenset({"speech", "report"})


def parted(found: list[Attributed], marks: tuple[Quotation, ...]) -> tuple[list[Attributed], list[Attributed]]:
    """Outer and inner attributions. Inside quoted speech all are inner; inside indirect speech all but plain speech."""
    quoted = _Cover([(piece, index) for index, mark in enumerate(marks) for piece in _speech(mark)])
    told = _Cover([(piece, index) for index, one in enumerate(found) for piece in one.content])
    outer: list[Attributed] = []
    inner: list[Attributed] = []
    for index, one in enumerate(found):
        others = [found[at] for at in told.over(one.anchor) if at != index]
        within = quoted.over(one.anchor) or (not _is_speech(one) and any(not _wraps(one, other) for other in others))
        (inner if within else outer).append(one)
    return outer, inner


def _speech(mark: Quotation) -> tuple[tuple[int, int], ...]:
    return mark.pieces if mark.end - mark.start >= SHORTEST_SPEECH else ()


def _is_speech(one: Attributed) -> bool:
    return one.statement in _SPEECH and one.frame in ("clause", "quote", "phrase")


def _wraps(one: Attributed, other: Attributed) -> bool:
    """Whether two contents hold each other's cues, a parse gone wrong that tells of no nesting."""
    return one.holds(other.anchor, other.anchor + 1)


class _Cover:
    """Ranges with their numbers, asked which of them hold an offset. Offsets are asked for in any order."""

    def __init__(self, ranges: list[tuple[tuple[int, int], int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for (start, _), _ in self._ranges]
        self._furthest: list[int] = []  # the furthest end among the ranges up to each, where a search back may stop
        furthest = 0
        for (_, end), _ in self._ranges:
            furthest = max(furthest, end)
            self._furthest.append(furthest)

    def over(self, offset: int) -> list[int]:
        found = []
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and self._furthest[at] > offset:
            (_, end), number = self._ranges[at]
            if end > offset:
                found.append(number)
            at -= 1
        return found
