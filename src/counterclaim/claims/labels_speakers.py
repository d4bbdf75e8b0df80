"""Whose word a name is: quoted, given by a verb of naming, put in marks of distance, or the report's own."""

from counterclaim.claims.actors import Mention
from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.labels_names import Name
from counterclaim.claims.quotes import Quotation, paragraphs, quotations
from counterclaim.claims.speakers_carried import carried
from counterclaim.claims.speakers_names import can_claim, name_of

_NAMING = frozenset({"as"})
# A quotation this short holds a name and no statement.
_LONGEST_DISTANCED = 60


class Voices:
    """Finds the speakers of one report's names."""

    def __init__(self, tree: Tree, attributions: list[Attributed], mentions: list[Mention]) -> None:
        self._tree = tree
        self._all = attributions
        self._mentions = mentions
        self._marks = quotations(tree.text)
        self._paragraphs = list(paragraphs(tree.text))

    def speaker_of(self, name: Name) -> tuple[int, int] | None:
        """Offsets of the words that name the speaker; None where the report speaks itself."""
        span = (name.start, name.end)
        around = [one for one in self._all if one.holds(*span) and can_claim(self._tree, one, span)]
        around.sort(key=lambda one: sum(end - start for start, end in one.content))
        quotation = next((mark for mark in self._marks if mark.holds(name.start)), None)
        if quotation is not None:
            outside = [one for one in around if not quotation.holds(one.anchor)]
            if outside:
                return name_of(self._tree, self._all, outside[0])
            beside = carried(self._tree, [one for one in self._all if can_claim(self._tree, one, span)], span)
            if beside:
                return name_of(self._tree, self._all, beside[0])
            if quotation.end - quotation.start <= _LONGEST_DISTANCED:
                return self._echoed(quotation) or self._topic(name)
            return None
        namer = next((one for one in around if self._names(one)), None)
        return name_of(self._tree, self._all, namer) if namer is not None else None

    def _names(self, one: Attributed) -> bool:
        """Whether the attribution gives a name or a view rather than tells an event."""
        return one.frame in _NAMING or (one.kind == "according_to" and one.statement == "belief")

    def _echoed(self, quotation: Quotation) -> tuple[int, int] | None:
        """The speaker of an earlier attribution that holds the same quoted words."""
        words = self._tree.text[quotation.start : quotation.end].strip("\"'“”‘’«»`")
        at = self._tree.text.find(words)
        if not words or at < 0 or at >= quotation.start:
            return None
        earlier = [one for one in self._all if one.source and one.holds(at, at + len(words))]
        return name_of(self._tree, self._all, earlier[0]) if earlier else None

    def _topic(self, name: Name) -> tuple[int, int] | None:
        """The state that the paragraph last spoke of as a subject, or as the owner of one, before the name."""
        first = next((start for start, end in self._paragraphs if start <= name.start < end), 0)
        for mention in reversed(self._mentions):
            if not first <= mention.start < name.start or mention.adjective or mention.actor.kind != "state":
                continue
            token = self._tree.range_at(mention.start, mention.end)[1] - 1
            relation = self._tree.deps[token]
            owner = relation == "poss" and self._tree.deps[self._tree.heads[token]].startswith("nsubj")
            if owner or relation.startswith("nsubj"):
                return mention.start, mention.end
        return None
