"""The scene: what a report calls the spot of an event beside its town, and whose house it was.

"A strike on the Oldham family home near the Lark Mosque": towns and days are shared by many events, such names by few. They are
told anywhere around a number, so they are kept apart from a claim's place, for comparing reports with one another.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.mentions_words import place_words

#: characters before and after a number within which a name belongs to what is told of it: some four sentences
_BEFORE, _AFTER = 700, 400
#: names kept of one claim, the nearest first
_MOST = 8
_SMALL = re.compile(r"\b[a-z][a-z'’-]+")
_WORD = re.compile(r"[\w'’‘-]+")
_NAME = r"(?:[A-Z][\w'’‘-]*|a[ln]-[A-Z][\w'’‘-]*)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(sorted(place_words()["sites"], key=len, reverse=True))
    after = re.compile(
        rf"\b({_NAME}(?:\s+{_NAME}){{0,2}})\s+(?:(?:refugee|family|residential|primary|general)\s+)?(?i:{nouns})\b"
    )
    before = re.compile(rf"\b(?i:{nouns})\s+(?:of|called|named|in)\s+(?:the\s+)?({_NAME}(?:\s+{_NAME})?)")
    return after, before


class Scene:
    """The names of spots and families in one text, in its order."""

    def __init__(self, text: str) -> None:
        common = frozenset(_SMALL.findall(text))
        told = {_bare(text, *match.span(1)) for pattern in _patterns() for match in pattern.finditer(text)}
        self.found = sorted(span for span in told if span[0] < span[1] and not _is_plain(text[slice(*span)], common))
        self._starts = [start for start, _ in self.found]

    def around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The character offsets of the names around those of a number, in the order of the text."""
        near = self.found[bisect_left(self._starts, start - _BEFORE) : bisect_right(self._starts, end + _AFTER)]
        nearest = sorted(near, key=lambda span: (max(start - span[1], span[0] - end), span))
        return sorted(nearest[:_MOST])


def _is_plain(name: str, common: frozenset[str]) -> bool:
    """Whether a name is made of words that the text writes small elsewhere: capitals of a headline."""
    return all(word.lower() in common for word in _WORD.findall(name))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the small words that only the head of a sentence gives a capital."""
    while (word := _WORD.match(text, start, end)) and word[0].lower() in STOP_WORDS:
        start = word.end() + len(text[word.end() : end]) - len(text[word.end() : end].lstrip())
    return start, end
