"""When: the time that a claim's sentence gives for what happened, not for when somebody spoke of it."""

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from counterclaim.claims.calendar import TimeExpression, expressions
from counterclaim.model import When

#: verbs after which a day is the day of speaking, where the caller gives no cues
_SAID = re.compile(
    r"(?i)\b(?:said|says|told \w+|reported|reports|announced|stated|added|confirmed|warned|tweeted|wrote|declared|statement|"
    r"interview|published|posted|updated)\s+(?:\w+\s+){0,2}$"
)
_PREPOSITION = re.compile(r"(?i)\b(?:on|since|in|from|until|by|between|of|during|dated)\s+$")


class Clock:
    """The expressions of time of one report; made once a report, asked once a claim."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins its tokens anew at every call
        self.published = published
        self.expressions = [e for e in expressions(doc.text, published) if not self._dateline(e)]

    def when_of(
        self, quantity: tuple[int, int], content: tuple[int, int], cues: Sequence[tuple[int, int]] = ()
    ) -> When | None:
        """The time of the claim whose number stands at `quantity` and whose clause at `content` (character offsets).

        `cues` are the cue spans of attributions: a day right after one is the day of speaking. None where the sentence gives
        no time.
        """
        first, last = self._sentence(quantity)
        best = max(
            (e for e in self.expressions if first <= e.start < last),
            key=lambda e: self._fitness(e, quantity, content, cues),
            default=None,
        )
        if best is None or self._fitness(best, quantity, content, cues) < _LEAST:
            return None
        words = self.text[best.start : best.end]
        return When(best.start, best.end, words, from_=best.first, to=best.last, precision=best.precision)

    def _sentence(self, quantity: tuple[int, int]) -> tuple[int, int]:
        span = self.doc.char_span(*quantity, alignment_mode="expand")
        if span is None or not len(span):
            return quantity
        sentence, text = span[0].sent, self.text
        first = max(sentence.start_char, text.rfind("\n", 0, quantity[0]) + 1)
        newline = text.find("\n", quantity[1])
        return first, min(sentence.end_char, newline if newline >= 0 else len(text))

    def _fitness(
        self,
        expression: TimeExpression,
        quantity: tuple[int, int],
        content: tuple[int, int],
        cues: Sequence[tuple[int, int]],
    ) -> float:
        """How well a time fits a claim: in its clause and near its number; never the day somebody spoke."""
        if self._of_speaking(expression, cues):
            return -9.0
        gap = max(0, expression.start - quantity[1], quantity[0] - expression.end)
        inside = content[0] <= expression.start < content[1]
        return (1.5 if inside else 0.0) - min(gap, 300) / 60.0

    def _of_speaking(self, expression: TimeExpression, cues: Sequence[tuple[int, int]]) -> bool:
        before = self.text[max(0, expression.start - 40) : expression.start]
        bridge = r"(?:\s+(?:on|late|early|in|at|a|an|the|statement|reporters|\w+))?\s+(?:on\s+)?"
        if expression.open_ended or expression.kind in ("past", "vague"):
            return False
        if any(e <= expression.start and re.fullmatch(bridge, self.text[e : expression.start]) for _, e in cues):
            return True
        return _SAID.search(before) is not None

    def _dateline(self, expression: TimeExpression) -> bool:
        """A full date with its year and no preposition is the report's own: "Saturday 24 August 2030", "Published ..."."""
        text = self.text
        if expression.kind != "date" or not re.search(r"(?:19|20)\d\d$", text[expression.start : expression.end]):
            return False
        before = text[max(0, expression.start - 20) : expression.start]
        return _PREPOSITION.search(before) is None


#: a time farther than this from its number belongs to another clause; measured against `_fitness`
_LEAST = -3.0
