"""Observed counts of capture histories against those that a fitted model would produce, as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.plots.svg import COLOURS, figure, text


@dataclass(frozen=True, slots=True)
class Cell:
    """A history by the names of its lists, its count, and the 95 % range and mean of replicated counts."""

    label: str
    observed: float
    low: float
    expected: float
    high: float


def cells_svg(cells: Sequence[Cell], title: str) -> str:
    """One line a cell; counts on a square-root scale, on which Poisson counts spread evenly."""
    with figure(7.0, 1.0 + 0.22 * len(cells)) as (made, axes):
        axes.set_xscale("function", functions=(lambda v: abs(v) ** 0.5, lambda v: v**2))
        for i, cell in enumerate(cells):
            inside = cell.low <= cell.observed <= cell.high
            axes.plot([cell.low, cell.high], [i, i], color=COLOURS[5], linewidth=4, solid_capstyle="butt")
            axes.plot(
                [cell.observed], [i], "o" if inside else "X", color="black" if inside else COLOURS[1], markersize=5
            )
        axes.set_yticks(range(len(cells)), [cell.label for cell in cells], fontsize=7)
        axes.set_ylim(len(cells) - 0.5, -0.5)
        axes.set_xlim(left=0)
        axes.set_xlabel("persons, square-root scale; band: 95 % of replicated tables; cross: outside it")
        axes.set_title(title, loc="left", fontsize=10)
        return text(made)
