"""The name that stands directly before a cue: the speaker, where commas are lost and the parse went astray."""

import itertools

from counterclaim.claims.attribution_phrases import cue_range
from counterclaim.claims.attribution_tree import Range, Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.speakers_lexicon import is_event, is_speaker, kind_of

_INSIDE_NAME = ("NN", "JJ", "CD", "POS", "HYPH", "VBN", "AFX")
_JOINS = frozenset({"of", "for", "at", "in", "on", "and", "to", "from"})
_COMMAS = frozenset({",", "-", "--", "–", "—"})
_LONGEST = 14


def speaker_before(tree: Tree, cue: int) -> Range | None:
    """The range of a name that ends directly before the cue's auxiliaries, when its head can speak.

    Not after a subordinating word: "since it declared" begins a clause, it ends none.
    """
    first, _ = tree.segment(cue)
    last = cue_range(tree, cue)[0] - 1
    while last >= first and tree.tags[last] in ("RB", "MD") and not is_speaker(tree.lower[last]):
        last -= 1
    last = _before_bracket(tree, first, last)
    if last < first:
        return None
    if tree.tags[last] == "PRP":
        found = (last, last + 1)
    elif (
        (tree.tags[last].startswith("NN") or tree.words[last].isupper())
        and not is_event(tree.lower[last])
        and tree.lower[last] not in words_of("time")
    ):
        found = (_begin(tree, first, last), last + 1)
        acronym = tree.words[last].isupper() and len(tree.words[last]) > 1
        named = acronym or (tree.tags[last].startswith("NNP") and tree.words[last][0].isupper())
        if not (named or is_known(tree, found)):
            return None
    else:
        return None
    opens_clause = found[0] > first and tree.lower[found[0] - 1] in words_of("subordinator")
    return None if opens_clause else found


def speaker_apart(tree: Tree, cue: int) -> Range | None:
    """The name that commas part from its cue: "Reid, the governor, said", "Alarmed, Governor Reid, who ..., said".

    The part between commas nearest to the cue that is a bare name; in a sentence that begins with one, that one.
    """
    first, _ = tree.segment(cue)
    end = cue_range(tree, cue)[0]
    if end - 1 <= first or tree.words[end - 1] not in _COMMAS:
        return None
    commas = [first - 1, *(index for index in range(first, end) if tree.words[index] in _COMMAS)]
    parts = [(left + 1, right) for left, right in itertools.pairwise(commas) if left + 1 < right]
    return next((part for part in reversed(parts) if _is_name(tree, part)), None)


def _is_name(tree: Tree, part: Range) -> bool:
    tags = [tree.tags[index] for index in range(*part)]
    if len(tags) > _LONGEST or not tags[-1].startswith("NN") or is_event(tree.lower[part[1] - 1]):
        return False
    nominal = all(tag.startswith(_INSIDE_NAME) or tag == "DT" for tag in tags)
    return (
        nominal and (tags[0].startswith("NNP") or is_known(tree, part)) and tree.lower[part[0]] not in words_of("time")
    )


def is_proper(tree: Tree, range_: Range) -> bool:
    """Whether the range ends in a proper name, or is a pronoun."""
    return tree.tags[range_[1] - 1].startswith(("NNP", "PRP", "WP"))


def ends_sentence(tree: Tree, index: int) -> bool:
    """Whether only a stop follows the token in its sentence."""
    end = tree.segment(index)[1]
    return all(tree.words[at] in (".", "!") or tree.words[at].isspace() for at in range(index + 1, end))


def is_known(tree: Tree, range_: Range) -> bool:
    """Whether a word of the lexicon of speakers, other than a pronoun, stands in the range."""
    return any(kind_of(tree.lower[index]) not in (None, "event", "pronoun") for index in range(*range_))


def _before_bracket(tree: Tree, first: int, last: int) -> int:
    """The token before a bracketed short form: "the Observatory for Peace (OFP) said"."""
    if last < first or tree.words[last] != ")":
        return last
    for index in range(last, max(first, last - 6) - 1, -1):
        if tree.words[index] == "(":
            return index - 1
    return last


def _begin(tree: Tree, first: int, last: int) -> int:
    """Where the noun phrase begins that ends at `last`: at its determiner, or where another kind of word stands."""
    begin = last
    for index in range(last - 1, max(first, last - _LONGEST) - 1, -1):
        tag, word = tree.tags[index], tree.lower[index]
        if word in words_of("time") or _ends_another(tree, index, begin):
            break
        if tag == "CD" and tree.tags[last] in ("NN", "NNP") and word != "one":
            break  # a count of others: "kills 30 | monitoring group says"
        if tag.startswith(_INSIDE_NAME) or word in ("-", "&", "'s", "’s"):
            if tag == "VBN" and not (begin == index + 1 and tree.tags[begin].startswith(("NN", "JJ"))):
                break
            begin = index
        elif tag in ("DT", "PRP$"):
            begin = index
            if word in ("a", "an") and index - 1 > first and tree.tags[index - 1].startswith("NNP"):
                return _named_before(tree, first, index - 1) or begin
            if not (index - 1 >= first and tree.lower[index - 1] in _JOINS and _goes_on(tree, first, index - 1)):
                break
        elif word in _JOINS and _goes_on(tree, first, index):
            continue
        else:
            break
    return begin


def _named_before(tree: Tree, first: int, last: int) -> int | None:
    """Where the body begins that an apposition explains: "the Relief Association a group of doctors said"."""
    begin = last
    while begin > first and tree.tags[begin - 1].startswith(("NNP", "JJ")):
        begin -= 1
    if begin > first and tree.tags[begin - 1] == "DT":
        begin -= 1
    return begin if last > begin and kind_of(tree.lower[last]) in ("organisation", "media") else None


def _ends_another(tree: Tree, index: int, begin: int) -> bool:
    """Whether a noun ends the phrase before: people counted ("killing eight volunteers | opposition activists"),
    or a place before a nationality ("west of Maraq | Chadian state media")."""
    if begin != index + 1 or not tree.tags[index].startswith("NN"):
        return False
    if tree.tags[index] == "NNS" and kind_of(tree.lower[index]) == "witness":
        return True
    return tree.tags[begin] == "JJ" and tree.words[begin][0].isupper() and tree.tags[index].startswith("NNP")


def _goes_on(tree: Tree, first: int, preposition: int) -> bool:
    """Whether the word before a preposition or "and" is a speaker's noun ("a source at", "the head of")."""
    before = preposition - 1
    if before < first or not tree.tags[before].startswith("NN"):
        return False
    return is_speaker(tree.lower[before]) and kind_of(tree.lower[before]) != "pronoun"
