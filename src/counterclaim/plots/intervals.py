"""Totals with their intervals, one line each: as SVG and as bars of characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from counterclaim.plots.svg import COLOURS, figure, text


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled interval; None is an open end. `faint` for what has not converged."""

    label: str
    low: float | None
    best: float | None
    high: float | None
    faint: bool = False


def intervals_svg(rows: Sequence[Row], documented: float, title: str) -> str:
    """A forest of intervals on a log scale, with the documented as a line. Rows without a best are named only."""
    ends = [value for row in rows for value in (row.low, row.best, row.high) if value is not None and value > 0]
    left, right = min([documented, *ends]) * 0.95, max([documented, *ends]) * 1.1
    with figure(7.0, 1.2 + 0.26 * len(rows)) as (made, axes):
        axes.set_xscale("log")
        axes.set_xlim(left, right)
        axes.axvline(documented, color="black", linewidth=0.8, linestyle=":")
        axes.text(documented, -0.9, f"documented {documented:,.0f}", fontsize=8)
        for i, row in enumerate(rows):
            if row.best is None:
                continue
            colour, style = COLOURS[0], "--" if row.faint else "-"
            low, high = (row.low if row.low is not None else left), (row.high if row.high is not None else right)
            axes.plot([max(low, left), high], [i, i], color=colour, linestyle=style, linewidth=1.6)
            axes.plot(
                [row.best], [i], "o", color="white" if row.faint else colour, markeredgecolor=colour, markersize=5
            )
        axes.set_yticks(range(len(rows)), [row.label for row in rows])
        axes.set_ylim(len(rows) - 0.5, -1.2)
        axes.set_xlabel("persons in all, log scale; dashed: not converged")
        axes.set_title(title, loc="left", fontsize=10)
        ticks = ticks_between(left, right)
        axes.set_xticks(ticks, [f"{tick:,.0f}" for tick in ticks])
        axes.minorticks_off()
        return text(made)


def ticks_between(left: float, right: float) -> list[float]:
    """One, two and five times powers of ten inside the range; every digit where these are fewer than three."""

    def inside(*digits: float) -> list[float]:
        return [m * 10.0**e for e in range(13) for m in digits if left <= m * 10.0**e <= right]

    ticks = inside(1, 2, 5)
    return ticks if len(ticks) > 2 else inside(1, 1.2, 1.5, 2, 3, 4, 5, 6, 7, 8, 9)


def bar(row: Row, left: float, right: float, width: int = 40) -> str:
    """The interval as characters on a log scale from `left` to `right`: ├──●──┤, open ends as ┄."""
    if row.best is None:
        return ""

    def at(value: float) -> int:
        share = (log(max(value, 1e-9)) - log(left)) / max(log(right) - log(left), 1e-9)
        return min(width - 1, max(0, round(share * (width - 1))))

    cells = [" "] * width
    low = at(row.low) if row.low is not None else 0
    high = at(row.high) if row.high is not None else width - 1
    for i in range(low, high + 1):
        cells[i] = "┄" if row.faint else "─"
    cells[low] = "├" if row.low is not None else "┄"
    cells[high] = "┤" if row.high is not None else "┄"
    cells[at(row.best)] = "○" if row.faint else "●"
    return "".join(cells).rstrip()
