"""The model's answer to a figure as an assessment beside the codebooks': every bound with its reason, roles and all."""

from collections import defaultdict
from dataclasses import replace
from importlib import import_module

from counterclaim import __version__
from counterclaim.case.weigh_switch import Switch
from counterclaim.figures.counts import Counts
from counterclaim.model.figure import Assessment, Reason
from counterclaim.model.weighing import WeighedFigure

#: whose rules these are
NOTICE = "A model's assessment, not a codebook's and not a finding; switched on for this case by {by}: {reason}"


def assessment(
    counts: Counts, figure: WeighedFigure, switch: Switch, run: str | None, held: int | None = None
) -> Assessment:
    """The assessment. `run`: the full run that the answer is from; None where it is the fast approximation, and `held` then
    the number of counts from which sources were learned, where that was before this figure's last change."""
    base: Assessment = import_module("counterclaim.estimates.weigh").assessment(figure)
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in counts.rows:
        said[row.source, row.role].append(row.claim or "")
    roles = tuple(
        Reason(
            "grade",
            "weigh/roles",
            tuple(dict.fromkeys(said[each.source, each.role.value])),
            f"Model: {each.source} is taken as {each.role.value}: {each.why}.",
        )
        for each in counts.roles
    )
    number = len(counts.denials)
    text = f"Model: {number} {'denial is' if number == 1 else 'denials are'} no count and {'was' if number == 1 else 'were'} left out."
    denials = (Reason("grade", "weigh/denials", counts.denials, text),) if number else ()
    engine = f"a full run of chains ({run})" if run else "the fast approximation"
    if held is not None:
        engine += f", its sources as last learned from {held:,} counts"
    floor = (
        f"Model: {figure.floor:,.0f} of the dead are identified by name; no bound lies below them."
        if figure.floor
        else ""
    )
    floors = (Reason("low", "weigh/floor", (), floor),) if floor else ()
    made = Reason(
        "grade", "weigh/run", (), f"Model: {engine}, level {switch.level:.0%}, seed {switch.seed}, {__version__}."
    )
    notice = NOTICE.format(by=switch.by, reason=switch.reason)
    return replace(base, reasons=(*base.reasons, *floors, *roles, *denials, made), notice=notice)
