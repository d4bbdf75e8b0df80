"""Who is blamed: the actor of an active verb, the agent of a passive one, or whose strike, shelling or fire it was."""

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.claims.counted import Counted
from counterclaim.claims.lexicon import rows, words
from counterclaim.claims.page import Page
from counterclaim.claims.triggers import EVENT, INSIDE, LEFT, RIGHT, Trigger
from counterclaim.model import Harm, Span

#: harms that nobody need have caused on purpose: no perpetrator is looked for
_BLAMELESS = frozenset({Harm.MISSING, Harm.RETURNED, Harm.EVACUATED, Harm.REFUGEES})
_REACH = 26  # words between the harm and who is blamed


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(row["form"] for row in rows("demonyms"))


def perpetrator_of(
    page: Page,
    number: Counted,
    trigger: Trigger,
    sentence: tuple[int, int],
    speakers: Sequence[tuple[int, int]] = (),
    *,
    total: bool = False,
) -> Span | None:
    """The words for who is blamed for the harm in the sentence (a token range), or None.

    `speakers` are offsets of those who speak: they are not blamed by speaking. `total`: a number over a whole war has
    a perpetrator only where one is named outright ("by").
    """
    if trigger.harm in _BLAMELESS:
        return None
    best: tuple[float, int, int] | None = None
    for a, b, kind in actors(page, *sentence):
        if (a < number.end and number.first < b) or (a < trigger.last and trigger.first < b):
            continue
        if any(start < page.end[b - 1] and page.start[a] < end for start, end in speakers):
            continue
        if total and page.lower[max(0, a - 1)] != "by":
            continue
        price = _price(page, trigger, a, b, kind)
        if price is not None and price <= _REACH and (best is None or price < best[0]):
            best = (price, a, b)
    return page.tokens_span(best[1], best[2]) if best else None


def actors(page: Page, first: int, last: int) -> list[tuple[int, int, str]]:
    """Noun phrases of actors in a sentence: token range and kind ("actor", or "adjective" of a strike)."""
    found: list[tuple[int, int, str]] = []
    at = first
    while at < last:
        end = _actor_at(page, at, last)
        if _strike_after(page, end or at + 1, last) and (end or _adjective(page, at, first)):
            found.append((_begin(page, at, first), end or at + 1, "adjective"))
        elif end:
            found.append((_begin(page, at, first), end, "actor"))
        at = end or at + 1
    return found


def _actor_at(page: Page, at: int, last: int) -> int | None:
    """The end of an actor's words that begin at a token, or None: "rebel forces", "the Northern Front"."""
    names, bodies = words("words", "militia"), words("words", "actor")
    word, original = page.lower[at], page.plain[page.start[at] : page.end[at]]
    named = word in names and word not in ("armed", "boko") and (word != "is" or original == "IS")
    if not (named or (word in bodies and page.pos[at] in ("NOUN", "PROPN"))):
        return None
    end = at + 1
    while (
        end < last and end - at < 6 and page.lower[end] in bodies | names and page.pos[end] in ("NOUN", "PROPN", "ADJ")
    ):
        end += 1
    following = page.lower[end] if end < last else ""
    if following == "-" or following.startswith("-") or page.lower[end - 1].endswith(("-held", "-controlled")):
        return None  # "rebel-held"
    if page.pos[min(end, last - 1)] == "NOUN" and end < last and not _strike_after(page, end, last):
        return None  # "a militant stronghold"
    return end


def _adjective(page: Page, at: int, first: int) -> bool:
    """Whether a word before a strike tells whose it was: a nationality, "coalition-led", a name."""
    original = page.plain[page.start[at] : page.end[at]]
    if original in _demonyms() or page.lower[at].endswith("-led"):
        return True
    return (
        page.pos[at] == "PROPN"
        and at > first
        and original[:1].isupper()
        and page.lower[at] not in words("words", "strike")
    )


def _begin(page: Page, at: int, first: int) -> int:
    a = at
    while a > first and at - a < 7:
        k = a - 1
        if (
            page.pos[k] in ("ADJ", "PROPN", "NOUN")
            or page.tag[k] in ("HYPH", "POS", "VBN", "NNP", "JJ")
            or page.lower[k] in ("-", "so", "called")
        ):
            if (page.lower[k] in words("words", "strike") and page.pos[k] == "NOUN") or page.lower[k] in (
                "when",
                "as",
                "said",
            ):
                break
            a = k
            continue
        if page.lower[k] in ("and", "or") and page.pos[k - 1] in ("ADJ", "PROPN") and k - 1 >= first:
            a = k - 1
            continue
        if page.pos[k] == "DET":
            a = k
        break
    return a


def _strike_after(page: Page, at: int, last: int) -> bool:
    """Whether a word for a strike follows within its noun phrase."""
    for k in range(at, min(last, at + 4)):
        if page.lower[k] in words("words", "strike"):
            return True
        if page.pos[k] not in ("ADJ", "NOUN", "PROPN") and page.tag[k] not in ("HYPH", "VBN", "CC"):
            return False
    return False


_SAID = re.compile(
    r"\b(?:said|says|say|told|reported|added|announced|according|claimed|stated|reports|source|sources)\b"
)


def _price(page: Page, trigger: Trigger, a: int, b: int, kind: str) -> float | None:
    """How far an actor stands from being the one blamed; None where the words forbid it."""
    lead = page.lower[max(0, a - 3) : a]
    before = lead[-1] if lead else ""
    after = page.lower[b] if b < len(page.lower) else ""
    if before == "by" and lead[-2:-1] in (["backed"], ["supported"], ["led"], ["held"], ["controlled"]):
        return None
    if b <= trigger.first:
        if before in words("words", "accuses"):
            return 0.0
        between = page.lower[b : trigger.first]
        elsewhere = before in words("words", "not_blamed_after") and kind == "actor"
        if elsewhere and (before != "in" or words("words", "strike").isdisjoint(between)):
            return None
        if trigger.slot in (RIGHT, EVENT) or kind == "adjective":
            agent = 0.0 if page.dep[b - 1] in ("nsubj", "compound", "amod", "poss") else 5.0
            if before == "of" and not set(page.lower[max(0, a - 6) : a]) & words("words", "strike"):
                agent += 6
            if _SAID.search(" ".join(between)):
                agent += 10
            return len(between) * 0.7 + agent
        if set(lead) & {"when", "as", "after"} or (page.dep[b - 1] == "nsubj" and "by" not in between):
            return len(between) + 6.0
        return len(between) + 4.0 if "by" in lead else None
    if a >= trigger.last:
        between = page.lower[trigger.last : a]
        if len(between) > _REACH or (_SAID.search(" ".join(between)) and kind == "actor"):
            return None
        blamed = "by" in between[-6:] or (
            kind == "adjective" and set(between[-6:]) & {"in", "by", "during", "from", "after", "when", "under", "to"}
        )
        if blamed:
            return len(between) * 0.6
        if (
            set(between[-5:]) & {"when", "as", "after"} and page.dep[b - 1] in ("nsubj", "compound", "poss", "amod")
        ) or kind == "adjective":
            return len(between) * 0.8 + 2
        if trigger.slot in (LEFT, INSIDE) and before in ("when", "after", "as"):
            return len(between) + 2.0
        if after and page.lower[b] in (
            "targeted",
            "shelled",
            "bombed",
            "hit",
            "struck",
            "attacked",
            "launched",
            "fired",
        ):
            return len(between) + 3.0
    return None
