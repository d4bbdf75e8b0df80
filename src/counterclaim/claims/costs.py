"""What it costs to read a number as counting the people of a trigger of harm: words of distance, dearer where a clause ends.

One rule for each side on which a trigger's people may stand; the dependency parse adds or takes away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.counted import ELIDED, PERSON, UNKNOWN, Counted
from counterclaim.claims.harms import GERUND, PAST, harm_words, nouns, verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import is_armed, person_nouns
from counterclaim.claims.triggers import EVENT, INSIDE, LEFT, RIGHT, TOLL, Trigger
from counterclaim.model import Harm

_BEST = -1.0  # no parse makes up for more than this
_ACROSS = 2.5  # each number between a number and its trigger, unless they are one list
_NAMED_BY_IT = 4.0  # the harm names those among whom some are counted, and holds unless another is told
_BARE_LIST = 6.0  # a bare number before another that has the harm to itself
_FARTHEST = 28  # words between a number and its trigger
_SHARED_SUBJECT = 6.0  # "nine soldiers were on a visit and were wounded"
_AGENT = -6.0  # who does it is not whom it happens to


@dataclass(frozen=True, slots=True)
class _Pair:
    """A trigger, a number, and the words between them. `right`: the number stands to the right. `gap`: their price."""

    page: Page
    trigger: Trigger
    number: Counted
    between: list[str]
    gap: float
    right: bool

    @property
    def last(self) -> str:
        return self.between[-1] if self.between else ""

    @property
    def subset(self) -> bool:
        return not words("words", "subset").isdisjoint(self.between)


def cost(page: Page, trigger: Trigger, number: Counted, numbers: Sequence[Counted]) -> float | None:
    """What it costs to read a number as counting the people of a trigger; None where the words forbid it."""
    if trigger.people and number.kind != PERSON and not (number.kind == ELIDED and number.end == trigger.first):
        return None if not _after_people(trigger, number, numbers) else 2.0
    if (
        trigger.harm in _OF_THE_LIVING
        and number.head is not None
        and page.lower[number.head] in words("words", "remains")
    ):
        return None  # who pulls 37 bodies out evacuates nobody
    if trigger.weak and (number.single or (number.head is not None and is_armed(page.lower[number.head]))):
        return None  # "two hundred soldiers entered the village"
    if (
        number.head is not None
        and page.lower[number.head] in words("words", "dwelling")
        and trigger.harm is not Harm.EVACUATED
    ):
        return None  # homes are emptied of people; what else happens to homes happens to walls
    if trigger.people and trigger.slot == LEFT and _named_by_harm(page, number):
        return None  # "400 evacuees in 12 shelters"
    if page.lower[number.after : trigger.first] in (["of", "the"], ["of", "those"]) and trigger.slot in (LEFT, INSIDE):
        return _NAMED_BY_IT  # "one of the wounded died"
    if trigger.slot == INSIDE and page.lower[number.first - 1] in words("words", "asked"):
        return None  # "interviewed | 221 refugees"
    if number.first < trigger.last and trigger.first < number.end:
        return _inside(trigger, number)
    if trigger.slot == INSIDE:
        return _beside(page, trigger, number)
    right = trigger.last <= number.first
    between = range(trigger.last, number.first) if right else range(number.end, trigger.first)
    if len(between) > _FARTHEST:
        return None
    aside = _in_brackets(page, between)
    others = sum(1 for x in numbers if x is not number and x.first in between and x.first not in aside)
    gap = _gap(page, between) + _ACROSS * others + (5 if others and number.kind == UNKNOWN else 0)
    if others and not right and number.kind == ELIDED and number.end == number.after:
        gap += _BARE_LIST  # "risen to 13 and 106 injured"
    pair = _Pair(page, trigger, number, page.lower[between.start : between.stop], gap, right)
    price = {RIGHT: _right, LEFT: _left, EVENT: _event, TOLL: _toll}[trigger.slot](pair)
    return None if price is None else max(_BEST, price + trigger.bias - _parsed(page, trigger, number))


#: harms that the dead cannot suffer
_OF_THE_LIVING = frozenset({Harm.EVACUATED, Harm.DISPLACED, Harm.RETURNED, Harm.INJURED, Harm.DETAINED})
_CAUGHT = frozenset({Harm.DETAINED, Harm.ABDUCTED})


def _after_people(trigger: Trigger, number: Counted, numbers: Sequence[Counted]) -> bool:
    """ "killed eight fighters and captured | four": a bare number at once after a verb of catching, people before it."""
    told = any(one.kind == PERSON and one.end <= trigger.first for one in numbers)
    bare = number.kind == ELIDED and number.end == number.after and number.first == trigger.last
    return told and bare and trigger.slot == RIGHT and trigger.harm in _CAUGHT


def _named_by_harm(page: Page, number: Counted) -> bool:
    """Whether the people are called after what befell them, of which where they stay says nothing more."""
    frames = nouns().get(page.lower[number.head], ()) if number.head is not None else ()
    return any(frame == "people" and harm is not Harm.DISPLACED for harm, frame in frames)


def _inside(trigger: Trigger, number: Counted) -> float | None:
    if trigger.first < number.core:
        return None
    if trigger.slot == INSIDE:
        return trigger.bias
    if trigger.slot == LEFT:
        return 0.0
    if trigger.slot == RIGHT and trigger.first == number.head:
        return 1.0  # "107 disfigured bodies of the passengers"
    if trigger.slot == EVENT and number.kind == ELIDED:
        return 1.0  # "six cases of arbitrary arrest"
    return 6.0 if trigger.slot == TOLL else None


def _beside(page: Page, trigger: Trigger, number: Counted) -> float | None:
    """ "15 civilians dead", "15 civilian deaths": the noun or adjective follows at once."""
    if number.end <= trigger.first and trigger.first - number.end <= 3:
        between = page.lower[number.end : trigger.first]
        if any(page.pos[k] not in ("ADJ", "NOUN", "PROPN", "ADV") for k in range(number.end, trigger.first)):
            return None
        return len(between) + 1.0 + trigger.bias
    if page.lower[trigger.last : number.first] in ([":"], ["("], ["-"], [":", "at"]):
        return 3.0
    return None


def _in_brackets(page: Page, between: range) -> frozenset[int]:
    """The tokens of brackets, or of a pair of dashes, that open and close between: "six boys (aged 5 to 8) were hurt"."""
    found: set[int] = set()
    opened: int | None = None
    dashed: int | None = None
    for k in between:
        word = page.lower[k]
        if word == "(":
            opened = k
        elif word == ")" and opened is not None:
            found.update(range(opened, k + 1))
            opened = None
        elif word == "-" and page.end[k - 1] < page.start[k]:  # a dash between words, no hyphen
            if dashed is None:
                dashed = k
            else:
                found.update(range(dashed, k + 1))
                dashed = None
    return frozenset(found)


def _gap(page: Page, between: range) -> float:
    """The words between, dearer where a clause ends or another verb begins."""
    price, aside = float(len(between)), _in_brackets(page, between)
    for k in between:
        word, tag = page.lower[k], page.tag[k]
        if k in aside:
            price -= 1
        elif word in (";", ":") or "\n" in word:
            price += 8
        elif word == ".":
            price += 12
        elif word in verbs():
            price += 3
        elif tag in ("VBD", "VBZ", "VBP") and word not in words("words", "be") and word not in words("words", "have"):
            price += 4
        elif word in ("while", "but", "whereas"):
            price += 5
        elif word in words("words", "clause"):
            price += 1.5
    return price


def _right(pair: _Pair) -> float | None:
    """The people follow: "killed at least 12 people"."""
    if not pair.right:
        return None
    if pair.last in ("by", "after", "against", "since", "in") and not pair.subset:
        return None
    if pair.last in words("words", "no_object_after") and pair.number.kind != PERSON:
        return None
    price, page_verb = pair.gap, verbs().get(pair.page.lower[pair.trigger.last - 1])
    if pair.between and pair.between[0] in ("by", "in", "on", "at", "near", "when", "after", "during"):
        price += 5
    past = page_verb is not None and PAST in page_verb.forms
    if (pair.number.kind == ELIDED or past) and _own_harm(pair.page, pair.number.end):
        price += 5
    return price + (3 if len(pair.between) > 6 and not pair.subset else 0)


def _left(pair: _Pair) -> float | None:
    """The people stand before: "12 people were killed", "12 people have fled"."""
    page, number, between = pair.page, pair.number, pair.between
    if pair.right:
        if pair.subset:
            return pair.gap + 2
        if not {"along", "together", "alongside"}.isdisjoint(between[-2:]):
            return pair.gap * 0.3 + 1  # "the minister was killed at his home, along with two of his guards"
        if (
            between[-1:] == ["with"]
            and len(between) <= 2
            and page.lower[number.after : number.after + 2] in (["of", "his"], ["of", "her"], ["of", "their"])
        ):
            return pair.gap + 1  # "was gunned down with two of his guards"
        if len(between) <= 2 and page.lower[pair.trigger.last] in ("were", "was", "are"):
            return pair.gap + 5
        if pair.last in words("words", "no_object_after"):
            return None
        fled = pair.trigger.harm in (Harm.DISPLACED, Harm.REFUGEES)
        return pair.gap + 9 if len(between) <= 3 and number.kind == PERSON and fled else None
    if number.first and page.lower[number.first - 1] == "by" and "who" not in between:
        return None
    owner = number.first - (3 if page.pos[number.first - 1] == "DET" else 2)
    if (
        owner >= 0
        and page.lower[owner + 1] == "of"
        and any(f == "event" for _, f in nouns().get(page.lower[owner], ()))
    ):
        return None  # "the killers of the six priests fled"
    price = pair.gap + 0.5 - (1.5 if pair.last in ("who", "that") else 0)
    return price + (2 if number.kind == ELIDED and len(between) > 6 else 0)


def _event(pair: _Pair) -> float | None:
    """The people follow a noun: "the death of 12 people", "the deaths: 12"."""
    between = pair.between
    if not pair.right and between in (["'"], ["'s"]):
        return 1.0  # "the six priests' slaying"
    if not pair.right or not between:
        return None
    if between[0] in ("of", ":", "(", "-") and len(between) <= 6:
        return pair.gap + 1
    if pair.subset and len(between) <= 8:
        return pair.gap + 2
    if between[-1] == "of" and len(between) <= 9:
        return pair.gap * 0.6 + 1  # "the murder on 27 February of six followers"
    listed = "," in between or "and" in between
    if between[0] == "of" and listed and len(between) <= 16 and not _has_verb(pair):
        return pair.gap * 0.4 + 2  # "the murder of the rector, his cook, and two students"
    if pair.number.kind == ELIDED and len(between) <= 5 and not {"to", "at", "reached", "exceeded"}.isdisjoint(between):
        return pair.gap + 3
    return None


def _has_verb(pair: _Pair) -> bool:
    page = pair.page
    return any(page.pos[k] in ("VERB", "AUX") for k in range(pair.trigger.last, pair.number.first))


def _own_harm(page: Page, end: int) -> bool:
    """Whether a participle of harm follows that has no number after it: "15 injured in", not "15 wounding 30"."""
    if end >= len(page.lower) or page.lower[end] not in harm_words():
        return False
    verb = verbs().get(page.lower[end])
    if verb is not None and GERUND in verb.forms:
        return False  # "killed 12 people fleeing the town"
    after = page.lower[end + 1] if end + 1 < len(page.lower) else ""
    return not (after[:1].isdigit() or page.pos[min(end + 1, len(page.pos) - 1)] == "NUM")


def _takes_object(page: Page, verb: int) -> bool:
    """Whether the parse gives a verb an object that has no harm of its own."""
    return any(
        page.head[k] == verb and page.dep[k] == "dobj" and not _own_harm(page, k + 1)
        for k in range(verb + 1, min(len(page.lower), verb + 9))
    )


def _takes_people(page: Page, verb: int) -> bool:
    """Whether the object is one of a word for people, next to the verb: who "killed a driver" was not killed."""
    return any(
        page.head[k] == verb and page.dep[k] == "dobj" and page.lower[k] in person_nouns()
        for k in range(verb + 1, min(len(page.lower), verb + 5))
    )


def _toll(pair: _Pair) -> float | None:
    """A total, mostly told after: "the death toll rose to 48", seldom before."""
    if not pair.right:
        return pair.gap + 5 if len(pair.between) <= 6 and "of" not in pair.between else None
    linked = not words("words", "toll_link").isdisjoint(pair.between)
    return pair.gap * 0.5 + (1 if linked else 6)


#: relations of the people to the trigger's verb, by slot
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "pobj", "attr", "oprd", "dative", "nummod", "npadvmod"})
_SUBJECTS = frozenset({"nsubjpass", "nsubj", "nummod", "npadvmod"})
_CARRIES = frozenset({"conj", "nummod", "appos", "prep", "pobj", "compound", "quantmod", "nsubj", "nsubjpass"})


def _parsed(page: Page, trigger: Trigger, number: Counted) -> float:
    """What the dependency parse adds: the number's noun as object or subject of the trigger, through conjunctions."""
    if trigger.slot not in (RIGHT, LEFT):
        return 0.0
    verb = verbs().get(page.lower[trigger.last - 1])
    active = trigger.slot == LEFT and verb is not None and verb.object_
    wanted = _OBJECTS if trigger.slot == RIGHT else _SUBJECTS
    at = number.head if number.head is not None else number.after - 1
    for _ in range(6):
        head, dep = page.head[at], page.dep[at]
        if head == at:
            return 0.0
        told = page.dep[trigger.last - 1] == "conj" and page.head[trigger.last - 1] == head
        if trigger.slot == LEFT and told and dep in ("nsubj", "nsubjpass"):
            return _SHARED_SUBJECT
        if trigger.first <= head < trigger.last:
            if active and dep == "nsubj" and _takes_object(page, head):
                return _AGENT if not _takes_people(page, head) else 2 * _AGENT
            return 3.0 if dep in wanted else 0.5
        if dep not in _CARRIES:
            return 0.0
        at = head
    return 0.0
