"""The estimation as a page for people: tables and bars for the terminal."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from counterclaim.estimates.settings import LEFT_OUT_BY
from counterclaim.model import Estimate, Estimation, Interval, Method
from counterclaim.plots.intervals import Row, bar

#: models in the list on the page
SHOWN_MODELS = 6
#: histories that the page names where the model does not explain them
SHOWN_CELLS = 4
#: widest terminal line that the page is laid out for
WIDTH = 116
#: an order of the family of bounds in which the page tells it; the others are in the JSON
BOUNDS_SHOWN = ("chao", "sample-coverage", "mt", "mth-chao", "mth-poisson", "mth-darroch", "mth-gamma")
#: beyond this, lists differ too much in size for Chao's bound to be one (mth-chao allows for it)
MOST_INFLATED = 1.1
MEANING = (
    "What agreement and difference mean: methods differ where their assumptions do. A higher latent-class total speaks "
    "of persons who were hard to record; a higher graphical or log-linear one of lists that avoid one another. That "
    "methods agree shows that the documented do not tell their assumptions apart, not that any of them holds."
)


def report(found: Estimation) -> RenderableType:
    """Everything that was found, in the order in which a reader needs it."""
    return Group(*_sections(found))


def row_of(made: Estimate) -> Row:
    """An estimate as a line of a picture."""
    label = made.method.value + (f" {made.criterion}" if made.criterion else "")
    total = made.total
    return Row(label, total.low, total.best, total.high, faint=not made.diagnostics["converged"])


def shown(found: Estimation) -> list[Estimate]:
    """The estimates on the page: all, but of the family of bounds only the main members, and Chao's where it is one."""
    return [
        made
        for made in found.estimates
        if made.method is not Method.BOUNDS
        or (made.criterion in BOUNDS_SHOWN and made.diagnostics.get("inflated_by", 1.0) < MOST_INFLATED)
    ]


def _sections(found: Estimation) -> Iterator[RenderableType]:
    table = found.table
    yield Text(
        f"{table.documented:,} documented on {len(table.lists)} lists ({', '.join(table.lists)}); "
        f"{table.overlaps:,} on more than one.",
        style="bold",
    )
    for finding in found.diagnosis:
        if finding.code != "table":
            mark = {"refusal": "Refused: ", "warning": "Warning: ", "note": ""}[finding.level]
            yield Text(f"{mark}{finding.text}", style="yellow" if finding.level != "note" else "")
    if found.estimates:
        yield Text("")
        yield _methods(found)
        yield from _assumptions(found)
        yield from _not_converged(found)
    yield from _models(found)
    yield from _cells(found)
    for refusal in found.refusals:
        yield Text(f"{refusal.method.value}: no estimate. {refusal.reason}")
    yield from _sensitivity(found)
    yield from _parts(found)
    if found.estimates:
        yield Text(f"\n{MEANING}")
    for note in found.notes:
        yield Text(f"\n{note}")
    yield Text(f"\nseed {found.seed}, counterclaim {found.version}", style="dim")


def _methods(found: Estimation) -> Table:
    made = shown(found)
    ends = [
        value
        for each in made
        for value in (each.total.low, each.total.best, each.total.high)
        if value is not None and value > 0
    ]
    left = min([*ends, found.table.documented or 1])
    # one interval that runs away must not squeeze the others
    bests = sorted(each.total.best for each in made if each.total.best)
    right = min(max(ends), 8 * bests[len(bests) // 2]) if bests else max(ends)
    page = Table(box=box.SIMPLE, width=WIDTH, pad_edge=False)
    page.add_column("method", no_wrap=True)
    page.add_column("model", max_width=20)
    page.add_column("total", justify="right", no_wrap=True)
    page.add_column(f"{made[0].level:.0%} interval", no_wrap=True)
    page.add_column("", no_wrap=True)
    for each in made:
        row = row_of(each)
        page.add_row(
            row.label, Text(each.model or ""), number(each.total.best), span(each.total), bar(row, left, right, 36)
        )
    return page


def number(value: float | None) -> str:
    """A total for people: whole, with separators."""
    return "unbounded" if value is None else f"{value:,.0f}"


def span(total: Interval) -> str:
    """An interval for people."""
    if total.low is None and total.high is None:
        return "none"
    return f"{number(total.low)} to {number(total.high)}"


def _assumptions(found: Estimation) -> Iterator[RenderableType]:
    yield Text("What each assumes, which the data cannot confirm:", style="bold")
    told = set()
    for made in shown(found):
        if made.assumption not in told:
            told.add(made.assumption)
            yield Text(f"  {row_of(made).label}: {made.assumption}")


def _not_converged(found: Estimation) -> Iterator[RenderableType]:
    for made in found.estimates:
        if made.diagnostics["converged"]:
            continue
        why = made.diagnostics.get("why_not") or f"{made.diagnostics.get('tail_mass', 0):.1%} lies at the grid's end"
        yield Text(f"{row_of(made).label} has NOT CONVERGED: {why}.", style="yellow")
        for mode in made.diagnostics.get("modes", []):
            yield Text(f"  a mode near {mode['total']:,.0f}, with {mode['share']:.0%} of the draws")


def _models(found: Estimation) -> Iterator[RenderableType]:
    best = next((made for made in found.estimates if made.criterion == "bic"), None)
    if best is None or "listed" not in best.diagnostics:  # a combination of parts has no list of its own
        return
    left_out = best.diagnostics["not_existing"] + best.diagnostics["not_identifiable"]
    title = f"Best log-linear models of {best.diagnostics['models']:,}"
    title += f" ({left_out:,} have no unique estimate)" if left_out else ""
    page = Table(title=title, title_justify="left", box=box.SIMPLE, pad_edge=False)
    for column in ("model", "total", "BIC", "weight"):
        page.add_column(column, justify="left" if column == "model" else "right")
    for row in best.diagnostics["listed"][:SHOWN_MODELS]:
        page.add_row(Text(row["model"]), number(row["total"]), f"{row['bic']:.2f}", f"{row['weight']:.0%}")
    yield page
    bca = best.diagnostics["bca"]
    if bca:
        spans = "; ".join(
            f"among the best {limits['models']:,}: {number(limits['low'])} to {number(limits['high'])}"
            for limits in bca["among"]
        )
        yield Text(f"With the model chosen again in each of {bca['replicates']:,} replicates (BCa): {spans}.")


def _cells(found: Estimation) -> Iterator[RenderableType]:
    """Whether the fitted latent classes would give back every history's count; the worst of those that they would not."""
    for made in found.estimates:
        cells = made.diagnostics.get("predictive")
        if not cells:
            continue
        outside = [cell for cell in cells if not cell["low"] <= cell["observed"] <= cell["high"]]
        words = (
            f"Latent classes, check of every history: {len(outside)} of {len(cells)} counts lie outside what 95 % of "
        )
        words += "replicated tables hold"
        worst = sorted(outside, key=lambda cell: abs(cell["p"] - 0.5), reverse=True)[:SHOWN_CELLS]
        named = "; ".join(
            f"{' + '.join(c['history'])}: {c['observed']:,}, replicated {c['low']:,.0f} to {c['high']:,.0f}"
            for c in worst
        )
        yield Text(f"{words} (about {0.05 * len(cells):.1f} would by chance){': ' + named if named else ''}.")


def _sensitivity(found: Estimation) -> Iterator[RenderableType]:
    sensitivity = found.sensitivity
    if sensitivity.get("left_out"):
        page = Table(title="Each list left out in turn", title_justify="left", box=box.SIMPLE, pad_edge=False)
        shown = [key for key in LEFT_OUT_BY if any(key in row for row in sensitivity["left_out"])]
        for column in ("without", "documented then", *(LEFT_OUT_BY[key] for key in shown)):
            page.add_column(column, justify="left" if column == "without" else "right")
        for row in sensitivity["left_out"]:
            against = "refused" if row.get("refused") else "none"
            cells = [_triple(row.get(key), against) for key in shown]
            page.add_row(row["list"], f"{row['documented']:,}", *cells)
        yield page
    for key, title, first in (
        ("delta", "Decomposable, by prior weight of a cell (delta)", "delta"),
        ("latent_class_priors", "Latent classes, by prior (short runs)", "prior"),
    ):
        if sensitivity.get(key):
            page = Table(title=title, title_justify="left", box=box.SIMPLE, pad_edge=False)
            page.add_column(first)
            page.add_column("total", justify="right")
            alone = any("saturated" in row for row in sensitivity[key])
            if alone:
                page.add_column("rests on the prior", justify="right")
            for row in sensitivity[key]:
                share = [f"{row['saturated']:.0%}" if "saturated" in row else ""] if alone else []
                page.add_row(str(row[first]), _triple(row), *share)
            yield page


def _triple(row: dict[str, float | None] | None, none: str = "none") -> str:
    if row is None:
        return none
    return f"{number(row['best'])} ({number(row['low'])} to {number(row['high'])})"


def _parts(found: Estimation) -> Iterator[RenderableType]:
    strata = [part for part in found.parts if part.stratum]
    if not strata or len({part.replicate for part in strata}) > 1:
        return
    page = Table(title="By stratum (documented cases)", title_justify="left", box=box.SIMPLE, pad_edge=False)
    page.add_column("stratum")
    page.add_column("documented", justify="right")
    methods = [made for made in found.estimates if made.method is not Method.BOUNDS and made.criterion != "aic"]
    for made in methods:
        page.add_column(row_of(made).label, justify="right")
    for part in strata:
        answers = {(made.method, made.criterion): made for made in part.estimates}
        cells = [
            number(answers[key].total.best) if (key := (m.method, m.criterion)) in answers else "" for m in methods
        ]
        page.add_row(part.stratum, f"{part.table.documented:,}", *cells)
    yield page
