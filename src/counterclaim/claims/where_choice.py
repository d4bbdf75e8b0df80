"""How well a mention of a place fits a claim: a sum of small reasons, each with its weight."""

import re
from collections.abc import Sequence

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions import Mention
from counterclaim.claims.mentions_words import place_words
from counterclaim.claims.persons import person_nouns
from counterclaim.model import Harm

#: below this a mention in the sentence is somebody's address, not the claim's place
LEAST = -3.2
#: what each reason counts: set by hand, then fitted to 280 annotated claims of 40 reports as a choice among the mentions and none
#: (logit, held near the first values; the penalty by cross-validation over reports; docs/methods/places.md)
WEIGHTS = {
    "rank": 1.0,  # how closely the mention pins the place down, `Mention.rank`
    "distance": -0.11,  # tokens from the number
    "clause": 1.8,  # in the clause of the number and its harm
    "attached": 0.5,  # hangs on a word of that clause
    "after": 0.9,
    "where": 3.0,  # "Karta, where 12 were killed"
    "at once": 2.2,  # right after the number: "one in Karta"
    "of another": -2.2,  # right after another number
    "spoken": -3.6,  # where somebody spoke
    "speaker": -6.8,  # inside a speaker's name
    "stationed": -2.5,  # where somebody sits
    "dateline": -4.0,
    "aside": -3.1,  # in a bracket
    "acting state": -4.2,
    "loose": -0.5,  # after a preposition that may mean anything
    "sent from": -2.5,  # "shelling from Karta"
    "origin": -4.0,  # "four nurses from Karta"
    "left": 3.0,  # where those who moved left from
    "brought to": -5.0,  # where survivors were taken afterwards
    "came to": -1.5,
    "came back to": 1.5,
    "came back from": -1.5,
}
_TELLS = frozenset({"said", "reported", "reports", "says", "told", "wrote", "counted"})
_IN = ("in", "near", "at")
_TITLE = 4  # tokens from an office to where it is
_WHERE = 14  # tokens from "where" to the number of its clause
_FAR = 40  # tokens from which distance no longer grows
#: harms of people who left: the place is where they left from
_MOVED = frozenset({Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED})
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
        """The sum of the reasons for and against a mention, each times its weight."""
        return sum(WEIGHTS[reason] * value for reason, value in self.reasons(mention, dateline=dateline).items())

    def reasons(self, mention: Mention, *, dateline: bool) -> dict[str, float]:
        """The reasons that hold of a mention, by name (see `WEIGHTS`), with their size: 1, a rank, or a distance in tokens."""
        start, end = self.columns.start[mention.start], self.columns.end[mention.end - 1]
        if any(s < end and start < e and not self._before_speaker(mention, s) for s, e in self.sources):
            return {"speaker": 1}
        preposition, locative = mention.preposition, mention.preposition in place_words()["locative"]
        country = mention.entry is not None and mention.entry.kind == "country"
        holds = {
            "clause": self.content[0] <= start < self.content[1],
            "attached": self._attached(mention),
            "after": mention.start >= self.number[1],
            "at once": mention.start - self.number[1] == 1 and preposition in _IN,
            "where": self._where(mention),
            "spoken": self._where_spoken(mention),
            "stationed": self._stationed(mention),
            "of another": self._of_another(mention),
            "dateline": dateline,
            "aside": self._aside(start, end),
            "acting state": country and not locative,  # "the army of Karta has lost ..."
        }
        found = {reason: 1.0 for reason, held in holds.items() if held}
        found["rank"], found["distance"] = mention.rank(), float(min(self._gap(mention), _FAR))
        sent = (preposition == "from" or preposition in _TOWARDS) and self._sent(mention)
        if sent and preposition == "from":
            found["sent from"] = 1.0
        elif preposition == "from" and self._whence_told(mention):
            found["spoken"] = 1.0
        elif (
            preposition == "from"
            and self.harm not in _MOVED
            and self.harm is not Harm.RETURNED
            and self._origin(mention)
        ):
            found["origin"] = 1.0
        elif self.harm in _MOVED and preposition == "from" and "of another" not in found:
            found["left"] = 1.0
        elif self.harm in _MOVED and not sent and (preposition in _TOWARDS or self._arrived(mention)):
            found["came to"] = 1.0
        elif self.harm is Harm.RETURNED and preposition in _TOWARDS:
            found["came back to"] = 1.0
        elif self.harm is Harm.RETURNED and preposition == "from":
            found["came back from"] = 1.0
        elif preposition in ("to", "into") and self._brought(mention):
            found["brought to"] = 1.0
        elif preposition in ("from", "to", "of", "by"):
            found["loose"] = 1.0
        return found

    def _gap(self, mention: Mention) -> int:
        """Tokens between mention and number."""
        return max(0, mention.start - self.number[1], self.number[0] - mention.end)

    def _where(self, mention: Mention) -> bool:
        """Whether the clause that tells the harm begins with "where" right after the place."""
        low = self.columns.low
        tail = mention
        while tail.within is not None:
            tail = tail.within
        at = tail.end + (low[tail.end : tail.end + 1] == [","])
        between = low[at + 1 : self.number[0]]
        opened = low[at : at + 1] == ["where"] and at < self.number[0]
        return opened and len(between) <= _WHERE and not {"where", ";", "when", "while"} & set(between)

    def _attached(self, mention: Mention) -> bool:
        """Whether the place hangs on a word of the claim's clause, with no other verb between."""
        columns, token = self.columns, _root(self.columns, mention)
        for _ in range(_DEEP):
            above = columns.head[token]
            if above == token:
                return False
            token = above
            if self.content[0] <= columns.start[token] < self.content[1]:
                return True
            if columns.pos[token] in ("VERB", "AUX"):
                return False
        return False

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
        """Whether the place is where somebody sits: "the group, based in Karta", "the Ministry of Health in Lesh"."""
        columns, lexicon = self.columns, place_words()
        before = mention.start - 2
        if before >= 0 and columns.low[before] in lexicon["stationed"]:
            return True
        for i in range(before, max(-1, before - _TITLE), -1):
            if columns.pos[i] in ("VERB", "AUX", "PUNCT", "NUM") or self.number[0] <= i < self.number[1]:
                return False
            if columns.low[i] in lexicon["desks"]:
                return True
        return False

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
        """Whether "from" or "into" belongs to an attack: "shelling from Karta into Vesh"."""
        columns, before = self.columns, mention.start - 1
        events = tuple(place_words()["events"])
        word = columns.low[columns.head[before]] if before >= 0 else ""
        return word.startswith(events) and not word.startswith(_LEFT)

    def _arrived(self, mention: Mention) -> bool:
        """Whether the place is one that people came to."""
        low, first = self.columns.low, max(0, mention.start - 3)
        return any(word in place_words()["arrivals"] for word in low[first : mention.start])

    def _origin(self, mention: Mention) -> bool:
        """Whether "from" says where people are from: "four nurses from Karta were killed in Lesh"."""
        before = mention.start - 2
        return before >= 0 and self.columns.low[before] in person_nouns()

    def _whence_told(self, mention: Mention) -> bool:
        """ "From Karta, aid workers reported": a place that opens the sentence, before whoever speaks."""
        columns, first = self.columns, self.columns.sentence_at(mention.start)[0]
        comma = columns.low[mention.end : mention.end + 1] == [","]
        between = columns.low[mention.end : self.number[0]]
        return mention.start - first == 1 and comma and not _TELLS.isdisjoint(between)

    def _brought(self, mention: Mention) -> bool:
        """Whether people were taken to the place: survivors to a hospital, the wounded to a town."""
        low, first = self.columns.low, max(0, mention.start - 4)
        return any(word in place_words()["brought"] for word in low[first : mention.start])

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


#: what follows the place of a dateline: a country or state, a day, an agency in brackets, and a dash
_DATED = re.compile(
    r"(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?"
    r"(?:,?\s(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s\d{4})?)?"
    r"(?:\s\([^()\n]{2,40}\))?\s?(?:[-–—]{1,2}\s)"
)


def is_dateline(columns: Columns, mention: Mention) -> bool:
    """A place at the start of a line, or in capitals, before a dash, a bracket or an agency's name."""
    if mention.preposition in place_words()["locative"] or mention.core is None:
        return False
    text, start, end = columns.plain, columns.start[mention.start], columns.end[mention.end - 1]
    line = text.rfind("\n", max(0, start - _LINE), start) + 1
    if _DATED.match(text, end) and not text[line:start].strip():
        return True
    if re.match(r"\s?(?:[-–—]\s|\([A-Z]|: |,? [A-Z]{2,}\b)", text[end : end + 12]) is None:
        return False
    if mention.core.isupper():
        return True
    return start - line < _LINE and (line > 0 or start < _LINE)


#: characters from the start of a line within which a dateline stands
_LINE = 40
