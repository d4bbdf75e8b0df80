"""Whose claim a number is: the claimant, the cue, and the chain by which the claim reached the report.

The rules stand in the order in which they are tried; `Voicing.rule` names the one that spoke. A report that nobody is
quoted for asserts the number itself: the claimant is then None, which is a finding and not a gap.
"""

from dataclasses import dataclass

from spacy.tokens import Doc

from counterclaim.claims.attribution import nested
from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_headlines import headline_end
from counterclaim.claims.attribution_tree import Tree, tree_of
from counterclaim.claims.speakers_carried import quoted_by, told_on
from counterclaim.claims.speakers_index import Spoken
from counterclaim.claims.speakers_names import name_of
from counterclaim.claims.speakers_sentence import cited_source, enclosing, hearsay, in_sentence
from counterclaim.model import Span, Voice

_KEPT = "spoken"
_ROLES = ("said", "reported", "citing")


@dataclass(frozen=True, slots=True)
class Voicing:
    """Who makes a claim; `claimant` None where the report itself does.

    `rule`: headline, enclosing, sentence, quotation, carried, hearsay (nobody named: "reportedly"), cited
    ("the agency reported, citing a doctor": the agency claims it, and `chain` begins with the doctor) or report.
    `statement` is the class of the cue in cues.csv ("denial" where the claimant denies it), None without one.
    """

    claimant: Span | None
    cue: Span | None
    chain: tuple[Voice, ...]
    rule: str
    statement: str | None = None


def voice_of(
    doc: Doc,
    attributions: list[Attributed],
    quantity: tuple[int, int],
    content: tuple[int, int],
    harm_anchor: int | None = None,
    text: str | None = None,
) -> Voicing:
    """Whose claim the number at `quantity` (offsets) is, `content` being the clause that holds it and its harm.

    `attributions` are those of the whole report (`attribute`), `harm_anchor` the offset of the word of harm, beside
    which "reportedly" is looked for; `text` as in `attribute`.
    """
    tree = tree_of(doc, text)
    if not len(tree):
        return Voicing(None, None, (), "report")
    spoken = _spoken(doc, tree, attributions, text)
    for rule, chosen in (
        ("enclosing", enclosing(spoken, quantity)),
        ("sentence", in_sentence(spoken, quantity)),
        ("quotation", quoted_by(spoken, quantity)),
        ("carried", told_on(spoken, quantity)),
    ):
        if chosen:
            return _voicing(spoken, chosen, "headline" if chosen[0].kind == "headline" else rule)
    heard = hearsay(tree, quantity[0] if harm_anchor is None else harm_anchor)
    if heard is not None:
        return Voicing(None, Span.of(tree.text, *heard), (), "hearsay", "report")
    return Voicing(None, None, (), "headline" if quantity[0] < headline_end(tree.text) else "report")


def _spoken(doc: Doc, tree: Tree, attributions: list[Attributed], text: str | None) -> Spoken:
    """The index of the report's attributions and of those nested in them, made once for each list of them."""
    kept: tuple[list[Attributed], Spoken] | None = tree.kept.get(_KEPT)
    if kept is None or kept[0] is not attributions:
        kept = tree.kept[_KEPT] = (attributions, Spoken(tree, [*attributions, *nested(doc, text)]))
    return kept[1]


def _voicing(spoken: Spoken, chosen: list[Attributed], rule: str) -> Voicing:
    text, first = spoken.tree.text, chosen[0]
    names = [name_of(spoken, one) for one in chosen[: len(_ROLES)]]
    cited = cited_source(spoken.tree, first)
    if cited is not None:
        cue = Span.of(text, *first.cue[0])
        return Voicing(Span.of(text, *names[0]), cue, _chain(text, [cited, *names]), "cited", first.statement)
    said = Span.of(text, *first.cue[0]) if first.cue else None
    return Voicing(Span.of(text, *names[0]), said, _chain(text, names), rule, first.statement)


def _chain(text: str, names: list[tuple[int, int]]) -> tuple[Voice, ...]:
    distinct = list(dict.fromkeys(names))[: len(_ROLES)]
    return tuple(Voice(Span.of(text, *name), role) for name, role in zip(distinct, _ROLES, strict=False))
