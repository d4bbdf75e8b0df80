"""One harm in one sentence, and everybody in it who can have done it."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.agents import agents
from counterclaim.claims.counted import Counted
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.triggers import RIGHT, Trigger

#: how a verb hangs on the one whose subject it shares, and how many of those are climbed
_FOLLOWS = frozenset({"advcl", "conj", "xcomp", "ccomp"})
_CHAIN = 4
_APART = frozenset({"while", "but", "whereas", ";"})  # words that set the clauses around them against each other


@dataclass(frozen=True, slots=True)
class Tie:
    """The tokens `first` up to, not including, `last`, tied to the harm by a rule at a price in words."""

    price: float
    first: int
    last: int
    rule: str


class Scene:
    """A harm (`trigger`, whose verb is `verb`) in the sentence `first`..`last`, and the `agents` who can have done it."""

    def __init__(self, page: Page, harmed: Sequence[Counted], trigger: Trigger, first: int, last: int) -> None:
        self.page, self.harmed, self.trigger, self.first, self.last = page, harmed, trigger, first, last
        self.agents = [a for a in agents(page, first, last) if not self.is_harmed(a.first, a.last)]
        self.verb = self._verb()

    def is_harmed(self, first: int, last: int) -> bool:
        """Whether words are the counted people or the harm itself."""
        trigger = self.trigger
        return any(first < number.end and number.first < last for number in self.harmed) or (
            first < trigger.last and trigger.first < last
        )

    def _verb(self) -> int:
        """The token of the harm that the parse ties to others: the verb that it hangs on, for an adjective or noun."""
        at = self.trigger.last - 1
        for k in range(self.trigger.first, self.trigger.last):
            if self.page.pos[k] in ("VERB", "AUX"):
                at = k
                break
        return at

    def subject(self) -> int | None:
        """The token that is the subject of an active harm, as the parse has it: its verb's own, or that of the verb which it
        follows from ("shelled the port, killing 12"). None where that verb is passive, speaks, or has none."""
        page, at = self.page, self.verb
        if not (self.trigger.slot == RIGHT or self._takes_pronoun(at)) or self.is_a_find() or self.nominal():
            return None
        for _ in range(_CHAIN):
            if any(page.head[k] == at and page.dep[k] == "nsubjpass" for k in range(self.first, self.last)):
                return None
            if page.lower[at] in words("blame", "accident"):
                return None
            own = [k for k in range(self.first, at) if page.head[k] == at and page.dep[k] == "nsubj"]
            if own:
                return own[-1]
            above = page.head[at]
            if page.dep[at] not in _FOLLOWS or not self.first <= above < at or page.pos[above] != "VERB":
                return None
            if page.lower[above] in words("words", "speech") or not _APART.isdisjoint(page.lower[above:at]):
                return None
            at = above
        return None

    def _takes_pronoun(self, at: int) -> bool:
        """ "dragged six men from a chapel and killed them": its people stand before it, and it is active all the same."""
        page = self.page
        after = range(at + 1, min(self.last, at + 3))
        return page.tag[at] == "VBD" and any(page.lower[k] in ("them", "him", "her") for k in after)

    def between(self, at: int) -> float:
        """Words between a token and the harm."""
        if at >= self.trigger.last:
            return float(at - self.trigger.last)
        return float(max(0, self.trigger.first - at))

    def joined(self, at: int) -> bool:
        """Whether a word of harm shares its people or its agent with this one: "killed and 12 wounded by gunmen"."""
        low, high = sorted((at, self.trigger.first))
        return not any(self.page.lower[k] in (".", ";", "while", "but", "when", "after") for k in range(low, high))

    def is_a_find(self) -> bool:
        """ "Police recovered the bodies of six men": who finds the dead did not kill them."""
        return any(
            self.page.lower[k] in words("words", "remains") for k in range(self.trigger.first, self.trigger.last)
        )

    def nominal(self) -> bool:
        """ "the murder of six priests", though the lexicon knows the word as a verb as well."""
        page, at = self.page, self.verb
        after = page.lower[at + 1 : at + 2]
        return page.pos[at] in ("NOUN", "PROPN") and (after == ["of"] or page.pos[max(0, at - 1)] in ("DET", "ADJ"))
