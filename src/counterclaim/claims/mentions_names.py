"""Names of places: runs of capitalised words that the gazetteer knows, or that stand where the grammar wants a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_around import Around
from counterclaim.claims.mentions_caseless import caseless, recognised
from counterclaim.claims.mentions_runs import ARTICLES, Runs
from counterclaim.claims.mentions_words import DIRECTION, country_in, no_name, place_words
from counterclaim.claims.numerals import TENS, UNITS
from counterclaim.places import Entry, Gazetteer, country_names, demonyms

#: prepositions after which a capitalised unknown is a place; after "of", "to" or "against" it may be anything
_AT = frozenset(
    {"in", "near", "at", "around", "outside", "from", "across", "throughout", "inside", "within", "into", "off"}
)


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
        self.around = Around(columns)
        self.runs = Runs(columns, recognised(columns, gazetteer, weights) if caseless(columns) else frozenset())
        self.events = tuple(self.lexicon["events"])
        self.commas = "," in columns.plain  # wire copies lose them, and names run together

    def at(self, start: int, beside: bool = False, resumed: bool = False) -> Named | None:
        """The name that begins in the run at `start`. `beside`: in a list after a place; `resumed`: right after a name."""
        if not self.runs.capital(start) and self.columns.low[start] not in ARTICLES:
            return None
        state = country_in(self.columns.words[start])
        if state:
            end = start + 1  # with what the damage left of the possessive
            while end < len(self.columns) and self.columns.start[end] == self.columns.end[end - 1]:
                end += 1
            return Named(start, end, self.gazetteer.best(state, self.weights, "country"))
        end = self.runs.run(start, resumed)
        if end == start or self.around.organisation(start, end):
            return None
        before, after = self.around.before(start), self.around.noun_after(end)
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
        if core.lower() in demonyms() or no_name(core) or self._of_peoples(core):
            return None
        settled = after is not None and columns.low[after] in self.lexicon["settlements"]
        counted = columns.pos[start] == "NUM" or columns.low[start] in UNITS or columns.low[start] in TENS
        if counted and end - start == 1:
            return None  # "Thirteen villages"
        if (
            (before.startswith("noun") and not self.around.titled_noun(start))
            or (after is not None and before)
            or (settled and not columns.titled(start, STOP_WORDS))
            or beside
            or (before == "loc" and self._like_a_place(start, end))
            or (before == "loc verb" and self._stormed(start, end))
        ):
            return Named(start, end, None)
        return None

    def _of_peoples(self, core: str) -> bool:
        """Whether a run says whose a place is and not what it is called: "the Kurdish city", "Shia-majority towns"."""
        said = core.lower().replace("-", " ").split()
        return all(word in self.lexicon["peoples"] or word in demonyms() for word in said)

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
        entry = self._directed(begin, core) or self.gazetteer.best(core, self.weights, self.around.kind_of(begin, stop))
        if entry is None and core.endswith("s") and core[:-1].lower() in country_names():
            entry = self.gazetteer.best(core[:-1], self.weights, "country")
        if entry is None or entry.kind == "country":
            return entry
        exact = bool(self.gazetteer.named(core))
        if (entry.kind == "admin1" or not exact) and self.around.small(begin, stop):
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
            return entry if exact or not self.around.modifies(stop - 1) else None
        # A bare name, with nothing around it that says "place", must be a well-known one of a country in the report and the
        # end of its run ("Rami Halab said" is a person); after any preposition a smaller one will do.
        if stop != end or columns.pos[begin] != "PROPN":
            return None
        after_preposition = (
            begin > 0 and columns.pos[begin - 1] == "ADP" and self.weights.get(entry.country or "", 0) > 0.2
        )
        return entry if large or (after_preposition and whole and exact) else None

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

    def _stormed(self, start: int, end: int) -> bool:
        """ "shelled Karta", "entered Karta": a name that is the whole object of a verb which takes little but places."""
        columns = self.columns
        verb = start - 2 if columns.low[start - 1] == "the" else start - 1
        return (
            columns.low[verb] in self.lexicon["storming"]
            and columns.low[end : end + 1] != ["of"]
            and columns.dep[end - 1] == "dobj"
            and columns.pos[end - 1] == "PROPN"
            and not columns.titled(start, STOP_WORDS)
        )

    def _like_a_place(self, start: int, end: int) -> bool:
        """A capitalised unknown after "in" or "near" is a place; after "of" or "against" it may be anything."""
        columns = self.columns
        if start == 0:
            return False
        if self.runs.article(start):
            return columns.low[start - 1] in self.lexicon["locative"]
        aimed = start > 1 and columns.low[start - 1] == "on" and columns.low[start - 2].startswith(self.events)
        listed = columns.low[end : end + 1] == ["and"] and end + 1 < len(columns) and self.runs.capital(end + 1)
        return (
            (columns.low[start - 1] in _AT or aimed)
            and not columns.titled(start, STOP_WORDS)
            and (columns.pos[start] == "PROPN" or listed)
            and columns.low[start] not in demonyms()
            and not no_name(columns.text(start, end))
            and (listed or not self.around.modifies(end - 1))
        )


_LIST = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)*,? and [A-Z]")


def begins_a_list(text: str) -> bool:
    """Whether a text begins with names in a list that an "and" ends: "Karta, Lesh and Miro"."""
    return _LIST.match(text) is not None
