"""The attributions of a report, found by place: each question about a number looks at its surroundings only.

Without it every number would be held against every attribution, which is quadratic in the length of a report.
"""

from bisect import bisect_right

from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.quotes import Quotation, quotations

_KEPT = "quotations"


class Spoken:
    """A report's attributions that have a source: by the sentence of their cue, by sentences of their content."""

    def __init__(self, tree: Tree, attributions: list[Attributed]) -> None:
        self.tree = tree
        with_source = [one for one in attributions if one.source]
        self._by_source = sorted(with_source, key=lambda one: one.source[0][1])
        self._ends = [one.source[0][1] for one in self._by_source]
        self._cued: dict[int, list[Attributed]] = {}
        self._content: dict[int, list[Attributed]] = {}
        for one in with_source:
            self._cued.setdefault(self.sentence(one.anchor), []).append(one)
            sentences = {
                index
                for start, end in one.content
                for index in range(self.sentence(start), self.sentence(max(start, end - 1)) + 1)
            }
            for index in sentences:
                self._content.setdefault(index, []).append(one)
        self.marks = quotations_of(tree)
        self._mark_starts = [mark.start for mark in self.marks]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return self.tree.segment_of[self.tree.token_at(offset)] if len(self.tree) else 0

    def cued_in(self, sentence: int) -> list[Attributed]:
        """Attributions whose cue stands in the sentence."""
        return self._cued.get(sentence, [])

    def over(self, offset: int) -> list[Attributed]:
        """Attributions with content in the sentence that holds a character."""
        return self._content.get(self.sentence(offset), [])

    def sources_before(self, offset: int, most: int) -> list[Attributed]:
        """The attributions whose source ends before an offset, the nearest first, at most so many."""
        at = bisect_right(self._ends, offset)
        return self._by_source[max(0, at - most) : at][::-1]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds a character."""
        at = bisect_right(self._mark_starts, offset) - 1
        return self.marks[at] if at >= 0 and self.marks[at].holds(offset) else None

    def cued_between(self, start: int, end: int) -> list[Attributed]:
        """Attributions whose cue stands between two offsets, to the edges of their sentences."""
        last = self.sentence(max(0, min(end, len(self.tree.text) - 1)))
        return [one for index in range(self.sentence(max(0, start)), last + 1) for one in self.cued_in(index)]


def quotations_of(tree: Tree) -> tuple[Quotation, ...]:
    """The quotations of a tree's text, read once."""
    if _KEPT not in tree.kept:
        tree.kept[_KEPT] = quotations(tree.text)
    found: tuple[Quotation, ...] = tree.kept[_KEPT]
    return found
