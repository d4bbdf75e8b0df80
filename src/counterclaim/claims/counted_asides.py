"""Numbers and people that only look counted: who speaks, how old somebody is, of how many a party is."""

from counterclaim.claims.harms import harm_words, nouns
from counterclaim.claims.lexicon import words
from counterclaim.claims.page import Page
from counterclaim.claims.persons import person_nouns
from counterclaim.claims.quantities import Found


def speaks(page: Page, at: int, last: int) -> bool:
    """Whether a verb of saying follows whose subject the people are: "two residents | said", not "said to be dead"."""
    if at >= last or page.lower[at] not in words("words", "says_it"):
        return False
    after = page.lower[at + 1 : at + 3]
    return not after or (after[0] not in harm_words() and after[0] not in ("to", "dead"))


def all_of_one(page: Page, head: int | None) -> bool:
    """ "nine people from | one family"."""
    return head is not None and page.lower[head] in ("family", "household")


def party_of(page: Page, first: int) -> bool:
    """ "a family of | six", "a mortar crew of seven"."""
    return page.lower[max(0, first - 2) : first][1:] == ["of"] and page.lower[first - 2] in words("words", "party_of")


def an_age(page: Page, first: int) -> bool:
    """ "children | under ten", "the eldest of them | nine", "in groups of | ten": how old or how grouped, not how many."""
    if first and page.lower[first - 1] in ("aged", "age", "ages"):
        return True
    if not {"eldest", "oldest", "youngest"}.isdisjoint(page.lower[max(0, first - 5) : first]):
        return True  # "the eldest of them | nine"
    if page.lower[max(0, first - 2) : first] in (
        [word, "of"] for word in ("groups", "batches", "rows", "pairs", "teams")
    ):
        return True  # "shot in groups of | ten"
    person = person_nouns().get(page.lower[first - 1]) if first else None
    return (
        person is not None and person.age_group == "child" and page.lower[first] in ("under", "below", "over", "above")
    )


def of_these(page: Page, quantity: Found, at: int) -> bool:
    """ "most of | them women": a share of people whom the words before told."""
    return quantity.low is None and quantity.high is None and page.lower[at : at + 1] in (["them"], ["whom"])


def of_them(page: Page, at: int) -> bool:
    """ "one of them", "one of the wounded", not "one of the worst days"."""
    return not words("words", "harmed").isdisjoint(page.lower[at + 1 : at + 3])


def cases_of(page: Page, at: int, last: int) -> int | None:
    """The end of "cases | of arbitrary arrest", each of somebody, or None."""
    if page.lower[at] not in ("cases", "case", "instances") or page.lower[at + 1 : at + 2] != ["of"]:
        return None
    for k in range(at + 2, min(last, at + 6)):
        if page.lower[k] in nouns():
            return k + 1
        if page.pos[k] not in ("ADJ", "NOUN", "ADV") and page.lower[k] not in ("and", "or", "-"):
            return None
    return None
