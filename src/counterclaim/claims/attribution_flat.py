"""Speech in text that lost its commas: "... killing two residents said", "the army said the siege was over".

Without the comma the parser makes the object of the harm, or the event, the subject of "said". The speaker is then
the name directly before the cue, when it is one that can speak.
"""

from counterclaim.claims.attribution_found import Found, pieces
from counterclaim.claims.attribution_phrases import cue_range, head_of
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.cues import Cue
from counterclaim.claims.speakers_lexicon import is_event, is_speaker, kind_of

_INSIDE_NAME = ("NN", "JJ", "CD", "POS", "HYPH", "VBN", "AFX")
_JOINS = frozenset({"of", "for", "at", "in", "on", "and", "to", "from"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERB_TAGS = _FINITE | {"VBG", "VBN", "VB"}


def speaker_before(tree: Tree, cue: int) -> Range | None:
    """The range of a name that ends directly before the cue's auxiliaries, when its head can speak."""
    first, _ = tree.segment(cue)
    last = cue_range(tree, cue)[0] - 1
    while last >= first and tree.tags[last] in ("RB", "MD") and not is_speaker(tree.lower[last]):
        last -= 1
    if last < first:
        return None
    if tree.tags[last] == "PRP":
        return (last, last + 1)
    if not tree.tags[last].startswith("NN") or is_event(tree.lower[last]) or tree.lower[last] in words_of("time"):
        return None
    begin = _begin(tree, first, last)
    known = any(
        is_speaker(tree.lower[index]) and kind_of(tree.lower[index]) != "pronoun" for index in range(begin, last + 1)
    )
    named = tree.tags[last].startswith("NNP") and tree.words[last][0].isupper()
    return (begin, last + 1) if known or named else None


def _begin(tree: Tree, first: int, last: int) -> int:
    """Where the noun phrase begins that ends at `last`: at its determiner, or where another kind of word stands."""
    begin = last
    for index in range(last - 1, max(first, last - 14) - 1, -1):
        tag, word = tree.tags[index], tree.lower[index]
        if word in words_of("time"):
            break
        if tag.startswith(_INSIDE_NAME) or word in ("-", "&", "'s", "’s"):
            if tag == "VBN" and not (begin == index + 1 and tree.tags[begin].startswith(("NN", "JJ"))):
                break
            begin = index
        elif tag in ("DT", "PRP$"):
            begin = index
            if not (index - 1 >= first and tree.lower[index - 1] in _JOINS and _goes_on(tree, first, index - 1)):
                break
        elif word in _JOINS and _goes_on(tree, first, index):
            continue
        else:
            break
    return begin


def _goes_on(tree: Tree, first: int, preposition: int) -> bool:
    """Whether the word before a preposition or "and" is a speaker's noun ("a source at", "the head of")."""
    before = preposition - 1
    if before < first or not tree.tags[before].startswith("NN"):
        return False
    return is_speaker(tree.lower[before]) and kind_of(tree.lower[before]) != "pronoun"


def repair(tree: Tree, found: Found) -> Found:
    """Give the attribution the speaker before its cue where the parse made something else the source, or nothing.

    A source is kept where its head stands in the name before the cue, or is a speaker's noun with no verb between.
    """
    if found.kind != "indirect" or (found.source is not None and found.source[0] > found.anchor):
        return found
    if not any(part[0] < found.anchor for part in found.content) and found.source is None:
        return found
    near = speaker_before(tree, found.anchor)
    if near is None:
        return found
    first, _ = tree.segment(found.anchor)
    if found.source is not None:
        head = head_of(tree, *found.source)
        if near[0] <= head < near[1] or head > near[0]:
            return found
        if is_speaker(tree.lower[head]) and not _has_verb(tree, head + 1, near[0]):
            return found
        if tree.tags[head].startswith("NNP") and not _has_verb(tree, head + 1, near[0]):
            return found
    content = tree.trimmed(first, near[0])
    if content is None or content[1] - content[0] < 3 or not _has_verb(tree, *content):
        return found
    return Found(near, found.cue, [content], found.kind, found.statement, "flat", found.anchor)


def _has_verb(tree: Tree, first: int, end: int) -> bool:
    return any(tree.tags[index] in _VERB_TAGS for index in range(first, end))


def read_flat(tree: Tree, cue_at: int, cue: Cue) -> Found | None:
    """The attribution of a cue of speech for which the parse offered no content, in a sentence without other help."""
    if not cue.assertive or not cue.frames & {"clause", "quote"}:
        return None
    source = speaker_before(tree, cue_at)
    span = cue_range(tree, cue_at)
    first, end = tree.segment(cue_at)
    if source is None:
        return _inverted(tree, cue_at, cue, span)
    says_that = tree.lower[span[1] : span[1] + 1] == ["that"]
    told_before = source[0] - first >= 3 and _has_verb(tree, first, source[0])
    told_after = any(tree.tags[index] in _FINITE for index in range(span[1], end))
    content = (first, source[0]) if told_before and not says_that and not told_after else (span[1], end)
    parts = pieces(tree, content, source, span)
    if not parts or sum(part[1] - part[0] for part in parts) < 3:
        return None
    return Found(source, span, parts, "indirect", cue.kind, "flat", cue_at)


def _inverted(tree: Tree, cue_at: int, cue: Cue, span: Range) -> Found | None:
    """ "... were killed said the army": the speaker follows the cue and ends the sentence."""
    first, end = tree.segment(cue_at)
    if cue_at - first < 4 or end - span[1] > 14 or end - span[1] < 1 or tree.tags[cue_at] not in ("VBD", "VBZ"):
        return None
    after = [index for index in range(span[1], end) if tree.tags[index].startswith("NN")]
    if not after or tree.tags[span[1]] not in ("DT", "NNP", "NN", "NNS", "PRP", "JJ", "NNPS"):
        return None
    if not any(is_speaker(tree.lower[index]) or tree.tags[index].startswith("NNP") for index in after):
        return None
    source = tree.trimmed(span[1], end)
    content = tree.trimmed(first, span[0])
    if source is None or content is None:
        return None
    return Found(source, span, [content], "indirect", cue.kind, "flat", cue_at)
