"""Which number belongs to which harm: the cheapest joint reading of a sentence.

Every number may take any trigger on the side where that trigger's people stand, at a cost that grows with what lies
between them, or take none. Numbers of one list share a trigger at the cost of their conjunction. A trigger cannot have
its people on both sides at once, which is what tells "11 killed 25 injured" from "killed 11 injured 25". A beam search
over the numbers from left to right finds the reading; costs are in words of distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.counted import ELIDED, PERSON, UNKNOWN, Counted, person_nouns
from counterclaim.claims.harms import nouns, verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.triggers import EVENT, INSIDE, LEFT, RIGHT, TOLL, Trigger
from counterclaim.model import Harm, Hedge

_BEAM = 40
_BOTH_SIDES = 7.0  # a trigger with people on both sides: possible only where a subset follows
_AGAIN = 3.0  # a second number on a trigger without a conjunction between the two
_SUBSET = 1.5
_FARTHEST = 28  # words between a number and its trigger


@dataclass(slots=True)
class Match:
    """A number, its trigger, and how the pair was found. `whole` is the index of the number it is part of."""

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


def assign(
    page: Page, first: int, last: int, numbers: Sequence[Counted], found: Sequence[Trigger], *, moved: bool
) -> list[Match]:
    """The numbers of a sentence that count people harmed, each with its trigger.

    `moved`: the text speaks of displacement, so that "300 people arrived" counts.
    """
    usable = [t for t in found if moved or not t.weak]
    beam = [_State(0.0, (), {})]
    wholes = [_subset_of(page, first, numbers, k) for k in range(len(numbers))]
    for k, number in enumerate(numbers):
        none = _alone(page, number)
        direct = [(t, c) for t in usable if (c := cost(page, t, number, numbers)) is not None and c < none + 6]
        grown = []
        for state in beam:
            grown.append(_State(state.cost + none, (*state.choice, (None, none, "")), state.sides))
            options: dict[int, tuple[Trigger, float, str]] = {id(t): (t, c, "nearest") for t, c in direct}
            previous = state.choice[-1][0] if state.choice else None
            whole = wholes[k]
            shared = state.choice[whole][0] if whole is not None else None
            if shared is not None and (id(shared) not in options or options[id(shared)][1] > _SUBSET):
                options[id(shared)] = (shared, _SUBSET, "part of")
            if previous is not None and previous.slot in (RIGHT, EVENT, TOLL):
                joined = _join(page, numbers[k - 1], number)
                if joined is not None and (id(previous) not in options or options[id(previous)][1] > joined):
                    options[id(previous)] = (previous, joined, "list")
            for chosen, price, rule in options.values():
                grown.append(_extend(page, state, k, numbers, chosen, price, rule))
        beam = sorted(grown, key=lambda s: s.cost)[:_BEAM]
    best = beam[0]
    matches = []
    for k, (trigger, price, rule) in enumerate(best.choice):
        if trigger is not None:
            whole = wholes[k] if wholes[k] is not None and best.choice[wholes[k]][0] is not None else None  # type: ignore[index]
            matches.append(Match(numbers[k], trigger, price, rule, whole, k))
    return matches


def _extend(
    page: Page, state: _State, k: int, numbers: Sequence[Counted], trigger: Trigger, price: float, rule: str
) -> _State:
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
    """The cost of leaving a number without a harm: high where people are named, low where it may be anything."""
    if number.single:
        return 7.0
    word = page.lower[number.core]
    if number.kind == UNKNOWN:
        return 4.5
    if word in ("one",) and number.kind != PERSON:
        return 5.0
    base = {PERSON: 17.0, ELIDED: 12.0}[number.kind]
    if number.quantity.hedge in (Hedge.ALL, Hedge.NONE) or (
        number.quantity.low is None and number.quantity.high is None
    ):
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
    if (before[-1:] and before[-1] in subset) or (
        len(before) > 1 and before[-2] in subset and before[-1] in ("at", "them", "whom", "which", "the", "those")
    ):
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
        elif (
            word in verbs()
            or (word in nouns() and word not in person_nouns())
            or page.tag[k] in ("VBD", "VBZ", "VBP")
            or word in (".", ";")
            or "\n" in word
        ):
            return None
        else:
            price += 1.0
    return price if linked and price < 9 else None


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
        return None
    if number.first < trigger.last and trigger.first < number.end:
        return _inside(trigger, number)
    if trigger.slot == INSIDE:
        return _beside(page, trigger, number)
    right = trigger.last <= number.first
    between = range(trigger.last, number.first) if right else range(number.end, trigger.first)
    if len(between) > _FARTHEST:
        return None
    others = sum(1 for x in numbers if x is not number and between.start <= x.first < between.stop)
    gap = _gap(page, between) + others + (5 if others and number.kind == UNKNOWN else 0)
    pair = _Pair(page, trigger, number, page.lower[between.start : between.stop], gap, right)
    price = {RIGHT: _right, LEFT: _left, EVENT: _event, TOLL: _toll}[trigger.slot](pair)
    return None if price is None else max(0.0, price + trigger.bias - _parsed(page, trigger, number))


def _inside(trigger: Trigger, number: Counted) -> float | None:
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
        if not {"of", "in", "by", "and", ",", "to"}.isdisjoint(between):
            return None
        return len(between) + 1.0 + trigger.bias
    if page.lower[trigger.last : number.first] in ([":"], ["("], ["-"], [":", "at"]):
        return 3.0
    return None


def _gap(page: Page, between: range) -> float:
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


def _right(pair: _Pair) -> float | None:
    """The people follow: "killed at least 12 people"."""
    if not pair.right:
        return None
    if pair.last in ("by", "after", "against", "since", "in") and not pair.subset:
        return None
    if pair.last in words("words", "no_object_after") and pair.number.kind != PERSON:
        return None
    price = pair.gap
    if pair.between and pair.between[0] in ("by", "in", "on", "at", "near", "when", "after", "during"):
        price += 5
    return price + (3 if len(pair.between) > 6 and not pair.subset else 0)


def _left(pair: _Pair) -> float | None:
    """The people stand before: "12 people were killed", "12 people have fled"."""
    page, number, between = pair.page, pair.number, pair.between
    if pair.right:
        if pair.subset:
            return pair.gap + 2
        if len(between) <= 2 and page.lower[pair.trigger.last] in ("were", "was", "are"):
            return pair.gap + 5
        if pair.last in words("words", "no_object_after"):
            return None
        fled = pair.trigger.harm in (Harm.DISPLACED, Harm.REFUGEES)
        return pair.gap + 9 if len(between) <= 3 and number.kind == PERSON and fled else None
    if number.first and page.lower[number.first - 1] == "by" and "who" not in between:
        return None
    price = pair.gap + 0.5 - (1.5 if pair.last in ("who", "that") else 0)
    return price + (2 if number.kind == ELIDED and len(between) > 6 else 0)


def _event(pair: _Pair) -> float | None:
    """The people follow a noun: "the death of 12 people", "the deaths: 12"."""
    between = pair.between
    if not pair.right or not between:
        return None
    if between[0] in ("of", ":", "(", "-") and len(between) <= 6:
        return pair.gap + 1
    if pair.subset and len(between) <= 8:
        return pair.gap + 2
    if pair.number.kind == ELIDED and len(between) <= 5 and not {"to", "at", "reached", "exceeded"}.isdisjoint(between):
        return pair.gap + 3
    return None


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
    wanted = _OBJECTS if trigger.slot == RIGHT else _SUBJECTS
    at = number.head if number.head is not None else number.after - 1
    for _ in range(6):
        head, dep = page.head[at], page.dep[at]
        if head == at:
            return 0.0
        if trigger.first <= head < trigger.last:
            return 3.0 if dep in wanted else 0.5
        if dep not in _CARRIES:
            return 0.0
        at = head
    return 0.0
