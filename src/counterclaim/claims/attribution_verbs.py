"""Attributions announced by a verb: "said that", "denied the report", "urged them to leave", "is believed to".

The complement that the parser found is held against the frames which cues.csv allows the verb.
"""

from counterclaim.claims.attribution_complements import complement, counts_something
from counterclaim.claims.attribution_found import Found, pieces
from counterclaim.claims.attribution_inverted import speaker_after
from counterclaim.claims.attribution_phrases import cue_range, noun_phrase, subject_of
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.cues import Cue

_NOT_A_CUE = frozenset({"amod", "aux", "auxpass", "compound", "prep", "punct", "case", "mark", "nmod"})


def read_verb(tree: Tree, verb: int, cue: Cue) -> Found | None:
    """The attribution that the verb makes, or None where its surroundings fit none of its frames."""
    if tree.deps[verb] in _NOT_A_CUE:
        return None
    if tree.child(verb, "nsubjpass", "auxpass") is not None or _bare_passive(tree, verb):
        return _passive(tree, verb, cue)
    return _active(tree, verb, cue)


def _bare_passive(tree: Tree, verb: int) -> bool:
    return tree.tags[verb] == "VBN" and tree.deps[verb] == "acl"


def _active(tree: Tree, verb: int, cue: Cue) -> Found | None:
    span = cue_range(tree, verb)
    subject = subject_of(tree, verb)
    inverted = speaker_after(tree, verb, cue)
    subject = inverted if inverted is not None else subject
    own = subject is not None and tree.heads[subject] == verb
    source = None
    if subject is not None:
        before = span[0] if subject < verb else None
        after = span[1] - 1 if own and subject > verb else None
        source = noun_phrase(tree, subject, before, after)
    if source is not None and source[0] <= verb < source[1]:
        source = (source[0], span[0]) if source[0] < span[0] else None
    content, frame, span = complement(tree, verb, cue, span, source if own else None)
    if not content:
        return None
    if subject is not None and tree.lower[subject] in ("it", "there") and tree.deps[subject] == "expl":
        source = None
    holes = (source if own else None, span)
    parts = [part for range_ in content for part in pieces(tree, range_, *holes)]
    return Found(source, span, parts, "indirect", cue.kind, frame, verb) if parts else None


def _passive(tree: Tree, verb: int, cue: Cue) -> Found | None:
    span = cue_range(tree, verb)
    by = tree.child(verb, "agent")
    agent = tree.child(by, "pobj") if by is not None else None
    source = noun_phrase(tree, agent) if agent is not None else None
    subject = tree.child(verb, "nsubjpass")
    if subject is None and tree.deps[verb] == "acl":
        subject = tree.heads[verb]
    elif subject is None and tree.deps[verb] == "conj":
        subject = tree.child(tree.heads[verb], "nsubjpass")
    clause = tree.child(verb, "ccomp")
    infinitive = tree.child(verb, "xcomp")
    content: list[Range] = []
    if clause is not None and cue.frames & {"clause", "quote"}:
        content = [tree.subtree(clause)]
    elif infinitive is not None and cue.frames & {"clause", "object_infinitive", "infinitive", "as"}:
        content = [tree.subtree(infinitive)]
        if subject is not None:
            content.insert(0, _subject_range(tree, subject, span, verb))
    elif subject is not None and cue.frames & {"object", "as"}:
        tail = next(
            (child for child in tree.all_children(verb, "prep") if tree.lower[child] in ("as", "for", "of")), None
        )
        if source is None and tail is None:
            return None
        content = [_subject_range(tree, subject, span, verb)]
        if tail is not None:
            content.append(tree.subtree(tail))
    elif subject is not None and agent is not None and source is not None and "number" in cue.frames:
        source = _name_alone(tree, agent, source)
        counted = _subject_range(tree, subject, span, verb)
        content = [counted] if counts_something(tree, counted) else []  # "61 deaths were documented by the monitors"
    parts = [part for range_ in content for part in pieces(tree, range_, source, span)]
    return Found(source, span, parts, "passive", cue.kind, "passive", verb) if parts else None


def _name_alone(tree: Tree, agent: int, source: Range) -> Range:
    """A proper name without where and when it counted: "by Harbour Aid | in the town of Kell since May"."""
    if not tree.words[agent][:1].isupper():
        return source
    cut = (
        child
        for child in tree.children[agent]
        if child > agent and tree.deps[child] == "prep" and tree.lower[child] != "of"
    )
    return source[0], min(source[1], next(cut, source[1]))


def _subject_range(tree: Tree, subject: int, span: Range, verb: int) -> Range:
    first, end = tree.subtree(subject)
    if tree.heads[verb] == subject:
        return first, span[0]
    return first, min(end, span[0]) if first < span[0] else end
