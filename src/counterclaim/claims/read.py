"""Report to reading: claims in the order of the text, attributions, labels.

Order of work: repair the text without moving an offset; parse; numbers, triggers of harm and their joint reading,
sentence by sentence; then for each claim whom, who says so, where, when, who is blamed, of what scope; and last which
claim leads. A reading is a pure function of the report, so that it can be mapped over many machines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from spacy.tokens import Doc

from counterclaim.claims import context
from counterclaim.claims.counted import Counted, counted
from counterclaim.claims.fingerprint import fingerprint
from counterclaim.claims.headline import Candidate, leads
from counterclaim.claims.noise import repair
from counterclaim.claims.page import Page
from counterclaim.claims.parsing import parse
from counterclaim.claims.people import Population, population_of
from counterclaim.claims.perpetrators import perpetrator_of
from counterclaim.claims.quantities import Found, find
from counterclaim.claims.roles import Match, assign
from counterclaim.claims.triggers import triggers
from counterclaim.claims.voices import Voices
from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    Polarity,
    Reading,
    Report,
    ReportHead,
    Span,
    Why,
    claim_id,
)

_MOVED = re.compile(r"displac|\bidps?\b|\bfled\b|\bflee|refuge|evacu|returnee|shelter", re.IGNORECASE)


def read(reports: Iterable[Report]) -> Iterator[Reading]:
    """The readings of reports, lazily and in order. Reports are parsed in batches."""
    kept, texts = tee(reports)
    for report, doc in zip(kept, parse(repair(r.text) for r in texts), strict=True):
        yield read_parsed(report, doc)


def read_parsed(report: Report, doc: Doc) -> Reading:
    """The reading of one parsed report; `doc` was parsed from `repair(report.text)`."""
    page = Page.of(report.text, doc)
    sha256 = report.sha256
    voices = Voices(page, report)
    drafts = [draft for sentence in page.sentences for draft in _sentence(page, *sentence, voices, report, sha256)]
    claims = _link(drafts)
    claims = _flag(page, claims)
    head = ReportHead(
        report.id,
        report.source,
        report.published,
        report.language or "en",
        sha256,
        fingerprint(report.text),
        report.title,
    )
    return Reading(head, tuple(_lead(claims, drafts)), voices.attributions(), voices.labels())


_FLAG_REACH = 2  # sentences back that "the figures could not be verified" may speak of


class _Draft:
    """A claim in the making, with what the report-wide rules still need."""

    __slots__ = ("claim", "match", "population", "whole")

    def __init__(self, claim: Claim, match: Match, population: Population) -> None:
        self.claim, self.match, self.population = claim, match, population
        self.whole: _Draft | None = None


def _sentence(page: Page, first: int, last: int, voices: Voices, report: Report, sha256: str) -> Iterator[_Draft]:
    low, high = page.start[first], page.end[last - 1]
    sentence = page.plain[low:high]
    found = [_shifted(item, low) for item in find(sentence, whole=True)]
    if not found and not re.search(r"\ban?\b", sentence, re.IGNORECASE):
        return
    numbers = counted(page, first, last, found)
    if not numbers:
        return
    matches = assign(page, first, last, numbers, triggers(page, first, last), moved=bool(_MOVED.search(page.plain)))
    drafts: dict[int, _Draft] = {}
    before: Population | None = None
    whole_before: Population | None = None
    for match in matches:
        whole = drafts.get(match.whole) if match.whole is not None else None
        basis = whole.population if whole else before
        if whole is None and before is not None and before.category in (Category.CHILDREN, Category.WOMEN):
            basis = whole_before or before
        population = population_of(page, first, match.number, basis, joined=whole is not None)
        drafts[match.index] = _Draft(
            _claim(page, first, last, match, population, voices, report, sha256), match, population
        )
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
    page: Page, first: int, last: int, match: Match, population: Population, voices: Voices, report: Report, sha256: str
) -> Claim:
    number, trigger, quantity = match.number, match.trigger, match.number.quantity
    low, high = page.start[first], page.end[last - 1]
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
    place, when = voices.place(*offsets, trigger.harm), voices.when(*offsets)
    why = (
        Why("harm", trigger.rule, page.plain[anchor : page.end[trigger.last - 1]]),
        Why("quantity", match.rule, f"cost {match.cost:.1f}"),
        Why("category", population.rule),
        Why("claimant", voice.rule),
        Why("scope", scope_rule),
        Why("polarity", polarity_rule),
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
        alleged_perpetrator=perpetrator_of(page, number, trigger, first, last),
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


def _link(drafts: list[_Draft]) -> list[Claim]:
    """The claims in the order of the text, each part linked to its whole."""
    drafts.sort(key=lambda draft: (draft.claim.quantity.start, draft.claim.quantity.end))
    return [replace(d.claim, part_of=d.whole.claim.id) if d.whole else d.claim for d in drafts]


def _flag(page: Page, claims: list[Claim]) -> list[Claim]:
    """Flags the claims that a sentence about their standing speaks of: those in it, or else those in the one before."""
    flagged: dict[int, str] = {}
    bounds = [(page.start[a], page.end[b - 1]) for a, b in page.sentences if b > a]
    for index, (low, high) in enumerate(bounds):
        flag = context.flag_of(page.plain[low:high])
        if flag is None:
            continue
        for first, end in reversed(bounds[max(0, index - _FLAG_REACH) : index + 1]):
            here = [k for k, c in enumerate(claims) if first <= c.quantity.start < end]
            if here:
                flagged.update(dict.fromkeys(here, flag[0]))
                break
    return [replace(c, flags=(flagged[k],)) if k in flagged else c for k, c in enumerate(claims)]


def _lead(claims: list[Claim], drafts: list[_Draft]) -> list[Claim]:
    candidates = [
        Candidate(
            k, c.quantity.start, c.quantity.low, c.quantity.high, c.quantity.hedge, c.harm, c.category, c.scope,
            c.polarity, drafts[k].whole is not None, c.quantity.words,
        )
        for k, c in enumerate(claims)
    ]  # fmt: skip
    chosen = leads(candidates)
    return [replace(c, headline=True) if k in chosen else c for k, c in enumerate(claims)]
