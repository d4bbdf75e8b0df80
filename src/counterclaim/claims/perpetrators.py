"""Who is blamed for a harm, by the grammar that says so; each rule has a name, which `show --why` prints.

A phrase that can act (`agents`) is tied to the harm in one of a few ways: it is the subject of the harm, its agent after
"by", the owner of the strike that did it, the subject of an attack in a clause beside it, or accused in so many words.
The nearest tie of the strongest kind wins. Who speaks is not blamed by speaking; where two sides fight nobody is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.claims.blame_accused import accused, accused_by_the_parse, accuses
from counterclaim.claims.blame_by import agent_by
from counterclaim.claims.blame_scene import Scene, Tie
from counterclaim.claims.blame_strikes import owners
from counterclaim.claims.blame_subjects import by_the_parse, harmless, pronoun, subject
from counterclaim.claims.counted import Counted
from counterclaim.claims.page import Page
from counterclaim.claims.triggers import LOSSES, Trigger
from counterclaim.model import Harm, Span

#: harms that nobody need have caused on purpose: no perpetrator is looked for
_BLAMELESS = frozenset({Harm.MISSING, Harm.RETURNED, Harm.EVACUATED, Harm.REFUGEES})
_BYSTANDER = 8.0  # words dearer for civilians, who stand beside a harm more often than they do it
_REACH = 30.0  # price in words beyond which a tie is too loose


@dataclass(frozen=True, slots=True)
class Blamed:
    """The words for who is blamed, and the rule that found them."""

    span: Span
    rule: str


def perpetrator_of(
    page: Page,
    number: Counted,
    trigger: Trigger,
    sentence: tuple[int, int],
    speakers: Sequence[tuple[int, int]] = (),
    *,
    harmed: Sequence[Counted] = (),
    total: bool = False,
) -> Blamed | None:
    """Who is blamed for the harm in the sentence (a token range), or None.

    `speakers` are offsets of those who speak: they are not blamed by speaking. `harmed` are the other people harmed in
    the sentence. `total`: a number over a whole war has a perpetrator only where the harm itself has one, not by a clause
    beside it.
    """
    if trigger.harm in _BLAMELESS:
        return None
    scene = Scene(page, (number, *harmed), trigger, *sentence)
    best: Tie | None = None
    for tie in _ties(scene):
        if total and tie.rule in _BESIDE:
            continue
        spoken = any(a < page.end[tie.last - 1] and page.start[tie.first] < b for a, b in speakers)
        if spoken and tie.rule not in _EVEN_SPEAKERS:
            continue
        if tie.price <= _REACH and (best is None or tie.price < best.price):
            best = tie
    if best is None:
        return None
    span = page.tokens_span(best.first, best.last)
    return Blamed(span, best.rule) if span else None


#: ties by a clause beside the harm, which a total over a war is not told with
_BESIDE = frozenset({"attacked in a clause beside it", "subject of the clause it follows from"})
#: ties that hold of somebody who speaks as well: "the Front said that it had killed 12 soldiers"
_EVEN_SPEAKERS = frozenset({"owner of the strike", "accused", "claims it", "whom the pronoun stands for"})


def _ties(scene: Scene) -> Iterator[Tie]:
    suffers = scene.trigger.rule in LOSSES  # "the army lost 30 soldiers": not by its own hand
    for agent in scene.agents:
        if accuses(scene, agent):
            continue
        yield from agent_by(scene, agent)
        if not suffers:
            for tie in subject(scene, agent):
                yield replace(tie, price=tie.price + _BYSTANDER) if harmless(scene, agent) else tie
        yield from accused(scene, agent)
    yield from owners(scene)
    yield from accused_by_the_parse(scene)
    if not suffers:
        yield from by_the_parse(scene)
        yield from pronoun(scene)
