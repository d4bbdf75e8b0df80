"""How well a mention of a place fits a claim: a sum of small reasons, each with its weight."""

import re
from collections.abc import Sequence

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions import Mention
from counterclaim.claims.mentions_words import place_words
from counterclaim.model import Harm

#: below this a mention in the sentence is somebody's address, not the claim's place; the penalties below are sized so
LEAST = -3.5
#: harms of people who left: the place is where they left from
_MOVED = frozenset({Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED, Harm.RETURNED})
_TOWARDS = frozenset({"to", "into", "towards", "toward"})
_LEFT = ("displac", "fled", "flee", "evacuat", "uproot")
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "another", "others"})
_DEEP = 20  # steps up a parse


class Choice:
    """Weighs the mentions around one claim. `number`: its tokens; the other spans are characters."""

    def __init__(
        self, columns: Columns, number: tuple[int, int], content: tuple[int, int],
        sources: Sequence[tuple[int, int]], cues: Sequence[tuple[int, int]], harm: Harm | None,
    ) -> None:  # fmt: skip
        self.columns, self.number, self.content = columns, number, content
        self.sources, self.cues, self.harm = sources, cues, harm

    def fitness(self, mention: Mention, *, dateline: bool) -> float:
        """Inside its clause, near its number, after it, close, and nobody's address."""
        start, end = self.columns.start[mention.start], self.columns.end[mention.end - 1]
        if any(s < end and start < e and not self._before_speaker(mention, s) for s, e in self.sources):
            return -9.0
        score = mention.rank()
        score += 2.0 if self.content[0] <= start < self.content[1] else 0.0
        score -= min(self._gap(mention), 40) / 7.0
        score += 0.5 if mention.start >= self.number[1] else 0.0
        score -= 4.0 if self._where_spoken(mention) else 0.0
        score -= 2.5 if self._stationed(mention) else 0.0
        score -= 2.0 if self._of_another(mention) else 0.0
        score += 2.0 if mention.start - self.number[1] == 1 and mention.preposition in ("in", "near", "at") else 0.0
        score -= 4.0 if dateline else 0.0
        score -= 3.0 if self._aside(start, end) else 0.0
        locative = mention.preposition in place_words()["locative"]
        if mention.entry is not None and mention.entry.kind == "country" and not locative:
            score -= 4.0  # a state that acts, not a place: "the army of Karta has lost ..."
        if self.harm in _MOVED and mention.preposition == "from" and not self._sent(mention):
            score += 3.0
        elif self.harm in _MOVED and (mention.preposition in _TOWARDS or self._arrived(mention)):
            score -= 1.5
        elif mention.preposition in ("from", "to", "of", "by"):
            score -= 0.4
        return score

    def _gap(self, mention: Mention) -> int:
        """Tokens between mention and number."""
        return max(0, mention.start - self.number[1], self.number[0] - mention.end)

    def _before_speaker(self, mention: Mention, source: int) -> bool:
        """Whether a speaker's span swallowed the place by mistake, where commas are lost: "in Karta local media said"."""
        before = mention.start - 1
        return before >= 0 and mention.preposition in place_words()["locative"] and self.columns.start[before] < source

    def _where_spoken(self, mention: Mention) -> bool:
        """Whether the place hangs on a verb of saying: "said in the capital"."""
        columns = self.columns
        token = _root(columns, mention)
        for _ in range(_DEEP):
            above = columns.head[token]
            if above == token:
                return False
            token = above
            if columns.pos[token] in ("VERB", "AUX"):
                # Where commas are lost, a place before "officials said" hangs on the saying only by mistake.
                return token < mention.start and any(s <= columns.start[token] < e for s, e in self.cues)
        return False

    def _stationed(self, mention: Mention) -> bool:
        """Whether the place is where somebody sits: "the group, based in Karta"."""
        before = mention.start - 2 if mention.start >= 2 else 0
        return self.columns.low[before] in place_words()["stationed"]

    def _of_another(self, mention: Mention) -> bool:
        """Whether the place is told right after another number: "three died, one in Karta and a second in Lesh"."""
        columns, before = self.columns, mention.start - 2
        if (
            before < 0
            or self.number[0] <= before < self.number[1]
            or mention.preposition not in ("in", "near", "at", "from")
        ):
            return False
        return columns.pos[before] == "NUM" or columns.low[before] in _ORDINALS

    def _sent(self, mention: Mention) -> bool:
        """Whether "from" tells where an attack came from: "shelling from Karta"."""
        columns, before = self.columns, mention.start - 1
        events = tuple(place_words()["events"])
        word = columns.low[columns.head[before]] if before >= 0 else ""
        return word.startswith(events) and not word.startswith(_LEFT)

    def _arrived(self, mention: Mention) -> bool:
        """Whether the place is one that people came to."""
        low, first = self.columns.low, max(0, mention.start - 3)
        return any(word in place_words()["arrivals"] for word in low[first : mention.start])

    def _aside(self, start: int, end: int) -> bool:
        """Whether the place stands in brackets that the number does not stand in."""
        text = self.columns.plain
        opened = text.rfind("(", max(0, start - 120), start)
        closed = text.find(")", end, end + 120)
        inside = opened >= 0 and closed >= 0 and ")" not in text[opened:start]
        return inside and not opened < self.columns.start[self.number[0]] < closed


def _root(columns: Columns, mention: Mention) -> int:
    """The token of a mention on which the others hang."""
    token = mention.end - 1
    for _ in range(_DEEP):
        above = columns.head[token]
        if above == token or not mention.start <= above < mention.end:
            break
        token = above
    return token


def is_dateline(columns: Columns, mention: Mention) -> bool:
    """A place at the start of a line, or in capitals, before a dash, a bracket or an agency's name."""
    if mention.preposition in place_words()["locative"] or mention.core is None:
        return False
    text, start, end = columns.plain, columns.start[mention.start], columns.end[mention.end - 1]
    if re.match(r"\s?(?:[-–—]\s|\([A-Z]|: |,? [A-Z]{2,}\b)", text[end : end + 12]) is None:
        return False
    if mention.core.isupper():
        return True
    line = text.rfind("\n", max(0, start - _LINE), start) + 1
    return start - line < _LINE and (line > 0 or start < _LINE)


#: characters from the start of a line within which a dateline stands
_LINE = 40
