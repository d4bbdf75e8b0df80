"""Who is accused in so many words, or claims the deed."""

from collections.abc import Iterator

from counterclaim.claims.agents import Agent, begin_of, impersonal
from counterclaim.claims.blame_scene import Scene, Tie
from counterclaim.claims.harms import nouns

_ACCUSED_LEFT = frozenset(
    "accused accuses accusing accuse blamed blames blaming blame hold holds held holding convicted convicts convicting"
    " indicted indicts indicting charged suspected suspects suspect implicated implicates denounced denounces".split()
)
_BLAMING = frozenset("blamed blames blaming accused accuses accusing".split())
_BLAMED = frozenset("accused behind blamed responsible suspected convicted guilty indicted implicated".split())
#: verbs that put a harm on somebody: "blamed the killing of 12 people on the army"
_PINS = {"blamed": "on", "blames": "on", "blaming": "on", "pinned": "on", "attributed": "to", "attributes": "to",
         "attributing": "to", "ascribed": "to", "ascribes": "to", "laid": "on"}  # fmt: skip
_PINNED_WITHIN = 18  # tokens from such a verb to who is named
_ADMITS = frozenset("claimed claims admitted admits acknowledged acknowledges confessed took takes accepted".split())


def accused(scene: Scene, agent: Agent) -> Iterator[Tie]:
    """The ties of somebody whom the sentence accuses, or who claims the deed or admits it."""
    page, first, last = scene.page, agent.first, agent.last
    before = page.lower[first - 1] if first > scene.first else ""
    after = page.lower[last : last + 7]
    if before in _ACCUSED_LEFT and (before not in ("hold", "holds", "held", "holding") or "responsible" in after):
        yield Tie(scene.between(last) * 0.2, first, last, "accused")
    elif (
        before in ("on", "to")
        and first - 2 >= scene.first
        and page.lower[first - 2] in ("blamed", "attributed", "pinned")
    ):
        yield Tie(scene.between(first) * 0.4, first, last, "accused")
    elif before in ("on", "to") and _pinned(scene, first - 1):
        yield Tie(2.0, first, last, "accused")
    elif page.dep[agent.head] == "nsubjpass" and page.lower[page.head[agent.head]] in _BLAMED:
        yield Tie(1.0, first, last, "accused")
    elif after[:1] and page.pos[last] in ("AUX", "VERB") and _BLAMED & set(after[1:4]) and last <= scene.trigger.first:
        yield Tie(scene.between(last) * 0.3, first, last, "accused")
    elif after[:1] and after[0] in _ADMITS and "responsibility" in after[:3]:
        yield Tie(scene.between(last) * 0.3, first, last, "claims it")
    elif (
        after[:1]
        and after[0] in _ADMITS
        and last <= scene.trigger.first <= last + 6
        and not scene.is_a_find()
        and not any(page.dep[k] in ("nsubj", "nsubjpass") for k in range(last, scene.trigger.first))
    ):
        yield Tie(2.0, first, last, "claims it")


def _pinned(scene: Scene, at: int) -> bool:
    """Whether the preposition at a token belongs to a verb of blaming that has the harm as its object."""
    page = scene.page
    for k in range(at - 1, max(scene.first, at - _PINNED_WITHIN) - 1, -1):
        if page.lower[k] in (";", ":", ".", "said", "that"):
            return False
        if _PINS.get(page.lower[k]) == page.lower[at]:
            return k < scene.trigger.first < at
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
