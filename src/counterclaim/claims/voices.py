"""Who says it, where and when: the other readers of a report, called once a report and asked for each claim."""

from dataclasses import dataclass

from counterclaim.claims.attribution import attribute
from counterclaim.claims.labels import labels
from counterclaim.claims.page import Page
from counterclaim.claims.speakers import voice_of
from counterclaim.model import Attribution, Label, Place, Report, Span, Voice, When


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

    def __init__(self, page: Page, report: Report) -> None:
        self._page, self._report = page, report
        self._attributed = attribute(page.doc, report.text)

    def of(self, quantity: tuple[int, int], content: tuple[int, int], anchor: int) -> Said:
        """Whose claim the number is."""
        voice = voice_of(self._page.doc, self._attributed, quantity, content, anchor, self._report.text)
        return Said(voice.claimant, voice.cue, voice.chain, voice.rule, voice.statement == "denial")

    def place(self, content: tuple[int, int], quantity: tuple[int, int]) -> Place | None:
        """Where it happened."""
        return None

    def when(self, content: tuple[int, int], quantity: tuple[int, int]) -> When | None:
        """When it happened."""
        return None

    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution of the report, with or without a number."""
        return tuple(Attribution(one.source, one.cue, one.content) for one in self._attributed)

    def labels(self) -> tuple[Label, ...]:
        """Every name that a speaker gives a group."""
        return tuple(labels(self._page.doc, self._attributed, self._report.text))
