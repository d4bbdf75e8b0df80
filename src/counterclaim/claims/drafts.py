"""The claims of one sentence in the making: each number with its harm, its people, its voice, its circumstances."""

import re
from collections.abc import Iterator

from counterclaim.claims import context
from counterclaim.claims.counted import Counted, counted
from counterclaim.claims.page import Page
from counterclaim.claims.people import Population, population_of
from counterclaim.claims.perpetrators import perpetrator_of
from counterclaim.claims.quantities import Found, find
from counterclaim.claims.roles import Match, assign
from counterclaim.claims.triggers import triggers
from counterclaim.claims.voices import Voices
from counterclaim.model import Basis, Category, Claim, Count, Polarity, Scope, Span, Why, claim_id


class Draft:
    """A claim in the making, with what the report-wide rules still need."""

    __slots__ = ("claim", "match", "population", "whole")

    def __init__(self, claim: Claim, match: Match, population: Population) -> None:
        self.claim, self.match, self.population = claim, match, population
        self.whole: Draft | None = None


def drafts_of(page: Page, sentence: tuple[int, int], voices: Voices, sha256: str) -> Iterator[Draft]:
    """The claims of a sentence (a token range) of the report whose text has that hash."""
    first, last = sentence
    low, high = page.start[first], page.end[last - 1]
    words = page.plain[low:high]
    found = [_shifted(item, low) for item in find(words, whole=True)]
    if not found and not re.search(r"\ban?\b", words, re.IGNORECASE):
        return
    numbers = counted(page, first, last, found)
    if not numbers:
        return
    matches = assign(page, first, last, numbers, triggers(page, first, last), moved=page.moved)
    drafts: dict[int, Draft] = {}
    before: Population | None = None
    whole_before: Population | None = None
    for match in matches:
        whole = drafts.get(match.whole) if match.whole is not None else None
        basis = whole.population if whole else before
        if whole is None and before is not None and before.category in (Category.CHILDREN, Category.WOMEN):
            basis = whole_before or before
        population = population_of(page, first, match.number, basis, joined=whole is not None)
        drafts[match.index] = Draft(_claim(page, sentence, match, population, voices, sha256), match, population)
        before = population
        if match.whole is None:
            whole_before = population
    for match in matches:
        if match.whole is not None:
            drafts[match.index].whole = drafts.get(match.whole)
    yield from drafts.values()


def _shifted(item: Found, by: int) -> Found:
    return Found(
        item.start + by, item.end + by, item.core + by, item.low, item.high, item.hedge, item.money, item.share
    )


def _claim(
    page: Page, bounds: tuple[int, int], match: Match, population: Population, voices: Voices, sha256: str
) -> Claim:
    number, trigger, quantity = match.number, match.trigger, match.number.quantity
    low, high = page.start[bounds[0]], page.end[bounds[1] - 1]
    sentence = page.plain[low:high]
    content = _content(page, number, trigger.first, trigger.last)
    count = Count(
        quantity.start,
        quantity.end,
        page.text[quantity.start : quantity.end],
        None if quantity.low is None else int(quantity.low),
        None if quantity.high is None else int(quantity.high),
        quantity.hedge,
        population.unit,
    )
    anchor = page.start[trigger.first]
    scope, scope_rule = context.scope_of(sentence, content.words, trigger.harm, count.low, count.high)
    polarity, polarity_rule = context.polarity_of(
        page.plain[low : content.start], page.plain[content.start : content.end]
    )
    voice = voices.of((count.start, count.end), (content.start, content.end), anchor)
    if voice.denies and polarity is Polarity.ASSERTED:
        polarity, polarity_rule = Polarity.DENIED, "the cue denies"
    basis, basis_words = context.basis_of(sentence)
    event_type, weapon, event_words = context.event_of(sentence, anchor - low)
    offsets = (count.start, count.end), (content.start, content.end)
    (place, place_rule), when = voices.place(*offsets, trigger.harm), voices.when(*offsets)
    why = (
        Why("harm", trigger.rule, page.plain[anchor : page.end[trigger.last - 1]]),
        Why("quantity", match.rule, f"cost {match.cost:.1f}"),
        Why("category", population.rule),
        Why("claimant", voice.rule),
        Why("scope", scope_rule),
        Why("polarity", polarity_rule),
        *((Why("place", place_rule, place.words),) if place else ()),
        *((Why("basis", "words", basis_words),) if basis is not Basis.NONE_STATED else ()),
        *((Why("event_type", "words", event_words),) if event_type else ()),
    )
    return Claim(
        id=claim_id(sha256, count.start, count.end, trigger.harm),
        content=content,
        quantity=count,
        harm=trigger.harm,
        population=population.span,
        category=population.category,
        people=population.people,
        claimant=voice.claimant,
        cue=voice.cue,
        attribution=voice.chain,
        basis=basis,
        place=place,
        when=when,
        alleged_perpetrator=perpetrator_of(
            page, number, trigger, bounds, voices.speakers(offsets[0]), total=scope is Scope.CUMULATIVE
        ),
        scope=scope,
        polarity=polarity,
        headline=False,
        event_type=event_type,
        weapon=weapon,
        why=why,
    )


def _content(page: Page, number: Counted, first: int, last: int) -> Span:
    start = min(page.start[first], number.quantity.start)
    end = max(page.end[last - 1], page.end[number.end - 1], number.quantity.end)
    return page.span(start, end) or Span.of(page.text, number.quantity.start, number.quantity.end)
