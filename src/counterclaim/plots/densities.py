"""Posterior densities of a total, as SVG."""

from collections.abc import Mapping, Sequence

from counterclaim.plots.intervals import ticks_between
from counterclaim.plots.svg import COLOURS, figure, text


def densities_svg(curves: Mapping[str, tuple[Sequence[float], Sequence[float]]], documented: float, title: str) -> str:
    """Each curve is (totals, density), both in persons; curves are scaled to the same greatest height."""
    with figure(7.0, 3.2) as (made, axes):
        for (name, (totals, heights)), colour in zip(curves.items(), COLOURS, strict=False):
            top = max(heights) or 1.0
            axes.plot(totals, [height / top for height in heights], color=colour, linewidth=1.4, label=name)
        axes.axvline(documented, color="black", linewidth=0.8, linestyle=":", label="documented")
        axes.set_xscale("log")
        axes.set_yticks([])
        ticks = ticks_between(*axes.get_xlim())
        axes.set_xticks(ticks, [f"{tick:,.0f}" for tick in ticks])
        axes.minorticks_off()
        axes.set_xlabel("persons in all, log scale")
        axes.set_title(title, loc="left", fontsize=10)
        axes.legend(frameon=False, fontsize=8)
        return text(made)
