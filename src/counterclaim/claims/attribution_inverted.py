"""Speakers behind their cue: "..., said the ministry", also where the comma was lost."""

from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.cues import Cue
from counterclaim.claims.speakers_lexicon import kind_of


def speaker_after(tree: Tree, verb: int, cue: Cue) -> int | None:
    """The speaker whom the parser took for an object, or a second subject, behind "..., said the ministry"."""
    if cue.kind not in ("speech", "report") or "addressee" in cue.frames or tree.tags[verb] not in ("VBD", "VBZ"):
        return None
    clause_before = any(tree.deps[child] == "ccomp" and child < verb for child in tree.children[verb])
    for child in tree.children[verb]:
        if child <= verb or tree.left[child] > verb + 1:
            continue
        if tree.deps[child] == "ccomp" and goes_on(tree, verb, child):
            return tree.child(child, "nsubj")
        if tree.deps[child] == "dobj" and clause_before and (can_speak(tree, child) or _ends_sentence(tree, child)):
            return child
        if tree.deps[child] == "nsubj" and (can_speak(tree, child) or tree.tags[child].startswith("NNP")):
            return child
    return None


def is_last(tree: Tree, noun: int) -> bool:
    """Whether the noun's phrase ends its sentence, but for a stop."""
    return tree.segment(noun)[1] - tree.right[noun] <= 1


def _ends_sentence(tree: Tree, noun: int) -> bool:
    """Whether a name or a document ends the sentence with its phrase, and the verb has no subject before it."""
    verb = tree.heads[noun]
    alone = tree.child(verb, "nsubj", "nsubjpass") is None and tree.segment(verb)[1] - tree.right[noun] <= 2
    return alone and (tree.tags[noun].startswith("NNP") or kind_of(tree.lower[noun]) in ("document", "media"))


def can_speak(tree: Tree, noun: int) -> bool:
    """Whether the noun or a word that it is compounded with names a person or body that speaks."""
    words = (noun, *tree.all_children(noun, "compound", "amod"))
    return any(is_named_speaker(tree, word) for word in words)


def is_named_speaker(tree: Tree, noun: int) -> bool:
    """Whether a noun names a person or body that speaks."""
    return kind_of(tree.lower[noun]) in ("role", "witness", "organisation")


def goes_on(tree: Tree, verb: int, clause: int) -> bool:
    """Whether the clause is the speaker going on, whose comma was lost: "... were hurt, said the source, adding that"."""
    subject = tree.child(clause, "nsubj")
    beside = subject is not None and tree.left[subject] == verb + 1 and subject + 1 == clause
    return beside and tree.tags[clause] == "VBG" and subject is not None and is_named_speaker(tree, subject)
