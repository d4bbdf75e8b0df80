"""Who said what, of a whole report: source, cue and content of every attribution, with or without a number.

The scheme is that of PARC and PolNeAR (Newell et al. 2018): statements, beliefs, wishes, plans and judgements are all
attributed. The parse is read against the frames of cues.csv; quotations and headlines add what punctuation tells; and
`attribution_flat` mends what the parser cannot see where commas were lost.
"""

from spacy.tokens import Doc

from counterclaim.claims.attribution_according import read_phrase
from counterclaim.claims.attribution_flat import read_flat, repair
from counterclaim.claims.attribution_found import Attributed, Found
from counterclaim.claims.attribution_headlines import read_headline
from counterclaim.claims.attribution_nouns import read_adjective, read_noun
from counterclaim.claims.attribution_quotations import followed_on, whole_quotation
from counterclaim.claims.attribution_tree import Tree, tree_of
from counterclaim.claims.attribution_verbs import read_verb
from counterclaim.claims.cues import Cue, lexicon
from counterclaim.claims.quotes import Quotation, quotations

__all__ = ["Attributed", "attribute"]


def attribute(doc: Doc, text: str | None = None) -> list[Attributed]:
    """Every attribution of a parsed report, in the order of the text.

    `text` is the report's own text where `doc` was parsed from an edition of the same length (straightened marks,
    lowered capitals): quotation marks are then read from the original. Offsets hold in both.
    """
    tree = tree_of(doc, text)
    marks = quotations(tree.text)
    found = [*read_headline(tree), *_of_words(tree)]
    done = [one for one in (_finished(tree, each, marks) for each in found) if one is not None]
    return _distinct(followed_on(done, marks, tree.text))


def _of_words(tree: Tree) -> list[Found]:
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
        if one is None and word in verbs and tag.startswith("VB"):
            one = read_verb(tree, index, verbs[word])
            if one is None:
                unread.append((index, verbs[word]))
        elif one is None and word in nouns and tag.startswith("NN"):
            one = read_noun(tree, index, nouns[word])
        elif one is None and word in adjectives and tag.startswith(("JJ", "VBN", "RB")):
            one = read_adjective(tree, index, adjectives[word])
        if one is not None:
            found.append(repair(tree, one))
    return found + _flat(tree, found, unread)


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


def _flat(tree: Tree, found: list[Found], unread: list[tuple[int, Cue]]) -> list[Found]:
    """Cues of speech for which the parse offered no content, in sentences that no other cue of speech accounts for."""
    spoken = {
        tree.segment_of[one.anchor] for one in found if one.source is not None and one.statement in ("speech", "report")
    }
    more = []
    for index, cue in unread:
        if tree.segment_of[index] not in spoken:
            one = read_flat(tree, index, cue)
            if one is not None:
                more.append(one)
    return more


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
