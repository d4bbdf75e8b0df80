"""Speech in text that lost its commas: "... killing two residents said", "the army said the siege was over".

Without the comma the parser makes the object of the harm, or the event, the subject of "said". The speaker is then
the name directly before the cue, when it is one that can speak.
"""

from dataclasses import replace

from counterclaim.claims.attribution_found import Found, pieces
from counterclaim.claims.attribution_nearby import ends_sentence, is_known, speaker_apart, speaker_before
from counterclaim.claims.attribution_phrases import cue_range, head_of
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.charges import charge_after
from counterclaim.claims.cues import ASSERTIVE, Cue
from counterclaim.claims.speakers_lexicon import is_speaker

_ADJUNCT_TAGS = frozenset({"IN", "TO", "RB", "WRB", "VBG", ",", ".", "CC"})
_SPEAKING_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN"})
# A name after one of these is its object, and hardly the subject of a verb that follows.
_OBJECT_MARKS = frozenset({"by", "of", "with", "between", "among", "like", "than", "during"})
_GOING_ON = frozenset({"adding", "noting", "saying", "stressing", "citing", "referring"})
# Words of a name and what belongs to it, between "accused" and "of massacring".
_CHARGE_REACH = 12
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_SPOKEN = frozenset({"speech", "report", "claim", "concession", "warning", "record"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERB_TAGS = _FINITE | {"VBG", "VBN", "VB"}


def repair(tree: Tree, found: Found) -> Found:
    """Give the attribution the speaker before its cue where the parse made something else the source, or nothing.

    A source is kept where its head stands in the name before the cue, or is a speaker's noun with no verb between.
    """
    statements = _SPOKEN if found.source is not None else ASSERTIVE
    if found.kind != "indirect" or found.statement not in statements or tree.tags[found.anchor] not in _SPEAKING_TAGS:
        return found
    if found.source is not None and found.source[0] > found.anchor:
        return found
    near = speaker_before(tree, found.anchor) or (None if found.source else speaker_apart(tree, found.anchor))
    if near is None or (found.source and near[0] and tree.lower[near[0] - 1] in _OBJECT_MARKS):
        return found
    if found.source is None:
        if not any(part[0] < found.anchor for part in found.content):
            return replace(found, source=near)
    else:
        head = head_of(tree, *found.source)
        if near[0] <= head < near[1] or head > near[0]:
            return replace(found, source=near) if _runs_together(tree, found.source, near) else found
        if (is_speaker(tree.lower[head]) or tree.tags[head].startswith("NNP")) and not _has_verb(
            tree, head + 1, near[0]
        ):
            return found
    first, _ = tree.segment(found.anchor)
    follows = all(part[0] > found.anchor for part in found.content)
    if follows and (_says_that(tree, found.cue[1]) or not _has_verb(tree, first, near[0])):
        return replace(found, source=near)
    content = tree.trimmed(first, near[0])
    if content is None or content[1] - content[0] < 3 or not _has_verb(tree, *content):
        return found
    return Found(near, found.cue, [content], found.kind, found.statement, "flat", found.anchor)


def _runs_together(tree: Tree, source: Range, near: Range) -> bool:
    """Whether the source begins with people who are counted and ends with who speaks ("eight civilians residents")."""
    return source[0] < near[0] and source[1] == near[1] and tree.tags[near[0] - 1] == "NNS"


def _has_verb(tree: Tree, first: int, end: int) -> bool:
    return any(tree.tags[index] in _VERB_TAGS for index in range(first, end))


def read_flat(tree: Tree, cue_at: int, cue: Cue) -> Found | None:
    """The attribution of a cue of speech for which the parse offered no content, in a sentence without other help."""
    if not cue.assertive or not cue.frames & {"clause", "quote"} or _is_passive(tree, cue_at):
        return None
    if "of" in cue.frames and tree.deps[cue_at] == "amod":
        return _charge(tree, cue_at, cue)
    if tree.tags[cue_at] not in _SPEAKING_TAGS and not ends_sentence(tree, cue_at):
        return None
    source = speaker_before(tree, cue_at)
    span = cue_range(tree, cue_at)
    first, end = tree.segment(cue_at)
    if source is not None and source[0] - first >= 4 and _between_commas(tree, source[0], span[1], end):
        parts = pieces(tree, (first, end), (source[0], span[1]))
        return Found(source, span, parts, "indirect", cue.kind, "clause", cue_at) if parts else None
    if cue.kind not in _SPOKEN:
        return None
    if source is None or not is_known(tree, source):
        inverted = _inverted(tree, cue_at, cue, span)
        if inverted is not None or source is None:
            return inverted
    says_that = _says_that(tree, span[1])
    told_before = source[0] - first >= 3 and _has_verb(tree, first, source[0])
    after = _past_addressee(tree, cue_at, cue, span[1])
    told_after = any(tree.tags[index] in _FINITE for index in range(after, end))
    adjunct = _begins_adjunct(tree, after, end)
    if told_before and not says_that and (adjunct or not told_after):
        content = (first, source[0])
    elif told_after and (says_that or not adjunct):
        content = (span[1], end)
    else:
        return None
    parts = pieces(tree, content, source, span)
    if not parts or sum(part[1] - part[0] for part in parts) < 3:
        return None
    return Found(source, span, parts, "indirect", cue.kind, "flat", cue_at)


def _charge(tree: Tree, cue_at: int, cue: Cue) -> Found | None:
    """ "A monitor on Saturday accused militiamen of killing 35", whose verb the parse takes for an adjective."""
    end = tree.segment(cue_at)[1]
    charged = charge_after(tree.lower, tree.tags, cue_at + 2, min(end - 1, cue_at + _CHARGE_REACH))
    told = cue_at
    while tree.lower[told - 1] in words_of("time") or tree.lower[told - 1] in ("on", "late", "early"):
        told -= 1
    source = speaker_before(tree, told) if charged is not None and told > tree.segment(cue_at)[0] else None
    if source is None:
        return None
    return Found(source, (cue_at, cue_at + 1), [(cue_at + 1, end)], "indirect", cue.kind, "of", cue_at)


def _says_that(tree: Tree, at: int) -> bool:
    return tree.lower[at : at + 1] == ["that"]


def _past_addressee(tree: Tree, verb: int, cue: Cue, at: int) -> int:
    """The token after who is told: "residents told the agency as night fell"."""
    told = tree.child(verb, "dobj") if "addressee" in cue.frames else None
    if told is None or told < verb:
        return at
    return next(
        (index for index in range(told + 1, tree.right[told]) if tree.tags[index] in _ADJUNCT_TAGS), tree.right[told]
    )


def _is_passive(tree: Tree, verb: int) -> bool:
    before = cue_range(tree, verb)[0]
    return tree.tags[verb] == "VBN" and any(tree.lower[index] in _BE for index in range(before, verb))


def _between_commas(tree: Tree, first: int, last: int, end: int) -> bool:
    """Whether commas, or a comma and the sentence's end, part a source and its cue from what they tell of."""
    return tree.words[first - 1] == "," and (last >= end or tree.words[last] in (",", "."))


def _begins_adjunct(tree: Tree, at: int, end: int) -> bool:
    """Whether what follows the cue tells when, how or besides what it was said ("on Monday", "as talks began")."""
    while at < end and (
        tree.lower[at] in words_of("time")
        or (tree.tags[at] in ("DT", "CD") and at + 1 < end and tree.lower[at + 1] in words_of("time"))
    ):
        at += 1
    return at >= end or tree.tags[at] in _ADJUNCT_TAGS


def _inverted(tree: Tree, cue_at: int, cue: Cue, span: Range) -> Found | None:
    """ "... were killed said the army": the speaker follows the cue and ends the sentence."""
    first, end = tree.segment(cue_at)
    end = next((at for at in range(span[1] + 1, end) if tree.tags[at] == "VBG" and tree.lower[at] in _GOING_ON), end)
    if (
        "addressee" in cue.frames
        or cue_at - first < 4
        or end - span[1] > 14
        or end - span[1] < 1
        or tree.tags[cue_at] not in ("VBD", "VBZ")
    ):
        return None
    after = [index for index in range(span[1], end) if tree.tags[index].startswith("NN")]
    if (
        not after
        or tree.lower[span[1]] in words_of("time")
        or tree.tags[span[1]] not in ("DT", "NNP", "NN", "NNS", "PRP", "JJ", "NNPS")
    ):
        return None
    if not any(is_speaker(tree.lower[index]) or tree.tags[index].startswith("NNP") for index in after):
        return None
    source = tree.trimmed(span[1], end)
    content = tree.trimmed(first, span[0])
    if source is None or content is None:
        return None
    return Found(source, span, [content], "indirect", cue.kind, "flat", cue_at)
