"""Shares of people: "three quarters of the town's 40,000 people" counts no 40,000, and "one in five residents" no five."""

import re

from counterclaim.claims.quantities import Found
from counterclaim.model import Hedge

#: what may stand between a share and the number of those it is of
_PART_OF = re.compile(
    r"(?:\s+of)?(?:\s+(?:the|its|their|his|her|our))?(?:\s+[\w-]+['’]s)?(?:\s+[\w-]+)?\s+", re.IGNORECASE
)
_HARMED = re.compile(
    r"\s+(?:(?:people|persons|civilians|men|women|children|soldiers|fighters)\s+)?(?:dead|killed|wounded|injured|hurt|displaced|evacuated"
    r"|detained|abducted|missing|victims|casualties|detainees|hostages|evacuees|fatalities|deaths|bodies)\b",
    re.IGNORECASE,
)
_ONE_IN = re.compile(r"\b(?:one|two|three|four)\s+(?:in|out of)\s+(?:every\s+)?$", re.IGNORECASE)
_IN_SO_MANY = re.compile(r"\s+(?:in|out of)\s+(?:every\s+)?", re.IGNORECASE)


def is_part_of(text: str, quantity: Found, following: int | None) -> bool:
    """Whether a share without a number of its own ("most", "half of") is of the people that the next number counts."""
    if following is None or quantity.low is not None or quantity.high is not None or quantity.hedge is Hedge.ALL:
        return False
    said, between = text[quantity.start : quantity.end], text[quantity.end : following]
    return ("of" in said.split() or " of" in between) and _PART_OF.fullmatch(between) is not None


def is_of_the_harmed(text: str, quantity: Found) -> bool:
    """Whether a number counts who was harmed already: "many of the 240 wounded" tells of 240, "most of the 240 men fled"
    of no number."""
    return _HARMED.match(text, quantity.end) is not None


def is_some_of_the_harmed(text: str, quantity: Found, following: Found) -> bool:
    """Whether a vague number is of those whom the next one counts: "many | of the 240 wounded"."""
    between = text[quantity.end : following.start].split()
    return (
        quantity.hedge is Hedge.VAGUE
        and [word.lower() for word in between] in (["of", "the"], ["of", "those"])
        and is_of_the_harmed(text, following)
    )


def is_one_in_so_many(text: str, quantity: Found, following: int | None) -> bool:
    """Whether a number is one of the two of "one in five": a share of nobody knows how many."""
    if _ONE_IN.search(text, max(0, quantity.start - 24), quantity.start):
        return True
    return following is not None and _IN_SO_MANY.fullmatch(text, quantity.end, following) is not None
