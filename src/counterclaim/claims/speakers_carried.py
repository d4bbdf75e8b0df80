"""Speakers carried to a number from an adjacent sentence: a quotation that runs on, a source who keeps counting.

A source who opened a sentence with a count ("The clerk said that five of the dead ...") is carried into the next
sentences of the paragraph that go on counting the same event ("Another three died at the port"), but not past a turn
("Meanwhile"), a speaker of the next sentence's own, or the report's background totals of a whole war.
"""

import re

from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_quotations import SHORTEST_SPEECH
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.quotes import Quotation
from counterclaim.claims.speakers_index import Spoken
from counterclaim.claims.speakers_names import claims_of

# A speaker stands at most this many characters from the edge of a quotation that is theirs.
_REACH = 90
_FURTHEST = 3
_TOLD = frozenset({"clause", "quote", "flat", "phrase"})
_GOES_ON = re.compile(
    r"(?:The (?:\w+ )?(?:toll|dead|others?|wounded|injured|victims)|Another|Others?|A further|An additional"
    r"|\w+ of (?:the (?:dead|wounded|injured|victims)|them|these|those)"
    r"|Among (?:them|these|those|the)|Of (?:them|these|those|the)|They|These|It)\b"
)
_BACKGROUND = re.compile(
    r"\bsince\b.*\b(?:war|conflict|crisis|uprising|revolution|revolt|began|started|erupted|(?:19|20)\d\d)\b"
    r"|\b(?:war|conflict|crisis|uprising)\b.*\b(?:has|have) (?:\w+ )?(?:killed|left|claimed|cost|displaced|driven)",
    re.I,
)


def quoted_by(spoken: Spoken, quantity: tuple[int, int]) -> list[Attributed]:
    """The speaker beside the quotation that the number stands in, where no attribution's content reaches it."""
    quotation = spoken.quotation_at(quantity[0])
    if quotation is None or quotation.end - quotation.start < SHORTEST_SPEECH:
        return []
    around = spoken.cued_between(quotation.start - _REACH, quotation.end + _REACH)
    near = [
        one
        for one in claims_of(spoken.tree, around, quantity)
        if one.frame in _TOLD and _gap(one, quotation) <= _REACH and _joined(spoken.tree.text, one, quotation)
    ]
    return sorted(near, key=lambda one: _gap(one, quotation))[:1]


def told_on(spoken: Spoken, quantity: tuple[int, int]) -> list[Attributed]:
    """The source whose count an earlier sentence of the paragraph told, and who has been carried since."""
    tree = spoken.tree
    number = spoken.sentence(quantity[0])
    for index in range(number, max(-1, number - _FURTHEST - 1), -1):
        first, end = tree.segments[index]
        start, stop = tree.starts[first], tree.ends[end - 1]
        here = [one for one in claims_of(tree, spoken.cued_in(index), quantity) if one.frame in _TOLD]
        if index < number and here and "\n" not in tree.text[start:stop]:
            opener = min(here, key=lambda one: one.anchor)
            return [opener] if _counts(tree, opener) else []
        if index < number and "\n" in tree.text[start:stop]:
            return []
        if here or not _continues(tree.text[start:stop]):
            return []
    return []


def _counts(tree: Tree, one: Attributed) -> bool:
    """Whether the content holds a number."""
    return any(tree.tags[index] == "CD" for start, end in one.content for index in range(*tree.range_at(start, end)))


def _continues(sentence: str) -> bool:
    sentence = sentence.strip()
    return bool(_GOES_ON.match(sentence)) and not _BACKGROUND.search(sentence)


def _joined(text: str, one: Attributed, quotation: Quotation) -> bool:
    """Whether no paragraph ends, and at most one sentence does, between the cue and the quotation."""
    between = text[quotation.end : one.anchor] if one.anchor >= quotation.end else text[one.anchor : quotation.start]
    return "\n" not in between and between.count(". ") <= (1 if one.anchor < quotation.start else 0)


def _gap(one: Attributed, quotation: Quotation) -> int:
    if one.anchor >= quotation.end:
        return one.anchor - quotation.end
    if one.anchor < quotation.start:
        return quotation.start - one.anchor
    return 10**6
