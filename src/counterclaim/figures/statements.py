"""Statements: the same number of the same people by the same voice, however often it is repeated.

Relations are drawn between statements, so a figure of a hundred thousand claims stays readable and its cost linear.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.figures import lexicon
from counterclaim.figures.evidence import Evidence, in_order
from counterclaim.figures.names import words
from counterclaim.model import Category, Claim

#: characters between a number and its people, up to which both are quoted in one piece: "four of our fighters"
_BETWEEN = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """`first` is the earliest evidence, `members` all of it in order of appearance.

    `leading`: in one of its reports it is what this voice says of the whole, not a detail told besides.
    """

    first: Evidence
    members: tuple[Evidence, ...]
    leading: bool

    @property
    def voice(self) -> str:
        """Key of the speaker."""
        return self.first.speaker.key

    @property
    def ident(self) -> str:
        """Id of the claim that stands for the statement."""
        return self.first.ident

    @property
    def population(self) -> Category:
        """Summary of the people counted."""
        return self.first.claim.category

    @property
    def name(self) -> str:
        """Who says it, for a sentence."""
        speaker = self.first.speaker
        return speaker.name if speaker.attributed else f"{speaker.name} (no speaker named)"


def statements(evidence: Sequence[Evidence]) -> list[Statement]:
    """The statements of a figure, by first appearance."""
    leads = _leads(evidence)
    groups: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for found in in_order(evidence):
        item = replace(found, detail=found.asserted and found.number is not None and _place(found) not in leads)
        count = item.claim.quantity
        known = (
            item.speaker.key,
            item.claim.category,
            item.part,
            count.unit,
            count.low,
            count.high,
            item.claim.polarity,
        )
        groups[(*known, count.words if item.number is None else "")].append(item)
    return [
        Statement(members[0], tuple(members), any(_place(item) in leads for item in members))
        for members in groups.values()
    ]


def _place(item: Evidence) -> tuple[str, str]:
    return item.head.id, item.ident


def _leads(evidence: Sequence[Evidence]) -> set[tuple[str, str]]:
    """The claim by which each voice leads in each report: the headline, or the largest definite count of its people."""
    by_voice: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.asserted and item.number is not None:
            kind = item.claim.category.value if item.part else f"whole {item.claim.quantity.unit}"
            by_voice[item.head.id, item.speaker.key, kind].append(item)
    chosen = set()
    for items in by_voice.values():
        best = min(items, key=_lead_order)
        chosen.add(_place(best))
        # "first 60, then lowered to 44": the later count leads as well, so that it is found to revise the other
        chosen |= {_place(item) for item in items if is_recount(item) and item.number != best.number}
    return chosen


def is_recount(item: Evidence) -> bool:
    """Whether the words of a count say that it replaces another: "lowered the figure to 44"."""
    said = set(words(item.claim.content.words)) | (set(words(item.claim.cue.words)) if item.claim.cue else set())
    return bool(said & lexicon.cue_words("revise"))


def _lead_order(item: Evidence) -> tuple[bool, bool, bool, int, int, str]:
    """The whole before its kin, the headline before the rest, a number before a word, the larger before the smaller."""
    claim = item.claim
    return item.partial, not claim.headline, not item.definite, -(item.number or 0), claim.quantity.start, item.ident


def sentence_count(item: Evidence) -> str:
    """The number and the people, in the words of the report: "at least 40 civilians", "dozens of patients"."""
    return counted_in_words(item.claim)


def counted_in_words(claim: Claim) -> str:
    """`sentence_count` of a claim."""
    people, count, content = claim.population, claim.quantity, claim.content
    if people is None:
        of = "of " if count.words.endswith(("dozens", "scores", "hundreds", "thousands", "millions")) else ""
        return f"{count.words} {of}{claim.category.value}"
    if people.end <= count.start and not people.words.endswith("s"):
        return f"{count.words} {claim.category.value}"  # "the civilian toll was 17"
    if content.start <= count.start and 0 < people.start - count.end <= _BETWEEN and people.end <= content.end:
        return " ".join(content.words[count.start - content.start : people.end - content.start].split())
    return f"{count.words} {people.words}"
