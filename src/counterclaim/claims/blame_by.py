"""Who is named after "by": the agent of a passive or of a noun of harm, or who launched the strike."""

from collections.abc import Iterator

from counterclaim.claims.agents import Agent, blame
from counterclaim.claims.blame_scene import Scene, Tie
from counterclaim.claims.harms import harm_words, nouns, verbs
from counterclaim.model import Harm

_DEADLY = frozenset({Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED, Harm.OTHER_HARM})
#: harms that one "by" does not serve together: "killed by the junta and thousands have been displaced"
_UNLIKE = {Harm.DISPLACED: _DEADLY, Harm.BESIEGED: _DEADLY, Harm.DETAINED: _DEADLY}


def agent_by(scene: Scene, agent: Agent) -> Iterator[Tie]:
    """The ties of somebody who is named after "by" or "at the hands of"."""
    page, first = scene.page, agent.first
    if first == scene.first:
        return
    while first - 1 > scene.first and (page.lower[first - 1] in ('"', "'") or page.pos[first - 1] == "DET"):
        first -= 1  # 'by a "Hill Front" column'
    before = page.lower[first - 1]
    hands = page.lower[max(scene.first, first - 4) : first] == ["at", "the", "hands", "of"]
    if not hands and before != "by":
        return
    if hands:
        yield Tie(scene.between(first), agent.first, agent.last, "agent of the harm")
        return
    governor = _governor(scene, first - 2)
    if governor is None:
        return
    kind, at = governor
    if kind == "harm":
        if at != scene.verb and (verbs()[page.lower[at]].harm if page.lower[at] in verbs() else None) in _UNLIKE.get(
            scene.trigger.harm, ()
        ):
            return
        price = abs(first - scene.trigger.last) * 0.3 if at == scene.verb or scene.joined(at) else 4.0
        if first < scene.trigger.first and at != scene.verb:
            price += 8
        yield Tie(price, agent.first, agent.last, "agent of the harm")
    elif kind == "launched" and not _of_fight(scene, at):
        yield Tie(scene.between(at) * 0.6 + 0.5, agent.first, agent.last, "owner of the strike")


def _governor(scene: Scene, at: int) -> tuple[str, int] | None:
    """What "by" at a token further right hangs on: the harm, a strike or its launching, or something apart."""
    page = scene.page
    for k in range(at, max(scene.first, at - 14) - 1, -1):
        word = page.lower[k]
        if word in blame("apart"):
            return None
        if scene.trigger.first <= k < scene.trigger.last or (word in verbs() and word in harm_words()):
            return "harm", k
        if any(frame == "event" for _, frame in nouns().get(word, ())) or word in blame("strike") | blame("munition"):
            return ("harm" if word in nouns() else "launched"), k
        if word in blame("launched") or (word in blame("attacks") and page.tag[k] == "VBN"):
            return "launched", k
        if word in (".", ";") or page.tag[k] in ("VBZ", "VBP"):
            return None
        if page.tag[k] in ("VBN", "VBD") and k >= at - 2:
            return None
    return None


def _of_fight(scene: Scene, at: int) -> bool:
    return scene.page.lower[at] in blame("fight")
