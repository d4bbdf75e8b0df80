"""The names that speakers give armed groups, states and victims: the words, whom they name, who uses them, the tone.

A name inside quotation marks is its speaker's; a name given by a verb or phrase of naming ("called them", "in the
eyes of") is the namer's. In indirect speech words that take a side are the teller's, unless the report uses them in
its own voice as well; other words are the reporter's paraphrase. Words put in marks of distance, without a speaker of
their own, belong to whoever was quoted with the same words before, or to the state or party that the paragraph speaks
of.
"""

from spacy.tokens import Doc

from counterclaim.claims.actors import Actors, general_actors
from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_tree import tree_of
from counterclaim.claims.labels_names import names
from counterclaim.claims.labels_speakers import Voices
from counterclaim.claims.labels_targets import Targets
from counterclaim.model import Label, Span


def labels(
    doc: Doc, attributions: list[Attributed], text: str | None = None, actors: Actors | None = None
) -> list[Label]:
    """The names used in a parsed report, in the order of the text; the longest name at each place.

    `actors` is the general list or one that a case has extended; `text` as in `attribute`. A target is an actor's
    name, "government of COUNTRY", or a kind: armed opposition, armed group, civilians. Where a report names one
    armed group of the case's own list and no other, that is whom its words for armed groups name.
    """
    tree = tree_of(doc, text)
    found = names(tree)
    if not found:
        return []
    listed = actors or general_actors()
    mentions = list(listed.mentions(tree.text))
    targets = Targets(tree, mentions, listed.own)
    voices = Voices(tree, attributions, mentions)
    quoted = [voices.speaker_of(name) for name in found]
    tellers = [None if speaker else voices.teller_of(name) for name, speaker in zip(found, quoted, strict=True)]
    heads = [tree.lower[name.tokens[1] - 1] for name in found]
    own = {head for head, speaker, teller in zip(heads, quoted, tellers, strict=True) if not (speaker or teller)}
    speakers = [
        speaker or (teller if name.loaded and head not in own else None)
        for name, head, speaker, teller in zip(found, heads, quoted, tellers, strict=True)
    ]
    return [
        Label(
            words=Span.of(tree.text, name.start, name.end),
            target=targets.target_of(name),
            speaker=Span.of(tree.text, *speaker) if speaker is not None else None,
            tone=name.tone,
        )
        for name, speaker in zip(found, speakers, strict=True)
    ]
