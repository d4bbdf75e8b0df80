"""Triggers of harm in a sentence: the word or phrase that says what happened, and on which side the people stand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from counterclaim.claims.harms import BASE, GERUND, PARTICIPLE, PAST, THIRD, idioms, nouns, verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import person_nouns
from counterclaim.model import Harm

#: where the people stand: right of the trigger, left of it, in one noun phrase with it, after "of", after a total
RIGHT, LEFT, INSIDE, EVENT, TOLL = "right", "left", "inside", "event", "toll"
#: the rules by which a side tells its own dead; their subject suffers them
LOSSES = ("phrase: lose so many soldiers", "phrase: lose so many of their own")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger as a range of tokens. `people`: it needs a word for people. `weak`: only in a text of displacement.

    `bias` is the extra cost of reading it this way, where the form is ambiguous.
    """

    first: int
    last: int
    harm: Harm
    slot: str
    rule: str
    people: bool = False
    weak: bool = False
    bias: float = 0.0


#: a phrase for where people stay gives way to a word for what was done to them: "killed 12 people staying in a camp"
_LOOSE = 1.5
#: roles of idioms that tell a harm only in a text that speaks of displacement
_WEAK = ("moved", "taken")
_MERELY_MOVED = 2.0  # going somewhere gives way to being told to go
_JOINT = 3  # tokens between two words of harm that share their people
_MOVED = (Harm.DISPLACED, Harm.EVACUATED, Harm.REFUGEES)
#: marks around a verb that a report will not call its own
QUOTES = ('"', "“", "”", "''", "``", "'", "‘", "’")
#: a participle without an auxiliary reads as passive, but a finite verb beside it comes first
_BARE = 0.7
_ABROAD = re.compile(
    r"\b(?:abroad|(?:over|across) the border|neighbou?ring countr\w+|the country|other countries|overseas|exile)\b",
    re.IGNORECASE,
)
#: what people are taken to hospital with who bear no wound
_ILL = re.compile(
    r"\b(?:gas\w*|chlorine|sarin|chemical|poison\w*|toxic|symptoms?|suffocat\w+|asphyxia\w*|breath\w*|smoke|cholera|measles|fever"
    r"|ebola|malaria|dengue|covid\S*|virus|infect\w+|malnutrition|malnourished|dehydrat\w+|disease|diarrho?ea\w*|exhaustion|ill|sick)\b"
)


def triggers(page: Page, first: int, last: int) -> list[Trigger]:
    """All readings of all triggers of the sentence `first`..`last`; an ambiguous word gives several."""
    found = list(_phrases(page, first, last))
    taken = {i for t in found if not t.weak for i in range(t.first, t.last)}
    for at in range(first, last):
        if at in taken:
            continue
        word = page.lower[at]
        if word in verbs():
            found += _verb(page, at, first, last)
        if word in nouns():
            found += _noun(page, at, first)
    return _both_harms(page, found)


def _both_harms(page: Page, found: list[Trigger]) -> list[Trigger]:
    """ "killed or wounded 20": two harms of one number that does not say how many of each. The second tells the side."""
    merged: list[Trigger] = []
    gone: set[Trigger] = set()
    begin: dict[int, list[Trigger]] = {}
    for one in found:
        begin.setdefault(one.first, []).append(one)
    for one in found:
        for other in (t for at in range(one.last, one.last + _JOINT + 1) for t in begin.get(at, ())):
            between = " ".join(page.lower[one.last : other.first])
            if (
                {one.harm, other.harm} == {Harm.KILLED, Harm.INJURED}
                and page.lower[max(0, one.first - 1)] not in ("the", "those")  # "one of the wounded died"
                and between in ("", "or", "and", "and/or", "and / or", "or were", "or were still", "or otherwise")
            ):
                gone |= {one, other}
                rule = f"{one.rule} and {other.rule}"
                merged.append(replace(other, first=one.first, harm=Harm.KILLED_OR_INJURED, rule=rule))
            elif one.rule == "verb: affected" and other.harm in _MOVED and between == "and":
                gone.add(one)  # "were affected and relocated": what befell them is the second
    return [one for one in found if one not in gone] + list(dict.fromkeys(merged))


def _phrases(page: Page, first: int, last: int) -> Iterator[Trigger]:
    low, high = page.start[first], page.end[last - 1]
    taken: set[int] = set()
    for idiom in idioms():
        for match in idiom.pattern.finditer(page.low, low, high):
            a, b = page.token_at(match.start()), page.token_at(match.end() - 1) + 1
            if taken & set(range(a, b)) and idiom.role not in _WEAK:
                continue
            base, _, needed = idiom.role.partition("-")
            slots = {
                "object": (RIGHT,),
                "subject": (LEFT,),
                "both": (LEFT, RIGHT),
                "moved": (LEFT,),
                "taken": (RIGHT,),
                "toll": (TOLL,),
            }[base]
            if base == "both" and a > first and page.lower[a - 1] in words("words", "be"):
                slots = (LEFT,)
            rule, weak = f"phrase: {idiom.name}", base in _WEAK
            for slot in slots:
                bias = _BARE if slot == LEFT and len(slots) > 1 else 0.0
                if slot == LEFT and needed and idiom.harm is Harm.DISPLACED:
                    bias += _LOOSE
                bias += _MERELY_MOVED if weak else 0.0
                last_ = a + 1 if slot == RIGHT and base == "both" else b  # "forced 300 families from their homes"
                yield Trigger(a, last_, idiom.harm, slot, rule, bool(needed) or weak, weak, bias)
            if base not in _WEAK:
                taken |= set(range(a, b))


def _verb(page: Page, at: int, first: int, last: int) -> Iterator[Trigger]:
    verb = verbs()[page.lower[at]]
    harm, rule = verb.harm, f"verb: {page.lower[at]}"
    if (
        harm is Harm.DISPLACED
        and not verb.object_
        and _ABROAD.search(page.plain, page.end[at], page.end[min(last, at + 7) - 1])
    ):
        harm = Harm.REFUGEES
    if harm is Harm.OTHER_HARM and page.lower[at].startswith("hospital"):
        ill = _ILL.search(page.low, page.start[first], page.end[last - 1])
        harm = harm if ill else Harm.INJURED
    if not verb.object_:
        yield Trigger(at, at + 1, harm, LEFT, rule, verb.people)
        return
    if PARTICIPLE in verb.forms and _counted_before(page, at, first):
        yield Trigger(at, at + 1, harm, TOLL, f"number of those {page.lower[at]}", verb.people)
    auxiliary = _auxiliary(page, at, first)
    following = page.lower[at + 1] if at + 1 < last else ""

    def make(slot: str, bias: float = 0.0) -> Trigger:
        return Trigger(at, at + 1, harm, slot, rule, verb.people, bias=bias)

    if page.lower[at] == "executed" and following in ("attacks", "operations", "strikes"):
        return
    if GERUND in verb.forms and PAST not in verb.forms:
        yield make(EVENT if following == "of" else RIGHT)
        if auxiliary in ("being", "been") or page.pos[at] in ("VERB", "AUX", "NOUN", "ADJ"):
            return
    elif verb.forms & {PAST, PARTICIPLE}:
        yield from _past(page, at, last, verb.forms, auxiliary, make)
    elif verb.forms & {BASE, THIRD} and (page.pos[at] in ("VERB", "AUX") or not verb.people):
        yield make(RIGHT)


def _counted_before(page: Page, at: int, first: int) -> bool:
    """ "the number of civilians who have been | killed": a total, told after."""
    before = page.lower[max(first, at - 9) : at]
    for k in range(len(before) - 1):
        if before[k] in words("words", "total") and before[k + 1] == "of":
            return not any(word in (".", ";", ",") or word[:1].isdigit() for word in before[k + 2 :])
    return False


def _past(
    page: Page, at: int, last: int, forms: frozenset[str], auxiliary: str, make: Callable[..., Trigger]
) -> Iterator[Trigger]:
    """A past form: passive after "be", active after "have", else as the words around it allow."""
    if PARTICIPLE not in forms:  # "slew": active only
        yield make(RIGHT)
        return
    if auxiliary in words("words", "be"):
        yield make(LEFT)
        if at + 1 < last and page.pos[at + 1] == "NUM":  # "among those killed were 10 children"
            yield make(RIGHT, 6.0)
        return
    if auxiliary in words("words", "have") or auxiliary in words("words", "modal"):
        yield make(RIGHT)
        return
    ahead = _number_next(page, at + 1, last)
    finite = page.tag[at] == "VBD"
    yield make(LEFT, 2.5 if finite and ahead else _BARE)
    if ahead:
        yield make(RIGHT, 0.0 if finite else 1.5)
    elif at + 1 < last and page.lower[at + 1] == "were":  # "Among those killed were 10 children"
        yield make(RIGHT, 3.0)


def _auxiliary(page: Page, at: int, first: int) -> str:
    """The auxiliary that governs the verb form at a token, or ""."""
    passed = 0
    for k in range(at - 1, max(first, at - 8) - 1, -1):
        word = page.lower[k]
        if word in words("words", "be") or word in words("words", "have") or word in words("words", "modal"):
            return "" if word == "to" and page.tag[at] != "VB" else word
        if page.pos[k] in ("ADV", "PART") or word in (
            *QUOTES,
            "also",
            "not",
            "reportedly",
            "either",
            "allegedly",
            "both",
            "all",
        ):
            continue
        if word in ("and", "or", ",") or word in verbs() or word in nouns():
            passed += 1
            if passed > 3:
                return ""
            continue
        return ""
    return ""


def _number_next(page: Page, at: int, last: int) -> bool:
    """Whether a noun phrase that may be counted begins at a token."""
    while at < last and page.lower[at] in QUOTES:  # troops "neutralised" 35 militants
        at += 1
    if at >= last:
        return False
    word = page.lower[at]
    if page.pos[at] == "NUM" or word[:1].isdigit() or page.tag[at] == "CD":
        return True
    if word in ("at", "as", "more", "over", "up", "fewer", "less", "between", "from", "no"):
        return any(page.pos[k] == "NUM" or page.lower[k][:1].isdigit() for k in range(at + 1, min(last, at + 5))) or (
            word in ("more", "over")
            and any(page.lower[k] in ("dozen", "hundred", "half") for k in range(at + 1, min(last, at + 5)))
        )
    return word in words("words", "number_ahead") or page.pos[at] in ("DET", "PROPN", "NOUN", "ADJ", "PRON")


def _of_a_thing(page: Page, at: int) -> bool:
    """Whether an adjective describes the noun after it, which is none for people: "a dead end"."""
    return page.head[at] == at + 1 and page.dep[at] == "amod" and page.lower[at + 1] not in person_nouns()


def _opens_a_list(page: Page, at: int, first: int) -> bool:
    """ "Among the dead | were five policemen": those harmed are told after."""
    before, after = page.lower[max(first, at - 2) : at], page.lower[at + 1 : at + 2]
    return before in (["among", "the"], ["among", "its"]) and after in (["are"], ["were"], ["is"], ["was"], [":"])


def _noun(page: Page, at: int, first: int) -> Iterator[Trigger]:
    for harm, frame in nouns()[page.lower[at]]:
        rule = f"noun: {page.lower[at]}"
        if (
            page.lower[at] == "victims"
            and page.lower[at + 1 : at + 2] == ["of"]
            and not nouns().keys().isdisjoint(page.lower[at + 2 : at + 4])
        ):
            harm = Harm.KILLED  # "victims of massacres"
        if frame in ("count", "people"):
            yield Trigger(at, at + 1, harm, INSIDE, rule, bias=5.0 if frame == "people" else 0.5)
        elif frame == "event":
            yield Trigger(at, at + 1, harm, EVENT, rule)
        elif frame == "toll":
            yield Trigger(at, at + 1, harm, TOLL, rule)
        if frame in ("state", "count") and _opens_a_list(page, at, first):
            yield Trigger(at, at + 1, harm, RIGHT, rule)
        if frame == "state" and at > first and not _of_a_thing(page, at):
            yield Trigger(at, at + 1, harm, INSIDE, rule)
            yield Trigger(at, at + 1, harm, LEFT, rule)
