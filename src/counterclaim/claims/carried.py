"""A harm told in the sentence after its number: "Forty families came to the school. All had lost their homes."

Only where that sentence begins with a word for all of them as its subject, and only for a number of people to whom its
own sentence lets nothing happen.
"""

import re
from collections.abc import Sequence

from counterclaim.claims.counted import ELIDED, PERSON, Counted, counted
from counterclaim.claims.harms import verbs
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import is_armed
from counterclaim.claims.quantities import find
from counterclaim.claims.roles import Match
from counterclaim.claims.triggers import LEFT, Trigger, triggers
from counterclaim.model import Harm, Hedge

_THEY = re.compile(
    r"(?:all(?: of (?:them|these|those))?|they(?: (?:all|both))?|both(?: of them)?|the (?:entire |whole )?group)\b",
    re.I,
)
_REACH = 5  # tokens from the pronoun to the harm: auxiliaries and adverbs
_MANY = 20  # fewer people in such a text are its officials and its dead
_RULE = "told in the sentence after"


def carried(page: Page, before: tuple[int, int], sentence: tuple[int, int], taken: Sequence[int]) -> Match | None:
    """The number of the sentence `before` that takes the harm of the next one; `taken` are offsets of numbers with a harm."""
    first, last = sentence
    if first >= last or "\n" in page.lower[max(0, first - 1)]:
        return None
    they = _THEY.match(page.plain, page.start[first])
    if they is None:
        return None
    after = page.token_at(they.end() - 1) + 1
    harm = next(
        (
            t
            for t in triggers(page, first, last)
            if t.slot == LEFT and not t.weak and after <= t.first <= after + _REACH
        ),
        None,
    )
    if harm is None or (_is_done_to(page, harm) and words("words", "be").isdisjoint(page.lower[after : harm.first])):
        return None  # "they captured the town"
    if any(page.pos[k] in ("NOUN", "PROPN", "NUM") for k in range(after, harm.first)):
        return None
    number = _left_alone(page, before, taken)
    return Match(number, harm, 0.0, _RULE) if number else None


def counts_the_displaced(page: Page, sentence: tuple[int, int], taken: Sequence[int]) -> Match | None:
    """The first number of people in a sentence of a short text about displacement that tells of no movement in so many words.

    What reports of displacement are cut into often has no verb left: "about 14,000 in the port, between March and May".
    """
    first, last = sentence
    low = page.start[first]
    found = [item.shifted(low) for item in find(page.plain[low : page.end[last - 1]])]
    for number in counted(page, first, last, found):
        named = number.kind == PERSON and not number.single
        bare = number.kind == ELIDED and page.lower[number.end : number.end + 1] in (["in"], ["from"], ["at"])
        large = (number.quantity.low or number.quantity.high or 0) >= _MANY
        armed = number.head is not None and is_armed(page.lower[number.head])
        if (named or bare) and large and not armed and number.quantity.start not in taken:
            harm = Trigger(number.core, number.after, Harm.DISPLACED, LEFT, "a short text about displacement")
            return Match(number, harm, 0.0, "the only people it counts")
    return None


def _is_done_to(page: Page, harm: Trigger) -> bool:
    """Whether the harm is a verb that takes those harmed as its object, so that its subject must be a passive's."""
    verb = verbs().get(page.lower[harm.last - 1]) or verbs().get(page.lower[harm.first])
    if page.lower[harm.first] in words("words", "by_itself"):
        return False
    return (verb is not None and verb.object_) or page.lower[harm.first] in (
        "shot",
        "stabbed",
        "beaten",
        "taken",
        "held",
    )


def _left_alone(page: Page, sentence: tuple[int, int], taken: Sequence[int]) -> Counted | None:
    first, last = sentence
    low = page.start[first]
    found = [item.shifted(low) for item in find(page.plain[low : page.end[last - 1]])]
    numbers = [n for n in counted(page, first, last, found) if n.kind == PERSON and not n.single]
    free = [n for n in numbers if n.quantity.start not in taken and n.quantity.hedge is not Hedge.NONE]
    return free[-1] if len(free) == len(numbers) and free else None
