"""Weighed figures beside the counts they came from, as SVG: an interval and a dot a count, on a log scale.

Sources are marked by role, never ranked; figures the priors speak for are drawn hollow.
"""

import io
from collections.abc import Sequence

from counterclaim.model import Role, WeighedFigure, Weighing, WeighRow, WeighStatus

#: figures a picture holds
MOST = 30
#: a marker for each role, told apart by shape as well as colour (Okabe and Ito 2008, safe for colour-blind readers)
MARKS = {
    Role.OWN: ("s", "#0072B2"),
    Role.ENEMY: ("^", "#D55E00"),
    Role.ACCUSED: ("v", "#CC79A7"),
    Role.NEUTRAL: ("o", "#009E73"),
    Role.UNKNOWN: ("x", "#555555"),
}


def draw(result: Weighing, rows: Sequence[WeighRow]) -> str:
    """The picture as SVG text; the same values give the same bytes."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    shown = [figure for figure in result.figures if figure.best is not None][:MOST]
    # Ids in the SVG come from this salt instead of the clock, and no date is written, so bytes can be compared.
    with matplotlib.rc_context({"svg.hashsalt": "counterclaim", "svg.fonttype": "none", "font.size": 9}):
        picture = Figure(figsize=(8.0, 1.4 + 0.32 * max(len(shown), 1)), layout="constrained")
        FigureCanvasSVG(picture)
        axes = picture.add_subplot()
        used = {role for at, figure in enumerate(shown) for role in _row(axes, len(shown) - 1 - at, figure, rows)}
        axes.set_xscale("log")
        axes.set_yticks(range(len(shown)), [figure.figure for figure in reversed(shown)])
        axes.set_ylim(-0.7, len(shown) - 0.3)
        axes.set_xlabel(f"count (log scale); line: {result.level:.0%} of the model's posterior; bar: its median")
        axes.grid(axis="x", alpha=0.3)
        for role in (role for role in MARKS if role in used):
            axes.plot([], [], MARKS[role][0], color=MARKS[role][1], label=f"{role.value} count", linestyle="none")
        if used:
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.0), ncols=5, frameon=False, fontsize=8)
            axes.set_ylim(-0.7, len(shown) + 0.4)
        picture.suptitle("Contradictory counts, weighed: a model's assessment, not a finding", fontsize=10)
        out = io.StringIO()
        picture.savefig(out, format="svg", metadata={"Date": None, "Creator": "Counterclaim"})
    return out.getvalue()


def _latest(rows: Sequence[WeighRow]) -> list[WeighRow]:
    """Of counts that grow, each source's last running total: the earlier ones were of an earlier day."""
    if not any(row.span == "cumulative" for row in rows):
        return list(rows)
    last: dict[tuple[str, str, str | None], WeighRow] = {}
    for row in rows:
        key = (row.source, row.role, row.hedge)
        if row.span == "cumulative" and row.as_of is not None:
            held = last.get(key)
            if held is None or held.as_of is None or row.as_of >= held.as_of:
                last[key] = row
    return list(last.values())


def _row(axes: object, at: int, figure: WeighedFigure, rows: Sequence[WeighRow]) -> set[Role]:
    """Draws one figure at height `at`; the roles whose counts are drawn."""
    from matplotlib.axes import Axes

    if not isinstance(axes, Axes) or figure.low is None or figure.best is None or figure.high is None:
        return set()
    sure = figure.status is WeighStatus.ESTIMATED
    axes.plot([max(figure.low, 0.5), figure.high], [at, at], color="black", linewidth=2.2, alpha=0.8 if sure else 0.3)
    axes.plot([max(figure.best, 0.5)], [at], "|", color="black", markersize=12, markeredgewidth=2)
    used = set()
    for row in _latest([row for row in rows if row.figure == figure.figure]):
        number = next((n for n in (row.value, row.low, row.high) if n is not None), None)
        if number is None:
            continue
        role = Role(row.role)
        mark, colour = MARKS[role]
        axes.plot([max(number, 0.5)], [at], mark, color=colour, markersize=5, alpha=0.7)
        used.add(role)
    return used
