"""Whose doing the harm was: the subject of its verb, of the clause it follows from, or of an attack in a clause beside it."""

from collections.abc import Iterator

from counterclaim.claims.agents import (
    NAME,
    PARTY,
    PEOPLE,
    Agent,
    begin_of,
    blame,
    impersonal,
    is_time,
    strike_follows,
)
from counterclaim.claims.blame_scene import Scene, Tie
from counterclaim.claims.lexicon import words
from counterclaim.claims.persons import person_nouns
from counterclaim.claims.triggers import EVENT, RIGHT
from counterclaim.places import country_names, default_gazetteer

_GUISES = frozenset("disguised dressed posing masquerading known described identified clad".split())
_UNLISTED = 6.0  # words dearer for who is on no list
_PARTS_OF_SPEECH = ("ADJ", "NOUN", "PROPN", "NUM", "DET", "ADV")


def subject(scene: Scene, agent: Agent) -> Iterator[Tie]:
    """The ties of somebody who is the subject of a verb."""
    page, trigger = scene.page, scene.trigger
    if trigger.slot == RIGHT and agent.last <= trigger.first <= agent.last + 5 and not scene.is_a_find():
        between = page.lower[agent.last : trigger.first]
        relative = next((k for k, word in enumerate(between) if word in ("who", "which", "that")), None)
        rest = between[relative + 1 :] if relative is not None else ()
        if (
            relative is not None
            and relative <= 1
            and all(w in words("words", "have") or w in words("words", "modal") for w in rest)
        ):
            yield Tie(1.0, agent.first, agent.last, "subject of the harm")
            return
    sent = page.head[agent.head] if page.dep[agent.head] == "nsubj" else None
    if sent is not None and page.lower[sent] in blame("launched") and _of_munition(scene, sent):
        yield Tie(2 + scene.between(agent.last) * 0.2, agent.first, agent.last, "owner of the strike")
        return
    if agent.last > trigger.first and not _after_opens(scene, agent):
        return
    if agent.kind != NAME and _heads(scene, agent) and not _beside_preposition(scene, agent):
        own = page.head[agent.head] == scene.verb
        rule = "subject of the harm" if own else "subject of the clause it follows from"
        yield Tie(2 + scene.between(agent.last) * 0.15, agent.first, agent.last, rule)
        return
    verb = _verb_of(scene, agent)
    if verb is None or page.lower[verb] in blame("accident"):
        return
    distance = scene.between(agent.last)
    if agent.kind == NAME and (page.dep[agent.head] != "nsubj" or _is_place(scene, agent)):
        return
    if _passive(scene, verb):
        return
    active = trigger.slot == RIGHT and not scene.is_a_find() and not scene.nominal()
    if trigger.slot == EVENT and page.lower[verb] in blame("launched") and verb < trigger.first:
        yield Tie(2 + distance * 0.4, agent.first, agent.last, "subject of the harm")
        return
    if active and trigger.first <= verb < trigger.last:
        yield Tie(1 + distance * 0.4, agent.first, agent.last, "subject of the harm")
        return
    word = page.lower[verb]
    if active and verb < trigger.first and _same_subject(scene, verb, agent):
        speaks = word in words("words", "speech")
        if not speaks and (agent.kind != NAME or word in blame("attacks")):
            sure = page.dep[agent.head] == "nsubj" and page.head[agent.head] == verb
            price = 2 + distance * 0.15 if sure else 3 + distance * 0.5
            yield Tie(price, agent.first, agent.last, "subject of the clause it follows from")
        return
    named = agent.kind != NAME or _sends(scene, verb)
    if word in blame("attacks") and page.tag[verb].startswith("VB") and named:
        beside = distance if verb < trigger.first else float(verb - trigger.last)
        yield Tie(7 + max(0.0, beside) * 0.5, agent.first, agent.last, "attacked in a clause beside it")
    elif (
        agent.kind == PARTY
        and agent.first > trigger.first
        and page.lower[agent.first - 1] in ("when", "as", "after")
        and word not in words("words", "speech")
        and word not in blame("apart")
        and page.pos[verb] == "VERB"
    ):
        yield Tie(10 + abs(verb - trigger.last) * 0.5, agent.first, agent.last, "attacked in a clause beside it")


def by_the_parse(scene: Scene) -> Iterator[Tie]:
    """The subject of the harm by grammar alone, where no list knows it: "The White Wolves expelled 40 families"."""
    page, at = scene.page, scene.subject()
    if at is None or any(agent.first <= at < agent.last and agent.kind != NAME for agent in scene.agents):
        return
    first = begin_of(page, at, scene.first)
    if scene.is_harmed(first, at + 1) or not _can_act(scene, at):
        return
    yield Tie(_UNLISTED + scene.between(at + 1) * 0.15, first, at + 1, "subject of the harm, by grammar alone")


def _can_act(scene: Scene, at: int) -> bool:
    """Whether a noun that no list knows is for people or bodies of them: a name in the plural or of a body, a word for a
    group, or one made with the endings of those who do something."""
    page, word = scene.page, scene.page.lower[at]
    if word in blame("group"):
        return True
    if (
        page.pos[at] not in ("NOUN", "PROPN")
        or impersonal(page, at)
        or is_time(page, at)
        or word in words("words", "thing")
    ):
        return False
    common = page.tag[at] == "NNS" and word.endswith(("ers", "ors", "eers", "eurs", "men"))
    if page.plain[page.start[at]].isupper() and not (common and at == scene.first):
        begin = begin_of(page, at, scene.first)
        name = page.plain[page.start[begin] : page.end[at]]
        return at > scene.first and not default_gazetteer().named(name.removeprefix("The ").removeprefix("the "))
    return common


def harmless(scene: Scene, agent: Agent) -> bool:
    """Whether the words are for civilians."""
    noun = person_nouns().get(scene.page.lower[agent.head])
    return agent.kind == PEOPLE and noun is not None and noun.status == "civilian"


def _heads(scene: Scene, agent: Agent) -> bool:
    """Whether somebody is the subject of the clause that the harm follows from, as the parse has it: past relative clauses
    and chains of verbs ("The guerrillas mined the bridge and then shot at the bus that stopped, killing seven")."""
    return agent.last <= scene.trigger.first and scene.subject() == agent.head


def pronoun(scene: Scene) -> Iterator[Tie]:
    """ "The Front said that it had killed six soldiers": whom the pronoun before the harm stands for."""
    page, trigger = scene.page, scene.trigger
    if trigger.slot != RIGHT or scene.is_a_find():
        return
    for k in range(trigger.first - 1, max(scene.first, trigger.first - 5) - 1, -1):
        if page.lower[k] in ("it", "they", "we"):
            whose = next((a for a in reversed(scene.agents) if a.last <= k and a.kind != PEOPLE), None)
            if whose is not None:
                yield Tie(2.0, whose.first, whose.last, "whom the pronoun stands for")
            return
        if page.pos[k] not in ("AUX", "ADV", "PART"):
            return


def _of_munition(scene: Scene, verb: int) -> bool:
    """ "a charge that the Front had buried": whether a verb of launching tells of the strike or munition before it."""
    page, above = scene.page, scene.page.head[verb]
    return page.dep[verb] in ("acl", "relcl") and page.lower[above] in blame("strike") | blame("munition")


def _sends(scene: Scene, verb: int) -> bool:
    """ "launched 70 drones and 12 missiles": whether what a verb of attack has as its object flies or explodes."""
    page = scene.page
    things = blame("munition") | blame("machine") | blame("strike")
    return any(
        page.head[k] == verb and page.dep[k] == "dobj" and page.lower[k] in things for k in range(verb, scene.last)
    )


def _passive(scene: Scene, verb: int) -> bool:
    """ "A helicopter was shot down, killing five": its subject did nothing."""
    page = scene.page
    if page.tag[verb] != "VBN":
        return False
    before = [k for k in range(max(scene.first, verb - 5), verb) if page.pos[k] == "AUX"]
    return any(page.lower[k] in words("words", "be") for k in before)


def _is_place(scene: Scene, agent: Agent) -> bool:
    page = scene.page
    name = page.plain[page.start[agent.first] : page.end[agent.head]]
    return name.lower() not in country_names() and bool(default_gazetteer().named(name))


def _after_opens(scene: Scene, agent: Agent) -> bool:
    """Whether a clause that tells the cause begins before somebody: "killed when | rebels"."""
    page = scene.page
    for k in range(agent.first - 1, max(scene.first, agent.first - 9) - 1, -1):
        if page.lower[k] in blame("opens") or page.lower[k] == ";":
            return True
        if page.pos[k] not in (*_PARTS_OF_SPEECH, "PRON", "PUNCT", "ADP", "CCONJ"):
            return False
    return False


def _verb_of(scene: Scene, agent: Agent) -> int | None:
    """The verb whose subject somebody is: as the parse has it, or else the next verb without another noun before it."""
    page = scene.page
    if _beside_preposition(scene, agent) or strike_follows(page, agent.last, scene.last):
        return None
    head = page.head[agent.head]
    if page.dep[agent.head] == "dobj" and head < agent.first and agent.first - head <= 2 and page.pos[head] == "VERB":
        return None
    if page.dep[agent.head] == "nsubj" and head > agent.head and scene.first <= head < scene.last:
        return head
    for k in range(agent.last, min(scene.last, agent.last + 12)):
        if scene.trigger.first <= k < scene.trigger.last or (
            page.lower[k] in blame("attacks") and page.pos[k] == "VERB"
        ):
            return k if _clear(scene, agent.last, k) else None
        if page.pos[k] in ("VERB",) and page.tag[k] in ("VBD", "VBZ", "VBP"):
            return k
    return None


def _beside_preposition(scene: Scene, agent: Agent) -> bool:
    """Whether somebody stands in a phrase of place or company: "clashes between soldiers and | rebels"."""
    page, first = scene.page, agent.first
    if page.lower[agent.last : agent.last + 1] in (["'s"], ["'"]):
        return True
    if first - 1 > scene.first and page.lower[first - 1] == "as" and page.lower[first - 2] in _GUISES:
        return True  # "rebels disguised as | policemen"
    if first > scene.first and page.lower[first - 1] == "and":
        joined = next((a for a in scene.agents if a.last == first - 1), None)
        first = joined.first if joined else first
    return first > scene.first and page.lower[first - 1] in words("words", "not_subject_after")


def _clear(scene: Scene, low: int, high: int) -> bool:
    """Whether nothing between a subject and its verb ends the clause."""
    page = scene.page
    return not any(
        page.lower[k] in (".", ";", ":", "by", "-") or (page.tag[k] in ("VBD", "VBZ", "VBP") and page.pos[k] == "VERB")
        or page.dep[k] == "nsubj" or page.dep[k] == "nsubjpass"
        for k in range(low, high)
    )  # fmt: skip


def _same_subject(scene: Scene, verb: int, agent: Agent) -> bool:
    """Whether the harm takes its subject from an earlier verb: "stormed a hotel and killed", "shelled it, killing"."""
    page, at = scene.page, scene.verb
    own = any(
        page.dep[k] == "nsubj" and page.head[k] == at and k not in range(agent.first, agent.last)
        for k in range(verb + 1, scene.trigger.first)
    )
    if own:
        return False
    between = range(verb + 1, scene.trigger.first)
    return not any(
        page.lower[k] in (".", ";", "while", "but") or (page.dep[k] == "nsubj" and page.head[k] > k) for k in between
    )
