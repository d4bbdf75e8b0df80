"""`counterclaim estimate CASE`: from which of its sources, recorded, with what was accepted of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.case import Case, StoredEstimate


def is_case(target: str) -> bool:
    """Whether an argument names a case, rather than a file: a folder, or a database's address."""
    from counterclaim.store.engine import is_address

    return is_address(target) or Path(target).is_dir()


def source_of(case: "Case", table: str | None, profiles: Path | None, by: str) -> str:
    """The name of the source that the options ask for; a file is given to the case under its name first.

    Raises:
        UsageError: there are several and none was named, or none at all.
    """
    from counterclaim.case.estimate_sources import LISTS, read_source

    if table is not None and Path(table).is_file():
        return case.estimates.give(read_source(Path(table), profiles), Path(table).stem, by=by).name
    if profiles is not None:
        raise UsageError("--profiles goes with --table FILE.csv: a table that the case holds has its own.")
    if table is not None:
        return table
    names = [source.name for source in case.estimates.sources()]
    if LISTS in names:
        return LISTS
    if len(names) != 1:
        known = ", ".join(names) or "none yet"
        raise UsageError(
            "say from what: --table FILE.csv, or --table NAME of what the case has. Lists are a source once they are "
            f"linked. It has: {known}."
        )
    return names[0]


def page(stored: "StoredEstimate", why: bool = True) -> RenderableType:
    """An estimate of a case for the terminal: how it stands, every answer, and what each asks an analyst to accept."""
    from counterclaim.estimates.report import report

    return Group(*_standing(stored), Text(""), report(stored.estimation), *(_why(stored) if why else ()))


def _standing(stored: "StoredEstimate") -> Iterator[Text]:
    yield Text(f"{stored.id}  of {stored.source}, made {stored.at[:16]} by {stored.by} with {stored.tool}")
    if not stored.current:
        yield Text("The data have changed since. Estimate again.", style="yellow")
    for one in stored.headlines:
        total, made = one.answer.total, one.acceptance
        name = made.method.value + (f" {made.criterion}" if made.criterion else "")
        stale = "" if one.current else " The data have changed since: this acceptance is stale."
        yield Text(
            f"{total.best:,.0f} ({total.low:,.0f} to {total.high:,.0f}, {one.answer.level:.0%}, {name}): accepted by "
            f"{made.by} on {one.at[:10]}, by the standard {made.standard.value.replace('_', ' ')}: {made.reason}{stale}",
            style="bold" if one.current else "yellow",
        )
    if not stored.headlines and stored.estimation.estimates:
        yield Text(
            "No number of it is a headline: no analyst has accepted the assumptions of one (counterclaim accept)."
        )


def _why(stored: "StoredEstimate") -> Iterator[Text]:
    yield Text("\nMade from", style="bold")
    yield Text("  " + ", ".join(stored.inputs))
    for profile in (stored.tables[0].profile(name) for name in stored.tables[0].lists):
        criteria = profile.criteria or "no criteria written down"
        derived = f"; made from {', '.join(profile.derived_from)}" if profile.derived_from else ""
        yield Text(f"  {profile.name}: kept by {profile.keeper or 'nobody written down'}; {criteria}{derived}")
    if not stored.estimation.estimates:
        return
    yield Text("\nWhat an analyst has to accept, one by one, before a total is reported", style="bold")
    yield Text("  1. what the method itself assumes, as above")
    for number, text in enumerate(stored.assumptions(stored.estimation.estimates[0])[1:], start=2):
        yield Text(f"  {number}. {text}")
