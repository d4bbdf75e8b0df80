"""Numbers that may count people, each with the noun phrase that says whom: "at least 45 | displaced families"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.claims.counted_asides import all_of_one, an_age, cases_of, of_them, of_these, party_of, speaks
from counterclaim.claims.harms import harm_words, nouns
from counterclaim.claims.lexicon import rows, words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import PersonNoun, person_nouns
from counterclaim.claims.quantities import Found
from counterclaim.claims.shares import is_of_the_harmed, is_one_in_so_many, is_part_of, is_some_of_the_harmed
from counterclaim.model import Hedge

#: how the counted people are named: by a word for people, by a word that may be one, not at all
PERSON, UNKNOWN, ELIDED, OTHER = "person", "unknown", "elided", "other"
_REACH = 11  # words between a number and its noun: "30 | heavily armed men of the second northern border guard"


@dataclass(slots=True)
class Counted:
    """A number of a sentence and its noun phrase, in token indices: number `first`..`after`, phrase up to `end`.

    `core` is the first token of the number itself, after its hedge. `single` marks "a child".
    """

    quantity: Found
    first: int
    core: int
    after: int
    head: int | None
    end: int
    kind: str
    single: bool = False


@cache
def _endings() -> tuple[str, ...]:
    return tuple(row["form"] for row in rows("peoples") if row["kind"] == "ending")


def counted(page: Page, first: int, last: int, found: Sequence[Found]) -> list[Counted]:
    """The numbers of the sentence `first`..`last` that may count people, in order."""
    result = []
    part: Found | None = None
    for index, quantity in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else None
        if following is not None and is_some_of_the_harmed(page.plain, quantity, found[index + 1]):
            continue
        item = _phrase_of(page, last, quantity, following)
        if item is not None and part is not None and not is_of_the_harmed(page.plain, quantity):
            item = replace(item, quantity=part, first=page.token_at(part.start), core=page.token_at(part.core))
        part = quantity if is_part_of(page.plain, quantity, following) else None
        if item is not None and part is None:
            result.append(item)
    result = _shares(page, result)
    result += _singles(page, first, last, result)
    return sorted(result, key=lambda item: item.first)


def _phrase_of(page: Page, last: int, quantity: Found, following: int | None) -> Counted | None:
    text = page.plain
    if quantity.money or quantity.share or _measured(text, quantity.end):
        return None
    if any(isinstance(bound, float) for bound in (quantity.low, quantity.high)):
        return None
    if is_one_in_so_many(text, quantity, following):
        return None  # "one in five residents": a share, of nobody knows how many
    first, core, after = (
        page.token_at(quantity.start),
        page.token_at(quantity.core),
        page.token_at(quantity.end - 1) + 1,
    )
    if quantity.hedge is Hedge.NONE and text[quantity.core : quantity.end].lower() in ("nobody", "no one"):
        return Counted(quantity, first, core, after, None, after, PERSON)
    told = after + 1 if of_these(page, quantity, after) else after
    head, end, kind = people_after(page, told, last)
    if kind in (ELIDED, UNKNOWN) and party_of(page, first):
        return Counted(quantity, first, core, after, None, after, PERSON)
    if kind == OTHER or (kind == PERSON and speaks(page, end, last)):
        return None
    if kind == ELIDED and end == after and following is not None and page.token_at(following) == after:
        return None  # two numbers in a row: the first belongs to something else ("page 4016 12 people")
    if kind != PERSON and (_like_a_year(text, quantity) or _in_brackets_after_a_name(text, quantity)):
        return None
    if (
        quantity.hedge in (Hedge.ALL, Hedge.NONE)
        and kind != PERSON
        and (head is None or page.lower[head] not in nouns())
    ):
        return None
    word = text[quantity.core : quantity.end].lower()
    if word == "one" and kind == UNKNOWN and (head is None or page.lower[head] not in nouns()):
        return None
    if word == "one" and kind == PERSON and page.lower[first - 1] in ("from", "of") and all_of_one(page, head):
        return None  # "nine people from one family"
    if an_age(page, first):
        return None
    if word == "one" and page.lower[after : after + 1] == ["of"] and kind != PERSON and not of_them(page, after):
        return None
    if _ordinal_name(text, quantity) or _possessor(page, first):
        return None
    return Counted(quantity, first, core, after, head, max(end, after), kind)


def _shares(page: Page, numbers: list[Counted]) -> list[Counted]:
    """ "500 of the 4,000 villagers": the first number counts those harmed, the second all there are."""
    kept: list[Counted] = []
    for number in numbers:
        before = kept[-1] if kept else None
        if before is not None and page.lower[before.after : number.first] in (["of"], ["of", "the"], ["of", "its"]):
            before.head, before.end, before.kind = number.head, number.end, number.kind
            continue
        kept.append(number)
    return kept


def _measured(text: str, end: int) -> bool:
    following = re.match(r"[\s-]*(%|[A-Za-z.']+)", text[end : end + 24])
    return bool(following and following[1].lower().rstrip(".") in _measures())


@cache
def _measures() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in words("words", "measure"))


def _like_a_year(text: str, quantity: Found) -> bool:
    return (
        quantity.hedge is Hedge.EXACT
        and quantity.start == quantity.core
        and bool(re.fullmatch(r"(?:19|20)\d\d", text[quantity.start : quantity.end]))
    )


#: "Ralda Oldham (16)": how old somebody is
_AGED = re.compile(r"[^\W\d_a-z][\w'’-]+ ?\($")


def _in_brackets_after_a_name(text: str, quantity: Found) -> bool:
    named = _AGED.search(text, max(0, quantity.start - 24), quantity.start)
    return named is not None and text[quantity.end : quantity.end + 1] in (")", ",")


def _possessor(page: Page, first: int) -> bool:
    """ "the wives of five rebels": whose people they are, not whom it happened to."""
    at = first - 1
    while at > 0 and page.lower[at] in words("words", "determiner"):
        at -= 1
    owner = page.lower[at - 1] if at > 0 and page.lower[at] == "of" else ""
    return owner in person_nouns() and owner not in words("words", "not_owner") and owner not in nouns()


def _ordinal_name(text: str, quantity: Found) -> bool:
    """ "Brigade 12", "Resolution 2254", "No. 4", "+963 11 ...": the number names, it does not count."""
    before = text[max(0, quantity.start - 16) : quantity.start]
    return bool(
        quantity.hedge is Hedge.EXACT
        and re.search(
            r"(?:\b(?:No\.?|Resolution|Brigade|Article|Chapter|Unit|Battalion|Division|Detachment|Highway|Route|Page|URL|Channel|Phase|Zone|Camp|Sector|Block)|[#+])\s?$",
            before,
        )
    )


_OWNING = frozenset({"'", "’", "'s", "’s"})
#: what is counted in lists and files, which hold more than one event's
_OF_THEM = frozenset("names identities photos photographs portraits pictures records files stories testimonies".split())


def people_after(page: Page, start: int, last: int) -> tuple[int | None, int, str]:
    """The noun phrase of people from token `start`: its head, the token after it, and its kind."""
    people, lower, tag, pos = person_nouns(), page.lower, page.tag, page.pos
    head, at = None, start
    stop = min(last, start + _REACH)
    while at < stop:
        word = lower[at]
        following = lower[at + 1] if at + 1 < last else ""
        party = page.party_at(at)
        if party is not None and party[0] <= last and party[1].kind in ("armed_group", "gang"):
            end = party[0]
            if end < last and _goes_on(page, end, last):
                at = end
                continue
            return end - 1, end, PERSON  # "14 Taliban"
        if following == "-" and at + 2 < last and lower[at + 2].isalpha() and word not in people:
            at += 3  # "off-duty", "rebel-held"
            continue
        noun = people.get(word)
        if noun is None and word.endswith("s'"):
            noun = people.get(word[:-1])
        if noun is not None and following in _OWNING and lower[at + 2 : at + 3] and lower[at + 2] in _OF_THEM:
            return None, at + 2, OTHER  # "a list of 900 victims' names"
        if noun is not None and _is_head(page, at, last, noun):
            head = at
            named = noun.plural and speaks(page, at + 2, last)  # "killing four civilians | residents said"
            if (
                following in people
                and _is_head(page, at + 1, last, people[following])
                and not people[following].weak
                and not named
            ):
                at += 1
                continue
            if (
                not noun.plural
                and following
                and following in words("words", "thing")
                and following not in ("group", "groups")
            ):
                return None, at + 1, OTHER
            return head, _second_people(page, at, last), PERSON
        told = cases_of(page, at, last)
        if told is not None:
            return None, told, ELIDED
        if page.tag[at] == "NNS" and any(frame == "event" for _, frame in nouns().get(word, ())) and word != "deaths":
            return None, at, OTHER  # "12 massacres"
        if word in words("words", "thing") and not (following in people and tag[at] not in ("NNS", "NNPS")):
            return None, at, OTHER
        if word in words("words", "skip") and not any(pos[k] in ("NOUN", "PROPN") for k in range(start, at)):
            if word in words("words", "determiner") and (lower[at - 1] if at else "") not in words(
                "words", "before_determiner"
            ):
                break
            at += 1
            continue
        if word in harm_words() and not _before_people(page, at, last):
            if _before_thing(page, at, last):
                return None, at, OTHER
            break
        if _modifies(page, at, start, last):
            at += 1
            continue
        break
    if at == start or all(lower[k] in words("words", "skip") for k in range(start, at)):
        return None, at, ELIDED
    nominal = next((k for k in range(at - 1, start - 1, -1) if pos[k] in ("NOUN", "PROPN", "ADJ")), None)
    if nominal is None or lower[nominal] in words("words", "measure"):
        return None, start, ELIDED if nominal is None else OTHER
    corps = words("words", "force") | words("words", "militia")
    if lower[nominal] in corps and at < last and lower[at] == "and" and at + 1 < last and tag[at + 1] == "CD":
        return nominal, at, PERSON  # "30 regime and 39 rebel fighters"
    if (tag[nominal] == "NNP" and (at >= last or page.pos[at] in ("SPACE", "PUNCT", "SYM"))) or not lower[
        nominal
    ].isalpha():
        return None, start, ELIDED  # a title's last word names who says so: "Raids kill 32 Monitor"
    if tag[nominal] in ("NNS", "NNPS", "NNP", "JJ") and lower[nominal].endswith(_endings()):
        return nominal, nominal + 1, PERSON
    return nominal, at, UNKNOWN


def _goes_on(page: Page, at: int, last: int) -> bool:
    """Whether a noun follows a party's name, by itself or after its adjectives: "8 IS | group militants"."""
    for k in range(at, min(last, at + 4)):
        if page.lower[k] in person_nouns() or page.lower[k] in words("words", "thing"):
            return True
        if page.pos[k] not in ("NOUN", "PROPN", "ADJ") and page.lower[k] not in ("-", "'s", "'"):
            return False
    return False


def _second_people(page: Page, head: int, last: int) -> int:
    """The end of the phrase, past a second word for people: "women and children"."""
    people = person_nouns()
    if head + 2 < last and page.lower[head + 1] in ("and", "or") and page.lower[head + 2] in people:
        second = people[page.lower[head + 2]]
        if second.plural and not second.weak:
            return head + 3
    return head + 1


def people_before(page: Page, first: int, number: Counted) -> tuple[int, int] | None:
    """The people of "the number of civilians was 7,500", as a token range."""
    at = number.first - 1
    while (
        at > first
        and number.first - at <= 5
        and (page.lower[at] in words("words", "toll_link") or page.pos[at] in ("AUX", "ADV"))
    ):
        at -= 1
    if at <= first + 1 or page.lower[at] not in person_nouns():
        return None
    start = at
    while (start > first and page.pos[start - 1] in ("ADJ", "NOUN", "PROPN")) or page.lower[start - 1] == "the":
        start -= 1
    if start < first + 2 or page.lower[start - 1] != "of" or page.lower[start - 2] not in words("words", "total"):
        return None
    return start, at + 1


def people_of_total(page: Page, first: int, number: Counted) -> tuple[int, int] | None:
    """The people of "the number of civilians who have been killed has become 40", as a token range."""
    for k in range(number.first - 3, max(first, number.first - 18) - 1, -1):
        if page.pos[k] == "NUM" or page.lower[k] in (".", ";"):
            return None
        if page.lower[k] in words("words", "total") and page.lower[k + 1] == "of":
            end = k + 2
            while end < number.first and page.pos[end] in ("ADJ", "NOUN", "PROPN", "DET"):
                end += 1
            start = k + 2 if page.pos[k + 2] != "DET" else k + 3
            named = any(page.lower[i] in person_nouns() for i in range(start, end))
            return (start, end) if named else None
    return None


def _is_head(page: Page, at: int, last: int, noun: PersonNoun) -> bool:
    """Whether a word for people heads its phrase here: "30 police", not "30 police stations"."""
    lower, pos = page.lower, page.pos
    following = lower[at + 1] if at + 1 < last else ""
    if lower[at] == "other" and following in person_nouns():
        return False
    if (
        page.tag[at] in ("JJ", "VBN", "VBG")
        and noun.weak
        and at + 1 < last
        and (following in person_nouns() or pos[at + 1] in ("NOUN", "ADJ"))
    ):
        return False
    if noun.weak and not noun.plural:
        return not (at + 1 < last and (pos[at + 1] in ("NOUN", "PROPN", "ADJ") or following == "-"))
    if lower[at] in ("forces", "body", "home"):
        return lower[at] != "forces" or not (at + 1 < last and following == "'s")
    return not (at + 1 < last and following == "-")


def _before_people(page: Page, at: int, last: int) -> bool:
    """Whether a participle stands before a word for people: "20 wounded soldiers"."""
    people = person_nouns()
    for k in range(at + 1, min(last, at + 4)):
        if page.lower[k] in people and not (people[page.lower[k]].weak and page.lower[k] != "other"):
            return True
        if page.pos[k] not in ("ADJ", "NOUN", "PROPN") and page.lower[k] not in ("and", "-"):
            return False
    return False


def _before_thing(page: Page, at: int, last: int) -> bool:
    """Whether a participle stands before a word for things: "two besieged villages"."""
    for k in range(at + 1, min(last, at + 4)):
        if page.lower[k] in words("words", "thing"):
            return True
        if page.pos[k] not in ("ADJ", "PROPN"):
            return False
    return False


def _modifies(page: Page, at: int, start: int, last: int) -> bool:
    word, tag, pos = page.lower[at], page.tag[at], page.pos[at]
    if pos in ("ADJ", "NOUN", "PROPN") or tag in ("VBN", "VBG", "POS", "HYPH", "AFX", "NNP", "NN", "JJ"):
        return True
    if word in ("-", "/", "&", "'s", "internally", "newly", "heavily", "mostly", "severely", "'"):
        return True
    if page.plain[page.start[at] : page.end[at]] == "IS" and at + 1 < last and page.lower[at + 1] in person_nouns():
        return True
    if pos == "ADV" and word.endswith("ly"):
        return page.tag[min(at + 1, len(page.tag) - 1)] in ("VBN", "JJ", "VBG")  # "badly injured civilians"
    if word.endswith(("-held", "-controlled", "-run", "-backed", "-led", "-based")):
        return True
    nominal = ("ADJ", "PROPN", "NOUN")
    return (
        word in ("and", "or", ",")
        and at > start
        and page.pos[at - 1] in nominal
        and at + 1 < last
        and page.pos[at + 1] in nominal
        and any(page.lower[k] in person_nouns() or page.lower[k] in nouns() for k in range(at + 1, min(last, at + 4)))
    )


def _singles(page: Page, first: int, last: int, taken: Sequence[Counted]) -> list[Counted]:
    """ "a child", "an officer": one person, where the article counts."""
    result, people = [], person_nouns()
    for at in range(first, last):
        if page.lower[at] not in ("a", "an") or any(item.first <= at < item.end for item in taken):
            continue
        head, end, kind = people_after(page, at + 1, min(last, at + 9))
        if (
            kind != PERSON
            or head is None
            or page.lower[head] not in people
            or page.lower[head] in words("words", "no_single")
        ):
            continue
        if people[page.lower[head]].plural and page.tag[head] in ("NNS", "NNPS"):
            continue
        if end < last and page.tag[end] in ("NN", "NNS") and page.lower[end] not in harm_words():
            continue
        if speaks(page, end, last):
            continue  # "killing 27 troops, a councillor | said"
        here = (page.start[at], page.end[at])
        result.append(Counted(Found(*here, here[0], 1, 1, Hedge.EXACT), at, at, at + 1, head, end, kind, single=True))
    return result
