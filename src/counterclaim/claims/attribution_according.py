"""Attributions announced by a preposition: "according to the ministry", "in the words of its spokesman"."""

from counterclaim.claims.attribution_found import Found, pieces
from counterclaim.claims.attribution_phrases import noun_phrase
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.cues import Cue

_NOUN_TAGS = ("NN", "PRP", "WP", "DT", "CD")


def read_phrase(tree: Tree, first: int, end: int, cue: Cue) -> Found | None:
    """The attribution of a prepositional cue at tokens `first` to `end`: its object, and the sentence around it."""
    segment_first, segment_end = tree.segment(first)
    head = _object(tree, end, segment_end)
    if head is None:
        return None
    source = noun_phrase(tree, head, after=end - 1)
    if source is None:
        return None
    source = (end, max(source[1], head + 1))
    whole: Range = (segment_first, segment_end)
    clause = _clause_of(tree, first)
    if clause is not None and clause[0] <= first and first - clause[0] > 2:
        whole = (clause[0], clause[1])
    parts = pieces(tree, whole, (first, source[1]))
    before = [part for part in parts if part[1] <= first]
    # What follows in a sentence that already gave its content before the cue is mostly a new clause of the report.
    if before and first - before[0][0] > 4 and len(parts) > 1 and parts[-1][1] - parts[-1][0] < 4:
        parts = before
    return Found(source, (first, end), parts, "according_to", cue.kind, "phrase", first) if parts else None


def _object(tree: Tree, at: int, end: int) -> int | None:
    """The head of the noun phrase that begins at a token: the last noun of its first run, or what the parser gives."""
    if at >= end:
        return None
    head = None
    for index in range(at, min(end, at + 16)):
        if tree.tags[index].startswith(_NOUN_TAGS) and tree.left[index] <= at:
            head = index
    if head is None:
        head = next(
            (index for index in range(at, min(end, at + 8)) if tree.tags[index].startswith(("NN", "PRP"))), None
        )
    return head


def _clause_of(tree: Tree, preposition: int) -> Range | None:
    """The clause whose verb the phrase modifies, where that is one of several in the sentence."""
    current = preposition
    for _ in range(4):
        head = tree.heads[current]
        if head == current:
            return None
        if tree.tags[head].startswith(("VB", "MD")):
            return tree.subtree(head) if tree.deps[head] in ("conj", "ccomp", "advcl", "parataxis") else None
        current = head
    return None
