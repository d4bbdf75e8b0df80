"""Names of places: runs of capitalised words that the gazetteer knows, or that stand where the grammar wants a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_words import DIRECTION, country_in, no_name, place_words, possessive_state
from counterclaim.claims.numerals import TENS, UNITS
from counterclaim.places import Entry, Gazetteer, country_names, demonyms

_PARTICLES = frozenset("al el as ash at ar an az ad ez es um umm bin ibn abu de del la las los le san".split())
_ARTICLES = frozenset("al el ash as ar ad az at an ez es".split())
#: last words of the names of organisations that carry a place in their name: "the Front for X", "the State in X"
_NAMED_FOR = frozenset(
    {"State", "Front", "Party", "Movement", "Organization", "Organisation", "Union", "Army", "League", "Council"}
)
#: prepositions after which a capitalised unknown is a place; after "of", "to" or "against" it may be anything
_AT = frozenset({"in", "near", "at", "around", "outside", "from", "across", "throughout", "inside", "within", "into"})
_LONGEST = 7  # tokens of a name


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens `start` to `end` that name a place: `entry` is the gazetteer's, None for a name that it lacks."""

    start: int
    end: int
    entry: Entry | None


class Names:
    """Finds the names of one text. `weights` says which countries the text is about (ISO code to share)."""

    def __init__(self, columns: Columns, gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        self.columns = columns
        self.gazetteer = gazetteer
        self.weights = weights
        self.lexicon = place_words()
        self.events = tuple(self.lexicon["events"])
        self.commas = "," in columns.plain  # wire copies lose them, and names run together

    def at(self, start: int, beside: bool = False, resumed: bool = False) -> Named | None:
        """The name that begins in the run at `start`. `beside`: in a list after a place; `resumed`: right after a name."""
        state = country_in(self.columns.words[start])
        if state:
            end = start + 1  # with what the damage left of the possessive
            while end < len(self.columns) and self.columns.start[end] == self.columns.end[end - 1]:
                end += 1
            return Named(start, end, self.gazetteer.best(state, self.weights, "country"))
        end = self._run(start, resumed)
        if end == start or self._organisation(start, end):
            return None
        before, after = self._before(start), self.noun_after(end)
        if before == "organisation":
            return None
        columns = self.columns
        first = start == columns.sentence_at(start)[0] and end < len(columns) and columns.words[end] in (",", ":")
        placed = (
            beside or resumed or first or before.startswith(("loc", "noun", "narrow", "state")) or after is not None
        )
        for length in range(end - start, 0, -1):
            for begin in range(start, end - length + 1):
                entry = self._known(begin, begin + length, start, end, placed)
                if entry is None:
                    continue
                # In a list without commas, "Karta East Vesh and Lesh", the first name is a place of its own.
                first_of = self._known(start, begin, start, end, placed) if placed and begin > start else None
                return Named(start, begin, first_of) if first_of else Named(begin, begin + length, entry)
        core = columns.text(start, end)
        if core.lower() in demonyms() or no_name(core):
            return None
        settled = after is not None and columns.low[after] in self.lexicon["settlements"]
        counted = columns.pos[start] == "NUM" or columns.low[start] in UNITS or columns.low[start] in TENS
        if counted and end - start == 1:
            return None  # "Thirteen villages"
        if (
            (before.startswith("noun") and not self._titled_noun(start))
            or (after is not None and before)
            or (settled and not columns.titled(start, STOP_WORDS))
            or beside
            or (before == "loc" and self._like_a_place(start, end))
        ):
            return Named(start, end, None)
        return None

    def _titled_noun(self, start: int) -> bool:
        """Whether the noun before "of" has a capital itself, and is a term and no place: "Area of Responsibility"."""
        words = self.columns.words
        return (
            start > 1
            and words[start - 1] == "of"
            and words[start - 2][:1].isupper()
            and start - 2 not in self.columns.sentences
        )

    def _organisation(self, start: int, end: int) -> bool:
        low = self.columns.low
        last = low[end - 1]
        if last in self.lexicon["organisations"] or last.removesuffix("s") in self.lexicon["organisations"]:
            return True
        return any(word in self.lexicon["groups"] for word in low[start:end]) or (
            start > 1 and low[start - 1] == "-" and low[start - 2] in self.lexicon["groups"]
        )

    def _run(self, start: int, resumed: bool) -> int:
        """The end of the run of capitalised words that begins at `start`."""
        columns = self.columns
        low, words = columns.low, columns.words
        prefix = self._article(start)
        if not (prefix or self.capital(start)) or (
            start > 0 and not resumed and self.capital(start - 1) and self._joined(start)
        ):
            return start
        if possessive_state(words[start]):
            return start
        end = start + (3 if prefix else 1)
        while end < len(columns) and end - start < _LONGEST:
            if words[end] == "-" and end + 1 < len(columns) and columns.start[end] == columns.end[end - 1]:
                if columns.start[end + 1] != columns.end[end]:
                    break
                end += 2
            elif self._article(end) and end + 2 < len(columns):
                end += 3
            elif (self.capital(end) and not columns.breaks[end - 1]) or (
                low[end] in _PARTICLES and end + 1 < len(columns) and self._capital_later(end)
            ):
                end += 1
            else:
                break
        end = min(end, len(columns))
        if low[start] in demonyms() and end - start > 1 and columns.text(start, end).lower() not in country_names():
            return start  # "Vesh Karta": the name begins after the adjective
        return end

    def _article(self, position: int) -> bool:
        """An article with its hyphen: "al-"."""
        columns = self.columns
        return (
            columns.low[position] in _ARTICLES
            and position + 1 < len(columns)
            and columns.words[position + 1] == "-"
            and columns.start[position + 1] == columns.end[position]
        )

    def _capital_later(self, position: int) -> bool:
        columns = self.columns
        return (
            any(self.capital(i) for i in range(position + 1, min(position + 3, len(columns))))
            and columns.words[position].isalnum()
        )

    def _joined(self, start: int) -> bool:
        """Whether the capitalised word before `start` is part of the same run."""
        columns = self.columns
        before = columns.low[start - 1]
        return (
            not possessive_state(columns.words[start - 1])
            and before not in self.lexicon["narrowing"]
            and before not in demonyms()
            and not columns.breaks[start - 1]
        )

    def capital(self, position: int) -> bool:
        """Whether a token can be part of a name: a capital, and no small word that begins a sentence or a headline."""
        word, low = self.columns.words[position], self.columns.low[position]
        if low in STOP_WORDS or not word[:1].isupper():
            return low.startswith(("al-", "el-", "ash-", "as-", "ar-", "ad-", "az-", "at-"))
        return word.isalpha() or (any(c in word for c in "-'’.") and word[-1:].isalpha())

    def _known(self, begin: int, stop: int, start: int, end: int, placed: bool) -> Entry | None:
        """The gazetteer's place for tokens `begin` to `stop` of the run `start` to `end`, where the grammar allows one."""
        columns, lexicon = self.columns, self.lexicon
        core = columns.text(begin, stop)
        initials = core.isupper() and any(entry.kind == "region" for entry in self.gazetteer.named(core))
        if (
            (no_name(core) and not initials)
            or core.lower() in demonyms()
            or (stop - begin == 1 and columns.low[begin] in lexicon["nouns"])
        ):
            return None
        if stop < end and columns.low[stop].removesuffix("s") in lexicon["organisations"]:
            return None  # "Karta Front"
        entry = self._directed(begin, core) or self.gazetteer.best(core, self.weights, self.kind_of(begin, stop))
        if entry is None and core.endswith("s") and core[:-1].lower() in country_names():
            entry = self.gazetteer.best(core[:-1], self.weights, "country")
        if entry is None or entry.kind == "country":
            return entry
        exact = bool(self.gazetteer.named(core))
        if (entry.kind == "admin1" or not exact) and self._small(begin, stop):
            return None  # a quarter named after a province, or one that sounds like a town
        if not exact and columns.titled(begin, STOP_WORDS):
            return None  # every word of a headline has its capital
        whole = begin == start and stop == end
        if whole and stop - begin > 1 and entry.population >= 50_000 and exact:
            return entry  # two capitalised words that are together the name of a large place are seldom anything else
        listed = exact and entry.country in self.weights and self._goes_on(stop, end)
        if self.commas and begin == start and stop < end and columns.head[begin] in range(stop, end) and not listed:
            return None  # "Karta Shillon", one name that the gazetteer lacks; without commas it may be two
        large = entry.own or (entry.population >= 100_000 and entry.country in self.weights)
        if placed and begin == start and (whole or large or listed or stop - begin > 1):
            return entry if exact or not self._modifies(stop - 1) else None
        # A bare name, with nothing around it that says "place", must be a well-known one of a country in the report and the
        # end of its run ("Rami Halab said" is a person); after any preposition a smaller one will do.
        if stop != end or columns.pos[begin] != "PROPN":
            return None
        after_preposition = (
            begin > 0 and columns.pos[begin - 1] == "ADP" and self.weights.get(entry.country or "", 0) > 0.2
        )
        return entry if large or (after_preposition and whole and exact) else None

    def _small(self, begin: int, stop: int) -> bool:
        """Whether the words around a name say that it is a part of a town."""
        low, noun = self.columns.low, self.noun_after(stop)
        if noun is not None:
            return low[noun] in self.lexicon["quarters"]
        return begin > 1 and low[begin - 1] == "of" and low[begin - 2] in self.lexicon["quarters"]

    def _directed(self, begin: int, core: str) -> Entry | None:
        """A part of a country that has a name of its own: "southern Karta"."""
        if begin == 0 or not DIRECTION.match(self.columns.low[begin - 1]):
            return None
        named = self.gazetteer.named(f"{self.columns.low[begin - 1]} {core}")
        return next((entry for entry in named if entry.kind == "region"), None)

    def _goes_on(self, stop: int, end: int) -> bool:
        """Whether the rest of a run is a place too: in wire copies that lost their commas, "Karta Lesh and Miro"."""
        if stop >= end:
            return False
        entry = self.gazetteer.best(self.columns.text(stop, end), self.weights)
        return entry is not None and (entry.country in self.weights or entry.kind == "country")

    def kind_of(self, begin: int, stop: int) -> str | None:
        """What the words around a name say it is: "Karta province", "the provinces of Karta"."""
        columns, nouns = self.columns, self.lexicon["nouns"]
        noun = self.noun_after(stop)
        if noun is not None:
            return nouns.get(columns.low[noun])  # type: ignore[no-any-return]
        if begin > 1 and columns.low[begin - 1] == "of":
            return nouns.get(columns.low[begin - 2])  # type: ignore[no-any-return]
        return None

    def _modifies(self, last: int) -> bool:
        """Whether the name only modifies a noun that is no place: "in Karta counterattacks"."""
        columns = self.columns
        head = columns.head[last]
        return (
            columns.dep[last] in ("compound", "nmod", "amod", "poss")
            and head > last
            and columns.low[head] not in self.lexicon["nouns"]
        )

    def _like_a_place(self, start: int, end: int) -> bool:
        """A capitalised unknown after "in" or "near" is a place; after "of" or "against" it may be anything."""
        columns = self.columns
        if start == 0:
            return False
        if self._article(start):
            return columns.low[start - 1] in self.lexicon["locative"]
        aimed = start > 1 and columns.low[start - 1] == "on" and columns.low[start - 2].startswith(self.events)
        listed = columns.low[end : end + 1] == ["and"] and end + 1 < len(columns) and self.capital(end + 1)
        return (
            (columns.low[start - 1] in _AT or aimed)
            and not columns.titled(start, STOP_WORDS)
            and (columns.pos[start] == "PROPN" or listed)
            and columns.low[start] not in demonyms()
            and not no_name(columns.text(start, end))
            and (listed or not self._modifies(end - 1))
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

    def _before(self, start: int) -> str:
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
        return "loc of" if word == "of" and i > 0 and DIRECTION.match(words[i - 1]) else ""


_LIST = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)*,? and [A-Z]")


def begins_a_list(text: str) -> bool:
    """Whether a text begins with names in a list that an "and" ends: "Karta, Lesh and Miro"."""
    return _LIST.match(text) is not None
