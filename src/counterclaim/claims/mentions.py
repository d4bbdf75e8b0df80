"""Mentions of places in a parsed text: names, and generic nouns ("a market"), with the words that narrow them.

A name is known to the gazetteer, or capitalised where the grammar wants a place. Mentions that follow one another
("Karta in Vesh province") form a chain, whose first member is the place and whose others say what contains it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from counterclaim.places import Entry, Gazetteer, country_names, demonyms

_PARTICLES = frozenset("al el as ash at ar an az ad ez es um umm bin ibn abu de del la las los le san the of".split())
#: last words of the names of organisations that carry a place in their name: "the Front for X", "the State in X"
_NAMED_FOR = frozenset(
    {"State", "Front", "Party", "Movement", "Organization", "Organisation", "Union", "Army", "League", "Council"}
)
#: prepositions after which a capitalised unknown is a place; after "of", "to" or "against" it may be anything
_AT = frozenset({"in", "near", "at", "around", "outside", "from", "across", "throughout", "inside", "within", "into"})
_JOINING = frozenset({"in", "of", "the", "a", "an", "'s", "’s", "which", "is"})
_ARTICLES = frozenset("al el ash as ar ad az at an".split())
_DIRECTION = re.compile(r"(?i)(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?$")
_CALENDAR = re.compile(
    r"(?i)(mon|tues|wednes|thurs|fri|satur|sun)day|(jan|feb)(uary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|"
    r"(sept?|octo?|nov|dec)(em)?(ber)?|gmt|utc|am|pm"
)


@cache
def place_words() -> dict[str, Any]:
    """The lexicon of words around places (`places.yaml`), by group."""
    text = (resources.files("counterclaim.claims") / "places.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return {k: v if isinstance(v, dict) else frozenset(v) for k, v in read.items()}


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

    def rank(self) -> float:
        """How closely the mention pins the place down; a town above a province above a country above a bare noun."""
        if self.core is None:
            return 1.4
        return {"country": 0.4, "admin1": 1.3, "region": 1.2}.get(self.entry.kind if self.entry else "town", 2.0)


class Mentions:
    """Finds the mentions of one text. `weights` says which countries the text is about (ISO code to share)."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.weights = weights

    def chains(self) -> list[Mention]:
        """The first mention of each chain, in the order of the text."""
        return self._chain(self._find())

    def _find(self) -> list[Mention]:
        found: list[Mention] = []
        position = 0
        while position < len(self.doc):
            beside = bool(found) and self._beside(found[-1], position)
            mention = self._named_at(position, beside) or self._noun_at(position)
            if mention is None:
                position += 1
                continue
            if beside and found[-1].core and mention.core:  # "in Karta and Lesh": one place, worded as two
                found[-1].end, found[-1].kind = mention.end, None
            elif mention.core and found and found[-1].core is None and self._belongs(found[-1].end, mention.start):
                mention.start, mention.preposition = found[-1].start, found[-1].preposition
                found[-1] = mention
            else:
                found.append(mention)
            position = max(mention.end, position + 1)
        return found

    def _beside(self, last: Mention, position: int) -> bool:
        """Whether a name at `position` stands beside the last mention in a list: "A and B", "A, B and C"."""
        if position - last.end > 2:  # neither "," nor "and" nor ", and"
            return False
        joint = self.doc[last.end : position].text.lower().strip()
        if joint == "and" or joint == ", and":
            return True
        following = self.doc[position : position + 12].text.split("\n")[0]
        return joint == "," and last.core is not None and last.kind is None and re.match(
            r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)*,? and [A-Z]", following
        ) is not None  # fmt: skip

    def _belongs(self, end: int, start: int) -> bool:
        """Whether a bare noun that ends at `end` is told apart by the name at `start`: "villages around the town of Karta"."""
        between = self.doc[end:start]
        lexicon, people = place_words(), demonyms()
        allowed = lexicon["belonging"] | lexicon["narrowing"]
        return 0 < len(between) < 6 and "\n" not in between.text and all(
            t.lower_ in allowed or t.lower_ in people or t.text == "-" for t in between
        )  # fmt: skip

    def _named_at(self, start: int, beside: bool = False) -> Mention | None:
        end = self._run(start)
        if end == start:
            return None
        last = self.doc[end - 1].lower_.removesuffix("s")
        if last in place_words()["organisations"] or self.doc[end - 1].lower_ in place_words()["organisations"]:
            return None
        before, after = self._before(start), self._noun_after(end)
        if before == "organisation":
            return None
        first = start == self.doc[start].sent.start and end < len(self.doc) and self.doc[end].text in (",", ":")
        placed = beside or first or before.startswith(("loc", "noun", "narrow", "state")) or after is not None
        for length in range(end - start, 0, -1):
            for begin in range(start, end - length + 1):
                entry = self._known(begin, begin + length, start, end, placed)
                if entry is not None:
                    return self._mention(begin, begin + length, self.doc[begin : begin + length].text, entry)
        if (
            before.startswith("noun")
            or (after is not None and before)
            or beside
            or (before == "loc" and self._like_a_place(start, end))
        ):
            return self._mention(start, end, self.doc[start:end].text, None)
        return None

    def _run(self, start: int) -> int:
        """The end of the run of capitalised words that begins at `start`."""
        doc = self.doc
        prefix = doc[start].lower_ in _ARTICLES and doc[start : start + 2].text.endswith("-")
        if not (prefix or self._capital(doc[start])) or (
            start > 0 and self._capital(doc[start - 1]) and self._joined(start)
        ):
            return start
        if _possessive_state(doc[start].text):
            return start
        end = start + (3 if prefix else 1)
        while end < len(doc) and end - start < 7:
            token = doc[end]
            if token.text in "-" and end + 1 < len(doc) and not doc[end - 1].whitespace_ and not token.whitespace_:
                end += 2
            elif token.lower_ in _ARTICLES and doc[end : end + 2].text.endswith("-") and end + 2 < len(doc):
                end += 3
            elif self._capital(token) and "\n" not in doc[end - 1].text_with_ws:
                end += 1
            elif token.lower_ in _PARTICLES - {"the", "of"} and end + 1 < len(doc) and self._capital_later(end):
                end += 1
            else:
                break
        return min(end, len(doc))

    def _capital_later(self, position: int) -> bool:
        following = self.doc[position + 1 : position + 3]
        return any(self._capital(t) for t in following) and not self.doc[position].is_punct

    def _joined(self, start: int) -> bool:
        before = self.doc[start - 1]
        return (
            not _possessive_state(before.text)
            and before.lower_ not in place_words()["narrowing"]
            and self._run_covers(start)
        )

    def _run_covers(self, start: int) -> bool:
        return "\n" not in self.doc[start - 1].text_with_ws and not self.doc[start - 1].is_punct

    @staticmethod
    def _capital(token: Token) -> bool:
        """Whether a token can be part of a name: a capital, and no small word that begins a sentence or a headline."""
        if token.lower_ in STOP_WORDS or not token.text[:1].isupper():
            return token.lower_.startswith(("al-", "el-", "ash-", "as-", "ar-", "ad-", "az-", "at-"))
        return token.is_alpha or (any(c in token.text for c in "-'’.") and token.text[-1:].isalpha())

    def _known(self, begin: int, stop: int, start: int, end: int, placed: bool) -> Entry | None:
        """The gazetteer's place for tokens `begin` to `stop` of the run `start` to `end`, where the grammar allows one."""
        core = self.doc[begin:stop].text
        if (
            _no_name(core)
            or core.lower() in demonyms()
            or (stop - begin == 1 and self.doc[begin].lower_ in place_words()["nouns"])
        ):
            return None
        if stop < end and self.doc[stop].lower_.removesuffix("s") in place_words()["organisations"]:
            return None  # "Karta Front"
        noun = self._noun_after(stop)
        kind = place_words()["nouns"].get(self.doc[noun].lower_) if noun is not None else None
        entry = self.gazetteer.best(core, self.weights, kind)
        if entry is None and core.endswith("s") and core[:-1].lower() in country_names():
            entry = self.gazetteer.best(core[:-1], self.weights, "country")
        if entry is None or entry.kind == "country":
            return entry
        if self._title_case(begin) and not self.gazetteer.named(core):
            return None  # every word of a headline has its capital
        whole = begin == start and stop == end
        if whole and stop - begin > 1 and entry.population >= 50_000 and self.gazetteer.named(core):
            return entry  # two capitalised words that are together the name of a large place are seldom anything else
        large = entry.own or (entry.population >= 100_000 and entry.country in self.weights)
        if placed and begin == start and (whole or large or stop - begin > 1):
            exact = bool(self.gazetteer.named(core))
            return entry if exact or not self._modifies(stop - 1) else None
        # A bare name, with nothing around it that says "place", must be a well-known one of a country in the report and the
        # end of its run ("Rami Halab said" is a person); after any preposition a smaller one will do.
        if stop != end or self.doc[begin].pos_ != "PROPN":
            return None
        after_preposition = (
            begin > 0 and self.doc[begin - 1].pos_ == "ADP" and self.weights.get(entry.country or "", 0) > 0.2
        )
        return entry if large or (after_preposition and whole and bool(self.gazetteer.named(core))) else None

    def _modifies(self, last: int) -> bool:
        """Whether the name only modifies a noun that is no place: "in Karta counterattacks"."""
        token = self.doc[last]
        head = token.head
        return (
            token.dep_ in ("compound", "nmod", "amod", "poss")
            and head.i > last
            and head.lower_ not in place_words()["nouns"]
        )

    def _like_a_place(self, start: int, end: int) -> bool:
        """A capitalised unknown after "in" or "near" is a place; after "of" or "against" it may be anything."""
        first = self.doc[start]
        if start == 0:
            return False
        article = first.lower_ in _ARTICLES and self.doc[start : start + 2].text.endswith("-")
        if article:
            return self.doc[start - 1].lower_ in place_words()["locative"]
        return (
            self.doc[start - 1].lower_ in _AT
            and not self._title_case(start)
            and first.pos_ == "PROPN"
            and first.lower_ not in demonyms()
            and not _no_name(first.text)
            and not self._modifies(end - 1)
        )

    def _title_case(self, position: int) -> bool:
        """Whether most words of the line are capitalised, so that a capital says nothing."""
        sentence = self.doc[position].sent
        words = [t for t in sentence if t.is_alpha and t.lower_ not in STOP_WORDS]
        return sum(t.text[0].isupper() for t in words) > 0.7 * len(words) and len(words) > 3

    def _noun_after(self, end: int) -> int | None:
        """The place noun right after a name ("Karta province", "Karta 's old quarter")."""
        for i in range(end, min(end + 2, len(self.doc))):
            if self.doc[i].lower_ in place_words()["nouns"] and self.doc[i].lower_ not in (
                "front",
                "line",
                "side",
                "part",
            ):
                return i
            if self.doc[i].lower_ not in place_words()["narrowing"]:
                return None
        return None

    def _before(self, start: int) -> str:
        """What stands before a name: a locative, "city of", a narrowing word, a state's possessive, or nothing of the kind."""
        doc, words = self.doc, place_words()
        i = start - 1
        if i >= 0 and doc[i].lower_ == "the":
            i -= 1
        if i < 0:
            return ""
        word = doc[i].lower_
        if word == "of" and i > 0 and doc[i - 1].lower_ in words["nouns"]:
            return "noun of"
        if word in words["nouns"] and word not in ("front", "state", "line", "home", "side"):
            return "noun"
        if word in words["narrowing"]:
            return "narrow"
        if word in ("'s", "’s") or _possessive_state(doc[i].text):
            return "state"
        if i > 0 and doc[i - 1].text[:1].isupper() and (
            doc[i - 1].text in _NAMED_FOR
        ):  # fmt: skip
            return "organisation"  # "Front for the Liberation of X" is nobody's address
        if word in words["locative"] and word != "of":
            return "loc"
        if word in words["verbs"] and doc[i].pos_ == "VERB":
            return "loc verb"
        if word == "and" and i > 0:
            return ""
        return "loc of" if word == "of" and i > 0 and _DIRECTION.match(doc[i - 1].text) else ""

    def _noun_at(self, position: int) -> Mention | None:
        """A generic place ("a market", "rebel-held areas") after a locative preposition."""
        doc, words = self.doc, place_words()
        token = doc[position]
        if token.lower_ not in words["nouns"] or token.pos_ not in ("NOUN", "PROPN"):
            return None
        if position + 2 < len(doc) and doc[position + 1].lower_ == "of" and self._capital(doc[position + 2]):
            return None  # "province of Karta": the name brings its noun along
        start = max(token.left_edge.i, position - 6)
        if token.lower_ == "quarter" and doc[start:position].text.lower().split()[-1:] in (
            ["first"],
            ["second"],
            ["third"],
            ["fourth"],
            ["last"],
        ):
            return None  # of a year
        if doc[start].tag_ == "PRP$":
            return None  # "their homes" are wherever they lived
        while start < position and (
            doc[start].pos_ in ("ADP", "PUNCT", "SCONJ", "CCONJ", "VERB") or doc[start].is_space
        ):
            start += 1
        before = doc[start - 1].lower_ if start > 0 else ""
        object_of_verb = token.dep_ == "dobj" and token.head.pos_ == "VERB" and before not in words["locative"]
        if (before not in words["locative"] or before == "of") and not object_of_verb:
            return None
        end = position + 1
        if (
            re.fullmatch(r"of (the )?\w+", tail := doc[end : end + 3].text.lower())
            and tail.split()[-1] in words["nouns"]
        ):
            end += len(tail.split())
        return self._mention(start, end, None, None, kind=words["nouns"][token.lower_])

    def _mention(self, start: int, end: int, core: str | None, entry: Entry | None, kind: str | None = None) -> Mention:
        """The mention with the words that narrow it: "the town of", "northern", "near", "province"."""
        doc, words = self.doc, place_words()
        noun = self._noun_after(end) if core else None
        if noun is not None:
            kind, end = words["nouns"][doc[noun].lower_], noun + 1
        while start > 0 and (doc[start - 1].lower_ in words["narrowing"] or doc[start - 1].text in ("'s", "’s")):
            start -= 1
        if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in words["nouns"]:
            kind = kind or words["nouns"][doc[start - 2].lower_]
            start -= 2
            while start > 0 and (
                doc[start - 1].pos_ in ("ADJ", "DET", "NUM") or doc[start - 1].lower_ in words["narrowing"]
            ):
                start -= 1
        elif start > 0 and doc[start - 1].lower_ == "the":
            start -= 1
        preposition = doc[start - 1].lower_ if start > 0 else ""
        if preposition in ("near", "around", "outside"):
            start -= 1
        return Mention(start, end, core, kind, entry, preposition)

    def _chain(self, mentions: list[Mention]) -> list[Mention]:
        """Link each mention to the one that contains it: between them only "in", "in the", a comma, "of", "east of"."""
        heads: list[Mention] = []
        for mention in mentions:
            last = heads[-1] if heads else None
            while last is not None and last.within is not None:
                last = last.within
            between = self.doc[last.end : mention.start].text.lower().strip() if last is not None else "?"
            if last is not None and self._joins(between) and "\n" not in self.doc[last.end - 1 : mention.start].text:
                last.within = mention
            else:
                heads.append(mention)
        return heads

    @staticmethod
    def _joins(between: str) -> bool:
        """Whether the words between two mentions say that the second contains the first, or lies beside it."""
        words = between.replace(",", " ").split()
        lexicon = place_words()
        joins = _JOINING | lexicon["narrowing"] | lexicon["nouns"].keys()
        inside = all(w in joins or "-held" in w or "-controlled" in w for w in words)
        return len(words) < 9 and inside and not (words and words[0] == "of")


def _no_name(core: str) -> bool:
    """Whether a capitalised run is no name of a place: a day, a small word of a headline, an abbreviation."""
    if core.lower() in country_names():
        return False
    acronym = core.isupper() and len(core) < 6  # an organisation's, as a rule
    return len(core) < 3 or acronym or core.lower() in STOP_WORDS or _CALENDAR.fullmatch(core) is not None


def _possessive_state(word: str) -> bool:
    """ "Kartas" for "Karta's": wire copies lose their apostrophes."""
    return word.endswith("s") and word[:-1].lower() in country_names() and word.lower() not in country_names()
