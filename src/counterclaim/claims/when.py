"""When: the time that a claim's sentence gives for what happened, not for when somebody spoke of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from counterclaim.claims.calendar import TimeExpression, expressions
from counterclaim.claims.lexicon import words
from counterclaim.model import When

#: verbs after which a day is the day of speaking, where the caller gives no cues
_SAID = re.compile(
    r"(?i)\b(?:said|says|told \w+|reported|reports|announced|stated|added|confirmed|warned|tweeted|wrote|declared|statement|"
    r"interview|published|posted|updated)\s+(?:\w+\s+){0,2}$"
)
#: "lowered the figure to 44 on Thursday": the day of a new count
_RECOUNTED = re.compile(
    r"(?i)\b(?:lowered|raised|revised|updated|cut|put|increased|corrected|reduced)\s+(?:\w+\s+){0,3}?"
    r"(?:toll|figure|count|tally|number|estimate)\b[^.;]{0,40}$"
)
_BEGAN = re.compile(r"(?i)\b(?:since|began|begun|started|launched|erupted|broke out|commenced)\b[^.;,]{0,80}$")
_SPOKE = re.compile(
    r"(?i)\s+(?:said|says|reported|announced|stated|confirmed|warned|declared|claimed|acknowledged|admitted|condemned|denied|accused|"
    r"blamed|raised|updated|revised|put)\b"
)
_PREPOSITION = re.compile(r"(?i)\b(?:on|since|in|from|until|by|between|of|during|dated)\s+$")


class Clock:
    """The expressions of time of one report; made once a report, asked once a claim."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self.text = doc.text  # spaCy joins its tokens anew at every call
        self._breaks = sorted(
            {0, len(self.text)}
            | {token.idx for token in doc if token.is_sent_start}
            | {match.end() for match in re.finditer("\n", self.text)}
        )
        self.published = published
        self.expressions = [e for e in expressions(self.text, published) if not self._dateline(e)]
        self._starts = [e.start for e in self.expressions]

    def when_of(
        self, quantity: tuple[int, int], content: tuple[int, int], cues: Sequence[tuple[int, int]] = ()
    ) -> When | None:
        """The time of the claim whose number stands at `quantity` and whose clause at `content` (character offsets).

        `cues` are the cue spans of attributions: a day right after one is the day of speaking. None where the sentence gives
        no time.
        """
        first, last = self._sentence(quantity)
        near = slice(
            bisect_left(self._starts, max(first, quantity[0] - _AROUND)),
            bisect_left(self._starts, min(last, quantity[1] + _AROUND)),
        )
        fit = [(self._fitness(e, quantity, content, cues), -e.start, e) for e in self.expressions[near]]
        score, _, best = max(fit, key=lambda one: one[:2], default=(_LEAST, 0, None))
        if best is None or score <= _LEAST:
            return None
        return self._told(best)

    def setting_of(self, quantity: tuple[int, int]) -> When | None:
        """The day of the event that a number is told of, from the nearest sentence before its own that tells of an event
        and its day; None where a sentence in between turns to something else.

        "... a strike on a market on Wednesday. Officials said that the strike killed 44 people."
        """
        index = bisect_right(self._breaks, quantity[0]) - 1
        for k in range(index, max(0, index - _BACK) - 1, -1):
            first, last = self._breaks[k], self._breaks[k + 1] if k + 1 < len(self._breaks) else len(self.text)
            if k < index and (best := self._event_day(first, last)):
                return self._told(best)
            if _TURN.match(self.text, first, last):
                return None
        return None

    def _told(self, one: TimeExpression) -> When:
        said = self.text[one.start : one.end]
        return When(one.start, one.end, said, from_=one.first, to=one.last, precision=one.precision)

    def _event_day(self, first: int, last: int) -> TimeExpression | None:
        """The day of the event that the sentence between two offsets tells of, nearest to the word for it."""
        near = self.expressions[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        days = [e for e in near if e.precision in ("day", "days") and not e.open_ended and e.kind not in _LOOSE]
        days = [e for e in days if not self._of_speaking(e, (last, last), ()) and not self._of_a_beginning(e, first)]
        if not days:
            return None
        events = [m.start() for m in _WORD.finditer(self.text, first, last) if m[0].lower() in words("blame", "strike")]
        gaps = [(min(abs(e.start - at) for at in events), e.start, e) for e in days] if events else []
        return min(gaps, key=lambda gap: gap[:2])[2] if gaps else None

    def _of_a_beginning(self, expression: TimeExpression, first: int) -> bool:
        """Whether a day is when something began that goes on: "since the assault started on Sunday"."""
        return _BEGAN.search(self.text, max(first, expression.start - 90), expression.start) is not None

    def _sentence(self, quantity: tuple[int, int]) -> tuple[int, int]:
        """The characters of the number's sentence; a line break ends one."""
        index = bisect_right(self._breaks, quantity[0])
        return self._breaks[max(0, index - 1)], self._breaks[min(index, len(self._breaks) - 1)]

    def _fitness(
        self,
        expression: TimeExpression,
        quantity: tuple[int, int],
        content: tuple[int, int],
        cues: Sequence[tuple[int, int]],
    ) -> float:
        """How well a time fits a claim: in its clause and near its number; never the day somebody spoke."""
        if self._of_speaking(expression, quantity, cues):
            return -9.0
        gap = max(0, expression.start - quantity[1], quantity[0] - expression.end)
        score = 1.5 if content[0] <= expression.start < content[1] else 0.0
        score -= min(gap, _FAR) / 60.0
        if any(expression.end <= start and end <= quantity[0] for start, end in cues):
            score -= 1.0  # "On Monday the ministry said that 12 ...": perhaps the day of saying
        if expression.kind in ("vague", "now"):
            score -= 1.5  # "so far" only where no day is told
        return score

    def _of_speaking(
        self, expression: TimeExpression, quantity: tuple[int, int], cues: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether a day is the day of speaking: right after a verb of saying, or right before one that brings the number."""
        before = self.text[max(0, expression.start - 40) : expression.start]
        bridge = r"(?:\s+(?:on|late|early|in|at|a|an|the|statement|reporters|\w+))?\s+(?:on\s+)?"
        if expression.open_ended or expression.kind in ("past", "vague"):
            return False
        if any(e <= expression.start and re.fullmatch(bridge, self.text[e : expression.start]) for _, e in cues):
            return True
        spoke = _SPOKE.match(self.text, expression.end)
        recounted = _RECOUNTED.search(self.text, max(0, expression.start - 90), expression.start)
        return (
            recounted is not None
            or _SAID.search(before) is not None
            or (spoke is not None and spoke.end() <= quantity[0])
        )

    def _dateline(self, expression: TimeExpression) -> bool:
        """A full date with its year and no preposition is the report's own: "Saturday 24 August 2030", "Published ..."."""
        text = self.text
        if expression.kind != "date" or not re.search(r"(?:19|20)\d\d$", text[expression.start : expression.end]):
            return False
        before = text[max(0, expression.start - 20) : expression.start]
        return _PREPOSITION.search(before) is None


#: sentences back in which the event of a number may be told
_BACK = 4
#: kinds of expressions that tell no day of an event
_LOOSE = frozenset({"past", "vague", "now", "ago"})
_WORD = re.compile(r"[A-Za-z-]+")
#: how a sentence turns to another event
_TURN = re.compile(
    r"(?i)[\"'“\s]*(?:elsewhere|meanwhile|separately|also|in (?:a|another) (?:separate|different|further|second|other)|"
    r"another|a second|earlier|previously|since|in total|overall|further (?:north|south|east|west))\b"
)
#: characters from which distance no longer grows: wire copies end a long sentence with its day
_FAR = 150
#: characters around a number in which its time is looked for: more than a sentence, so that reading stays linear
_AROUND = 1500
#: at or below this a time belongs to something else; measured against `_fitness`
_LEAST = -4.5
