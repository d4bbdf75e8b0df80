"""A count told without its harm, of what was told just before: "31,000 have fled, she said. He put the figure at 9,000."

This is how reports set one party's count against another's, so that a reader who misses it misses the dispute.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims.page import Page
from counterclaim.claims.triggers import TOLL, Trigger
from counterclaim.model import Claim, Harm, Why

_COUNT = r"(?:figure|number|count|tally|estimate|total)"
_WHICH = r"(?: (?:real|actual|true|overall|total|official|latest|lower|higher|different))?"
_WHOSE = rf"(?:the|that|its own|their own|his own|her own|a|an){_WHICH}"
_HEDGE = r"(?:at least|about|some|only|nearly|more than)"
_HARMED = r"(?:killed|injured|wounded|displaced)"
_PATTERN = re.compile(
    rf"\b(?:put|puts|putting|placed?|places|set|sets|estimate[sd]?|revised|revises|raised|lowered|cut)"
    rf" {_WHOSE} {_COUNT}(?= (?:at|to|as)\b)"
    rf"|\b(?:gave|gives|cited|cites|spoke of|offered) {_WHOSE} {_COUNT}(?= of\b)"
    rf"|\b(?:of|among) (?:these|those|them)\b(?=,? (?:{_HEDGE} )?[\d\w,.-]+ (?:were|are|was) (?!{_HARMED}\b))"
    rf"|\bthe (?:real|actual|true|official|correct) {_COUNT} (?:is|was|may be|might be|could be|to be|stands|stood)\b"
)
#: characters back to the count that is meant: a sentence or two
_REACH = 600


def referred(
    page: Page, sentence: tuple[int, int], found: Sequence[Trigger], earlier: Sequence[Claim]
) -> list[Trigger]:
    """The triggers of a sentence (a token range) whose harm is that of the count before: in it, else in `earlier` claims."""
    first, last = sentence
    triggers = []
    for match in _PATTERN.finditer(page.low, page.start[first], page.end[last - 1]):
        at, end = page.token_at(match.start()), page.token_at(match.end() - 1) + 1
        harm = _before(page, at, found, earlier)
        if harm is not None and not any(t.slot == TOLL and at <= t.first < end + 3 for t in found):
            triggers.append(Trigger(at, end, harm, TOLL, REFERRED))
    return triggers


#: how `Trigger.rule` names these
REFERRED = "a count of what was told before"


def _before(page: Page, at: int, found: Sequence[Trigger], earlier: Sequence[Claim]) -> Harm | None:
    told = [t for t in found if t.last <= at and not t.weak]
    if told:
        return max(told, key=lambda t: t.first).harm
    near = [claim for claim in earlier if 0 <= page.start[at] - claim.quantity.end <= _REACH]
    return max(near, key=lambda claim: claim.quantity.start).harm if near else None


def refers(trigger: Trigger) -> bool:
    """Whether a number is told of people who were spoken of: by `referred`, or as "the displaced at 9,000"."""
    return trigger.rule == REFERRED or trigger.rule.startswith("phrase: put the ")


def as_told(claim: Claim, earlier: Sequence[Claim]) -> Claim:
    """The claim with the time, place and scope of the count of the same harm before it, where it tells none of its own."""
    near = [c for c in earlier if c.harm is claim.harm and 0 <= claim.quantity.start - c.quantity.end <= _REACH]
    if not near or claim.when is not None:
        return claim
    before = max(near, key=lambda c: c.quantity.start)
    said = claim.place is not None and claim.place.precision != "report"
    why = Why("scope", "as of the count before", before.quantity.words)
    place = claim.place if said else before.place
    return replace(claim, when=before.when, scope=before.scope, place=place, why=(*claim.why, why))
