"""The names that speakers give armed groups, states and victims: the words, whom they name, who uses them, the tone.

A name inside quotation marks is its speaker's; a name given by a verb or phrase of naming ("called them", "in the
eyes of") is the namer's. In indirect speech the words are the reporter's paraphrase, so the name counts as the
report's own voice. Words put in marks of distance, without a speaker of their own, belong to whoever was quoted with
the same words before, or to the state or party that the paragraph speaks of.
"""

from functools import cache

from spacy.tokens import Doc

from counterclaim.claims.actors import Actors, general_actors
from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_tree import tree_of
from counterclaim.claims.labels_names import Name, names
from counterclaim.claims.labels_speakers import Voices
from counterclaim.claims.labels_targets import Targets
from counterclaim.model import Label, Span


@cache
def _general() -> Actors:
    return general_actors()


def labels(
    doc: Doc, attributions: list[Attributed], text: str | None = None, actors: Actors | None = None
) -> list[Label]:
    """The names used in a parsed report, in the order of the text; the longest name at each place.

    `actors` is the general list or one that a case has extended; `text` as in `attribute`. A target is an actor's
    name, "government of COUNTRY", or a kind: armed opposition, armed group, civilians.
    """
    tree = tree_of(doc, text)
    found = names(tree)
    if not found:
        return []
    mentions = list((actors or _general()).mentions(tree.text))
    targets = Targets(tree, mentions)
    voices = Voices(tree, attributions, mentions)
    return [_label(tree.text, name, targets, voices) for name in found]


def _label(text: str, name: Name, targets: Targets, voices: Voices) -> Label:
    speaker = voices.speaker_of(name)
    return Label(
        words=Span.of(text, name.start, name.end),
        target=targets.target_of(name),
        speaker=Span.of(text, *speaker) if speaker is not None else None,
        tone=name.tone,
    )
