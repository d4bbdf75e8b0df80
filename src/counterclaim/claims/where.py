"""Where: the place that a claim's words give, found in its sentence, resolved with the whole report as context."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc

from counterclaim.claims.about import countries_of, country_of_word
from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions import Mention, Mentions
from counterclaim.claims.numerals import TENS, UNITS
from counterclaim.claims.where_choice import LEAST, Choice, is_dateline
from counterclaim.claims.where_main import main_place
from counterclaim.model import Harm, Place
from counterclaim.places import Entry, Gazetteer, default_gazetteer

#: tokens from the start of a report that are its headline and lead
_LEAD = 80
#: tokens around a number in which its place is looked for: more than a sentence, less than a page without full stops
_AROUND = 120
#: numbers that are told again are looked for in so many places; smaller ones stand for too much else
_AGAIN, _TELLING = 12, 3
#: share from which a country that is only spoken of stands for a place
_SPOKEN_OF = 0.3
#: named mentions before a bare noun among which "the town" finds its own
_BACK = 40

#: tokens in which a sentence can say that it is set elsewhere
_OPENING = 16
_ELSEWHERE = re.compile(
    r"(?:['\"“,.\s-]|and|but|also|meanwhile|on \w+)*"
    r"(?:elsewhere\b|(?:further|farther|far) (?:to the )?(?:north|south|east|west|away|afield|inland|up|down)\w*"
    r"|(?:(?:about|around|some|nearly|almost|over|more than|roughly) )?(?:an? |[\d,.]+ |\w+ ){1,3}?"
    r"(?:miles?|kilomet(?:re|er)s?|km) (?:(?:to the )?(?:north|south|east|west)\w*|away)"
    r"|in (?:another|other|a different) (?:parts? of the (?:country|province|region|city|front)"
    r"|towns?|villages?|provinces?|cities|city|regions?|areas?|districts?)"
    r"|on (?:another|a different) front|across the (?:border|country|river))\b"
)


class Locator:
    """The places of one report. Made once a report, asked once a claim."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer | None = None) -> None:
        self.columns = Columns(doc)
        self.gazetteer = gazetteer or default_gazetteer()
        self.weights = countries_of(self.columns, self.gazetteer)
        self.mentions = Mentions(self.columns, self.gazetteer, self.weights).chains()
        self._starts = [mention.start for mention in self.mentions]
        self._datelines = [is_dateline(self.columns, mention) for mention in self.mentions]
        self._resolve()
        self.main = main_place(self.columns, self.mentions, self.weights, self._datelines)

    def place_of(
        self,
        quantity: tuple[int, int],
        content: tuple[int, int],
        sources: Sequence[tuple[int, int]] = (),
        cues: Sequence[tuple[int, int]] = (),
        harm: Harm | None = None,
    ) -> Place | None:
        """The place of the claim whose number stands at `quantity` and whose clause at `content` (character offsets).

        `sources` and `cues` are spans of attributions: a place inside a speaker's name, or where somebody spoke, is not where
        people were harmed. Without a place in the sentence, the report's main place with precision "report".
        """
        return self.placed(quantity, content, sources, cues, harm)[0]

    def placed(
        self,
        quantity: tuple[int, int],
        content: tuple[int, int],
        sources: Sequence[tuple[int, int]] = (),
        cues: Sequence[tuple[int, int]] = (),
        harm: Harm | None = None,
    ) -> tuple[Place | None, str]:
        """The place as `place_of` gives it, and the rule that found it."""
        if not len(self.columns):
            return None, "no words"
        number = self.columns.number(quantity)
        choice = Choice(self.columns, number, content, sources, cues, harm)
        best = self._best(choice)
        if best is not None:
            place = self._place(self.mentions[best])
            meant = self._in_context(place, best, number)
            reasons = choice.reasons(self.mentions[best], dateline=self._datelines[best])
            rule = ", ".join(["in the sentence", *(r for r in reasons if r not in ("rank", "distance"))])
            return meant, rule if meant == place else f"{rule}; stands for {meant.name}"
        if self._elsewhere(number):
            return self._country_spoken_of(), "elsewhere, it says: the country spoken of"
        if again := self._told_again(number):
            return self._place(again, "report"), "where the number is told again"
        if self.main:
            place, country = self._place(self.main, "report"), self._country()
            return _beside(place, country) if self.main.known is None and country else place, "the report's main place"
        return self._country_spoken_of(), "the country spoken of"

    def _best(self, choice: Choice) -> int | None:
        """The index of the mention that fits a claim best; None where none in its sentence fits."""
        number = choice.number
        first, last = self.columns.sentence_at(number[0])
        near = range(
            bisect_left(self._starts, max(first, number[0] - _AROUND)),
            bisect_left(self._starts, min(last, number[1] + _AROUND)),
        )
        fit = {i: choice.fitness(self.mentions[i], dateline=self._datelines[i]) for i in near}
        best = max(fit, key=lambda i: (fit[i], -i), default=None)
        return best if best is not None and fit[best] > LEAST else None

    def _elsewhere(self, number: tuple[int, int]) -> bool:
        """Whether the sentence opens by leaving the place that was spoken of: "A hundred miles north, ..."."""
        first, last = self.columns.sentence_at(number[0])
        return _ELSEWHERE.match(" ".join(self.columns.low[first : min(last, first + _OPENING)])) is not None

    def _told_again(self, number: tuple[int, int]) -> Mention | None:
        """The place of the same number in another sentence: a headline's "47 killed" is the lead's "47 in the town of ..."."""
        own = self.columns.sentence_at(number[0])[0]
        value = next((v for i in range(*number) if (v := self._value(i)) is not None), None)
        for token in self._numbers.get(value, ())[:_AGAIN] if value and value >= _TELLING else ():
            first, last = self.columns.sentence_at(token)
            if first == own:
                continue
            clause = self.columns.start[first], self.columns.end[last - 1]
            best = self._best(Choice(self.columns, (token, token + 1), clause, (), (), None))
            known = self.mentions[best].known if best is not None else None
            if best is not None and known is not None and known.kind not in ("country", "region"):
                return self.mentions[best]
        return None

    @cached_property
    def _numbers(self) -> dict[int, list[int]]:
        """Where each number stands that one token names."""
        found: dict[int, list[int]] = {}
        for i in range(len(self.columns)):
            if (value := self._value(i)) is not None:
                found.setdefault(value, []).append(i)
        return found

    def _value(self, token: int) -> int | None:
        word = self.columns.low[token].replace(",", "")
        if word.isdecimal() and word.isascii() and len(word) < 10:
            return int(word)
        return UNITS.get(word) or TENS.get(word)

    def _in_context(self, place: Place, index: int, number: tuple[int, int]) -> Place:
        """What vague words mean in the light of the report: "a village", or a country in the lead, is the main place in it.

        "The town", "that camp" is the place of its kind named last. The words and their precision stay as said; name and
        coordinates are those of the place that they stand for.
        """
        mention = self.mentions[index]
        again = self._told_again(number) or self.main
        main = again.known if again else None
        lead = number[0] < _LEAD
        said = mention.known
        if said is None and mention.core is None:
            country = mention.kind == "country" and not lead
            meant = self._country() if country else self._antecedent(index) or main or self._country()
            return _as(place, meant) if meant else place
        if said is None and main is not None:
            return _beside(place, main)
        country_in_lead = said is not None and said.kind == "country" and lead
        if main is None or main.kind in ("country", "region") or not country_in_lead:
            return place
        if said is not None and said.country != main.country:
            return place
        return _as(place, main)

    def _country(self) -> Entry | None:
        code = max(self.weights, key=lambda c: (self.weights[c], c), default=None)
        if code is None or self.weights[code] < _SPOKEN_OF:
            return None
        return self.gazetteer.best(self.gazetteer.inside(code) or "", self.weights, "country")

    def _antecedent(self, index: int) -> Entry | None:
        """The place that "the town", "this camp" stands for: the last one named before that can be called so."""
        mention = self.mentions[index]
        words = set(self.columns.low[mention.start : mention.end])
        if not words & _DEFINITE or words & _OTHER:
            return None
        for before in reversed(self.mentions[max(0, index - _BACK) : index]):
            link: Mention | None = before
            while link is not None:
                if link.core and link.entry and _called(link, mention.kind):
                    return link.entry
                link = link.within
        return None

    def _country_spoken_of(self) -> Place | None:
        """Where no place is named, the country that the report speaks of: "the Vesh government said"."""
        code = max(self.weights, key=lambda c: (self.weights[c], c), default=None)
        columns = self.columns
        for i in range(len(columns)):
            if code and self.weights[code] >= _SPOKEN_OF and country_of_word(columns, i) == code:
                name = self.gazetteer.inside(code) or code
                start, end = columns.start[i], columns.end[i]
                return Place(start, end, columns.plain[start:end], name=name, precision="report", within=())
        return None

    def _resolve(self) -> None:
        """Choose namesakes again where the chain says what contains them."""
        for head in self.mentions:
            container = head.within
            if container is None or container.entry is None or head.core is None:
                continue
            inside = [
                e for e in self.gazetteer.named(head.core)
                if e.admin1 == container.entry.name or (container.entry.kind == "country" and e.country == container.entry.country)
            ]  # fmt: skip
            if not inside and container.entry.country:
                inside = [
                    e for e in self.gazetteer.spelt_like(head.core, [container.entry.country])
                    if e.admin1 in (container.entry.name, None) or container.entry.kind == "country"
                ]  # fmt: skip
            if inside and (head.entry is None or head.entry not in inside):
                head.entry = max(inside, key=lambda e: (e.population, e.id))
            elif not inside and head.entry and head.entry.country != container.entry.country and not head.entry.own:
                head.entry = None  # a namesake abroad

    def _place(self, mention: Mention, precision: str | None = None) -> Place:
        start, end = self.columns.start[mention.start], self.columns.end[mention.end - 1]
        entry, container = mention.entry, mention.within
        while entry is None and container is not None:
            entry, container = container.entry, container.within
        own = entry is mention.entry
        named = precision or (entry.precision if entry else "vague")
        if entry is not None and mention.kind in ("admin1", "admin2", "country") and own and precision is None:
            named = mention.kind
        return Place(
            start, end, self.columns.plain[start:end],
            name=_label(entry) if entry else mention.core, latitude=entry.latitude if entry else None,
            longitude=entry.longitude if entry else None, precision=named,
            gazetteer_id=entry.id if entry else None, within=entry.within if entry else (),
        )  # fmt: skip


_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OTHER = frozenset({"other", "another", "nearby", "neighbouring", "neighboring", "surrounding", "different"})


def _called(mention: Mention, kind: str | None) -> bool:
    """Whether a named place can be called by a noun of that kind; a noun of no kind ("the market") lies in a town."""
    own = mention.kind or (mention.entry.kind if mention.entry else None)
    if kind == "admin1":
        return own in ("admin1", "region")
    if kind == "admin2":
        return own in ("admin2", "town")
    return own in ("town", "village", "admin2", None) if kind == "town" else own not in ("country", "region")


def _as(place: Place, entry: Entry) -> Place:
    """The words of a place with what the gazetteer knows of the place that they stand for."""
    return replace(place, name=_label(entry), latitude=entry.latitude, longitude=entry.longitude, gazetteer_id=entry.id,
                   within=entry.within)  # fmt: skip


def _beside(place: Place, main: Entry) -> Place:
    """A named place that the gazetteer lacks: it lies in the province and country that the report is about."""
    area = main.name if main.kind in ("admin1", "region") else main.admin1
    country = main.name if main.kind == "country" else main.country_name
    name = f"{place.name}, {area}" if area and area != place.name else place.name
    return replace(place, name=name, within=tuple(unit for unit in (area, country) if unit))


def _label(entry: Entry) -> str:
    """The place's name as a reader expects it: a town with its province, without the accents of a transliteration."""
    small = entry.kind in ("town", "village", "admin2", "region") and entry.admin1 not in (None, entry.name)
    full = f"{entry.name}, {entry.admin1}" if small else entry.name
    return "".join(c for c in unicodedata.normalize("NFKD", full) if not unicodedata.combining(c))
