"""The content of a verb: the complement that the parser found, held against the frames of cues.csv."""

from counterclaim.claims.attribution_inverted import goes_on, is_last, is_named_speaker
from counterclaim.claims.attribution_phrases import is_infinitive
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.cues import Cue

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_TOLLS = frozenset(
    {"toll", "tolls", "figure", "figures", "count", "number", "tally", "estimate", "total", "casualties"}
)
_TAIL_PREPOSITIONS = frozenset({"for", "as", "over", "of", "about", "against", "on", "toward", "towards"})


def complement(tree: Tree, verb: int, cue: Cue, span: Range, source: Range | None) -> tuple[list[Range], str, Range]:
    """Content ranges, the frame that they fill, and the cue with the preposition that belongs to it."""
    frames = cue.frames
    clause = _clause(tree, verb)
    object_ = tree.child(verb, "dobj")
    infinitive = _infinitive(tree, verb, object_)
    if clause is not None:
        if is_infinitive(tree, clause) and frames & {"object_infinitive", "infinitive"}:
            return [tree.subtree(clause)], "object_infinitive", span
        if not is_infinitive(tree, clause) and frames & {"clause", "quote"}:
            return [_whole_clause(tree, verb, clause, span, source)], "clause", span
        if "as" in frames or "object_infinitive" in frames:
            return [tree.subtree(clause)], "as", span
    if infinitive is not None:
        if object_ is not None and object_ < infinitive and "object_infinitive" in frames:
            return [(tree.subtree(object_)[0], tree.subtree(infinitive)[1])], "object_infinitive", span
        asked = _asked(tree, verb, infinitive)
        if asked is not None and frames & {"for", "on", "object_infinitive"}:
            return [(asked + 1, tree.subtree(infinitive)[1])], "object_infinitive", (span[0], max(span[1], asked + 1))
        if object_ is None and "infinitive" in frames:
            return [tree.subtree(infinitive)], "infinitive", span
    gerund = next((child for child in tree.all_children(verb, "xcomp") if tree.tags[child] == "VBG"), None)
    if gerund is not None and "gerund" in frames:
        return [tree.subtree(gerund)], "gerund", span
    predicate = tree.child(verb, "oprd", "xcomp")
    if object_ is not None and predicate is not None and predicate > object_ and "as" in frames:
        return [(tree.subtree(object_)[0], tree.subtree(predicate)[1])], "as", span
    if object_ is not None and tree.tags[object_] not in ("WP", "WDT") and frames & {"object", "as", "number"}:
        content = _with_tail(tree, verb, object_, frames)
        if "clause" in frames and cue.kind in ("speech", "report"):
            named = is_named_speaker(tree, object_) or (tree.tags[object_].startswith("NNP") and is_last(tree, object_))
            if named and tree.heads[verb] != verb and "addressee" not in frames:
                return [], "", span  # "... took place at dawn, said the ministry", whose comma was lost
            if any(tree.tags[at] == "VBN" and tree.deps[at] == "acl" for at in range(object_ + 1, content[1])):
                return [content], "clause", span  # headline style: "says 22 killed"
        if "of" in frames and _is_charged(tree, object_, content[1]):
            return [content], "of", span  # "accused the rebels of killing 12 people"
        if frames & {"object", "as"} or counts_something(tree, content):
            return [content], "object", span
    if object_ is not None and "toll" in frames and tree.lower[object_] in _TOLLS:
        content = _with_tail(tree, verb, object_, frames)
        if counts_something(tree, content):
            return [content], "object", span
    found = _after_preposition(tree, verb, cue, span)
    if found is not None:
        return found
    return _elsewhere(tree, verb, cue, span, source)


def _is_charged(tree: Tree, object_: int, end: int) -> bool:
    """Whether "of" tells what the object is accused of, wherever the parse hung it: "accused rebels of kidnapping 40"."""
    after = tree.right[object_]
    if after < end and tree.lower[after] == "of":
        return True
    return any(
        tree.lower[child] == "of" and tree.tags[child + 1 : child + 2] == ["VBG"]
        for child in tree.children[object_]
        if child > object_
    )


def _asked(tree: Tree, verb: int, infinitive: int) -> int | None:
    """The preposition before whoever is asked: "called on both sides to stop"."""
    for child in tree.all_children(verb, "prep", "prt"):
        if (
            tree.lower[child] in ("on", "upon", "for")
            and verb < child < infinitive
            and tree.right[child] == tree.left[infinitive]
        ):
            return child
    return None


def _infinitive(tree: Tree, verb: int, object_: int | None) -> int | None:
    """The infinitive that completes the verb; an adverbial one (the parser's guess for rare verbs) only directly after."""
    after = tree.right[object_] if object_ is not None and object_ > verb else verb + 1
    for child in tree.all_children(verb, "xcomp", "advcl"):
        if is_infinitive(tree, child) and (tree.deps[child] == "xcomp" or tree.left[child] == after):
            return child
    return None


def _clause(tree: Tree, verb: int) -> int | None:
    clauses = [child for child in tree.children[verb] if tree.deps[child] == "ccomp" and not goes_on(tree, verb, child)]
    if not clauses:
        return None
    before = [child for child in clauses if child < verb]
    if before and before[-1] < verb - 1 and ";" in tree.lower[before[-1] : verb] and len(clauses) > len(before):
        return next(child for child in clauses if child > verb)  # "31,000 fled; the governor says that ..."
    subjects = [child for child in tree.children[verb] if tree.deps[child] == "nsubj" and child < verb]
    if before and len(clauses) > 1 and subjects and before[-1] < subjects[-1]:
        return before[-1]  # "..., residents said, a day after ...": what follows is the cue's adjunct
    after = [child for child in clauses if child > verb]
    return after[0] if after else clauses[-1]


def _whole_clause(tree: Tree, verb: int, clause: int, span: Range, source: Range | None) -> Range:
    """The clause, out to the sentence's edge on its side where the parser attached its neighbours to the cue."""
    first, end = tree.subtree(clause)
    segment_first, segment_end = tree.segment(verb)
    if tree.heads[verb] == verb or tree.deps[verb] == "parataxis":
        if end <= min(span[0], source[0] if source else span[0]):
            first = segment_first
        elif first >= span[0] and not _second_cue(tree, verb, end):
            end = segment_end
    return first, end


def _second_cue(tree: Tree, verb: int, after: int) -> bool:
    """Whether the verb is followed by another verb of the same subject or a clause of its own."""
    return any(tree.deps[child] in ("conj", "advcl") and child >= after for child in tree.children[verb])


def counts_something(tree: Tree, range_: Range) -> bool:
    """Whether a number stands in the range: "documented 30 deaths" attributes a count, "saw a car" nothing."""
    return any(tree.tags[index] == "CD" for index in range(*range_))


def _with_tail(tree: Tree, verb: int, object_: int, frames: frozenset[str]) -> Range:
    """An object with the phrase after it that tells for what, as what or at how many ("put the toll at 30")."""
    first, end = tree.subtree(object_)
    counts = not frames.isdisjoint({"number", "toll"})
    tails = _TAIL_PREPOSITIONS | ({"at", "from", "to"} if counts else set())
    for child in tree.children[verb]:
        if tree.deps[child] == "prep" and tree.lower[child] in tails and end <= child <= end + 1:
            end = tree.subtree(child)[1]
    return first, _with_more_counts(tree, verb, end) if counts else end


#: where another clause, or another voice, begins
_CLAUSE_TAGS = ("VBD", "VBZ", "VBP", "MD")
_CLAUSE_WORDS = frozenset({".", ";", ":", "while", "but", "whereas", "although", "according"})


def _with_more_counts(tree: Tree, verb: int, end: int) -> int:
    """ "put the dead at 23 | and the wounded at 60": the end after further counts that the cue governs."""
    if end >= tree.segment(verb)[1] or tree.lower[end] not in ("and", ","):
        return end
    reached = end
    for index in range(end, tree.segment(verb)[1]):
        if tree.lower[index] in _CLAUSE_WORDS or tree.tags[index] in _CLAUSE_TAGS:
            break
        if tree.tags[index] == "CD":
            reached = index + 1
    return reached


def _after_preposition(tree: Tree, verb: int, cue: Cue, span: Range) -> tuple[list[Range], str, Range] | None:
    for child in tree.children[verb]:
        word = tree.lower[child]
        if child < verb or tree.deps[child] not in ("prep", "prt") or word not in cue.frames:
            continue
        complement = tree.child(child, "pobj", "pcomp")
        if complement is not None:
            span = (span[0], child + 1) if child == span[1] else span
            return [(child + 1, max(child + 2, tree.subtree(complement)[1], tree.subtree(child)[1]))], word, span
    return None


def _elsewhere(tree: Tree, verb: int, cue: Cue, span: Range, source: Range | None) -> tuple[list[Range], str, Range]:
    """Content that is no complement in the parse: a relative's antecedent, what surrounds "he said"."""
    end = tree.segment(verb)[1]
    relation = tree.deps[verb]
    if relation == "relcl":
        subject = tree.child(verb, "nsubj")
        spoken = cue.kind in ("speech", "report") and "clause" in cue.frames
        if subject is not None and tree.lower[subject] not in _RELATIVES and "object" in cue.frames and not spoken:
            head = tree.heads[verb]
            return [(tree.subtree(head)[0], head + 1)], "object", span
        return [], "", span
    if not cue.frames & {"clause", "quote"}:
        return [], "", span
    edge = max(span[1], source[1] if source else 0)
    colon = next((index for index in range(edge, min(end, edge + 12)) if tree.words[index] == ":"), None)
    if colon is not None and colon + 2 < end:
        return [(colon + 1, end)], "quote", span
    stated = _in_a_statement(tree, verb)
    if stated is not None:
        return [tree.subtree(stated)], "clause", (span[0], max(span[1], tree.left[stated]))
    if relation in ("parataxis", "advcl") and source is not None:
        head = tree.heads[verb]
        if relation == "parataxis" or any(tree.lower[child] == "as" for child in tree.children[verb]):
            low, high = tree.subtree(head)
            mine = tree.subtree(verb)
            return (
                [part for part in ((low, min(mine[0], high)), (max(low, mine[1]), high)) if part[0] < part[1]],
                "clause",
                span,
            )
    return [], "", span


def _in_a_statement(tree: Tree, verb: int) -> int | None:
    """The clause that the parser hung on the occasion: "said in a statement that ..."."""
    for preposition in tree.all_children(verb, "prep"):
        occasion = tree.child(preposition, "pobj")
        if occasion is None or preposition < verb:
            continue
        for clause in tree.all_children(occasion, "acl", "relcl", "ccomp"):
            if tree.lower[tree.left[clause]] == "that" and tree.tags[clause].startswith(("VB", "MD")):
                return clause
    return None
