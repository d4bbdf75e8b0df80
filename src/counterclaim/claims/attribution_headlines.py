"""Attributions of headlines: "Monitor: siege lifted", "Siege lifted: monitor", "Siege lifted, says army".

A headline is the first paragraph where it is short, and the same words where the body repeats them.
"""

import re

from counterclaim.claims.attribution_found import Found
from counterclaim.claims.attribution_nearby import is_known, speaker_before
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.speakers_lexicon import is_event, is_speaker, kind_of

LONGEST_HEADLINE = 250
_LONGEST_SPEAKER = 6
_MARKS = frozenset({":", "-", "--", "–", "—", "_"})
#: what newsrooms put before a headline, which nobody says
_TAGS = frozenset(
    "urgent breaking update updated live exclusive watch video photos analysis opinion explainer flash alert just in news"
    " factbox timeline developing correction recap feature special report latest the of day week".split()
)
_SAYS = frozenset({"say", "says", "said"})


def headline_end(text: str) -> int:
    """Offset where the headline ends; 0 where the text begins without one."""
    match = re.match(r"\s*\S[^\n]*", text)
    if match is None or match.end() > LONGEST_HEADLINE or not text[match.end() :].strip():
        return 0
    if match[0].rstrip().endswith(".") and not match[0].rstrip().endswith(".."):
        return 0  # a sentence of the text
    return match.end() if "\n" in text[match.end() : match.end() + 1] else 0


def read_headline(tree: Tree) -> list[Found]:
    """The attribution that the headline makes by its punctuation, if any, in the headline and where it is repeated."""
    end = headline_end(tree.text)
    if not end:
        return []
    title = tree.text[:end].strip()
    found: list[Found] = []
    at = tree.text.find(title)
    while 0 <= at < 4 * LONGEST_HEADLINE and len(found) < 2:
        first, last = tree.range_at(at, at + len(title))
        one = _of_line(tree, first, last)
        if one is not None:
            found.append(one)
        at = tree.text.find(title, at + len(title))
    return found


def _of_line(tree: Tree, first: int, end: int) -> Found | None:
    range_ = tree.trimmed(first, end)
    if range_ is None:
        return None
    first, end = range_
    end = (tree.trimmed(first, _outlet(tree, first, end)) or range_)[1]
    return _speaker_last(tree, first, end) or _speaker_first(tree, first, end)


def _speaker_first(tree: Tree, first: int, end: int) -> Found | None:
    colon = next(
        (index for index in range(first + 1, min(end, first + _LONGEST_SPEAKER + 1)) if tree.words[index] == ":"), None
    )
    if colon is None or end - colon < 4 or not _can_speak(tree, first, colon):
        return None
    if all(word in _TAGS for word in tree.lower[first:colon]):
        return None
    return Found((first, colon), (colon, colon + 1), [(colon + 1, end)], "headline", "speech", "quote", colon)


def _speaker_last(tree: Tree, first: int, end: int) -> Found | None:
    for index in range(end - 2, max(first + 2, end - _LONGEST_SPEAKER - 2), -1):
        if (
            tree.words[index] in _MARKS and tree.ends[index - 1] < tree.starts[index] < tree.starts[index + 1] - 1
        ) or tree.words[index] == ":":
            says = index + 1 if tree.lower[index + 1] in _SAYS else None
            source = ((says or index) + 1, end)
            if index - first > 2 and source[0] < end and _can_speak(tree, *source, strict=True):
                cue = (says, says + 1) if says else (index, index + 1)
                return Found(source, cue, [(first, index)], "headline", "speech", "quote", cue[0])
            return None
        if tree.lower[index] in _SAYS and index + 1 < end and _can_speak(tree, index + 1, end, strict=True):
            content = tree.trimmed(first, index)
            if content and index - first > 2:
                return Found((index + 1, end), (index, index + 1), [content], "headline", "speech", "quote", index)
        if tree.lower[end - 1] in _SAYS:
            break
    return _bare_speaker(tree, first, end)


def _bare_speaker(tree: Tree, first: int, end: int) -> Found | None:
    """The speaker of a headline whose dash or comma was lost: "Siege lifted Monitor", "Siege lifted monitor says"."""
    last = end - 1
    says = tree.lower[last] in _SAYS
    if says:
        near = speaker_before(tree, last)
        if near is None or near[0] - first < 3 or not is_known(tree, near):
            return None
        return Found(near, (last, end), [(first, near[0])], "headline", "speech", "quote", last)
    if tree.lower[last] in words_of("watching_group"):
        begin = last - 1 if tree.lower[last - 1] in words_of("watching") else None
    else:
        begin = last if tree.lower[last] in words_of("headline_speaker") and _stands_apart(tree, last) else None
    if begin is None or begin - first < 3:
        return None
    return Found((begin, end), (begin, begin), [(first, begin)], "headline", "speech", "quote", begin)


def _stands_apart(tree: Tree, last: int) -> bool:
    """Whether a headline's last word is no part of the phrase before it: capitalised, or after a name or number."""
    before = tree.tags[last - 1]
    return (tree.words[last][0].isupper() and before != "DT") or before.startswith(("NNP", "VB", "RB", "CD"))


def _outlet(tree: Tree, first: int, end: int) -> int:
    """Where an outlet's signature begins: after a bar, or at the first of two dashed sections ("- World - Courier")."""
    bar = next((index for index in range(first + 3, end) if tree.words[index] == "|"), end)
    dashes = [index for index in range(first + 3, bar) if tree.words[index] in ("-", "–", "—") and _spaced(tree, index)]
    return dashes[0] if len(dashes) > 1 else bar


def _spaced(tree: Tree, index: int) -> bool:
    return tree.ends[index - 1] < tree.starts[index] and (
        index + 1 >= len(tree) or tree.ends[index] < tree.starts[index + 1]
    )


def _can_speak(tree: Tree, first: int, end: int, *, strict: bool = False) -> bool:
    """Whether a short run of words names a speaker: a word of the list, or (not strict) a proper name."""
    if end - first == 1 and tree.lower[first] in words_of("headline_speaker"):
        return True
    if not 0 < end - first <= _LONGEST_SPEAKER or any(
        tree.tags[index] in ("VBD", "VBZ", "VBP") for index in range(first, end)
    ):
        return False
    words = [index for index in range(first, end) if tree.tags[index].startswith(("NN", "JJ"))]
    if not words or is_event(tree.lower[words[-1]]):
        return False
    known = any(is_speaker(tree.lower[index]) and not (strict and _is_outlet(tree, index)) for index in words)
    names = all(tree.words[index][0].isupper() for index in words)
    return known or (names and not strict)


def _is_outlet(tree: Tree, index: int) -> bool:
    """Whether a media word only ends an outlet's name ("- Daily Courier"), which signs a headline and says nothing."""
    return kind_of(tree.lower[index]) == "media" and tree.lower[index] not in words_of("headline_speaker")
