"""Sorted rows to the arrays that the kernels work on, and back: which number is which source, figure and role group."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from counterclaim.estimates.weigh_priors import Group
from counterclaim.estimates.weigh_rows import FigureRows, Statement
from counterclaim.model import WeighRow
from counterclaim.stats.weighing import Kind, Problem
from counterclaim.stats.weighing.problem import Floats, Ints
from counterclaim.stats.weighing.series import Shapes

#: presumed correlation of the errors of counts suspected to be copies: n of them weigh as n / (1 + (n - 1) rho)
SUSPICION = 0.5
#: no count of people is nearer to what its speaker means than one in ten thousand
CLOSEST = 1e-4
#: statements from which a series' tails can be told: a t's freedom under 2 from one over 4, at two to one
LONG = 50

Pair = tuple[str, Group]


@dataclass(frozen=True, slots=True)
class Layout:
    """`problem` and what its numbers stand for. `figures` are those with at least one statement, in problem order."""

    problem: Problem
    figures: tuple[FigureRows, ...]
    statements: tuple[Statement, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]
    noises: tuple[str, ...]
    noise_kinds: dict[str, int]
    scales: tuple[str, ...]
    days: Ints
    daily: NDArray[np.bool_]

    @property
    def growing(self) -> Ints:
        """(R,) numbers of the figures that grow."""
        return np.array([q for q, figure in enumerate(self.figures) if figure.grows], dtype=np.int64)

    def shapes(self, horizon: date | None) -> Shapes | None:
        """The paths of the figures that grow, to `horizon` or each to its last count; None where none grows."""
        if not len(self.growing):
            return None
        end = None if horizon is None else horizon.toordinal()
        return Shapes(self.problem, self.growing, self.days, self.daily, end)


def to_log(count: Floats) -> Floats:
    """The model's scale: log(x + 1/2), on which 0 is a number and the unit of a count matters little above ten."""
    logs: Floats = np.log(count + 0.5)
    return logs


def from_log(value: Floats) -> Floats:
    """Back to a count, never below 0."""
    counts: Floats = np.maximum(np.exp(np.minimum(value, 60.0)) - 0.5, 0.0)
    return counts


def lay_out(figures: Sequence[FigureRows]) -> Layout | None:
    """The statements of all figures as arrays; None where there is not one."""
    weighable = tuple(figure for figure in figures if figure.statements)
    if not weighable:
        return None
    statements = tuple(statement for figure in weighable for statement in figure.statements)
    pairs: dict[Pair, int] = {}
    groups: dict[Group, int] = {}
    noises: dict[str, int] = {}
    kinds: dict[str, int] = {}
    kind_of_noise: list[int] = []
    cells: dict[tuple[int, int], int] = {}
    definitions: dict[str, int] = {}
    scales: dict[str, int] = {}
    at: dict[str, list[float]] = {
        name: [] for name in ("figure", "pair", "cell", "definition", "noise", "inflation", "day", "daily")
    }
    for number, figure in enumerate(weighable):
        scales.setdefault(figure.type_, len(scales))
        spoken = Counter((statement.row.source, statement.role) for statement in figure.statements)
        series = Counter(noise_class(statement.row, figure.grows) for statement in figure.statements)
        suspected = Counter(s.row.suspected for s in figure.statements if s.row.suspected)
        for statement in figure.statements:
            row, group = statement.row, (figure.population, statement.role)
            groups.setdefault(group, len(groups))
            pair = pairs.setdefault((row.source, group), len(pairs))
            # A lone count of an event has its own error, which is as good; running totals share one per speaker.
            repeats = figure.grows or spoken[(row.source, statement.role)] > 1
            noise = noise_class(row, figure.grows)
            at["figure"].append(number)
            at["pair"].append(pair)
            at["cell"].append(cells.setdefault((pair, number), len(cells)) if repeats else -1)
            at["definition"].append(
                -1 if row.definition is None else definitions.setdefault(row.definition, len(definitions))
            )
            at["noise"].append(noises.setdefault(noise, len(noises)))
            if len(noises) > len(kind_of_noise):
                kind_of_noise.append(kinds.setdefault(noise_kind(row, figure.grows, series[noise]), len(kinds)))
            at["inflation"].append(1.0 + SUSPICION * (suspected[row.suspected] - 1) if row.suspected else 1.0)
            at["day"].append(row.as_of.toordinal() if row.as_of is not None else 0)
            at["daily"].append(row.span == "day")
    low = to_log(np.array([statement.low for statement in statements]))
    high = to_log(np.array([statement.high for statement in statements]))
    floors = np.array([np.nan if figure.floor is None else figure.floor for figure in weighable])
    problem = Problem(
        y=(low + high) / 2,
        low=low,
        high=high,
        kind=np.array([statement.kind for statement in statements], dtype=np.int64),
        figure=_whole(at["figure"]),
        pair=_whole(at["pair"]),
        cell=_whole(at["cell"]),
        definition=_whole(at["definition"]),
        noise=_whole(at["noise"]),
        noise_kind=_whole(kind_of_noise),
        inflation=np.array(at["inflation"], dtype=np.float64),
        rounding=np.array([_rounding(statement) for statement in statements]),
        group=_whole([groups[group] for _, group in pairs]),
        scale=_whole([scales[figure.type_] for figure in weighable]),
        floor=np.where(np.isnan(floors) | (floors <= 0), -np.inf, to_log(np.nan_to_num(floors))),
        groups=len(groups),
    )
    return Layout(
        problem,
        weighable,
        statements,
        tuple(pairs),
        tuple(groups),
        tuple(noises),
        kinds,
        tuple(scales),
        _whole(at["day"]),
        np.array(at["daily"], dtype=np.bool_),
    )


def _rounding(statement: Statement) -> float:
    """Variance of the log of a whole number known to half a unit (uniform), and never under `CLOSEST`.

    Without it a bulletin that says 15 for weeks, or twenty sources that all say 7, have no error at all, and the
    likelihood of their noise no maximum.
    """
    if statement.kind is not Kind.EXACT:
        return 0.0
    return max(1.0 / (12.0 * (statement.low + 0.5) ** 2), CLOSEST**2)


def noise_class(row: WeighRow, grows: bool) -> str:
    """Statements that share a noise scale: a source's, but where figures grow each running series has its own.

    A ministry's daily bulletin on one loss is exact to the digit, its rare words on another are not; and the errors of
    a running total and of one day's count have nothing in common.
    """
    return f"{row.source}\t{row.role}\t{row.figure}\t{row.span}" if grows else row.source


def noise_kind(row: WeighRow, grows: bool, length: int) -> str:
    """Classes that share a prior: events' together, running series' by role and span.

    A series of `length` statements that is long enough to show its own tails is a kind by itself: a daily bulletin
    copies itself to the digit and now and then misprints, which says nothing of how rarer counts err.
    """
    if not grows:
        return ""
    return noise_class(row, grows) if length >= LONG else f"{row.role}\t{row.span}"


def _whole(numbers: Sequence[float]) -> Ints:
    return np.array(numbers, dtype=np.int64)
