"""Attributions announced by a noun ("the army's claim that", "hopes of", "made a promise to") or an adjective."""

from counterclaim.claims.attribution_found import Found, pieces
from counterclaim.claims.attribution_phrases import cue_range, is_infinitive, noun_phrase, subject_of
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.cues import Cue, lexicon


def read_noun(tree: Tree, noun: int, cue: Cue) -> Found | None:
    """The attribution of a noun with a clause, an infinitive or a phrase for its content, and a source in reach."""
    content, frame, preposition = _noun_content(tree, noun, cue)
    if content is None or _is_occasion(tree, noun):
        return None
    source, span = _noun_source(tree, noun)
    if source is None and frame != "clause":
        return None
    if preposition is not None and preposition == span[1]:
        span = (span[0], preposition + 1)
    parts = pieces(tree, content, source, span)
    return Found(source, span, parts, "nominal", cue.kind, frame, noun) if parts else None


def _is_occasion(tree: Tree, noun: int) -> bool:
    """Whether the noun only tells where a cue was uttered ("said in a statement that"): the cue's own attribution."""
    preposition = tree.heads[noun]
    return tree.deps[noun] == "pobj" and tree.lower[tree.heads[preposition]] in lexicon()["verb"]


def _noun_content(tree: Tree, noun: int, cue: Cue) -> tuple[Range | None, str, int | None]:
    for child in tree.children[noun]:
        if child < noun:
            continue
        relation, word = tree.deps[child], tree.lower[child]
        if relation in ("acl", "ccomp", "relcl") and "clause" in cue.frames and _that_clause(tree, child, relation):
            return tree.subtree(child), "clause", None
        if relation in ("acl", "xcomp") and is_infinitive(tree, child) and "infinitive" in cue.frames:
            return tree.subtree(child), "infinitive", None
        if relation == "prep" and word in cue.frames and (tree.child(child, "pobj", "pcomp") is not None):
            first, end = tree.subtree(child)
            return (first + 1, end), word, child
    return None, "", None


def _that_clause(tree: Tree, verb: int, relation: str) -> bool:
    """A content clause, told from a relative one by its complementiser (the parser often mistakes the two)."""
    marks = [child for child in tree.children[verb] if tree.lower[child] == "that" and child < verb]
    if relation == "relcl":
        return any(tree.deps[child] == "mark" for child in marks)
    return bool(marks) and tree.deps[marks[0]] in ("mark", "det", "advmod")


def _noun_source(tree: Tree, noun: int) -> tuple[Range | None, Range]:
    """Who stands behind the noun, and the cue: a possessor, "by" or "from" somebody, or a light verb's subject."""
    first = tree.subtree(noun)[0]
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        range_ = noun_phrase(tree, possessor)
        if range_ is not None:
            if tree.words[range_[1] - 1] in ("'s", "'", "’s", "’"):
                range_ = (range_[0], range_[1] - 1)
            return range_, (range_[1], noun + 1)
    for child in tree.children[noun]:
        if tree.deps[child] == "prep" and tree.lower[child] in ("by", "from"):
            giver = tree.child(child, "pobj")
            if giver is not None:
                return noun_phrase(tree, giver), (first, noun + 1)
    verb = tree.heads[noun]
    if tree.deps[noun] == "dobj" and tree.lower[verb] in words_of("light_verb"):
        subject = subject_of(tree, verb)
        span = (cue_range(tree, verb)[0], noun + 1)
        return (noun_phrase(tree, subject, before=span[0]) if subject is not None else None), span
    return None, (first, noun + 1)


def read_adjective(tree: Tree, adjective: int, cue: Cue) -> Found | None:
    """The attribution of an adjective said of somebody: "she was sure that", "is critical of"."""
    if tree.deps[adjective] not in ("acomp", "ROOT", "conj", "oprd", "amod", "advcl"):
        return None
    content, frame, first = None, "", adjective
    for child in tree.children[adjective]:
        if child < adjective:
            continue
        relation = tree.deps[child]
        if relation == "ccomp" and "clause" in cue.frames:
            content, frame = tree.subtree(child), "clause"
        elif relation == "xcomp" and "infinitive" in cue.frames and is_infinitive(tree, child):
            content, frame = tree.subtree(child), "infinitive"
        elif relation == "prep" and tree.lower[child] in cue.frames and tree.child(child, "pobj", "pcomp") is not None:
            start, end = tree.subtree(child)
            content, frame = (start + 1, end), tree.lower[child]
        if content is not None:
            break
    if content is None:
        return None
    verb = tree.heads[adjective]
    subject = subject_of(tree, verb) if tree.tags[verb].startswith(("VB", "MD")) else None
    if subject is None or tree.deps[subject] == "expl" or tree.lower[subject] in ("it", "there", "this", "that"):
        return None
    first = min(adjective, cue_range(tree, verb)[0]) if verb < adjective and adjective - verb < 5 else adjective
    source = noun_phrase(tree, subject, before=first)
    end = content[0] if frame not in ("clause", "infinitive") else adjective + 1
    parts = pieces(tree, content, source, (first, end))
    return Found(source, (first, end), parts, "adjective", cue.kind, frame, adjective) if parts else None
