"""Ranges of the phrases that attributions are made of: noun phrases, cues with their auxiliaries."""

from counterclaim.claims.attribution_tree import SUBJECTS, Range, Tree
from counterclaim.claims.dates import WEEKDAYS

_HEAD_TAGS = ("NN", "PRP", "WP", "DT", "CD", "JJ", "WDT")
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "advmod"})
# Longer sources are parses gone astray in unpunctuated text; a bound on what a reader would call a name.
LONGEST_SOURCE = 30


def noun_phrase(tree: Tree, head: int, before: int | None = None, after: int | None = None) -> Range | None:
    """The noun phrase of a head, ending before one token and beginning after another where these are given."""
    head = _apposed(tree, head)
    first, end = tree.subtree(head)
    if before is not None and head < before:
        end = min(end, before)
    if after is not None and head > after:
        first = max(first, after + 1)
    if end - first > LONGEST_SOURCE:
        first, end = core_phrase(tree, head, first, end)
    return tree.trimmed(first, end)


def _apposed(tree: Tree, head: int) -> int:
    """Past a share of those spoken of, which the parse takes for the speaker: "27 were hurt, some of them badly, a doctor said"."""
    if tree.lower[head + 1 : head + 2] == ["of"] and tree.lower[head + 2 : head + 3] in (["them"], ["whom"]):
        return next((child for child in tree.children[head] if child > head and tree.deps[child] == "appos"), head)
    return head


def core_phrase(tree: Tree, head: int, first: int, end: int) -> Range:
    """A noun phrase without the clauses that hang on it."""
    for child in tree.children[head]:
        clause = tree.deps[child] in ("relcl", "acl", "advcl", "parataxis", "ccomp", "punct")
        if child > head and (clause or _is_day(tree, child)):
            end = min(end, max(head + 1, tree.left[child]))
            break
    return max(first, tree.left[head]), end


def _is_day(tree: Tree, at: int) -> bool:
    """ "The army | on Friday | said": when somebody spoke belongs to no name."""
    return tree.lower[at] == "on" and not WEEKDAYS.isdisjoint(tree.lower[at + 1 : at + 2])


def head_of(tree: Tree, first: int, end: int) -> int:
    """The head noun of a range: the word whose governor lies outside of it."""
    for index in range(first, end):
        outside = not first <= tree.heads[index] < end or tree.heads[index] == index
        if outside and tree.tags[index].startswith(_HEAD_TAGS):
            return index
    return max(first, end - 1)


def cue_range(tree: Tree, verb: int) -> Range:
    """The verb with the auxiliaries, negations and adverbs that stand directly before it, and its particle."""
    first = verb
    segment_start, segment_end = tree.segment(verb)
    while first > segment_start and tree.heads[first - 1] == verb and tree.deps[first - 1] in _CUE_PARTS:
        first -= 1
    end = verb + 1
    if end < segment_end and tree.deps[end] == "prt" and tree.heads[end] == verb:
        end += 1
    return first, end


def subject_of(tree: Tree, verb: int) -> int | None:
    """The head of who does what the verb says, through shared, controlled and participial subjects."""
    current = verb
    for _ in range(6):
        subjects = tree.all_children(current, "nsubj", "csubj") or tree.all_children(current, "expl")
        if subjects:
            # Two subjects are a parse of text without commas; the one beside the verb is its own.
            return next((each for each in reversed(subjects) if each < current), subjects[0])
        if tree.child(current, "nsubjpass", "auxpass") is not None:
            return tree.child(current, "nsubjpass") if current != verb else None
        head = tree.heads[current]
        relation = tree.deps[current]
        if head == current:
            return None
        if relation == "conj":
            current = head
        elif relation in ("xcomp", "advcl", "ccomp", "dep", "acl", "parataxis", "acomp"):
            if relation == "acl":
                return head if tree.tags[current] == "VBG" else tree.child(head, "poss")
            if relation == "xcomp" and (object_ := tree.child(head, "dobj")) is not None:
                return object_
            if relation in ("ccomp", "parataxis") and tree.tags[current] not in ("VBG",):
                return None
            current = head
        elif relation == "pcomp":
            current = tree.heads[head] if tree.heads[head] != head else head
            if not tree.tags[current].startswith(("VB", "MD")):
                return None
            subject = tree.child(current, "nsubj", "nsubjpass")
            if subject is not None:
                return subject
        elif relation == "relcl":
            return None
        else:
            return None
    return None


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether "to" stands before the verb as its auxiliary."""
    return any(tree.deps[child] == "aux" and tree.lower[child] == "to" for child in tree.children[verb])


def has_subject(tree: Tree, verb: int) -> bool:
    """Whether the verb has a subject of its own."""
    return any(tree.deps[child] in SUBJECTS for child in tree.children[verb])
