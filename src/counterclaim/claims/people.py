"""Who the counted people are: status, sex, age group and occupation apart, and the category that sums them up."""

import re
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.claims.actors import Actors, general_actors
from counterclaim.claims.counted import ELIDED, Counted, people_before, people_of_total
from counterclaim.claims.harms import verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import PersonNoun, is_armed, person_nouns
from counterclaim.model import Category, People, Span, Unit

_WORD = re.compile(r"[\w'’-]+")
_HEAD_ENDS = re.compile(r"\b(?:of|from|in|who|loyal|with|belonging|taken|at|affiliated|and|or|fighting|living)\b", re.I)
_OURS = re.compile(
    r"\b(?<!islamic )(?:government|regime|army|loyalist|pro-government|pro-regime|pro-assad|national|state|security|republican)\b",
    re.I,
)
_AGAINST = re.compile(r"\b(?:rebel|terrorist|anti-\w+|opposition|insurgent)\b", re.I)
_MIXED = re.compile(
    r"\b(?:women|woman|children|child|girls?|boys?|elderly)\b.*\b(?:and|or)\b.*\b(?:women|woman|children|child|elderly|men)\b",
    re.I,
)
_NOT_SPECIFIC = re.compile(
    r"(?:\w+ )?(?:others?|more|victims|casualties|dead|wounded|injured)|(?:other|more) people", re.I
)
_PREDICATE = re.compile(
    r"(?: of)?(?: the)?(?: (?:dead|wounded|injured|killed|victims|casualties|them|those killed))?,? (?:were|are|was) "
    r"(?:mostly |mainly |all )?((?:[\w-]+ ){0,2}[\w-]+)",
    re.IGNORECASE,
)


_TAIL_REACH = 9  # words of a group's name after "members of"
_TOLL_REACH = 9  # tokens from a number back to "the civilian toll", over "had risen on Monday to at least"


@dataclass(frozen=True, slots=True)
class Population:
    """The words for the counted people, and what they say."""

    span: Span | None
    people: People
    category: Category
    unit: Unit
    rule: str


def population_of(page: Page, first: int, number: Counted, before: "Population | None", *, joined: bool) -> Population:
    """Whom a number counts. `before` is the population of the number before it in the sentence, which "12 others" and
    an elided noun take over; `joined` tells that this number is part of that one."""
    span = _span(page, first, number)
    named = span.words if span else ""
    heard = f"{named} {_tail(page, number)}"
    unit = _unit(named)
    vague = span is None or bool(_NOT_SPECIFIC.fullmatch(named.strip()))
    predicate = _PREDICATE.match(page.plain, page.end[number.after - 1]) if vague else None
    if predicate and any(word in person_nouns() for word in predicate[1].lower().split()):
        people = people_of(predicate[1], page.actors)
        return Population(span, people, category_of(predicate[1], people), unit, "what they are said to have been")
    if before is not None and vague:
        told = _told_after(page, number)
        if told is not None:
            people = people_of(told, page.actors)
            return Population(span, people, category_of(told, people), unit, "the words after 'of them'")
        if joined or span is None or re.search(r"others?|more", named, re.I):
            return Population(span, before.people, before.category, unit, "taken over from the number before")
    if before is not None and before.category in (Category.FIGHTERS, Category.SOLDIERS) and _of_theirs(page, number):
        return Population(span, before.people, before.category, unit, "of theirs: as the number before")
    if span is None and (toll := _of_the_toll(page, first, number)) is not None:
        people = people_of(toll.words, page.actors)
        return Population(toll, people, category_of(toll.words, people), unit, "whose toll it is")
    people = people_of(heard, page.actors)
    return Population(span, people, category_of(heard, people), unit, "its own words" if span else "no words")


def _of_the_toll(page: Page, first: int, number: Counted) -> Span | None:
    """ "the civilian death toll stands at 44", "toll of the civilian population: 17": the word that says whose it is."""
    for at in range(number.first - 1, max(first, number.first - _TOLL_REACH), -1):
        if page.pos[at] == "NUM" or page.lower[at] in (";", "and", "but"):
            return None
        if page.lower[at] in ("toll", "tolls"):
            before = at - 1 - (page.lower[at - 1] == "death")
            told = [before, *range(at + 1, number.first)] if before >= first else range(at + 1, number.first)
            whose = next((i for i in told if (noun := person_nouns().get(page.lower[i])) and noun.status), None)
            return page.tokens_span(whose, whose + 1) if whose is not None else None
    return None


def of_their_own(page: Page, loser: str, population: Population) -> Population:
    """ "The army lost 17 men": whoever lost them (`loser`, in the report's words), they were of its kind."""
    status = _status_of_names(loser, page.actors)
    armed = [noun for word in _WORD.findall(loser.lower()) if (noun := person_nouns().get(word)) and is_armed(word)]
    status = status or (armed[-1].status if armed else None)
    if status is None:
        return population
    people = replace(population.people, status=status)
    return replace(population, people=people, category=category_of("", people), rule="of those who lost them")


def _span(page: Page, first: int, number: Counted) -> Span | None:
    if number.kind == ELIDED or number.head is None:
        told = people_before(page, first, number) or people_of_total(page, first, number)
        return page.tokens_span(*told) if told else None
    span = page.tokens_span(number.after, max(number.end, number.head + 1))
    if span is None:
        return None
    lead = re.match(
        r"(?:(?:of|the|more|another|additional|further|new|its|their|those|these)\s+)+(?=\S)", span.words, re.I
    )
    if lead and lead.end() < len(span.words):
        return Span(span.start + lead.end(), span.end, span.words[lead.end() :])
    return span


def _tail(page: Page, number: Counted) -> str:
    """What follows the noun and belongs to it: "members | of the Northern Front", "men | loyal to the governor"."""
    at, last = number.end, len(page.lower)
    while at < min(last, number.end + 2) and page.lower[at] in ('"', "from", "in") and page.lower[at] == '"':
        at += 1
    if at >= last or page.lower[at] not in words("words", "belonging"):
        return ""
    end = at + 1
    while end < min(last, at + _TAIL_REACH) and page.pos[end] in (
        "NOUN",
        "PROPN",
        "ADJ",
        "DET",
        "ADP",
        "PART",
        "CCONJ",
        "PUNCT",
        "PRON",
        "NUM",
    ):
        if page.lower[end] in words("words", "tail_ends") or page.lower[end] in verbs():
            break
        if page.lower[end] == "and" and page.pos[end + 1 : end + 2] in (["DET"], ["NUM"]):
            break  # "three members of the Front | and an army driver"
        end += 1
    return page.plain[page.start[at] : page.end[end - 1]]


def _unit(named: str) -> Unit:
    last = [w for w in _WORD.findall(named.lower()) if w in person_nouns()]
    if last and person_nouns()[last[-1]].households:
        return Unit.HOUSEHOLDS
    return Unit.PERSONS


def _told_after(page: Page, number: Counted) -> str | None:
    match = re.match(
        r"[\s,]*(?:of )?(?:them|whom|those)(?: (?:were|are|was|being))?(?: mostly| all| reportedly)? ([\w -]{3,40})",
        page.plain[page.end[number.after - 1] :][:80],
    )
    return match[1] if match and any(w in person_nouns() for w in match[1].lower().split()) else None


def _of_theirs(page: Page, number: Counted) -> bool:
    return bool(
        re.match(
            r"\s*(?:of )?(?:its|their|the groups?'?s?|whose) (?:[\w-]+ )?(?:leaders?|members?|commanders?|chiefs?)",
            page.plain[page.end[number.after - 1] : page.end[number.after - 1] + 50],
            re.I,
        )
    )


def people_of(said: str, actors: Actors | None = None) -> People:
    """What the words for people say of status, sex, age group and occupation. `actors` are the parties it can name."""
    nouns = person_nouns()
    parties = actors or general_actors()
    known = [nouns[word] for word in _WORD.findall(said.lower()) if word in nouns]
    if not known:
        return People(status=_status_of_names(said, parties))
    if _MIXED.search(said):
        return People()
    lead = _HEAD_ENDS.split(said)[0].lower()
    heads = [nouns[word] for word in _WORD.findall(lead) if word in nouns] or known
    head = heads[-1]
    people = People(head.status, head.sex, head.age_group, head.occupation)
    for other in heads[:-1]:
        people = replace(
            people,
            status=people.status or other.status,
            sex=people.sex or other.sex,
            age_group=people.age_group or other.age_group,
            occupation=people.occupation or other.occupation,
        )
    return replace(
        people, status=_status(said, head, people, parties), occupation=people.occupation or _occupation(said)
    )


def _status(said: str, head: PersonNoun, people: People, actors: Actors) -> str | None:
    lowered = said.lower()
    spoken = set(_WORD.findall(lowered))
    ours = bool(_OURS.search(said)) and not _AGAINST.search(said)
    party = actors.party_in(said)
    militia = bool(spoken & words("words", "militia")) or (party is not None and party.kind in _ARMED)
    if party is not None and party.kind in _OFFICIAL and head.status in ("fighter", "soldier", None):
        militia, spoken = False, spoken | {"army"}
    if head.status == "fighter":
        return "soldier" if ours or (spoken & {"army"} and not militia) else "fighter"
    if head.status == "soldier":
        named = spoken & (words("words", "militia") - {"armed"})
        return (
            "fighter"
            if named
            and head.weak is False
            and not spoken & {"government", "regime", "army", "police", "policemen", "syrian"}
            and people.occupation is None
            and "taken" not in spoken
            else "soldier"
        )
    if head.status is None and people.age_group != "child" and people.sex != "female" and people.occupation is None:
        if re.search(r"\bciv(?:ilian|ilians)\b", lowered):
            return "civilian"
        if militia and not (spoken & {"army", "military", "regime", "government", "police"} and "free" not in spoken):
            return "fighter"
        if spoken & words("words", "force"):
            return "soldier"
    if (
        head.status == "civilian"
        and spoken & {"police", "military", "army", "intelligence", "security"}
        and spoken & words("words", "of_force")
    ):
        return "soldier"
    return people.status


_ARMED = frozenset({"armed_group", "gang"})
_OFFICIAL = frozenset({"armed_forces", "police"})


def _status_of_names(said: str, actors: Actors) -> str | None:
    spoken = set(_WORD.findall(said.lower()))
    party = actors.party_in(said)
    if party is not None and party.kind in _ARMED | _OFFICIAL:
        return "fighter" if party.kind in _ARMED else "soldier"
    if spoken & words("words", "militia"):
        return "fighter"
    return "soldier" if spoken & words("words", "force") else None


def _occupation(said: str) -> str | None:
    spoken = set(_WORD.findall(said.lower()))
    staff = spoken & {
        "staff",
        "worker",
        "workers",
        "volunteer",
        "volunteers",
        "member",
        "members",
        "personnel",
        "employees",
        "team",
        "crew",
    }
    if staff and spoken & words("words", "medical"):
        return "medic"
    if staff and (spoken & {"media", "tv", "television", "press"}):
        return "journalist"
    return None


def category_of(said: str, people: People) -> Category:
    """The summary of what is known of the people: occupation, then sex and age, then status."""
    return _category(bool(_MIXED.search(said)), people)


@cache
def _category(mixed: bool, people: People) -> Category:
    if mixed:
        return Category.CIVILIANS
    if people.occupation == "medic":
        return Category.MEDICS
    if people.occupation == "journalist":
        return Category.JOURNALISTS
    if people.status == "fighter":
        return Category.FIGHTERS
    if people.status == "soldier":
        return Category.SOLDIERS
    if people.age_group == "child":
        return Category.CHILDREN
    if people.sex == "female":
        return Category.WOMEN
    return Category.CIVILIANS if people.status == "civilian" else Category.PEOPLE
