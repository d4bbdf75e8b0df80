"""The claims of one sentence in the making: each number with its harm, its people, its voice, its circumstances."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.claims import context
from counterclaim.claims.carried import carried, counts_the_displaced
from counterclaim.claims.counted import ELIDED, PERSON, Counted, counted
from counterclaim.claims.denials import Parse, denial_of
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.people import Population, of_their_own, population_of
from counterclaim.claims.perpetrators import perpetrator_of
from counterclaim.claims.quantities import find, may_count
from counterclaim.claims.referred import REFERRED, as_told, referred, refers
from counterclaim.claims.roles import Match, assign
from counterclaim.claims.sufferers import sufferers
from counterclaim.claims.triggers import triggers
from counterclaim.claims.voices import Voices
from counterclaim.model import Basis, Category, Claim, Count, Harm, Polarity, Scope, Span, When, Why, claim_id


class Draft:
    """A claim in the making, with what the report-wide rules still need."""

    __slots__ = ("claim", "match", "population", "whole")

    def __init__(self, claim: Claim, match: Match, population: Population) -> None:
        self.claim, self.match, self.population = claim, match, population
        self.whole: Draft | None = None


def drafts_of(
    page: Page, sentence: tuple[int, int], voices: Voices, sha256: str, earlier: Sequence[Draft] = ()
) -> Iterator[Draft]:
    """The claims of a sentence (a token range) of the report whose text has that hash; `earlier` are those before it."""
    first, last = sentence
    low, high = page.start[first], page.end[last - 1]
    said = page.plain[low:high]
    found = [item.shifted(low) for item in find(said, whole=True)] if may_count(page.lower[first:last]) else []
    if not found and not re.search(r"\ban?\b", said, re.IGNORECASE):
        return
    numbers = counted(page, first, last, found)
    if not numbers:
        return
    harms = triggers(page, first, last)
    harms += referred(page, sentence, harms, [draft.claim for draft in earlier[-_NEAR:]])
    matches = assign(page, first, last, numbers, harms, moved=page.moved)
    matches = [match for match in matches if not _only_speaks(page, match, voices)]
    drafts: dict[int, Draft] = {}
    for match, population in _populations(page, first, matches, earlier):
        claim = _claim(page, sentence, match, matches, population, voices, sha256)
        told = [draft.claim for draft in (*earlier[-_NEAR:], *drafts.values())]
        claim = as_told(claim, told) if refers(match.trigger) else claim
        drafts[match.index] = Draft(claim, match, population)
    for match in matches:
        if match.whole is not None:
            drafts[match.index].whole = whole = drafts.get(match.whole)
            if whole is not None:
                drafts[match.index].claim = voiced_as(drafts[match.index].claim, whole.claim)
    yield from drafts.values()


def _only_speaks(page: Page, match: Match, voices: Voices) -> bool:
    """Whether one person is who tells of the harm and not who suffers it: "14 were hurt, three of them badly, a medic said"."""
    if not match.number.single:
        return False
    at, harm = match.number.quantity.start, page.start[match.trigger.first]
    return any(start <= at < end and not start <= harm < end for start, end in voices.tellers((at, at + 1)))


def voiced_as(part: Claim, whole: Claim) -> Claim:
    """A part with its whole's speaker, where the words after its number give it none of its own."""
    if part.claimant is not None or part.cue is not None or whole.claimant is None:
        return part
    rule = Why("claimant", "as of the whole it is part of")
    why = tuple(one for one in part.why if one.field != "claimant")
    return replace(part, claimant=whole.claimant, cue=whole.cue, attribution=whole.attribution, why=(*why, rule))


def draft_carried(
    page: Page, before: tuple[int, int], sentence: tuple[int, int], voices: Voices, sha256: str, taken: Sequence[int]
) -> Draft | None:
    """The claim whose number stands in one sentence and whose harm in the next, if there is one; see `carried`."""
    match = carried(page, before, sentence, taken)
    return _alone(page, (before[0], sentence[1]), match, voices, sha256) if match else None


def draft_of_the_displaced(page: Page, voices: Voices, sha256: str, taken: Sequence[int]) -> Draft | None:
    """The claim of a short text about displacement that tells of no movement in so many words."""
    for sentence in page.sentences:
        match = counts_the_displaced(page, sentence, taken)
        if match is not None:
            return _alone(page, sentence, match, voices, sha256)
    return None


def _alone(page: Page, sentence: tuple[int, int], match: Match, voices: Voices, sha256: str) -> Draft:
    population = population_of(page, sentence[0], match.number, None, joined=False)
    return Draft(_claim(page, sentence, match, [match], population, voices, sha256), match, population)


def _populations(
    page: Page, first: int, matches: Sequence[Match], earlier: Sequence[Draft]
) -> Iterator[tuple[Match, Population]]:
    """Whom each number counts, in order; what is not said again is taken over from a number before it."""
    done: dict[int, Population] = {}
    before: Match | None = None
    whole_before: Population | None = None
    for k, match in enumerate(matches):
        whole = done.get(match.whole) if match.whole is not None else None
        basis = whole
        if whole is None and before is not None and not _told_apart(page, before, match):
            basis = done[before.index]
            if basis.category in (Category.CHILDREN, Category.WOMEN):
                basis = whole_before or (basis if match.number.kind == ELIDED else None)
        if basis is None and match.trigger.rule == REFERRED and earlier:
            basis = earlier[-1].population
        if basis is None and _of_the_harmed(page, match.number):
            basis = _harmed_before(match, earlier)
        population = population_of(page, first, match.number, basis, joined=whole is not None)
        if basis is None and population.span is None and _shares_noun(page, match, matches[k + 1 : k + 2]):
            following = population_of(page, first, matches[k + 1].number, None, joined=False)
            population = replace(following, span=None, rule="taken over from the number after")
        if population.category is Category.PEOPLE and (loser := sufferers(page, first, match.number, match.trigger)):
            population = of_their_own(page, loser, population)
        done[match.index] = population
        before = match
        if match.whole is None and population.category not in (Category.CHILDREN, Category.WOMEN):
            whole_before = population
        yield match, population


#: harms that people are moved by, and do not die or bleed from
MOVES = frozenset({Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED, Harm.RETURNED, Harm.BESIEGED})
_NEAR = 12  # claims before a sentence among which what it refers to is looked for


def _told_apart(page: Page, before: Match, match: Match) -> bool:
    """Whether another clause tells of other people: "killed 12 civilians, and millions are displaced"."""
    if (before.trigger.harm in MOVES) is not (match.trigger.harm in MOVES):
        return True
    if before.trigger is match.trigger:
        return False
    between = page.lower[before.number.end : match.number.first]
    subordinate = words("words", "subordinate")
    return not subordinate.isdisjoint(between) or not words("words", "speech").isdisjoint(between)


def _of_the_harmed(page: Page, number: Counted) -> bool:
    """ "five of the dead": some of those whom a sentence before told of."""
    after = page.lower[number.after : number.after + 4]
    return after[:1] == ["of"] and not words("words", "harmed").isdisjoint(after)


def _harmed_before(match: Match, earlier: Sequence[Draft]) -> Population | None:
    """The people of the nearest earlier claim of the harm that counts no fewer."""
    low = match.number.quantity.low or 0
    for draft in reversed(earlier):
        told = draft.claim
        if told.harm is match.trigger.harm and (told.quantity.low or 0) >= low and draft.match.whole is None:
            return draft.population
    return None


def _shares_noun(page: Page, match: Match, following: Sequence[Match]) -> bool:
    """ "killed 28 and wounded 30 rebels": the noun of two verbs that are joined."""
    if not following or following[0].number.kind != PERSON or match.number.kind != ELIDED:
        return False
    between = page.lower[match.number.end : following[0].number.first]
    return between[:1] == ["and"] and len(between) <= 3 and following[0].trigger.first >= match.number.end


def _claim(
    page: Page,
    bounds: tuple[int, int],
    match: Match,
    matches: Sequence[Match],
    population: Population,
    voices: Voices,
    sha256: str,
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
    if polarity is Polarity.ASSERTED:
        denial = denial_of(Parse(page.lower, page.tag, page.dep, page.head), number.core)
        if denial is not None:
            polarity, polarity_rule = Polarity.DENIED, f"what is denied: {page.lower[denial]}"
        elif voice.denies:
            polarity, polarity_rule = Polarity.DENIED, "the cue denies"
    basis, basis_words = context.basis_of(sentence)
    event_type, weapon, event_words = context.event_of(sentence, anchor - low)
    offsets = (count.start, count.end), (content.start, content.end)
    (place, place_rule), when = voices.place(*offsets, trigger.harm), voices.when(*offsets)
    setting = voices.setting(offsets[0]) if when is None and scope is Scope.EVENT else None
    why = (
        Why("harm", trigger.rule, page.plain[anchor : page.end[trigger.last - 1]]),
        Why("quantity", match.rule, f"cost {match.cost:.1f}"),
        Why("quantity", f"hedge: {quantity.hedge.value}", count.words),
        Why("category", population.rule, population.span.words if population.span else ""),
        Why("claimant", voice.rule),
        Why("scope", scope_rule),
        Why("polarity", polarity_rule),
        *((Why("place", place_rule, place.words),) if place else ()),
        *((Why("basis", "words", basis_words),) if basis is not Basis.NONE_STATED else ()),
        *((Why("event_type", "words", event_words),) if event_type else ()),
    )
    blamed = perpetrator_of(
        page,
        number,
        trigger,
        bounds,
        voices.tellers(offsets[0]),
        harmed=[other.number for other in matches],
        total=scope is Scope.CUMULATIVE,
    )
    why = (
        *why,
        *_dated(when),
        *((Why("setting", "the event's day, told in a sentence before", setting.words),) if setting else ()),
        *((Why("alleged_perpetrator", blamed.rule, blamed.span.words),) if blamed else ()),
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
        alleged_perpetrator=blamed.span if blamed else None,
        scope=scope,
        polarity=polarity,
        headline=False,
        event_type=event_type,
        weapon=weapon,
        setting=setting,
        scene=voices.scene(offsets[0]),
        why=why,
    )


def _dated(when: When | None) -> Iterator[Why]:
    """How the time was found, where it was."""
    if when is not None:
        days = f"{when.from_} to {when.to}" if when.from_ else "not resolved"
        yield Why("when", f"said in the sentence, counted from the report's date: {when.precision}", days)


def _content(page: Page, number: Counted, first: int, last: int) -> Span:
    start = min(page.start[first], number.quantity.start)
    end = max(page.end[last - 1], page.end[number.end - 1], number.quantity.end)
    return page.span(start, end) or Span.of(page.text, number.quantity.start, number.quantity.end)
