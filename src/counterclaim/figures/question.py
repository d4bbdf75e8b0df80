"""The question that a figure answers, in words, and the summary of the people it asks about."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from counterclaim.figures.evidence import FORCES, Evidence
from counterclaim.model import Category, Harm, Scope, Unit

_DONE = {
    Harm.KILLED: "were killed",
    Harm.INJURED: "were injured",
    Harm.KILLED_OR_INJURED: "were killed or injured",
    Harm.MISSING: "went missing",
    Harm.DETAINED: "were detained",
    Harm.ABDUCTED: "were abducted",
    Harm.DISPLACED: "were displaced",
    Harm.REFUGEES: "fled abroad",
    Harm.EVACUATED: "were evacuated",
    Harm.BESIEGED: "were besieged",
    Harm.RETURNED: "returned",
    Harm.OTHER_HARM: "were harmed otherwise",
}
_BEING = {
    Harm.MISSING: "are missing",
    Harm.DETAINED: "are detained",
    Harm.ABDUCTED: "are held by abductors",
    Harm.DISPLACED: "are displaced",
    Harm.REFUGEES: "are refugees",
    Harm.BESIEGED: "are besieged",
}


def question(
    harm: Harm, category: str, scope: Scope, unit: Unit, place: str | None, first: date | None, last: date | None
) -> str:
    """The question of a figure: "How many civilians were killed in Vale on 4 March 2031?"."""
    who = "households" if unit is Unit.HOUSEHOLDS else category
    done = _BEING.get(harm, _DONE[harm]) if scope is Scope.STOCK else _DONE[harm]
    where = f" in {place}" if place else ""
    return f"How many {who} {done}{where}{_when(scope, first, last)}{' in all' if scope is Scope.CUMULATIVE else ''}?"


def _when(scope: Scope, first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if scope is Scope.STOCK:
        return f" as of {_day(last)}"
    if scope is Scope.CUMULATIVE and first == last:
        return f" up to {_day(last)}"
    return f" on {_day(first)}" if first == last else f" from {_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def category_of(evidence: Sequence[Evidence]) -> str:
    """The people a figure asks about: the one group that its wholes name, else "people", or "fighters" of forces."""
    wholes = [e for e in evidence if not e.part] or list(evidence)
    said = Counter(e.claim.category for e in wholes)
    if len(said) == 1:
        return next(iter(said)).value
    if set(said) <= FORCES:
        return Category.FIGHTERS.value
    return Category.PEOPLE.value
