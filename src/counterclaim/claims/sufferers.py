"""Whose dead a side's own losses are: "the battalion suffered three dead", "executed 19 of its own members"."""

from counterclaim.claims.counted import Counted
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.triggers import LOSSES, RIGHT, Trigger

_REACH = 5  # words from a verb of suffering to the number, and from a number to those it was inflicted on
_CHAIN = 3  # verbs joined to the one with the subject


def sufferers(page: Page, first: int, number: Counted, trigger: Trigger) -> str:
    """The words for the side whose own people a number counts, in the sentence from token `first`; "" where none is told."""
    if trigger.rule in LOSSES or _of_their_own(page, number):
        return _subject(page, first, trigger.first)
    for k in range(number.first - 1, max(first, number.first - _REACH) - 1, -1):
        if page.pos[k] != "VERB" or (trigger.slot == RIGHT and trigger.first != k):
            continue  # "the army had killed | 12"
        if page.lower[k] in words("words", "suffers"):
            return _subject(page, first, k)
        if page.lower[k] in words("words", "inflicts"):
            return _after(page, number)
    return ""


def _of_their_own(page: Page, number: Counted) -> bool:
    """ "19 | of its own members"."""
    after = page.lower[number.after - 1 : number.after + 3]
    return "own" in after and not {"its", "their", "our", "his"}.isdisjoint(after)


def _subject(page: Page, first: int, verb: int) -> str:
    """The subject of a verb, or of the one that it is joined to; the words before it where the parse has none."""
    at = verb
    for _ in range(_CHAIN):
        own = [k for k in range(first, at) if page.head[k] == at and page.dep[k] == "nsubj"]
        if own:
            at = own[-1]
            begin = at
            while begin > first and page.pos[begin - 1] in ("ADJ", "NOUN", "PROPN", "DET", "PUNCT", "PART"):
                begin -= 1
            return page.plain[page.start[begin] : page.end[at]]
        if page.dep[at] not in ("conj", "advcl", "xcomp") or not first <= page.head[at] < at:
            break
        at = page.head[at]
    return page.plain[page.start[max(first, verb - 6)] : page.end[verb - 1]] if verb > first else ""


def _after(page: Page, number: Counted) -> str:
    """ "inflicted 41 casualties | on the army"."""
    for k in range(number.end, min(len(page.lower), number.end + _REACH)):
        if page.lower[k] in ("on", "upon", "among"):
            return page.plain[page.start[k] : page.end[min(len(page.lower), k + 4) - 1]]
    return ""
