"""Who says it, where and when: the other readers of a report, called once a report and asked for each claim."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from counterclaim.claims.attribution import attribute
from counterclaim.claims.labels import labels
from counterclaim.claims.page import Page
from counterclaim.claims.scene import Scene
from counterclaim.claims.speakers import voice_of
from counterclaim.claims.when import Clock
from counterclaim.claims.where import Locator
from counterclaim.model import Attribution, Harm, Label, Place, Report, Span, Voice, When
from counterclaim.places import Gazetteer

_AROUND = 2000  # characters: longer than a sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A claim's voice. `denies`: the cue is a denial."""

    claimant: Span | None = None
    cue: Span | None = None
    chain: tuple[Voice, ...] = ()
    rule: str = "report"
    denies: bool = False


class Voices:
    """Attributions, places, times and labels of one report."""

    def __init__(self, page: Page, report: Report, gazetteer: Gazetteer | None = None) -> None:
        self._page, self._report, self._gazetteer = page, report, gazetteer
        self._attributed = attribute(page.doc, report.text)
        self._sources = sorted(span for one in self._attributed for span in one.source)
        self._tellers = sorted(span for one in self._attributed if one.statement != "evaluation" for span in one.source)
        self._cues = sorted(span for one in self._attributed for span in one.cue)
        self._locator: Locator | None = None

    def of(self, quantity: tuple[int, int], content: tuple[int, int], anchor: int) -> Said:
        """Whose claim the number is."""
        voice = voice_of(self._page.doc, self._attributed, quantity, content, anchor, self._report.text)
        return Said(voice.claimant, voice.cue, voice.chain, voice.rule, voice.statement == "denial")

    def speakers(self, quantity: tuple[int, int]) -> Sequence[tuple[int, int]]:
        """The offsets of the speakers around a number."""
        return _near(self._sources, quantity)

    def tellers(self, quantity: tuple[int, int]) -> Sequence[tuple[int, int]]:
        """The speakers around a number without those who judge: who "attacked the barracks" did not speak."""
        return _near(self._tellers, quantity)

    def place(self, quantity: tuple[int, int], content: tuple[int, int], harm: Harm) -> tuple[Place | None, str]:
        """Where it happened, by the claim's sentence, or else the report's main place; and the rule that found it."""
        if self._locator is None:  # a report without claims needs no map
            self._locator = Locator(self._page.doc, self._gazetteer)
        cues = _near(self._cues, quantity)
        place, rule = self._locator.placed(quantity, content, self.speakers(quantity), cues, harm)
        return (replace(place, words=self._report.text[place.start : place.end]) if place else None), rule

    def when(self, quantity: tuple[int, int], content: tuple[int, int]) -> When | None:
        """When it happened, by the claim's sentence, counted from the report's date."""
        return self._as_reported(self._clock.when_of(quantity, content, _near(self._cues, quantity)))

    def setting(self, quantity: tuple[int, int]) -> When | None:
        """The day of the event that a number is told of, from a sentence before its own."""
        return self._as_reported(self._clock.setting_of(quantity))

    def scene(self, quantity: tuple[int, int]) -> tuple[Span, ...]:
        """The names of spots and families that the report tells around a number."""
        return tuple(Span.of(self._report.text, *span) for span in self._scene.around(*quantity))

    @cached_property
    def _scene(self) -> Scene:
        return Scene(self._page.plain)

    @cached_property
    def _clock(self) -> Clock:
        """Made when a first claim asks: a report without claims needs no calendar."""
        return Clock(self._page.doc, self._report.published)

    def _as_reported(self, when: When | None) -> When | None:
        """A time in the report's own words, which repairs of the text do not touch."""
        return replace(when, words=self._report.text[when.start : when.end]) if when else None

    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution of the report, with or without a number."""
        return tuple(Attribution(one.source, one.cue, one.content) for one in self._attributed)

    def labels(self) -> tuple[Label, ...]:
        """Every name that a speaker gives a group."""
        return tuple(labels(self._page.doc, self._attributed, self._report.text, self._page.actors))


def _near(spans: list[tuple[int, int]], quantity: tuple[int, int]) -> list[tuple[int, int]]:
    """The spans around a number, so that the cost of a claim does not grow with the report."""
    return spans[bisect_left(spans, (quantity[0] - _AROUND, 0)) : bisect_left(spans, (quantity[1] + _AROUND, 0))]
