"""Mentions of places in a parsed text: names, and generic nouns ("a market"), with the words that narrow them.

A name is known to the gazetteer, or capitalised where the grammar wants a place. Mentions that follow one another
("Karta in Vesh province") form a chain, whose first member is the place and whose others say what contains it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_names import Named, Names, begins_a_list
from counterclaim.claims.mentions_nouns import noun_at
from counterclaim.claims.mentions_words import possessive_state
from counterclaim.places import Entry, Gazetteer, country_names, demonyms

_JOINING = frozenset({"in", "of", "the", "a", "an", "'s", "’s", "which", "is"})
_WIDER = {"town": 0, "village": 0, "admin2": 1, "admin1": 2, "region": 2, "country": 3}


@dataclass(slots=True)
class Mention:
    """Tokens `start` to `end` (exclusive) that name or describe a place; `core` is the name without what narrows it."""

    start: int
    end: int
    core: str | None
    kind: str | None
    entry: Entry | None = None
    preposition: str = ""
    within: "Mention | None" = None

    @property
    def known(self) -> Entry | None:
        """What the gazetteer knows of the place, or else of the nearest that contains it."""
        link: Mention | None = self
        while link is not None and link.entry is None:
            link = link.within
        return link.entry if link else None

    def rank(self) -> float:
        """How closely the mention pins the place down; a town above a province above a country above a bare noun."""
        if self.core is None:
            return 1.4
        return {"country": 0.4, "admin1": 1.3, "region": 1.2}.get(self.entry.kind if self.entry else "town", 2.0)


class Mentions:
    """Finds the mentions of one text. `weights` says which countries the text is about (ISO code to share)."""

    def __init__(self, columns: Columns, gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        self.columns = columns
        self.names = Names(columns, gazetteer, weights)
        self.lexicon = self.names.lexicon

    def chains(self) -> list[Mention]:
        """The first mention of each chain, in the order of the text."""
        return self._chain(self._find())

    def _find(self) -> list[Mention]:
        found: list[Mention] = []
        position, resumed = 0, False
        while position < len(self.columns):
            beside = bool(found) and self._beside(found[-1], position)
            named = self.names.at(position, beside, resumed)
            mention = self._of_name(named, resumed) if named else self._of_noun(position)
            if mention is None:
                position, resumed = position + 1, False
                continue
            while found and mention.start <= found[-1].start:
                found.pop()  # "Karta's city of Lesh": the state only tells the city
            last = found[-1] if found else None
            beside = beside or (resumed and last is not None and _level(mention) == _level(last))
            unlike = last is not None and last.kind and mention.kind and last.kind != mention.kind
            if (
                last and beside and last.core and mention.core and not unlike
            ):  # "in Karta and Lesh": one place, worded as two
                last.end, last.kind = mention.end, None
                last.entry = self._foremost(last.entry, mention.entry)
            elif last and mention.core and last.core is None and self._belongs(last.end, mention.start):
                mention.start, mention.preposition = last.start, last.preposition
                found[-1] = mention
            else:
                found.append(mention)
            resumed = named is not None and named.entry is not None and named.end == mention.end
            position = max(mention.end, position + 1)
        return found

    def _foremost(self, one: Entry | None, other: Entry | None) -> Entry | None:
        """Of two that are worded as one, the first, unless it lies in a country that the report hardly speaks of."""
        if one is None or other is None:
            return one or other
        weights = self.names.weights
        return one if weights.get(one.country or "", 0.0) >= weights.get(other.country or "", 0.0) else other

    def _beside(self, last: Mention, position: int) -> bool:
        """Whether a name at `position` stands beside the last mention in a list: "A and B", "A, B and C"."""
        if position - last.end > 2:  # neither "," nor "and" nor ", and"
            return False
        joint = " ".join(self.columns.low[last.end : position])
        if joint in ("and", ", and", "&"):
            return True
        line = self.columns.text(position, min(position + 12, len(self.columns))).split("\n")[0]
        return joint == "," and last.core is not None and last.kind is None and begins_a_list(line)

    def _belongs(self, end: int, start: int) -> bool:
        """Whether a bare noun that ends at `end` is told apart by the name at `start`: "villages around the town of Karta"."""
        allowed, people = self.lexicon["belonging"] | self.lexicon["narrowing"], demonyms()
        between = self.columns.low[end:start]
        return 0 < len(between) < 6 and all(word in allowed or word in people or word == "-" for word in between)

    def _of_name(self, named: Named, resumed: bool) -> Mention:
        """The mention with the words that narrow it: "the town of", "northern", "near", "province"."""
        columns, lexicon = self.columns, self.lexicon
        low, pos = columns.low, columns.pos
        start, end, kind = named.start, named.end, None
        noun = self.names.around.noun_after(end)
        if noun is not None:
            kind, end = lexicon["nouns"][low[noun]], noun + 1
        core = columns.text(named.start, named.end)
        if resumed:
            return Mention(start, end, core, kind, named.entry, low[start - 1])
        start = self._narrowed(start)
        if start > 1 and low[start - 1] == "of" and low[start - 2] in lexicon["nouns"]:
            kind = kind or lexicon["nouns"][low[start - 2]]
            start -= 2
            while start > 0 and (pos[start - 1] in ("ADJ", "DET", "NUM") or low[start - 1] in lexicon["narrowing"]):
                start -= 1
        elif start > 0 and low[start - 1] == "the":
            start -= 1
        preposition = low[start - 1] if start > 0 else ""
        if preposition in ("near", "around", "outside"):
            start -= 1
        return Mention(start, end, core, kind, named.entry, preposition)

    def _narrowed(self, start: int) -> int:
        low, words, lexicon = self.columns.low, self.columns.words, self.lexicon
        while start > 0:
            if (
                low[start - 1] in lexicon["narrowing"]
                or low[start - 1] in demonyms()
                or possessive_state(words[start - 1])
            ):
                start -= 1
            elif words[start - 1] in ("'s", "’s"):
                start -= 2 if start > 1 and low[start - 2] in country_names() else 1
            elif start > 2 and low[start - 1] in lexicon["held"] and words[start - 2] == "-":
                start -= 3  # "rebel-held"
            else:
                break
        return start

    def _of_noun(self, position: int) -> Mention | None:
        found = noun_at(self.columns, self.names, position)
        if found is None:
            return None
        start, end = found
        preposition = self.columns.low[start - 1] if start > 0 else ""
        if preposition in ("near", "around", "outside"):
            start -= 1
        return Mention(start, end, None, self.lexicon["nouns"][self.columns.low[position]], None, preposition)

    def _chain(self, mentions: list[Mention]) -> list[Mention]:
        """Link each mention to the one that contains it: between them only "in", "in the", a comma, "of", "east of"."""
        heads: list[Mention] = []
        tail: Mention | None = None
        for mention in mentions:
            if tail is not None and self._contains(mention, tail):
                tail.within = mention
            else:
                heads.append(mention)
            tail = mention
        return heads

    def _contains(self, outer: Mention, inner: Mention) -> bool:
        """Whether the words between two mentions say that the second contains the first, or lies beside it."""
        between = self.columns.low[inner.end : outer.start]
        words = [word for word in between if word != ","]
        if len(words) >= 9 or any("\n" in word for word in between) or (words and words[0] == "of"):
            return False
        joins = _JOINING | self.lexicon["narrowing"] | self.lexicon["nouns"].keys()
        held = {i for i, w in enumerate(words) if w in self.lexicon["held"] and i > 1 and words[i - 1] == "-"}
        held |= {i - 1 for i in held} | {i - 2 for i in held}  # "the rebel-held town"
        if not all(w in joins or i in held for i, w in enumerate(words)):
            return False
        # Side by side without a word between, as wire copies without commas write lists, the second must be the wider.
        return bool(between) or _level(outer) > _level(inner)


def _level(mention: Mention) -> int:
    kind = mention.kind or (mention.entry.kind if mention.entry else "town")
    return _WIDER.get(kind, 0)
