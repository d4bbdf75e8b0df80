"""Who is blamed: the actor of an active verb, the agent of a passive one, or whose strike, shelling or fire it was."""

import re
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


def perpetrator_of(page: Page, number: Counted, trigger: Trigger, first: int, last: int) -> Span | None:
    """The words for who is blamed for the harm in the sentence `first`..`last`, or None."""
    if trigger.harm in _BLAMELESS:
        return None
    best: tuple[float, int, int] | None = None
    for a, b, kind in actors(page, first, last):
        if (a < number.end and number.first < b) or (a < trigger.last and trigger.first < b):
            continue
        price = _price(page, trigger, number, a, b, kind)
        if price is not None and price <= _REACH and (best is None or price < best[0]):
            best = (price, a, b)
    return page.tokens_span(best[1], best[2]) if best else None


def actors(page: Page, first: int, last: int) -> list[tuple[int, int, str]]:
    """Noun phrases of actors in a sentence: token range and kind ("actor", or "adjective" of a strike)."""
    found: list[tuple[int, int, str]] = []
    at = first
    while at < last:
        word, original = page.lower[at], page.plain[page.start[at] : page.end[at]]
        following = page.lower[at + 1] if at + 1 < last else ""
        named = (
            word in words("words", "militia")
            and (original[:1].isupper() or word not in ("is",))
            and (word != "is" or original == "IS")
        )
        if (word in words("words", "actor") and page.pos[at] in ("NOUN", "PROPN")) or (
            named and word not in ("armed", "boko")
        ):
            a = _begin(page, at, first)
            b = at + 1
            while (
                b < last
                and (
                    page.lower[b] in words("words", "actor")
                    or (page.lower[b] in words("words", "militia") and page.pos[b] in ("NOUN", "PROPN", "ADJ"))
                )
                and b - a < 8
            ):
                b += 1
            found.append((a, b, "actor"))
            at = b
            continue
        if (original in _demonyms() or word.endswith("-led")) and _strike_after(page, at, last):
            found.append((_begin(page, at, first), at + 1, "adjective"))
        elif (
            original[:1].isupper()
            and following in words("words", "strike")
            and page.pos[at] == "PROPN"
            and at > first
            and page.lower[at] not in words("words", "strike")
        ):
            found.append((at, at + 1, "adjective"))
        at += 1
    return found


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
    for k in range(at + 1, min(last, at + 5)):
        if page.lower[k] in words("words", "strike") or page.lower[k] in words("words", "actor"):
            return True
        if page.pos[k] not in ("ADJ", "NOUN", "PROPN", "CCONJ") and page.tag[k] not in ("HYPH", "VBN"):
            return False
    return False


_SAID = re.compile(
    r"\b(?:said|says|say|told|reported|added|announced|according|claimed|stated|reports|source|sources)\b"
)


def _price(page: Page, trigger: Trigger, number: Counted, a: int, b: int, kind: str) -> float | None:
    """How far an actor stands from being the one blamed; None where the words forbid it."""
    lead = page.lower[max(0, a - 3) : a]
    before = lead[-1] if lead else ""
    after = page.lower[b] if b < len(page.lower) else ""
    if b <= trigger.first:
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
