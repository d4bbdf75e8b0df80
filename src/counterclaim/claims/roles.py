"""Which number belongs to which harm: the cheapest joint reading of a sentence.

Every number may take any trigger on the side where that trigger's people stand, at a cost that grows with what lies between
them, or take none. Numbers of one list share a trigger at the cost of their conjunction. A trigger cannot have its people on
both sides at once, which is what tells "11 killed 25 injured" from "killed 11 injured 25". A beam search over the numbers
from left to right finds the reading; costs are in words of distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.counted import ELIDED, PERSON, UNKNOWN, Counted, person_nouns
from counterclaim.claims.harms import nouns, verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.triggers import EVENT, INSIDE, LEFT, RIGHT, TOLL, Trigger
from counterclaim.model import Hedge

_BEAM = 40
_BOTH_SIDES = 7.0  # a trigger with people on both sides: possible only where a subset follows
_AGAIN = 3.0  # a second number on a trigger without a conjunction between the two
_SUBSET = 1.5


@dataclass(slots=True)
class Match:
    """A number, the trigger it belongs to, and how the pair was found. `whole` is the index of the number it is part of."""

    number: Counted
    trigger: Trigger
    cost: float
    rule: str
    whole: int | None = None
    index: int = 0


@dataclass(slots=True)
class _State:
    cost: float
    choice: tuple[tuple[Trigger | None, float, str], ...]
    sides: dict[tuple[int, int], str]


def assign(page: Page, first: int, last: int, numbers: Sequence[Counted], found: Sequence[Trigger], *, moved: bool) -> list[Match]:
    """The numbers of a sentence that count people harmed, each with its trigger. `moved`: the text speaks of displacement."""
    usable = [t for t in found if moved or not t.weak]
    beam = [_State(0.0, (), {})]
    wholes = [_subset_of(page, first, numbers, k) for k in range(len(numbers))]
    for k, number in enumerate(numbers):
        none = _alone(page, number)
        direct = [(t, c) for t in usable if (c := cost(page, t, number, numbers, first, last)) is not None and c < none + 6]
        grown = []
        for state in beam:
            grown.append(_State(state.cost + none, (*state.choice, (None, none, "")), state.sides))
            options: dict[int, tuple[Trigger, float, str]] = {id(t): (t, c, "nearest") for t, c in direct}
            previous = state.choice[-1][0] if state.choice else None
            whole = wholes[k]
            if whole is not None and (t := state.choice[whole][0]) is not None:
                if id(t) not in options or options[id(t)][1] > _SUBSET:
                    options[id(t)] = (t, _SUBSET, "part of")
            if previous is not None and previous.slot in (RIGHT, EVENT, TOLL):
                joined = _join(page, numbers[k - 1], number)
                if joined is not None and (id(previous) not in options or options[id(previous)][1] > joined):
                    options[id(previous)] = (previous, joined, "list")
            for trigger, price, rule in options.values():
                grown.append(_extend(page, state, k, numbers, trigger, price, rule))
        beam = sorted(grown, key=lambda s: s.cost)[:_BEAM]
    best = beam[0]
    matches = []
    for k, (trigger, price, rule) in enumerate(best.choice):
        if trigger is not None:
            whole = wholes[k] if wholes[k] is not None and best.choice[wholes[k]][0] is not None else None  # type: ignore[index]
            matches.append(Match(numbers[k], trigger, price, rule, whole, k))
    return matches


def _extend(page: Page, state: _State, k: int, numbers: Sequence[Counted], trigger: Trigger, price: float, rule: str) -> _State:
    side = LEFT if trigger.slot == LEFT else RIGHT
    key = (trigger.first, trigger.last)
    extra = 0.0
    taken = state.sides.get(key)
    if taken is not None and taken != side and rule != "part of":
        extra += _BOTH_SIDES
    choice = list(state.choice)
    change = 0.0
    if trigger.slot == LEFT and choice and rule == "nearest" and choice[-1][0] is trigger:
        joined = _join(page, numbers[k - 1], numbers[k])
        before, old, _ = choice[-1]
        if joined is not None and joined < old:
            choice[-1] = (before, joined, "list")
            change = joined - old
        elif joined is None:
            extra += _AGAIN
    elif rule == "nearest" and choice and choice[-1][0] is trigger:
        extra += _AGAIN
    choice.append((trigger, price, rule))
    return _State(state.cost + price + extra + change, tuple(choice), {**state.sides, key: taken or side})


def _alone(page: Page, number: Counted) -> float:
    """The cost of leaving a number without a harm: high where people are named, low where the number may be anything."""
    if number.single:
        return 7.0
    word = page.lower[number.core]
    if number.kind == UNKNOWN:
        return 4.5
    if word in ("one",) and number.kind != PERSON:
        return 5.0
    base = {PERSON: 17.0, ELIDED: 12.0}[number.kind]
    if number.quantity.hedge in (Hedge.ALL, Hedge.NONE) or number.quantity.low is None and number.quantity.high is None:
        return min(base, 7.0)
    return min(base, 13.0) if number.quantity.hedge is Hedge.VAGUE else base


def _subset_of(page: Page, first: int, numbers: Sequence[Counted], k: int) -> int | None:
    """The index of the number whose people these are among: "48 people, among them 10 children"."""
    if k == 0:
        return None
    number = numbers[k]
    before = page.lower[max(first, number.first - 4) : number.first]
    after = page.lower[number.after : number.after + 3]
    subset = words("words", "subset")
    if before[-1:] and before[-1] in subset or len(before) > 1 and before[-2] in subset and before[-1] in ("at", "them", "whom", "which", "the", "those"):
        return k - 1
    if after[:1] == ["of"] and after[1:2] in (["them"], ["whom"], ["which"], ["those"], ["these"]):
        return k - 1
    previous = _subset_of(page, first, numbers, k - 1)
    if previous is not None and _join(page, numbers[k - 1], number) is not None:
        between = page.lower[numbers[k - 1].end : number.first]
        if not any(word in verbs() for word in between) and len(between) <= 3:
            return previous
    return None


def _join(page: Page, left: Counted, right: Counted) -> float | None:
    """The cost of reading two numbers as one list, or None where what stands between them forbids it."""
    between = range(left.end, right.first)
    linked = False
    price = 0.5
    for k in between:
        word = page.lower[k]
        if word in words("words", "linker") or word in words("words", "subset"):
            linked = True
        elif word in verbs() or (word in nouns() and word not in person_nouns()):
            return None
        elif page.tag[k] in ("VBD", "VBZ", "VBP") or word in (".", ";") or "\n" in word:
            return None
        else:
            price += 1.0
    return price if linked and price < 9 else None


def cost(page: Page, trigger: Trigger, number: Counted, numbers: Sequence[Counted], first: int, last: int) -> float | None:
    """What it costs to read a number as counting the people of a trigger; None where the words forbid it."""
    if trigger.people and number.kind != PERSON and not (number.kind == ELIDED and number.end == trigger.first):
        return None
    if number.first < trigger.last and trigger.first < number.end:
        return _inside(page, trigger, number)
    if trigger.slot == INSIDE:
        return _beside(page, trigger, number)
    between = range(trigger.last, number.first) if trigger.last <= number.first else range(number.end, trigger.first)
    if len(between) > 28:
        return None
    gap = _gap(page, between, trigger)
    others = sum(1 for x in numbers if x is not number and between.start <= x.first < between.stop)
    gap += others + (5 if others and number.kind == UNKNOWN else 0)
    right = trigger.last <= number.first
    rules = {RIGHT: _right, LEFT: _left, EVENT: _event, TOLL: _toll}
    price = rules[trigger.slot](page, trigger, number, between, gap, right, first)
    if price is None:
        return None
    return max(0.0, price + trigger.bias - _parsed(page, trigger, number))


def _inside(page: Page, trigger: Trigger, number: Counted) -> float | None:
    if trigger.first < number.core:
        return None
    if trigger.slot == INSIDE:
        return trigger.bias
    if trigger.slot == LEFT:
        return 0.0
    return 6.0 if trigger.slot == TOLL else None


def _beside(page: Page, trigger: Trigger, number: Counted) -> float | None:
    """ "15 civilians dead", "15 civilian deaths": the noun or adjective follows at once."""
    if number.end <= trigger.first and trigger.first - number.end <= 3:
        between = page.lower[number.end : trigger.first]
        if any(word in ("of", "in", "by", "and", ",", "to") for word in between):
            return None
        return len(between) + 1.0 + trigger.bias
    if trigger.last <= number.first <= trigger.last + 3 and page.lower[trigger.last : number.first] in ([":"], ["("], ["-"], [":", "at"]):
        return 3.0
    return None


def _gap(page: Page, between: range, trigger: Trigger) -> float:
    """The words between, dearer where a clause ends or another verb begins."""
    price = float(len(between))
    for k in between:
        word, tag = page.lower[k], page.tag[k]
        if word in (";", ":") or "\n" in word:
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


_NO_OBJECT_AFTER = frozenset("in on at near from since by under into around via after against than for within during of".split())


def _right(page, trigger, number, between, gap, right, first) -> float | None:  # type: ignore[no-untyped-def]
    if not right:
        return None
    between_words = [page.lower[k] for k in between]
    if between_words and between_words[-1] in ("by", "after", "against", "since", "in") and not set(between_words) & words("words", "subset"):
        return None
    if between_words and between_words[-1] in _NO_OBJECT_AFTER and number.kind != PERSON:
        return None
    if between_words and between_words[0] in ("by", "in", "on", "at", "near", "when", "after", "during"):
        gap += 5
    return gap + (3 if len(between) > 6 and not set(between_words) & words("words", "subset") else 0)


def _left(page, trigger, number, between, gap, right, first) -> float | None:  # type: ignore[no-untyped-def]
    between_words = [page.lower[k] for k in between]
    if right:
        if set(between_words) & words("words", "subset"):
            return gap + 2
        if len(between) <= 2 and page.lower[trigger.last : trigger.last + 1] in (["were"], ["was"], ["are"]):
            return gap + 5
        if between_words and between_words[-1] in ("by", "in", "after", "against", "on", "at", "near", "from"):
            return None
        return gap + 9 if len(between) <= 3 and number.kind == PERSON and trigger.harm.value in ("displaced", "refugees") else None
    if number.first > first and page.lower[number.first - 1] == "by" and "who" not in between_words:
        return None
    if between_words and between_words[-1] in ("who", "that"):
        gap -= 1.5
    if number.kind == ELIDED and len(between) > 6:
        gap += 2
    return gap + 0.5


def _event(page, trigger, number, between, gap, right, first) -> float | None:  # type: ignore[no-untyped-def]
    if not right:
        return None
    between_words = [page.lower[k] for k in between]
    if not between_words:
        return None
    if between_words[0] in ("of", ":", "(", "-") and len(between) <= 6:
        return gap + 1
    if set(between_words) & words("words", "subset") and len(between) <= 8:
        return gap + 2
    if number.kind == ELIDED and len(between) <= 5 and set(between_words) & {"to", "at", "reached", "exceeded", ":"}:
        return gap + 3
    return None


_TOLL_LINKS = frozenset(
    "to at of reach reached reaches was is exceeded exceeds exceeding rose rises stands stood hit topped than from surpassed least ':' : "
    "were are climbed passed put puts".split()
)


def _toll(page, trigger, number, between, gap, right, first) -> float | None:  # type: ignore[no-untyped-def]
    between_words = [page.lower[k] for k in between]
    if not right:
        return gap + 5 if len(between) <= 6 and "of" not in between_words else None
    return gap * 0.5 + (1 if set(between_words) & _TOLL_LINKS else 6)


def _parsed(page: Page, trigger: Trigger, number: Counted) -> float:
    """What the dependency parse adds: the number's noun as object or subject of the trigger, through conjunctions."""
    at = number.head if number.head is not None else number.after - 1
    wanted = {
        RIGHT: ("dobj", "obj", "nsubjpass", "pobj", "attr", "oprd", "dative"),
        LEFT: ("nsubjpass", "nsubj", "nsubj:pass"),
    }.get(trigger.slot)
    if wanted is None:
        return 0.0
    for _ in range(6):
        head, dep = page.head[at], page.dep[at]
        if head == at:
            return 0.0
        if trigger.first <= head < trigger.last:
            return 3.0 if dep in wanted or dep in ("nummod", "npadvmod") else 0.5
        if dep not in ("conj", "nummod", "appos", "prep", "pobj", "compound", "quantmod", "nsubj", "nsubjpass"):
            return 0.0
        at = head
    return 0.0
