"""The words that name a speaker: pronouns and relatives traced to the nearest words that stand for the same source."""

import re

from counterclaim.claims.attribution_complements import counts_something
from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_phrases import core_phrase, head_of
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.cues import ASSERTIVE
from counterclaim.claims.speakers_index import Spoken
from counterclaim.claims.speakers_lexicon import PRONOUNS, is_event, is_speaker, kind_of

# "Documented 30 deaths" makes the number its subject's; "claimed responsibility for 30 deaths" does not.
_COUNTING = frozenset({"record", "report", "finding", "perception", "denial"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_GUILT = frozenset({"responsibility", "guilt", "role", "part", "involvement", "blame"})
_LONGEST_NAME = 16
_DASHES = frozenset({"-", "--", "–", "—"})
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
# Sources looked back through for who "he" or "it" is; further back a reader would have been told again.
_FURTHEST = 12
_PERSON = frozenset({"he", "she", "i"})
_PLURAL = frozenset({"they", "we", "these", "those"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def claims_of(tree: Tree, attributions: list[Attributed], quantity: tuple[int, int]) -> list[Attributed]:
    """Those attributions that can make the number somebody's claim."""
    return [one for one in attributions if can_claim(tree, one, quantity)]


def can_claim(tree: Tree, one: Attributed, quantity: tuple[int, int]) -> bool:
    """Whether the attribution can make a number somebody's claim: a source that speaks and does not hold the number."""
    if not one.source or any(start <= quantity[0] < end for start, end in (*one.source, *one.cue)):
        return False
    if one.frame == "object" and one.statement not in _COUNTING and not _concedes(tree, one):
        return False
    first, end = tree.range_at(*one.source[0])
    if tree.lower[first] in _NOBODY:
        return False
    head = head_of(tree, first, end)
    if is_event(tree.lower[head]):
        return False
    if tree.lower[head] in PRONOUNS or is_speaker(tree.lower[head]):
        return True
    return tree.tags[head].startswith("NNP") or one.statement in ASSERTIVE


def _concedes(tree: Tree, one: Attributed) -> bool:
    """ "admits six dead", "acknowledged a toll of 98", not "admitted a part in 30 deaths"."""
    if one.statement != "concession" or not one.content:
        return False
    content = tree.range_at(*one.content[0])
    return counts_something(tree, content) and _GUILT.isdisjoint(tree.lower[slice(*content)])


def name_of(spoken: Spoken, one: Attributed) -> tuple[int, int]:
    """Offsets of the words that name an attribution's source, shortened to the name itself."""
    tree = spoken.tree
    first, end = tree.range_at(*one.source[0])
    first = _past_dateline(tree, first, end)
    head = head_of(tree, first, end)
    word = tree.lower[head]
    if word in PRONOUNS and end - first <= 2:
        found = _antecedent(spoken, word, head)
        if found is not None:
            return found
    low, high = core_phrase(tree, head, first, end)
    low, high = max(first, low), min(end, max(high, head + 1), low + _LONGEST_NAME)
    trimmed = tree.trimmed(low, max(high, low + 1)) or (first, end)
    return tree.offsets(trimmed)


def _past_dateline(tree: Tree, first: int, end: int) -> int:
    """Where a name begins that the parse runs together with a dateline's day ("Aug 18, 2015 - the agency said") or with the
    time of an entry of a live page ("11:40 The general staff says")."""
    for at in range(first, end - 1):
        if tree.words[at] in _DASHES and _DIGIT.search(tree.text, tree.starts[first], tree.starts[at]):
            first = at + 1
            break
    return first + 1 if end - first > 1 and _CLOCK.fullmatch(tree.words[first]) else first


def _antecedent(spoken: Spoken, word: str, at: int) -> tuple[int, int] | None:
    """Who a pronoun stands for: a relative's own head, else the nearest earlier source that it fits."""
    tree = spoken.tree
    if word in _RELATIVE:
        return _relative(tree, at)
    for other in spoken.sources_before(tree.starts[at], _FURTHEST):
        head = head_of(tree, *tree.range_at(*other.source[0]))
        if tree.lower[head] not in PRONOUNS and not is_event(tree.lower[head]) and _fits(tree, word, head):
            return name_of(spoken, other)
    return None


def _relative(tree: Tree, at: int) -> tuple[int, int] | None:
    verb = tree.heads[at]
    head = tree.heads[verb] if tree.deps[verb] == "relcl" else at - 1
    if head < 0 or head >= at:
        return None
    first, _ = tree.subtree(head)
    range_ = tree.trimmed(first, head + 1)
    return tree.offsets(range_) if range_ is not None else None


def _fits(tree: Tree, pronoun: str, head: int) -> bool:
    kind = kind_of(tree.lower[head])
    if pronoun in _PERSON:
        if tree.words[head].isupper() or kind in ("organisation", "media", "document"):
            return False
        return (kind in ("role", "witness", None) and tree.tags[head] != "NNS") or tree.tags[head].startswith("NNP")
    if pronoun in _PLURAL:
        return tree.tags[head] in ("NNS", "NNPS") or kind == "organisation"
    return kind in ("organisation", "media", "document", None) or tree.tags[head].startswith("NNP")
