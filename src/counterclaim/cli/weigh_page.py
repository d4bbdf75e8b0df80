"""The page that `counterclaim weigh` prints for people, and its progress bar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from counterclaim.model import Weighing, WeighStatus

#: rows of a table on a terminal; the JSON has all
ROWS = 40


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """A bar on standard error that shows after two seconds; yields what `weigh` calls with sweeps to come, then 0s."""
    import time

    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    total = done = 0
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Weighing", total=None, visible=False)

        def tick(more: int) -> None:
            nonlocal total, done
            total += more
            done += more == 0
            if done % 50 == 0 and time.monotonic() - began > 2:
                bar.update(task, total=total, completed=done, visible=True, refresh=True)

        yield tick


def page(result: Weighing) -> None:
    """Prints the figures, the contrasts, the sources and what must be said with them."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(title=f"Weighed counts (model, {result.level:.0%})", title_justify="left")
    for name in ("figure", "low", "best", "high", "claims", "originals", "prior's share", "remarks"):
        table.add_column(name, justify="left" if name in ("figure", "remarks") else "right")
    for figure in result.figures[:ROWS]:
        mark = "insufficient. " if figure.status is WeighStatus.INSUFFICIENT else ""
        table.add_row(
            figure.figure,
            *(_count(value) for value in (figure.low, figure.best, figure.high)),
            str(figure.claims),
            str(figure.origins),
            "" if figure.prior_share is None else f"{figure.prior_share:.0%}",
            mark + " ".join(figure.reasons),
        )
    console.print(table)
    _more(console.print, len(result.figures), "figures")


def _more(write: Callable[[str], None], count: int, what: str) -> None:
    if count > ROWS:
        write(f"... and {count - ROWS} more {what}; --json has all.")


def _count(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
