"""Who says it, where and when: the other readers of a report, called once a report and asked for each claim."""

from dataclasses import dataclass

from counterclaim.claims.page import Page
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

    def of(self, quantity: tuple[int, int], content: tuple[int, int], anchor: int) -> Said:
        """Whose claim the number is."""
        return Said()

    def place(self, content: tuple[int, int], quantity: tuple[int, int]) -> Place | None:
        """Where it happened."""
        return None

    def when(self, content: tuple[int, int], quantity: tuple[int, int]) -> When | None:
        """When it happened."""
        return None

    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution of the report."""
        return ()

    def labels(self) -> tuple[Label, ...]:
        """Every name that a speaker gives a group."""
        return ()
