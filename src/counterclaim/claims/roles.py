"""Which number belongs to which harm: the cheapest joint reading of a sentence.

Every number may take any trigger on the side where that trigger's people stand, at a cost that grows with what lies
between them, or take none. Numbers of one list share a trigger at the cost of their conjunction. A trigger cannot have
its people on both sides at once, which is what tells "11 killed 25 injured" from "killed 11 injured 25". A beam search
over the numbers from left to right finds the reading; costs are in words of distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.costs import cost
from counterclaim.claims.counted import ELIDED, PERSON, UNKNOWN, Counted, people_before
from counterclaim.claims.harms import harm_words, nouns, verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import person_nouns
from counterclaim.claims.triggers import EVENT, INSIDE, LEFT, RIGHT, TOLL, Trigger
from counterclaim.model import Hedge

_BEAM = 40
_BOTH_SIDES = 14.0  # a trigger with people on both sides: possible only where a subset follows
_AGAIN = 3.0  # a second number on a trigger without a conjunction between the two
_SUBSET = 2.0
_GAPPED = 3.0  # "four were killed by shelling, three | by mines"
_SAME = 0.5
_ELIDED_HARM = 2.0  # "the number of evacuees at 9,500 while Norland said the number of civilians was 7,500"


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
    # "20 killed, including 13 civilians, and 30 wounded": the part belongs to its whole, not to the list that follows
    apart = [k > 0 and wholes[k - 1] is not None and wholes[k] is None for k in range(len(numbers))]
    for k, number in enumerate(numbers):
        none = _alone(page, number)
        direct = [(t, c) for t in usable if (c := cost(page, t, number, numbers)) is not None and c <= none]
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
            if previous is not None and previous.slot in (LEFT, INSIDE) and _gapped(page, number):
                options.setdefault(id(previous), (previous, _GAPPED, "list"))
            if previous is not None and _in_other_words(page, numbers[k - 1], number):
                options[id(previous)] = (previous, _SAME, "the same in other words")
            told = next((t for t, _, _ in reversed(state.choice) if t is not None), None)
            elided = told is not None and people_before(page, first, number) is not None
            if told is not None and elided and options.get(id(told), (told, none, ""))[1] > _ELIDED_HARM:
                options[id(told)] = (told, _ELIDED_HARM, "elided harm")
            for chosen, price, rule in options.values():
                grown.append(_extend(page, state, k, numbers, chosen, price, rule, apart[k]))
        beam = sorted(grown, key=lambda s: s.cost)[:_BEAM]
    best = beam[0]
    matches = []
    for k, (trigger, price, rule) in enumerate(best.choice):
        if trigger is not None:
            whole = wholes[k] if wholes[k] is not None and best.choice[wholes[k]][0] is not None else None  # type: ignore[index]
            if (
                k + 1 < len(numbers)
                and best.choice[k + 1][0] is not None
                and _among_these(page, numbers[k], numbers[k + 1])
            ):
                whole = k + 1
            matches.append(Match(numbers[k], trigger, price, rule, whole, k))
    return matches


def _extend(
    page: Page,
    state: _State,
    k: int,
    numbers: Sequence[Counted],
    trigger: Trigger,
    price: float,
    rule: str,
    apart: bool,
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
        bare = (
            numbers[k - 1].kind == ELIDED and numbers[k - 1].end == numbers[k - 1].after
        )  # "risen to 13 and 106 injured"
        joined = None if apart or bare else _join(page, numbers[k - 1], numbers[k])
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
        return min(base, 9.0)
    return min(base, 13.0) if number.quantity.hedge is Hedge.VAGUE else base


def _subset_of(page: Page, first: int, numbers: Sequence[Counted], k: int) -> int | None:
    """The index of the number whose people these are among: "48 people, among them 10 children"."""
    if k == 0 or _among_these(page, numbers[k - 1], numbers[k]):
        return None
    number = numbers[k]
    before = page.lower[max(first, number.first - 4) : number.first]
    after = page.lower[number.after : number.after + 3]
    subset = words("words", "subset")
    if (before[-1:] and before[-1] in subset) or (
        len(before) > 1 and before[-2] in subset and before[-1] in ("at", "them", "whom", "which", "the", "those")
    ):
        return k - 1
    listed = (
        page.lower[number.core] in words("words", "one_of_several")
        and after[:1]
        and after[0] in words("words", "location")
    )
    if listed and number.kind == ELIDED:
        previous = _subset_of(page, first, numbers, k - 1)
        whole = k - 1 if previous is None else previous
        point = numbers[whole].quantity.low or 0
        return whole if point >= 2 else None
    if _of_those(page, first, numbers[k - 1]) and number.kind != PERSON and number.first - numbers[k - 1].end <= 4:
        return k - 1
    shared = number.quantity.low is None and number.quantity.high is None
    if shared and page.lower[number.after : number.after + 1] in (["them"], ["whom"]):
        return k - 1  # "most of them women"
    if number.kind == ELIDED and number.end == number.after and after[:1] and after[0] in words("words", "gravely"):
        return k - 1  # "seven were wounded, one | seriously"
    if number.kind == PERSON and _in_brackets_of(page, numbers[k - 1], number):
        return k - 1  # "27 abducted (19 women and eight girls)"
    if number.kind == ELIDED and _are_people(page, number) and number.first - numbers[k - 1].end <= 6:
        return k - 1  # "28 were killed; fourteen | were children"
    if after[:1] == ["of"] and after[1:2] in (["them"], ["whom"], ["which"], ["those"], ["these"]):
        return k - 1
    previous = _subset_of(page, first, numbers, k - 1)
    if previous is not None and _join(page, numbers[k - 1], number) is not None and not _told_after(page, number):
        between = page.lower[numbers[k - 1].end : number.first]
        if not any(word in verbs() for word in between) and len(between) <= 3:
            return previous
    return None


def _are_people(page: Page, number: Counted) -> bool:
    """ "fourteen | were children": a bare number of those told before, and who they were."""
    after = page.lower[number.after : number.after + 4]
    return (
        bool(after)
        and after[0] in ("were", "are")
        and any(
            (noun := person_nouns().get(word)) is not None and (noun.age_group or noun.sex or noun.status)
            for word in after[1:]
        )
    )


def _in_brackets_of(page: Page, left: Counted, right: Counted) -> bool:
    """Whether a number opens a bracket right after another number and its harm, of whose people it is a part."""
    between = page.lower[left.end : right.first]
    return between[-1:] == ["("] and len(between) <= 3 and not _in_other_words(page, left, right)


def _in_other_words(page: Page, left: Counted, right: Counted) -> bool:
    """ "76 households (512 individuals)": the same people counted twice."""
    if page.lower[left.end : right.first] not in (["("], [",", "or"], ["or"], ["-", "or"]):
        return False
    named = [person_nouns().get(page.lower[one.head]) for one in (left, right) if one.head is not None]
    return len({noun.households for noun in named if noun is not None}) == 2


def _gapped(page: Page, number: Counted) -> bool:
    """Whether a bare number shares a passive with one before: "four were killed by shelling, | three by mines"."""
    return (
        number.kind == ELIDED
        and number.end == number.after
        and page.lower[number.after : number.after + 1]
        in (["by"], ["in"], ["near"], ["at"], ["when"], ["because"], ["due"], ["owing"])
        and page.lower[number.first - 1] in (",", "and", ";", ":")
    )


def _told_after(page: Page, number: Counted) -> bool:
    """Whether the number's own harm follows: "including 13 civilians and 30 | wounded"."""
    return number.end < len(page.lower) and page.lower[number.end] in harm_words()


def _of_those(page: Page, first: int, number: Counted) -> bool:
    """ "Of the 14 dead, six were soldiers": the first number opens the sentence as the whole."""
    before = page.lower[max(first, number.first - 3) : number.first]
    opening = number.first - len(before) == first or page.lower[number.first - len(before)] in (
        ".",
        ";",
        ",",
        '"',
        "and",
    )
    return before in (["of"], ["of", "the"], ["of", "those"], ["of", "its"]) and opening


def _among_these(page: Page, left: Counted, right: Counted) -> bool:
    """ "Ten children were among at least 48 people killed": the first are part of the second."""
    between = page.lower[left.end : right.first]
    return len(between) <= 4 and between[-1:] == ["among"] and not words("words", "be").isdisjoint(between)


def _join(page: Page, left: Counted, right: Counted) -> float | None:
    """The cost of reading two numbers as one list, or None where what stands between them forbids it."""
    between = range(left.end, right.first)
    linked = False
    price = 0.5
    for k in between:
        word = page.lower[k]
        if word in words("words", "linker") or word in words("words", "subset"):
            linked = True
        elif word == "with" and page.tag[k + 1] == "PRP$":
            linked = True  # "a vendor with her two children"
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
