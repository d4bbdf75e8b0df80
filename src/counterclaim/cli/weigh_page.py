"""The page that `counterclaim weigh` prints for people, and its progress bar."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counterclaim.model import WeighedFigure, Weighing, WeighStatus

if TYPE_CHECKING:
    from rich.table import Table

#: rows of a table on a terminal; the JSON has all
ROWS = 40
#: columns of the page where it is not printed to a terminal
WIDTH = 120
#: columns of words, which may break
BREAKING = frozenset({"figure", "source"})
TYPICAL = "Of typical counts: a few that lie far from a source's others do not move it."
MEANS = f"{TYPICAL} Those few do move the mean of exact running totals, each over the total of its day."
#: seconds before a bar shows
PATIENCE = 2.0


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """A bar on standard error that shows after two seconds; yields what `weigh` calls with sweeps to come, then 0s."""
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    total = done = 0
    bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
    task = bar.add_task("Weighing", total=None)
    shown = False

    def tick(more: int) -> None:
        nonlocal total, done, shown
        total += more
        done += more == 0
        if done % 20 == 0 and time.monotonic() - began > PATIENCE:
            if not shown:  # started late, since even an empty bar writes a line when it stops
                bar.start()
                shown = True
            bar.update(task, total=total, completed=done, refresh=True)

    try:
        yield tick
    finally:
        if shown:
            bar.stop()


def page(result: Weighing, questions: Mapping[str, str] | None = None) -> None:
    """Prints the figures, the contrasts, the sources, other presumptions, and what must be said with them.

    `questions`, by figure: what each asks, where the figures are a case's and have no short names.
    """
    from rich.console import Console

    console = Console()
    if not console.is_terminal:  # a file or a pipe has no edge at which a number should be cut
        console = Console(width=WIDTH)
    console.print(
        f"[bold]Counts weighed[/bold]: a model's assessment, not a finding. Ranges hold {result.level:.0%}.\n"
    )
    if questions is None:
        console.print(_figures(result))
        _more(console.print, len(result.figures), "figures")
        if len(_days(result)) > 1:
            console.print("  Each total that grows is of its last counted day; --as-of DATE gives all of one day.")
    else:
        for figure in result.figures:
            console.print(f"[bold]{questions.get(figure.figure, figure.figure)}[/bold]", highlight=False)
            console.print(f"  {_line(figure)}", highlight=False)
    for figure in result.figures[:ROWS]:
        if figure.reasons and questions is None:
            console.print(f"  [bold]{figure.figure}[/bold]: {' '.join(figure.reasons)}", highlight=False)
    if result.contrasts:
        console.print(_contrasts(result))
    if result.figure_contrasts:
        console.print(_by_figure(result))
        console.print(f"  {MEANS if any(each.mean for each in result.figure_contrasts) else TYPICAL}", highlight=False)
    if result.sources:
        console.print(_sources(result))
        console.print("  Scatter is of a source's counts about their own level, not about the truth.", highlight=False)
        _more(console.print, len(result.sources), "sources")
    for other in result.sensitivity:
        console.print(
            f"Were it so that {other.assumption}, the best values would be {other.best_shift:.2f} times these "
            "(median over figures).",
            highlight=False,
        )
    console.print(_health(result, longer=questions is None), highlight=False)
    for limit in result.limits:
        console.print(f"[dim]{limit}[/dim]", highlight=False)


def _line(figure: WeighedFigure) -> str:
    """A figure's answer in one line."""
    if figure.best is None:
        return " ".join(figure.reasons)
    counts = " / ".join(_count(value) for value in (figure.low, figure.best, figure.high))
    share = f"prior's share {figure.prior_share:.0%}" if figure.prior_share is not None else ""
    said = f"{counts}  {figure.status.value}; {figure.origins} original counts in {figure.claims} claims; {share}"
    return f"{said}. {' '.join(figure.reasons)}".rstrip()


def _figures(result: Weighing) -> "Table":
    shown = result.figures[:ROWS]
    days = _days(result)
    one_day = len(days) == 1 and all(figure.path for figure in shown)
    names = ["figure", "low", "best", "high", "claims", "originals", "prior's share", "status"]
    table = _table(f"Totals as of {days.pop()}" if one_day else "", *names, *([] if one_day or not days else ["as of"]))
    for figure in shown:
        cells = [
            figure.figure,
            *(_count(value) for value in (figure.low, figure.best, figure.high)),
            f"{figure.claims:,}",
            f"{figure.origins:,}",
            "" if figure.prior_share is None else f"{figure.prior_share:.0%}",
            "estimated" if figure.status is WeighStatus.ESTIMATED else "[yellow]insufficient[/yellow]",
            figure.path[-1].as_of.isoformat() if figure.path else "",
        ]
        table.add_row(*cells[: len(table.columns)])
    return table


def _days(result: Weighing) -> set[str]:
    """The days whose totals are shown."""
    return {figure.path[-1].as_of.isoformat() for figure in result.figures[:ROWS] if figure.path}


def _by_figure(result: Weighing) -> "Table":
    pairs = list(dict.fromkeys((each.role, each.against) for each in result.figure_contrasts))
    title = "The same on each figure that grows"
    table = _table(title, "figure", *(f"{role} : {other}" for role, other in pairs))
    by: dict[str, dict[tuple[str, str], str]] = {}
    for each in result.figure_contrasts:
        words = f"{each.factor:.2f} ({each.low:.2f}-{each.high:.2f})"
        if each.mean is not None:
            words += f"\nmean {each.mean:.2f} ({each.mean_low:.2f}-{each.mean_high:.2f})"
        by.setdefault(each.figure, {})[each.role, each.against] = words
    for figure, cells in list(by.items())[:ROWS]:
        table.add_row(figure, *(cells.get(pair, "") for pair in pairs))
    return table


def _contrasts(result: Weighing) -> "Table":
    table = _table("How one role's typical counts compare with another's", "population", "contrast", "factor", "range")
    for contrast in result.contrasts:
        table.add_row(
            contrast.population,
            f"{contrast.role} : {contrast.against}",
            f"{contrast.factor:.2f}",
            f"{contrast.low:.2f} to {contrast.high:.2f}",
        )
    return table


def _sources(result: Weighing) -> "Table":
    table = _table(
        "Sources by name (a contrast is against the average neutral source)",
        "source",
        "role",
        "population",
        "contrast",
        "range",
        "scatter",
        "statements",
    )
    for source in result.sources[:ROWS]:
        known = source.contrast is not None
        table.add_row(
            source.source,
            source.role,
            source.population,
            f"{source.contrast:.2f}" if known else "no neutral source",
            f"{source.contrast_low:.2f} to {source.contrast_high:.2f}" if known else "",
            f"{100 * source.noise:.1f} %" if source.noise < 0.1 else f"{100 * source.noise:.0f} %",
            f"{source.statements:,}",
        )
    return table


def _table(title: str, *columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=box.SIMPLE)
    words = {"figure", "status", "population", "contrast", "source", "role", "range", "as of"}
    for name in columns:
        # Words may break over lines; a number that is cut would be another number.
        table.add_column(
            name, justify="left" if name in words else "right", no_wrap=name not in BREAKING, overflow="fold"
        )
    return table


def _health(result: Weighing, *, longer: bool) -> str:
    run = result.diagnostics
    if run["engine"] == "none":
        return ""
    if run["engine"] == "fast":
        return "Approximated (--fast). Without --fast the chains also carry the uncertainty of every spread."
    words = (
        f"{run['chains']} chains of {run['draws']} draws: R-hat {run['rhat']} (totals {run['rhat_totals']}), "
        f"effective draws {run['ess']:.0f} (totals {run['ess_totals']:.0f})."
    )
    if run["converged"]:
        return words
    hint = " (--draws runs longer)" if longer else ""
    if run.get("converged_totals"):
        return f"{words} The totals have converged; of some sources take scatter and contrast as a first look{hint}."
    return f"{words} Not converged: take the ranges as a first look{hint}."


def _more(write: Callable[[str], None], count: int, what: str) -> None:
    if count > ROWS:
        write(f"... and {count - ROWS} more {what}; --json has all.")


def _count(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
