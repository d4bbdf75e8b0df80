"""Quotations joined to who says them.

A content that touches a quotation takes all of it; a quotation that goes on after "he said" is the same speaker's;
and a quotation that no cue reaches, beside a speaker's attribution in the same paragraph, is carried by it.
"""

import re
from bisect import bisect_right

from counterclaim.claims.attribution_found import Attributed, Found
from counterclaim.claims.attribution_phrases import cue_range, noun_phrase, subject_of
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.cues import Cue
from counterclaim.claims.quotes import Quotation

# A quotation shorter than this is a few quoted words inside somebody's sentence, not speech of its own.
SHORTEST_SPEECH = 25
# A quotation further from its cue than a clause is somebody else's.
_REACH = 70
# Characters between a told sentence and the quotation that goes on from it: a stop and a blank.
_DIRECTLY = 3

Ranges = list[tuple[int, int]]


def whole_quotation(
    content: Ranges, cue: tuple[int, int], source: tuple[int, int] | None, marks: tuple[Quotation, ...]
) -> Ranges:
    """The content's pieces, each grown to the quotation that it lies in or begins; the cue stays outside."""
    grown: Ranges = []
    for start, end in content:
        for quotation in _touching(marks, start, end):
            if quotation.holds(cue[0]) or (source is not None and quotation.holds(source[0])):
                continue
            if (
                quotation.end - quotation.start < SHORTEST_SPEECH
                and not start <= quotation.start < quotation.end <= end + 2
            ):
                continue
            start, end = min(start, quotation.start), max(end, quotation.end)
        grown.append(_clear(start, end, cue))
    return merged(grown)


def _touching(marks: tuple[Quotation, ...], start: int, end: int) -> list[Quotation]:
    first = max(0, bisect_right(marks, start, key=lambda quotation: quotation.start) - 1)
    touching = []
    for quotation in marks[first:]:
        if quotation.start > end + 1:
            break
        if quotation.end >= start - 1:
            touching.append(quotation)
    return touching


def _clear(start: int, end: int, cue: tuple[int, int]) -> tuple[int, int]:
    """Keep the larger side of the cue where a grown content would run over it."""
    if start < cue[0] and cue[1] < end:
        return (start, cue[0]) if cue[0] - start >= end - cue[1] else (cue[1], end)
    return start, end


def merged(ranges: Ranges) -> Ranges:
    """Overlapping ranges as one, in order."""
    out: Ranges = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        elif start < end:
            out.append((start, end))
    return out


def read_beside(tree: Tree, verb: int, cue: Cue, marks: tuple[Quotation, ...]) -> Found | None:
    """The attribution of a cue that a quotation follows or precedes in its paragraph, with no sentence between."""
    if "quote" not in cue.frames or tree.deps[verb] in ("amod", "aux", "compound"):
        return None
    span = cue_range(tree, verb)
    subject = subject_of(tree, verb)
    if subject is None or tree.tags[verb] == "VB":
        return None
    source = noun_phrase(tree, subject, span[0] if subject < verb else None, verb if subject > verb else None)
    if source is None:
        return None
    first, last = tree.starts[min(span[0], source[0])], tree.ends[max(span[1], source[1]) - 1]
    at = bisect_right(marks, tree.starts[verb], key=lambda quotation: quotation.start)
    beside = [
        (gap, mark)
        for mark in marks[max(0, at - 1) : at + 1]
        if not mark.holds(tree.starts[verb]) and (gap := _between(tree.text, first, last, mark)) is not None
    ]
    if not beside:
        return None
    nearest = min(beside, key=lambda pair: pair[0])[1]
    content = tree.range_at(nearest.start, nearest.end)
    return Found(source, span, [content], "indirect", cue.kind, "quote", verb)


def _between(text: str, first: int, last: int, mark: Quotation) -> int | None:
    """How far a quotation stands from the cue and its source; None where a sentence or paragraph ends between."""
    if mark.end - mark.start < SHORTEST_SPEECH:
        return None
    between = text[mark.end : first] if mark.end <= first else text[last : mark.start]
    if len(between) > _REACH or "\n" in between or re.search(r"[.!?;]\s", between):
        return None
    return len(between)


def followed_on(found: list[Attributed], marks: tuple[Quotation, ...], text: str) -> list[Attributed]:
    """Attributions of quoted speech, with the quotations that go on after them in the same paragraph.

    "One." he said. "Two." makes one attribution of two pieces: nothing but the cue, its source and their adjuncts may
    stand between, and the second quotation must not be another attribution's.
    """
    taken = {
        index
        for index, quotation in enumerate(marks)
        if any(one.kind in ("direct", "mixed") and one.holds(quotation.start, quotation.end) for one in found)
    }
    out = []
    for one in found:
        extra: Ranges = []
        if _speaks_on(one) and not any(mark.holds(one.anchor) for mark in _touching(marks, *[one.anchor] * 2)):
            edge = max(end for _, end in (*one.content, *one.cue, *one.source))
            for index in range(bisect_right(marks, edge - 1, key=lambda quotation: quotation.start), len(marks)):
                quotation = marks[index]
                between = text[edge : quotation.start]
                if one.kind == "indirect" and len(between) > _DIRECTLY:
                    break
                if index in taken or "\n" in between or len(between) > 60 or not _only_adjuncts(between):
                    break
                if quotation.end - quotation.start < SHORTEST_SPEECH:
                    break
                extra.append((quotation.start, quotation.end))
                taken.add(index)
                edge = quotation.end
        content = tuple(merged([*one.content, *extra]))
        out.append(Attributed(one.source, one.cue, content, one.kind, one.statement, one.frame, one.anchor))
    return out


def _speaks_on(one: Attributed) -> bool:
    """Whether quotations that follow may be the same speaker's: after quoted speech, or directly after told speech."""
    if one.kind == "indirect":
        return one.frame == "clause" and one.statement == "speech" and max(one.content)[1] >= max(one.cue)[1]
    return one.kind in ("direct", "mixed")


def _only_adjuncts(between: str) -> bool:
    """Whether at most the rest of the cue's sentence stands between: " on Monday. " """
    return between.count(".") + between.count("!") + between.count("?") <= 1
