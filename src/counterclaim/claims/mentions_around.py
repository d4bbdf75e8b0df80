"""What stands around a name of a place: prepositions, nouns, organisations."""

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_words import DIRECTION, place_words, possessive_state
from counterclaim.places import demonyms

#: last words of the names of organisations that carry a place in their name: "the Front for X", "the State in X"
_NAMED_FOR = frozenset(
    {"State", "Front", "Party", "Movement", "Organization", "Organisation", "Union", "Army", "League", "Council"}
)


class Around:
    """The words around the names of one text."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.lexicon = place_words()

    def organisation(self, start: int, end: int) -> bool:
        low = self.columns.low
        last = low[end - 1]
        if last in self.lexicon["organisations"] or last.removesuffix("s") in self.lexicon["organisations"]:
            return True
        return any(word in self.lexicon["groups"] for word in low[start:end]) or (
            start > 1 and low[start - 1] == "-" and low[start - 2] in self.lexicon["groups"]
        )

    def before(self, start: int) -> str:
        """What stands before a name: a locative, "city of", a narrowing word, a state's possessive, or nothing of the kind."""
        low, words, lexicon = self.columns.low, self.columns.words, self.lexicon
        i = start - 1
        if i >= 0 and low[i] == "the":
            i -= 1
        if i < 0:
            return ""
        word = low[i]
        if word == "of" and i > 0 and low[i - 1] in lexicon["nouns"]:
            return "noun of"
        if word in lexicon["nouns"] and word not in ("front", "state", "line", "home", "side"):
            return "noun"
        if word in lexicon["narrowing"] or (word in lexicon["held"] and i > 0 and words[i - 1] == "-"):
            return "narrow"
        if word in demonyms() and i > 0 and (low[i - 1] in lexicon["locative"] or low[i - 1] in lexicon["narrowing"]):
            return "narrow"
        if word in ("'s", "’s") or possessive_state(words[i]):
            return "state"
        titled = word == "of" and i > 0 and words[i - 1][:1].isupper() and low[i - 1] in lexicon["organisations"]
        if i > 0 and (words[i - 1] in _NAMED_FOR or titled):
            return "organisation"  # "Front for the Liberation of X" is nobody's address
        if word in lexicon["locative"] and word != "of":
            return "loc"
        if word in lexicon["verbs"] and self.columns.pos[i] == "VERB":
            return "loc verb"
        if word == "and" and i > 0:
            return ""
        done_to = word == "of" and i > 0 and (DIRECTION.match(words[i - 1]) or low[i - 1] in lexicon["done_to"])
        return "loc of" if done_to else ""

    def titled_noun(self, start: int) -> bool:
        """Whether the noun before "of" has a capital itself, and is a term and no place: "Area of Responsibility"."""
        words = self.columns.words
        return (
            start > 1
            and words[start - 1] == "of"
            and words[start - 2][:1].isupper()
            and self.columns.sentence_at(start - 2)[0] != start - 2
        )

    def noun_after(self, end: int) -> int | None:
        """The place noun right after a name ("Karta province", "Karta 's old quarter")."""
        low, lexicon = self.columns.low, self.lexicon
        for i in range(end, min(end + 3, len(low))):
            if low[i] in lexicon["nouns"] and low[i] not in ("front", "line", "side", "part"):
                return i
            if (
                low[i] not in lexicon["narrowing"]
                and low[i] not in lexicon["compounds"]
                and low[i] not in ("'s", "’s", "-")
            ):
                return None
        return None

    def kind_of(self, begin: int, stop: int) -> str | None:
        """What the words around a name say it is: "Karta province", "the provinces of Karta"."""
        columns, nouns = self.columns, self.lexicon["nouns"]
        noun = self.noun_after(stop)
        if noun is not None:
            return nouns.get(columns.low[noun])  # type: ignore[no-any-return]
        if begin > 1 and columns.low[begin - 1] == "of":
            return nouns.get(columns.low[begin - 2])  # type: ignore[no-any-return]
        return None

    def small(self, begin: int, stop: int) -> bool:
        """Whether the words around a name say that it is a part of a town."""
        low, noun = self.columns.low, self.noun_after(stop)
        if noun is not None:
            return low[noun] in self.lexicon["quarters"]
        return begin > 1 and low[begin - 1] == "of" and low[begin - 2] in self.lexicon["quarters"]

    def modifies(self, last: int) -> bool:
        """Whether the name only modifies a noun that is no place: "in Karta counterattacks"."""
        columns = self.columns
        head = columns.head[last]
        return (
            columns.dep[last] in ("compound", "nmod", "amod", "poss")
            and head > last
            and columns.low[head] not in self.lexicon["nouns"]
        )
