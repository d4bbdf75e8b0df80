"""Who is accused in so many words, or claims the deed."""

from collections.abc import Iterator
from itertools import pairwise

from counterclaim.claims.agents import Agent, begin_of, blame, impersonal
from counterclaim.claims.blame_scene import Scene, Tie
from counterclaim.claims.harms import nouns
from counterclaim.claims.triggers import EVENT, RIGHT

_ACCUSED_LEFT = frozenset(
    "accused accuses accusing accuse blamed blames blaming blame hold holds held holding convicted convicts convicting"
    " indicted indicts indicting charged suspected suspects suspect implicated implicates denounced denounces".split()
)
_BLAMING = frozenset("blamed blames blaming accused accuses accusing".split())
_BLAMED = frozenset("accused behind blamed responsible suspected convicted guilty indicted implicated".split())
_TRIED = frozenset(
    "trial tried convicted sentenced charged indicted prosecuted wanted jailed imprisoned investigated sought".split()
)
#: verbs that put a harm on somebody: "blamed the killing of 12 people on the army"
_PINS = {
    **dict.fromkeys("blame blamed blames blaming pinned laid".split(), "on"),
    **dict.fromkeys("attribute attributed attributes attributing ascribed".split(), "to"),
}
_STRIKE_NEAR = 4  # words from such a verb to the harm it stands beside: "killed in raids blamed by the party on"
_PINNED_WITHIN = 18  # tokens from such a verb to who is named
_ADMITS = frozenset("claimed claims admitted admits acknowledged acknowledges confessed took takes accepted".split())


def accused(scene: Scene, agent: Agent) -> Iterator[Tie]:
    """The ties of somebody whom the sentence accuses, or who claims the deed or admits it."""
    page, first, last = scene.page, agent.first, agent.last
    if last <= scene.trigger.first and ";" in page.lower[last : scene.trigger.first]:
        return
    before = page.lower[first - 1] if first > scene.first else ""
    after = page.lower[last : last + 7]
    if before == "of" and page.lower[max(scene.first, first - 4) : first - 1][-2:] in (
        ["the", "orders"],
        ["the", "order"],
        ["the", "instigation"],
        ["the", "behest"],
    ):
        yield Tie(2.0, first, last, "accused")
    elif before in _ACCUSED_LEFT and (before not in ("hold", "holds", "held", "holding") or "responsible" in after):
        yield Tie(scene.between(last) * 0.2, first, last, "accused")
    elif (
        before in ("on", "to")
        and first - 2 >= scene.first
        and page.lower[first - 2] in ("blamed", "attributed", "pinned")
    ):
        yield Tie(scene.between(first) * 0.4, first, last, "accused")
    elif before in ("on", "to") and _pinned(scene, first - 1):
        yield Tie(2.0, first, last, "accused")
    elif last <= scene.trigger.first and _tried(after):
        yield Tie(2.0, first, last, "accused")
    elif page.dep[agent.head] == "nsubjpass" and page.lower[page.head[agent.head]] in _BLAMED:
        yield Tie(1.0, first, last, "accused")
    elif after[:1] and page.pos[last] in ("AUX", "VERB") and _BLAMED & set(after[1:4]) and last <= scene.trigger.first:
        yield Tie(scene.between(last) * 0.3, first, last, "accused")
    elif after[:1] and after[0] in _ADMITS and ("responsibility" in after[:3] or _the_deed(after)):
        yield Tie(scene.between(last) * 0.3, first, last, "claims it")
    elif (
        after[:1]
        and after[0] in _ADMITS
        and last <= scene.trigger.first <= last + 6
        and scene.trigger.slot in (RIGHT, EVENT)
        and not scene.is_a_find()
        and not any(page.dep[k] in ("nsubj", "nsubjpass") for k in range(last, scene.trigger.first))
    ):
        yield Tie(2.0, first, last, "claims it")


def accuses(scene: Scene, agent: Agent) -> bool:
    """ "raids blamed by | the opposition | on Ostria", "which the opposition | attributes to the army"."""
    page = scene.page
    after = page.lower[agent.last : agent.last + 1]
    if after and after[0] in _PINS:
        return True
    return page.lower[max(scene.first, agent.first - 2) : agent.first] in (
        [verb, "by"] for verb in ("blamed", "attributed", "pinned", "ascribed")
    )


def _tried(after: list[str]) -> bool:
    """ "is on trial for", "has been sentenced for", "wanted over"."""
    return any(
        word in _TRIED and following in ("for", "over", "of", "with", "in") for word, following in pairwise(after)
    )


def _the_deed(after: list[str]) -> bool:
    """ "claimed | the attack"."""
    return after[1:2] in (["the"], ["this"], ["that"], ["both"]) and not blame("strike").isdisjoint(after[2:4])


def _pinned(scene: Scene, at: int) -> bool:
    """Whether the preposition at a token belongs to a verb of blaming that has the harm as its object."""
    page = scene.page
    for k in range(at - 1, max(scene.first, at - _PINNED_WITHIN) - 1, -1):
        if page.lower[k] in (";", ":", ".", "said", "that"):
            return False
        if _PINS.get(page.lower[k]) == page.lower[at]:
            return k < scene.trigger.first < at or scene.between(k) <= _STRIKE_NEAR
    return False


def accused_by_the_parse(scene: Scene) -> Iterator[Tie]:
    """Whoever is the object of a verb of blaming, though no list knows the words: "the mayor blamed the night patrolmen"."""
    page = scene.page
    for verb in range(scene.first, scene.last):
        if page.lower[verb] not in _BLAMING:
            continue
        for k in range(verb + 1, scene.last):
            if (
                page.head[k] == verb
                and page.dep[k] == "dobj"
                and not impersonal(page, k)
                and page.lower[k] not in nouns()
            ):
                first = begin_of(page, k, verb + 1)
                if not scene.is_harmed(first, k + 1) and page.pos[k] in ("NOUN", "PROPN"):
                    yield Tie(3 + scene.between(first) * 0.2, first, k + 1, "accused")
