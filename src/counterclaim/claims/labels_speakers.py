"""Whose word a name is: quoted, given by a verb of naming, put in marks of distance, or the report's own."""

from bisect import bisect_left, bisect_right

from counterclaim.claims.actors import Mention
from counterclaim.claims.attribution_found import Attributed
from counterclaim.claims.attribution_phrases import head_of
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.labels_names import Name
from counterclaim.claims.quotes import Quotation, paragraphs
from counterclaim.claims.speakers_carried import quoted_by
from counterclaim.claims.speakers_index import Spoken
from counterclaim.claims.speakers_lexicon import is_event
from counterclaim.claims.speakers_names import claims_of, name_of

_TELLS = frozenset(
    {
        "speech",
        "report",
        "claim",
        "denial",
        "record",
        "finding",
        "belief",
        "evaluation",
        "warning",
        "request",
        "concession",
    }
)
_NAMING = frozenset({"as"})
# A quotation this short holds a name and no statement.
_LONGEST_DISTANCED = 60


class Voices:
    """Finds the speakers of one report's names."""

    def __init__(self, tree: Tree, attributions: list[Attributed], mentions: list[Mention]) -> None:
        self._tree = tree
        self._spoken = Spoken(tree, attributions)
        self._subjects = [mention for mention in mentions if self._is_subject(mention)]
        self._subject_starts = [mention.start for mention in self._subjects]
        self._paragraphs = [start for start, _ in paragraphs(tree.text)]

    def speaker_of(self, name: Name) -> tuple[int, int] | None:
        """Offsets of the words that name the speaker; None where the report speaks itself."""
        span = (name.start, name.end)
        around = [one for one in claims_of(self._tree, self._spoken.over(name.start), span) if one.holds(*span)]
        around.sort(key=lambda one: sum(end - start for start, end in one.content))
        quotation = self._spoken.quotation_at(name.start)
        if quotation is not None:
            outside = [one for one in around if not quotation.holds(one.anchor)]
            beside = outside or quoted_by(self._spoken, span)
            if beside:
                return name_of(self._spoken, beside[0])
            if quotation.end - quotation.start <= _LONGEST_DISTANCED:
                return self._echoed(quotation) or self._topic(name)
            return None
        namer = next((one for one in around if self._names(one)), None)
        return name_of(self._spoken, namer) if namer is not None else None

    def teller_of(self, name: Name) -> tuple[int, int] | None:
        """Who tells, in indirect speech, the sentence in which the name stands; None in the report's own sentences."""
        tellers = [
            one
            for one in self._spoken.over(name.start)
            if one.statement in _TELLS and one.holds(name.start, name.end) and not self._is_nobody(one)
        ]
        tellers.sort(key=lambda one: sum(end - start for start, end in one.content))
        return name_of(self._spoken, tellers[0]) if tellers else None

    def _is_nobody(self, one: Attributed) -> bool:
        """Whether the source is an event or nobody in particular ("one", "no one")."""
        word = self._tree.lower[head_of(self._tree, *self._tree.range_at(*one.source[0]))]
        return is_event(word) or word in words_of("nobody")

    def _names(self, one: Attributed) -> bool:
        """Whether the attribution gives a name or a view rather than tells an event."""
        return one.frame in _NAMING or (one.kind == "according_to" and one.statement == "belief")

    def _echoed(self, quotation: Quotation) -> tuple[int, int] | None:
        """The speaker of an earlier attribution that holds the same quoted words."""
        words = self._tree.text[quotation.start : quotation.end].strip("\"'“”‘’«»`")
        at = self._tree.text.find(words)
        if not words or at < 0 or at >= quotation.start:
            return None
        earlier = [one for one in self._spoken.over(at) if one.holds(at, at + len(words))]
        return name_of(self._spoken, earlier[0]) if earlier else None

    def _topic(self, name: Name) -> tuple[int, int] | None:
        """The state that the paragraph last spoke of as a subject, or as the owner of one, before the name."""
        before = bisect_left(self._subject_starts, name.start) - 1
        paragraph = self._paragraphs[max(0, bisect_right(self._paragraphs, name.start) - 1)]
        if before < 0 or self._subject_starts[before] < paragraph:
            return None
        mention = self._subjects[before]
        return mention.start, mention.end

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a state is named as a subject or as the owner of one ("the capital's intervention widened")."""
        if mention.adjective or mention.actor.kind != "state":
            return False
        token = self._tree.range_at(mention.start, mention.end)[1] - 1
        owner = self._tree.deps[token] == "poss"
        return self._tree.deps[self._tree.heads[token] if owner else token].startswith("nsubj")
