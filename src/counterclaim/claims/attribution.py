"""Who said what, of a whole report: source, cue and content of every attribution, with or without a number.

The scheme is that of PARC and PolNeAR (Newell et al. 2018): statements, beliefs, wishes, plans and judgements are all
attributed. The parse is read against the frames of cues.csv; quotations and headlines add what punctuation tells; and
`attribution_flat` mends what the parser cannot see where commas were lost.
"""

from dataclasses import replace

from spacy.tokens import Doc

from counterclaim.claims.attribution_according import read_phrase
from counterclaim.claims.attribution_flat import read_flat, repair
from counterclaim.claims.attribution_found import Attributed, Found
from counterclaim.claims.attribution_headlines import read_headline
from counterclaim.claims.attribution_nearby import ends_sentence, is_known, is_proper
from counterclaim.claims.attribution_nesting import parted
from counterclaim.claims.attribution_nouns import read_adjective, read_noun
from counterclaim.claims.attribution_quotations import followed_on, read_beside, whole_quotation
from counterclaim.claims.attribution_tree import Tree, tree_of
from counterclaim.claims.attribution_verbs import read_verb
from counterclaim.claims.cues import ASSERTIVE, Cue, lexicon
from counterclaim.claims.quotes import Quotation
from counterclaim.claims.speakers_index import quotations_of

__all__ = ["Attributed", "attribute", "nested"]

_WHOLE = frozenset({"clause", "quote", "flat"})
# A participle further from the cue that it goes on from has another subject more often than not.
_PARTICIPLE = 40
_NESTED = "nested attributions"


def attribute(doc: Doc, text: str | None = None) -> list[Attributed]:
    """The attributions that a parsed report makes, in the order of the text.

    What a speaker attributes to others is that speaker's, not the report's: see `nested`.

    `text` is the report's own text where `doc` was parsed from an edition of the same length (straightened marks,
    lowered capitals): quotation marks are then read from the original. Offsets hold in both.
    """
    tree = tree_of(doc, text)
    marks = quotations_of(tree)
    headlines = read_headline(tree)
    told = {one.source for one in headlines}
    words = [one for one in _of_words(tree, marks) if (one.anchor, one.anchor + 1) not in told]
    found = [*headlines, *words]
    done = [one for one in (_finished(tree, each, marks) for each in found) if one is not None]
    outer, inner = parted(done, marks)
    tree.kept[_NESTED] = _distinct(inner)
    return _distinct(followed_on(outer, marks, tree.text))


def nested(doc: Doc, text: str | None = None) -> list[Attributed]:
    """The attributions made inside another's content ("The UN says 40 died," she said): whose number that is."""
    tree = tree_of(doc, text)
    if _NESTED not in tree.kept:
        attribute(doc, text)
    found: list[Attributed] = tree.kept[_NESTED]
    return found


def _of_words(tree: Tree, marks: tuple[Quotation, ...]) -> list[Found]:
    cues = lexicon()
    verbs, nouns, adjectives = cues["verb"], cues["noun"], cues["adjective"]
    openers = _openers(cues["preposition"])
    found: list[Found] = []
    unread: list[tuple[int, Cue]] = []
    for index, word in enumerate(tree.lower):
        tag = tree.tags[index]
        one: Found | None = None
        if word in openers:
            one = _phrase(tree, index, openers[word])
        if one is None and word in verbs and tag == "NNS" and ends_sentence(tree, index):
            unread.append((index, verbs[word]))  # "..., the agency reports", read as a plural
        if one is None and word in verbs and tag.startswith("VB"):
            one = read_verb(tree, index, verbs[word])
            if one is None:
                unread.append((index, verbs[word]))
        elif one is None and word in nouns and tag.startswith("NN"):
            one = read_noun(tree, index, nouns[word])
        elif one is None and word in adjectives and tag.startswith(("JJ", "VBN", "RB")):
            one = read_adjective(tree, index, adjectives[word])
        if one is not None:
            found.append(_participle(tree, repair(tree, one), found))
    return found + _unread(tree, marks, found, unread)


def _participle(tree: Tree, one: Found, found: list[Found]) -> Found:
    """A participle that goes on from a cue of speech ("reported, adding that") takes its source."""
    before = found[-1] if found else None
    if before is None or tree.tags[one.anchor] != "VBG" or one.statement not in ASSERTIVE:
        return one
    if one.source is not None and (is_known(tree, one.source) or is_proper(tree, one.source)):
        return one
    near = tree.segment_of[before.anchor] == tree.segment_of[one.anchor] and one.anchor - before.anchor <= _PARTICIPLE
    return replace(one, source=before.source) if near and before.frame in _WHOLE else one


def _openers(prepositions: dict[str, Cue]) -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for phrase, cue in prepositions.items():
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append((words, cue))
    return by_first


def _phrase(tree: Tree, index: int, candidates: list[tuple[tuple[str, ...], Cue]]) -> Found | None:
    for words, cue in candidates:
        end = index + len(words)
        if tuple(tree.lower[index:end]) == words:
            return read_phrase(tree, index, end, cue)
    return None


def _unread(tree: Tree, marks: tuple[Quotation, ...], found: list[Found], unread: list[tuple[int, Cue]]) -> list[Found]:
    """Cues of speech for which the parse offered no content: beside a quotation, or in text that lost its commas.

    The second only in sentences that no other cue of speech accounts for.
    """
    spoken = {tree.segment_of[one.anchor] for one in found if _accounts(tree, one)}
    more = []
    for index, cue in unread:
        one = read_beside(tree, index, cue, marks)
        if one is None and tree.segment_of[index] not in spoken:
            one = read_flat(tree, index, cue)
        if one is not None:
            more.append(one)
    return more


def _accounts(tree: Tree, one: Found) -> bool:
    """Whether an attribution of speech leaves no other speaker to be looked for in its sentence."""
    spoken = one.source is not None and one.statement in ("speech", "report") and one.frame in _WHOLE
    return spoken and tree.tags[one.anchor] != "VBG"


def _finished(tree: Tree, found: Found, marks: tuple[Quotation, ...]) -> Attributed | None:
    """The attribution in offsets, its content grown to whole quotations and its kind told by how much is quoted."""
    cue = tree.offsets(found.cue) if found.cue[0] < found.cue[1] else (tree.starts[found.anchor],) * 2
    source = tree.offsets(found.source) if found.source else None
    content = [tree.offsets(part) for part in found.content]
    if found.frame in ("clause", "quote", "flat", "phrase"):
        content = whole_quotation(content, cue, source, marks)
    if not content:
        return None
    kind = found.kind
    if kind == "indirect":
        kind = _quotedness(content, marks)
    return Attributed(
        source=(source,) if source else (),
        cue=(cue,) if cue[0] < cue[1] else (),
        content=tuple(content),
        kind=kind,
        statement=found.statement,
        frame=found.frame,
        anchor=tree.starts[found.anchor],
    )


def _quotedness(content: list[tuple[int, int]], marks: tuple[Quotation, ...]) -> str:
    total = sum(end - start for start, end in content)
    quoted = sum(
        max(0, min(end, mark.end) - max(start, mark.start))
        for start, end in content
        for mark in marks
        if mark.start < end and start < mark.end
    )
    return "direct" if quoted >= 0.95 * total else "mixed" if quoted else "indirect"


def _distinct(found: list[Attributed]) -> list[Attributed]:
    """In the order of the text, one for each pair of cue and content."""
    seen: dict[tuple[object, ...], Attributed] = {}
    for one in found:
        seen.setdefault((one.cue, one.content), one)
    return sorted(seen.values(), key=lambda one: (one.content[0], one.cue))
