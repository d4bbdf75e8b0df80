"""The speakers of a number's own sentence: whose content encloses it, or who ends or opens the sentence."""

from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_nearby import is_known
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.cues import ASSERTIVE
from counterclaim.claims.denials import Parse, is_spoken_past
from counterclaim.claims.speakers_index import Spoken
from counterclaim.claims.speakers_lexicon import is_event
from counterclaim.claims.speakers_names import claims_of

# A cue this near to the sentence's end speaks for the sentence ("..., the ministry said on Tuesday evening").
_LATE = 9
# A cue this near to its beginning does so too ("The mayor of the town told reporters ...").
_EARLY = 14
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
_CITING = frozenset({"citing", "quoting"})
_CITED_END = frozenset({"as", "who", "that", ",", ".", ";", "which", "in", "on", "saying", "after"})
_CITING_REACH = 10
_TURNS = frozenset({"while", "whereas", "but", "although", "though", "however"})
_WHOLE = frozenset({"clause", "quote", "flat", "phrase"})
_SPOKEN = frozenset(
    {"speech", "report", "record", "claim", "concession", "denial", "finding", "warning", "according_to"}
)


def enclosing(spoken: Spoken, quantity: tuple[int, int]) -> list[Attributed]:
    """Attributions whose content holds the number, the nearest speaker first.

    Those who vouch go before those who wish, and those who tell before those told to have counted ("the hospital
    counted 31 dead, its doctors said").
    """
    around = [one for one in _vouching(spoken.tree, spoken.over(quantity[0]), quantity) if one.holds(*quantity)]
    around.sort(key=lambda one: (one.statement not in ASSERTIVE, one.frame == "object", _size(one)))
    return around


def _vouching(tree: Tree, attributions: list[Attributed], quantity: tuple[int, int]) -> list[Attributed]:
    """Attributions that can make the number somebody's claim, without denials of something else than the number."""
    able = claims_of(tree, attributions, quantity)
    return [one for one in able if not (one.statement == "denial" and _presupposed(tree, one, quantity))]


def _presupposed(tree: Tree, one: Attributed, quantity: tuple[int, int]) -> bool:
    parse = Parse(tree.lower, tree.tags, tree.deps, tree.heads)
    return is_spoken_past(parse, tree.token_at(quantity[0]), tree.token_at(one.anchor))


def _size(one: Attributed) -> int:
    return sum(end - start for start, end in one.content)


def in_sentence(spoken: Spoken, quantity: tuple[int, int]) -> list[Attributed]:
    """The speaker who closes the number's sentence, or who opens it with no turn of the report in between."""
    tree = spoken.tree
    at = tree.token_at(quantity[0])
    first, end = tree.segment(at)
    here = _vouching(tree, spoken.cued_in(tree.segment_of[at]), quantity)
    late, early = [], []
    for one in here:
        cue = tree.range_at(one.anchor, one.anchor + 1)[0]
        if one.frame not in _WHOLE or one.statement not in _SPOKEN:
            continue
        if cue > at and end - max(cue, tree.range_at(*one.source[0])[1]) <= _LATE:
            late.append(one)
        elif (
            cue < at
            and (cue - first <= _EARLY or _participle_after(tree, cue))
            and not _TURNS & set(tree.lower[cue:at])
        ):
            early.append(one)
    late.sort(key=lambda one: one.anchor)
    return late[:1] or early[-1:]


def _participle_after(tree: Tree, cue: int) -> bool:
    """Whether the report goes on from the cue: "a monitor said, bringing to 45 the number killed"."""
    return any(tree.tags[index] == "VBG" for index in range(cue + 1, min(len(tree), cue + 3)))


def hearsay(tree: Tree, offset: int) -> tuple[int, int] | None:
    """Offsets of the "reportedly" or the like in its sentence that stands nearest: a cue without a speaker."""
    at = tree.token_at(offset)
    near = [index for index in range(*tree.segment(at)) if tree.lower[index] in _HEARSAY]
    if not near:
        return None
    nearest = min(near, key=lambda index: abs(index - at))
    return tree.offsets((nearest, nearest + 1))


def cited_source(tree: Tree, one: Attributed) -> tuple[int, int] | None:
    """Whom an attribution's source cites in the same sentence: "the agency reported, citing a doctor"."""
    if one.statement not in _SPOKEN or not one.cue:
        return None
    cue = tree.range_at(*one.cue[0])[1] - 1
    _, end = tree.segment(cue)
    for index in range(cue + 1, min(end - 1, cue + _CITING_REACH)):
        if tree.lower[index] in _CITING and tree.tags[index] == "VBG":
            stop = next((at for at in range(index + 1, end) if tree.lower[at] in _CITED_END), end)
            last = max((at for at in range(index + 1, stop) if tree.tags[at].startswith("NN")), default=None)
            if last is None or is_event(tree.lower[last]) or not is_known(tree, (index + 1, last + 1)):
                return None
            return tree.offsets((index + 1, last + 1))
    return None
