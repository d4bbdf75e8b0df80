"""Where: the place that a claim's words give, found in its sentence, resolved with the whole report as context."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span

from counterclaim.claims.mentions import Mention, Mentions, place_words
from counterclaim.model import Harm, Place
from counterclaim.places import Entry, Gazetteer, country_names, default_gazetteer, demonyms

#: below this a mention in the sentence is somebody's address, not the claim's place; the penalties of `_fitness` are sized so
_LEAST = -3.5
#: tokens from the start of a report that are its headline and lead
_LEAD = 80
#: harms of people who left: the place is where they left from
_MOVED = frozenset({Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED, Harm.RETURNED})


class Locator:
    """The places of one report. Made once a report, asked once a claim."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer | None = None) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins its tokens anew at every call
        self.gazetteer = gazetteer or default_gazetteer()
        self.weights = self._countries()
        self.mentions = Mentions(doc, self.gazetteer, self.weights).chains()
        self._resolve()
        self.main = self._main_place()

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
        first, last = self._sentence(quantity)
        choice = max(
            (m for m in self.mentions if first <= m.start < last),
            key=lambda m: self._fitness(m, quantity, content, sources, cues, harm),
            default=None,
        )
        if choice is not None and self._fitness(choice, quantity, content, sources, cues, harm) > _LEAST:
            return self._in_context(self._place(choice), choice, first)
        return self._place(self.main, "report") if self.main else self._country_spoken_of()

    def _in_context(self, place: Place, mention: Mention, first: int) -> Place:
        """What vague words mean in the light of the report: "a village", or a country in the lead, is the main place in it.

        The words and their precision stay as said; name and coordinates are the main place's.
        """
        main = self.main.entry if self.main else None
        said = mention.entry or (mention.within.entry if mention.within else None)
        country_in_lead = said is not None and said.kind == "country" and first < _LEAD
        if main is None or main.kind in ("country", "region") or not (said is None or country_in_lead):
            return place
        if said is not None and said.country != main.country:
            return place
        return replace(place, name=_label(main), latitude=main.latitude, longitude=main.longitude, gazetteer_id=main.id,
                       within=main.within)  # fmt: skip

    def _country_spoken_of(self) -> Place | None:
        """Where no place is named, the country that the report speaks of: "the Vesh government said"."""
        people, names = demonyms(), country_names()
        country = max(self.weights, key=lambda code: (self.weights[code], code), default=None)
        for token in self.doc:
            if country and country in (people.get(token.lower_), names.get(token.lower_)):
                inside = self.gazetteer.inside(country) or country
                end = token.idx + len(token.text)
                return Place(token.idx, end, token.text, name=inside, precision="report", within=())
        return None

    def _countries(self) -> dict[str, float]:
        """Which countries the report speaks of, as shares: names and adjectives of countries and peoples count."""
        seen: Counter[str] = Counter()
        people, names = demonyms(), country_names()
        tokens = [t.lower_ for t in self.doc]
        for i, word in enumerate(tokens):
            pair = f"{word} {tokens[i + 1]}" if i + 1 < len(tokens) else word
            for written in (pair, word, word.removesuffix("s") if len(word) > 4 else word):
                if code := people.get(written) or names.get(written):
                    seen[code] += 1
                    break
        if not seen:
            seen = self._countries_of_towns()
        total = sum(seen.values())
        return {code: n / total for code, n in seen.items()}

    def _countries_of_towns(self) -> Counter[str]:
        """Where no country is named: those of the large places whose names stand in the text."""
        seen: Counter[str] = Counter()
        for name in dict.fromkeys(re.findall(r"\b[A-Z][\w'’-]{3,}(?: [A-Z][\w'’-]+)?", self.text)):
            entry = max(self.gazetteer.named(name), key=lambda e: e.population, default=None)
            if entry is not None and entry.country and entry.population >= 200_000 and name.lower() not in STOP_WORDS:
                seen[entry.country] += 1
        return seen

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

    def _main_place(self) -> Mention | None:
        """The place that the report is about: named, early, often, and close."""
        scores: dict[str, float] = {}
        best: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.core is None or mention.entry is None:
                continue
            key = mention.entry.id
            early = 2.0 if mention.start < 60 else 1.0
            # A capital that acts ("Karta said") is a government and no place; a preposition or a noun makes it one.
            placed = mention.preposition in place_words()["locative"] or mention.kind is not None
            scores[key] = scores.get(key, 0.0) + (early if placed else 0.1) * (
                0.1 if mention.entry.kind == "country" else 0.5 + mention.rank()
            )
            best.setdefault(key, mention)
        return best[max(scores, key=lambda k: (scores[k], -best[k].start))] if scores else None

    def _sentence(self, quantity: tuple[int, int]) -> tuple[int, int]:
        span = self.doc.char_span(*quantity, alignment_mode="expand")
        if span is None or not len(span):
            return 0, 0
        sentence = span[0].sent
        first, last = sentence.start, sentence.end
        for i in range(span.start - 1, first - 1, -1):  # a line break ends a sentence, whatever the parser thought
            if "\n" in self.doc[i].text_with_ws:
                first = i + 1
                break
        for i in range(span.end - 1, last):
            if "\n" in self.doc[i].text_with_ws:
                last = i + 1
                break
        return first, last

    def _fitness(
        self, mention: Mention, quantity: tuple[int, int], content: tuple[int, int],
        sources: Sequence[tuple[int, int]], cues: Sequence[tuple[int, int]], harm: Harm | None,
    ) -> float:  # fmt: skip
        """How well a mention fits a claim: inside its clause, near its number, after it, close, and nobody's address."""
        span = self._span(mention)
        if any(s < span.end_char and span.start_char < e for s, e in sources):
            return -9.0
        score = mention.rank()
        inside = content[0] <= span.start_char < content[1]
        score += 2.0 if inside else 0.0
        gap = self._gap(span, quantity)
        score -= min(gap, 40) / 7.0
        score += 0.5 if span.start_char >= quantity[1] else 0.0
        score -= 4.0 if self._where_spoken(span, cues) else 0.0
        score -= 4.0 if self._dateline(mention) else 0.0
        score -= 3.0 if self._aside(span, quantity) else 0.0
        if (
            mention.entry is not None
            and mention.entry.kind == "country"
            and mention.preposition not in place_words()["locative"]
        ):
            score -= 4.0  # a state that acts, not a place: "the army of Karta has lost ..."
        if harm in _MOVED and mention.preposition == "from":
            score += 1.5
        elif harm in _MOVED and mention.preposition in ("to", "into", "towards", "toward"):
            score -= 1.5
        elif mention.preposition in ("from", "to", "of", "by"):
            score -= 0.4
        return score

    def _gap(self, span: Span, quantity: tuple[int, int]) -> int:
        """Tokens between mention and number."""
        number = self.doc.char_span(*quantity, alignment_mode="expand")
        if number is None:
            return 40
        return max(0, span.start - number.end, number.start - span.end)

    def _where_spoken(self, span: Span, cues: Sequence[tuple[int, int]]) -> bool:
        """Whether the place hangs on a verb of saying: "said in the capital"."""
        for ancestor in span.root.ancestors:
            if ancestor.pos_ in ("VERB", "AUX"):
                return any(s <= ancestor.idx < e for s, e in cues)
        return False

    def _aside(self, span: Span, quantity: tuple[int, int]) -> bool:
        """Whether the place stands in brackets that the number does not stand in."""
        text = self.text
        opened = text.rfind("(", max(0, span.start_char - 120), span.start_char)
        closed = text.find(")", span.end_char, span.end_char + 120)
        return (
            opened >= 0
            and closed >= 0
            and ")" not in text[opened : span.start_char]
            and not opened < quantity[0] < closed
        )

    def _dateline(self, mention: Mention) -> bool:
        """A place at the start of a line before a dash, a bracket or an agency's name."""
        line = self.text.rfind("\n", 0, self._span(mention).start_char) + 1
        head = self.text[line : self._span(mention).start_char]
        tail = self.text[self._span(mention).end_char : self._span(mention).end_char + 12]
        return len(head) < 40 and re.match(r"\s?(?:[-–—]\s|\([A-Z]|: |,? [A-Z]{2,}\b)", tail) is not None

    def _span(self, mention: Mention) -> Span:
        return self.doc[mention.start : mention.end]

    def _place(self, mention: Mention, precision: str | None = None) -> Place:
        span = self._span(mention)
        entry, container = mention.entry, mention.within
        while entry is None and container is not None:
            entry, container = container.entry, container.within
        own = entry is mention.entry
        named = precision or (entry.precision if entry and own else entry.precision if entry else "vague")
        if entry is not None and mention.kind in ("admin1", "admin2", "country") and own and precision is None:
            named = mention.kind
        return Place(
            span.start_char, span.end_char, span.text,
            name=_label(entry) if entry else mention.core, latitude=entry.latitude if entry else None,
            longitude=entry.longitude if entry else None, precision=named,
            gazetteer_id=entry.id if entry else None, within=entry.within if entry else (),
        )  # fmt: skip


def _label(entry: Entry) -> str:
    """The place's name as a reader expects it: a town with its province, without the accents of a transliteration."""
    small = entry.kind in ("town", "village", "admin2", "region") and entry.admin1 not in (None, entry.name)
    full = f"{entry.name}, {entry.admin1}" if small else entry.name
    return "".join(c for c in unicodedata.normalize("NFKD", full) if not unicodedata.combining(c))
