"""Who can be blamed: the noun phrases of a sentence that name somebody who acts, by words for armed bodies, by names of
parties, by words for people, by proper names.
"""

from dataclasses import dataclass
from functools import cache

from counterclaim.claims.charges import charge_after
from counterclaim.claims.dates import MONTHS, WEEKDAYS
from counterclaim.claims.harms import verbs
from counterclaim.claims.lexicon import rows, words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import person_nouns
from counterclaim.places import demonyms

#: how surely a phrase names somebody who can have done it: a listed party or armed body, people, only a proper name
PARTY, PEOPLE, NAME = "party", "people", "name"
_LONGEST = 7  # words of a phrase before its head
_CHARGE_REACH = 10  # words of a name and what belongs to it, before "of massacring"
_DAYS = WEEKDAYS | {"today", "yesterday"}
_KINDS_OF_BODY = frozenset(
    "group movement militia faction organisation organization network alliance coalition".split()
)
_TANKS = frozenset("gas water fuel oil propane septic think storage".split())


@dataclass(frozen=True, slots=True)
class Agent:
    """A phrase from token `first` up to, not including, `last`; its last token is its head."""

    first: int
    last: int
    kind: str

    @property
    def head(self) -> int:
        """The token that the parse knows the phrase by."""
        return self.last - 1


@cache
def blame(topic: str) -> frozenset[str]:
    """The words of a topic of lexicons/blame.csv."""
    return words("blame", topic)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(row["form"] for row in rows("peoples") if row["kind"] == "adjective")


def agents(page: Page, first: int, last: int) -> list[Agent]:
    """The phrases of the sentence `first`..`last` that name somebody who can act, in order."""
    found: list[Agent] = []
    at = first
    while at < last:
        end, kind = _named(page, at, last)
        if kind:
            begin = begin_of(page, at, first)
            while found and begin < found[-1].last:
                if found[-1].kind != NAME:
                    whose = page.lower[found[-1].last] in ("'s", "'")  # "the junta's | air force"
                    begin = found.pop().first if whose else max(at, found[-1].last)
                    break
                begin = min(begin, found.pop().first)  # "US | drone": one phrase
            if found and begin == found[-1].last and kind == PARTY and page.lower[found[-1].head] in _KINDS_OF_BODY:
                begin = found.pop().first  # "the rebel group | Hill Front": one body
            if not _modifies_a_thing(page, end, last):
                end = _with_members(page, end, last)
                found.append(Agent(begin, end, kind))
        at = end
    return found


def _named(page: Page, at: int, last: int) -> tuple[int, str]:
    """The end of the words at a token that head a phrase for somebody, and its kind; ("", next token) where none do."""
    party = page.party_at(at)
    if party is not None and party[0] <= last:
        end = party[0]
        while end < last and _is_body(page, end) and page.pos[end] in ("NOUN", "PROPN", "ADJ"):
            end += 1
        return end, PARTY
    if _is_body(page, at):
        end = at + 1
        while (
            end < last
            and (_is_body(page, end) or _is_people(page, end) or page.lower[end] in blame("machine"))
            and page.pos[end] in ("NOUN", "PROPN")
        ):
            end += 1
        return end, PARTY
    if _is_people(page, at) and page.pos[at] in ("NOUN", "PROPN"):
        return at + 1, PEOPLE
    if page.lower[at] in blame("machine") and page.pos[at] in ("NOUN", "PROPN") and page.lower[at - 1] not in _TANKS:
        return at + 1, PARTY
    if (
        page.pos[at] == "PROPN"
        and page.plain[page.start[at]].isupper()
        and not (is_time(page, at) or impersonal(page, at))
    ):
        end = at + 1
        while end < last and page.pos[end] == "PROPN" and page.plain[page.start[end]].isupper():
            if _is_body(page, end) or page.lower[end] in blame("strike"):
                return _named(page, end, last) if _is_body(page, end) else (end, NAME)
            end += 1
        return end, NAME
    return at + 1, ""


def _modifies_a_thing(page: Page, end: int, last: int) -> bool:
    """Whether a noun follows that the words only describe: "a militant stronghold"; a strike's owner is kept."""
    if end >= last:
        return False
    word = page.lower[end]
    if word in verbs() or word in blame("attacks") or word in blame("munition"):
        return False
    if word in ("-", "held", "controlled") or word.startswith("-"):
        return True
    return page.pos[end] == "NOUN" and page.plain[page.start[end]].islower() and not strike_follows(page, end, last)


def strike_follows(page: Page, at: int, last: int) -> bool:
    """Whether a word for a strike or a munition follows in the noun phrase."""
    for k in range(at, min(last, at + 4)):
        if page.lower[k] in blame("strike") or page.lower[k] in blame("munition"):
            return page.pos[k] not in ("VERB", "AUX")
        if page.pos[k] not in ("ADJ", "NOUN", "PROPN") and page.tag[k] not in ("HYPH", "VBN", "CC"):
            return False
    return False


def _is_body(page: Page, at: int) -> bool:
    """A word for an armed body; a bare "group" or "unit" only with a word beside it that arms it."""
    word = page.lower[at]
    known = word in blame("body") or word in blame("group") or (word[-1:] == "s" and word[:-1] in blame("body"))
    if not known or page.pos[at] not in ("NOUN", "PROPN", "ADJ"):
        return False
    if word in blame("group"):
        before = page.lower[max(0, at - 3) : at]
        after = page.lower[at + 1 : at + 7]
        return bool(
            (blame("armed") | blame("arming")) & set(before)
            or (after[:1] == ["of"] and (blame("armed") & set(after) or any(w in person_nouns() for w in after[1:])))
            or any(word in blame("body") for word in before[-1:])
        )
    return True


def _is_people(page: Page, at: int) -> bool:
    noun = person_nouns().get(page.lower[at])
    return noun is not None and not noun.households and page.lower[at] not in words("words", "not_agents")


def begin_of(page: Page, at: int, first: int) -> int:
    """Where the noun phrase begins whose head stands at a token."""
    begin = at
    while begin > first and at - begin < _LONGEST:
        k = begin - 1
        word = page.lower[k]
        if page.pos[k] == "DET" or page.tag[k] == "PRP$":
            return k
        if word == "-" and page.end[k] < page.start[k + 1]:
            break  # a dash after a dateline, no hyphen
        if page.tag[k] == "POS" or word in ("'", "'s"):
            begin = k
            continue
        if page.pos[k] == "NUM":
            begin = k
            continue
        if word in ("and", "or") and k > first and page.pos[k - 1] in ("ADJ", "PROPN") and page.pos[begin] != "NUM":
            begin = k - 1
            continue
        modifies = page.pos[k] in ("ADJ", "PROPN", "NOUN") or page.tag[k] in ("HYPH", "VBN", "VBG", "NNP", "JJ")
        if not modifies and word not in ("-", "so", "called"):
            break
        if (word in blame("strike") and page.pos[k] == "NOUN") or is_time(page, k) or word in ("when", "as", "said"):
            break
        if page.tag[k] in ("VBN", "VBG") and not _attributive(page, k):
            break
        if word == "accused" and charge_after(page.lower, page.tag, at + 1, at + 1 + _CHARGE_REACH) is not None:
            break
        begin = k
    return begin


def _attributive(page: Page, at: int) -> bool:
    """Whether a participle stands before its noun ("the besieging forces"), or is a verb ("killing gunmen")."""
    return page.dep[at] in ("amod", "compound", "nmod") or page.lower[at - 1] in ("the", "a", "an", "-", "by")


def _with_members(page: Page, end: int, last: int) -> int:
    """Past "of the Second Division", "from the Hill Front", where a name or an armed body follows."""
    if end + 1 >= last or page.lower[end] not in ("of", "from", "with") or page.lower[end - 1] in blame("machine"):
        return end
    at = end + 1
    if page.pos[at] == "DET":
        at += 1
    limit = min(last, at + 6)
    while at < limit and not _named(page, at, last)[1]:
        other = page.pos[at] not in ("ADJ", "PROPN", "NOUN", "NUM") and page.lower[at] not in (
            "to",
            "or",
            "-",
            "about",
            "some",
        )
        if other or page.lower[at] in blame("strike"):
            return end
        at += 1
    if at >= limit:
        return end
    after, kind = _named(page, at, last)
    free = page.lower[end - 1] in blame("group") and page.lower[end] == "of"
    if kind == PARTY or (kind == NAME and page.lower[end] == "of") or (kind == PEOPLE and free):
        return after
    return end


def impersonal(page: Page, at: int) -> bool:
    """Whether a word is for a strike, a munition, a fight or nature, or for people: no name of somebody who acts."""
    word = page.lower[at]
    return any(word in blame(topic) for topic in ("strike", "munition", "fight", "natural")) or word in person_nouns()


def is_time(page: Page, at: int) -> bool:
    """A month or a day, which never owns a strike: "the August bombing"."""
    return page.lower[at].rstrip(".") in MONTHS or page.lower[at] in _DAYS


def owns(page: Page, at: int) -> bool:
    """Whether a word before a strike tells whose it was: a people's adjective, an alliance, an armed body's word."""
    word, original = page.lower[at], page.plain[page.start[at] : page.end[at]]
    if word in demonyms() or word in words("words", "owner") or word.endswith(("-led", "-backed")):
        return True
    if word in blame("armed") or word in blame("body"):
        return page.pos[at] in ("NOUN", "PROPN", "ADJ")
    noun = person_nouns().get(word)
    if noun is not None and noun.status in ("fighter", "soldier"):
        return True
    if word in blame("machine"):
        return False
    return (
        original[:1].isupper()
        and word.endswith(_endings())
        and not is_time(page, at)
        and page.pos[at] in ("ADJ", "PROPN")
    )
