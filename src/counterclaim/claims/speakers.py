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
from counterclaim.claims.speakers_carried import carried, told_on
from counterclaim.claims.speakers_names import can_claim, name_of
from counterclaim.claims.speakers_sentence import cited_source, enclosing, hearsay, in_sentence
from counterclaim.model import Span, Voice

_ROLES = ("said", "reported", "citing")


@dataclass(frozen=True, slots=True)
class Voicing:
    """Who makes a claim; `claimant` None where the report itself does.

    `rule`: headline, enclosing, sentence, quotation, carried, hearsay (nobody named: "reportedly"), cited
    ("the agency reported, citing a doctor": the doctor's) or report.
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

    `attributions` are those of the whole report (`attribute`), `harm_anchor` the offset of the word of harm, which
    decides where the number itself stands outside of every content; `text` as in `attribute`.
    """
    tree = tree_of(doc, text)
    everything = [*attributions, *nested(doc, text)]
    speaking = [one for one in everything if can_claim(tree, one, quantity)]
    anchors = (quantity[0], *((harm_anchor,) if harm_anchor is not None else ()))
    for rule, chosen in (
        ("enclosing", enclosing(tree, speaking, quantity)),
        ("sentence", in_sentence(tree, speaking, quantity, content)),
        ("quotation", carried(tree, speaking, quantity)),
        ("carried", told_on(tree, speaking, quantity)),
    ):
        if chosen:
            return _voicing(tree, everything, chosen, "headline" if chosen[0].kind == "headline" else rule)
    heard = hearsay(tree, anchors)
    if heard is not None:
        return Voicing(None, Span.of(tree.text, *heard), (), "hearsay", "report")
    return Voicing(None, None, (), "headline" if quantity[0] < headline_end(tree.text) else "report")


def _voicing(tree: Tree, attributions: list[Attributed], chosen: list[Attributed], rule: str) -> Voicing:
    names = [name_of(tree, attributions, one) for one in chosen]
    cited = cited_source(tree, chosen[0])
    if cited is not None:
        name, cue_offsets = cited
        names.insert(0, name)
        chain = _chain(tree, names)
        return Voicing(Span.of(tree.text, *name), Span.of(tree.text, *cue_offsets), chain, "cited", "report")
    claimant = Span.of(tree.text, *names[0])
    first = chosen[0]
    cue = Span.of(tree.text, *first.cue[0]) if first.cue else None
    return Voicing(claimant, cue, _chain(tree, names), rule, first.statement)


def _chain(tree: Tree, names: list[tuple[int, int]]) -> tuple[Voice, ...]:
    distinct = list(dict.fromkeys(names))[: len(_ROLES)]
    return tuple(Voice(Span.of(tree.text, *name), role) for name, role in zip(distinct, _ROLES, strict=False))
