"""Whose strike, shelling or fire it was that did the harm."""

from collections.abc import Iterator

from counterclaim.claims.agents import NAME, PARTY, PEOPLE, begin_of, blame, is_time, owns
from counterclaim.claims.blame_scene import Scene, Tie
from counterclaim.claims.lexicon import words


def owners(scene: Scene) -> Iterator[Tie]:
    """The ties of those whose strikes, shells and fire the sentence tells of."""
    page = scene.page
    for at in range(scene.first, scene.last):
        word = page.lower[at]
        strike = word in blame("strike")
        if not (strike or word in blame("munition")) or page.pos[at] not in ("NOUN", "PROPN", "VERB", "ADJ"):
            continue
        if at + 1 < scene.last and page.lower[at + 1] in blame("strike") | blame("munition"):
            continue
        price = _strike_price(scene, at)
        if price is None:
            continue
        for tie in (_owner_before(scene, at), _owner_after(scene, at)):
            if tie is not None:
                yield Tie(price, *tie, "owner of the strike")


def _strike_price(scene: Scene, at: int) -> float | None:
    """How loosely a strike is tied to the harm; None where the words between say that it did not do it."""
    page, trigger = scene.page, scene.trigger
    if trigger.first <= at < trigger.last:
        return 0.0
    begin = begin_of(page, at, scene.first)
    if page.dep[at] == "dobj" and page.lower[page.head[at]] not in blame("launched") and at < trigger.first:
        return None  # "thwarted an attack, killing two"
    if "since" in page.lower[min(at, trigger.last) : max(at, trigger.first)]:
        return None
    if at == scene.subject():
        return 1.0  # "Ostrian missiles struck a station full of travellers, killing 12"
    before = page.lower[begin - 1] if begin > scene.first else ""
    if at < trigger.first:
        return (
            1 + (trigger.first - at) * 0.35 + (0 if before in blame("cause") or page.dep[at].startswith("nsubj") else 2)
        )
    price = 1 + (begin - trigger.last) * 0.5
    if before in blame("cause") or before in ("when", "after", "as", "while", "and", "three", "the"):
        return price
    return price + 3


def _owner_before(scene: Scene, at: int) -> tuple[int, int] | None:
    """Whose strike it was by the words before it: "government | air strikes", "the army's | shelling"."""
    page = scene.page
    start = at
    while start > scene.first and at - start < 6:
        k = start - 1
        if (
            page.lower[k] in blame("strike") | blame("munition")
            or page.pos[k] in ("ADJ", "PROPN", "NOUN", "NUM", "PART")
            or (page.tag[k] in ("HYPH", "POS", "VBN", "CC", "VBG") or page.lower[k] in ("'s", "'", '"'))
        ):
            start = k
            continue
        break
    if start > scene.first and page.tag[start - 1] == "PRP$":  # "its artillery"
        whose = next((a for a in reversed(scene.agents) if a.last < start and a.kind != PEOPLE), None)
        return (whose.first, whose.last) if whose else (start - 1, at + 1)
    for agent in reversed(scene.agents):
        if page.lower[agent.head] in blame("machine"):
            continue
        if start <= agent.head < at and agent.kind in (PARTY, PEOPLE):
            possessive = page.lower[agent.last] in ("'s", "'")
            if agent.kind == PEOPLE and not possessive and not owns(page, agent.head):
                continue
            first = agent.first
            while first < agent.head and not possessive and page.pos[first] in ("DET", "NUM"):
                first += 1
            return first, agent.last
        if (
            start <= agent.head < at
            and agent.kind == NAME
            and page.lower[agent.last] in ("'s", "'")
            and not is_time(page, agent.head)
        ):
            return agent.first, agent.last
    for k in range(at - 1, start - 1, -1):
        if owns(page, k) and not scene.is_harmed(k, k + 1):
            first = k
            while first > start and (
                page.lower[first - 1] in ("-", "and") or page.lower[first - 1] in words("words", "owner")
            ):
                first -= 1
            return first, k + 1
    return None


def _owner_after(scene: Scene, at: int) -> tuple[int, int] | None:
    """ "shelling by the army", "fire from a helicopter", "bullets of the police"."""
    page = scene.page
    k = at + 1
    if k < scene.last and (page.lower[k] == "from" or (page.lower[k] == "of" and page.lower[at] in blame("munition"))):
        agent = next((a for a in scene.agents if a.first == k + 1), None)
        if agent is not None and agent.kind == PARTY:
            return agent.first, agent.last
    return None
