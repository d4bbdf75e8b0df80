"""Weighs contradictory counts: rows in, one range a figure out, with what it rests on.

`weigh` is the whole run behind `counterclaim weigh`; `assess` the figures only, for a case; `assessment` the form in
which a figure carries it beside the codebooks' assessments.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from counterclaim import __version__
from counterclaim.errors import UsageError
from counterclaim.estimates.weigh_priors import alternatives, priors_for
from counterclaim.estimates.weigh_problem import Layout, from_log, lay_out
from counterclaim.estimates.weigh_results import (
    Bounds,
    contrasts,
    figure_contrasts,
    figure_without_counts,
    sources,
    weighed_figure,
)
from counterclaim.estimates.weigh_rows import FigureRows, sort_rows
from counterclaim.model import Assessment, PathPoint, Reason, Role, Sensitivity, WeighedFigure, Weighing, WeighRow
from counterclaim.stats.weighing import Priors
from counterclaim.stats.weighing.posterior import Plan, Posterior, approximate, sample
from counterclaim.stats.weighing.problem import Floats

RULES = "weigh"
LIMITS = (
    "These ranges are a model's, not a finding: they rest on what is presumed of each role (--sensitivity varies it).",
    "How far one role's counts differ from another's can be learned. How far all neutral sources are off together "
    "cannot: it is presumed (14 % too few, give or take 15 %). If they all miss more, every range here is too low.",
    "Victims whom nobody reports are outside this model; estimating them needs lists of names (counterclaim estimate).",
    "The ranges hold their level where the model's assumptions hold (docs/methods/weighing.md says what happens where "
    "they fail).",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """`fast` is the empirical-Bayes approximation; otherwise Gibbs chains run after `plan`.

    `as_of` is the day whose totals are reported for figures that grow; each figure's own last day where None.
    """

    level: float = 0.9
    seed: int = 1
    fast: bool = False
    sensitivity: bool = False
    plan: Plan | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        if not 0.0 < self.level < 1.0:
            raise UsageError(f"The level must lie between 0 and 1, and {self.level:g} does not. Use 0.9 for 90 %.")


def weigh(
    rows: Sequence[WeighRow],
    settings: Settings | None = None,
    *,
    where: str = "rows",
    tick: Callable[[int], None] | None = None,
) -> Weighing:
    """Every figure weighed together: what is learned of a source on one helps the others.

    Raises:
        InputError: every fault of every row.
    """
    settings = settings or Settings()
    figures = sort_rows(rows, where)
    layout = lay_out(figures)
    posterior = None if layout is None else run_layout(layout, priors_for(layout.groups), settings, tick)
    return weighing_of(figures, layout, posterior, settings)


def weighing_of(
    figures: Sequence[FigureRows], layout: Layout | None, posterior: Posterior | None, settings: Settings
) -> Weighing:
    """A run's answers as values; without a layout, of figures of which nothing can be weighed."""
    if layout is None or posterior is None:
        return Weighing(
            figures=figures_of(figures, None, None, settings),
            sources=(),
            contrasts=(),
            sensitivity=(),
            diagnostics={"engine": "none", "converged": True},
            limits=LIMITS,
            level=settings.level,
            seed=settings.seed,
            version=__version__,
        )
    return Weighing(
        figures=figures_of(figures, layout, posterior, settings),
        sources=sources(layout, posterior, settings.level),
        contrasts=contrasts(layout, posterior, settings.level),
        sensitivity=_sensitivity(layout, posterior, settings) if settings.sensitivity else (),
        diagnostics=_diagnostics(layout, posterior),
        limits=LIMITS,
        level=settings.level,
        seed=settings.seed,
        version=__version__,
        figure_contrasts=figure_contrasts(layout, posterior, settings.level),
    )


def assess(
    rows: Sequence[WeighRow], *, level: float = 0.9, seed: int = 1, fast: bool = True
) -> tuple[WeighedFigure, ...]:
    """The figures of `rows` in the order of their first row. `fast` (the default) is for a case that grows.

    Raises:
        InputError: every fault of every row.
    """
    return weigh(rows, Settings(level=level, seed=seed, fast=fast)).figures


def assessment(figure: WeighedFigure) -> Assessment:
    """The figure as an assessment under the rules "weigh", marked as the model's in every reason."""
    ids = figure.ids
    said = " ".join(figure.reasons)
    if figure.best is None or figure.low is None or figure.high is None:
        reasons = (Reason("grade", RULES, ids, f"Model: {said}"),)
        return Assessment(RULES, __version__, None, None, None, figure.status.value, figure.level, reasons)
    percent = f"{figure.level:.0%}"
    texts = {
        "low": f"Model: {percent} of what it holds possible lies between low and high.",
        "best": f"Model: the median, from {figure.origins} original counts in {figure.claims} claims.",
        "high": f"Model: {percent} of what it holds possible lies between low and high.",
        "grade": f"Model: {figure.prior_share:.0%} of the width rests on presumptions. {said}".strip(),
    }
    return Assessment(
        RULES,
        __version__,
        math.floor(figure.low),
        round(figure.best),
        math.ceil(figure.high),
        figure.status.value,
        figure.level,
        tuple(Reason(bound, RULES, ids, text) for bound, text in texts.items()),
    )


def neutral_of(layout: Layout) -> Floats:
    """(G,) 1 for the role groups that are the level's reference."""
    return np.array([1.0 if role is Role.NEUTRAL else 0.0 for _, role in layout.groups])


def run_layout(
    layout: Layout, priors: Priors, settings: Settings, tick: Callable[[int], None] | None = None
) -> Posterior:
    """The posterior by the engine that the settings ask for."""
    neutral, shapes = neutral_of(layout), layout.shapes(settings.as_of)
    if settings.fast:
        return approximate(layout.problem, priors, neutral, level=settings.level, shapes=shapes)
    return sample(
        layout.problem,
        priors,
        neutral,
        level=settings.level,
        seed=settings.seed,
        plan=settings.plan,
        shapes=shapes,
        tick=tick,
    )


def figures_of(
    figures: Sequence[FigureRows], layout: Layout | None, posterior: Posterior | None, settings: Settings
) -> tuple[WeighedFigure, ...]:
    """The answers to the figures, in their order."""
    level = settings.level
    if layout is None or posterior is None:
        return tuple(figure_without_counts(figure, level) for figure in figures)
    at = {figure.name: number for number, figure in enumerate(layout.figures)}
    paths = _paths(layout, posterior, settings) if posterior.paths is not None else {}
    found = []
    for figure in figures:
        if figure.name not in at:
            found.append(figure_without_counts(figure, level))
            continue
        q = at[figure.name]
        low, best, high = (float(v) for v in from_log(posterior.quantiles[:, q]))
        modes = tuple(float(v) for v in from_log(np.array(posterior.modes[q])))
        bounds = Bounds(low, best, high, level, float(posterior.share[q]), modes)
        has_neutral = any(role is Role.NEUTRAL for _, role in layout.groups)
        found.append(weighed_figure(figure, bounds, has_neutral, paths.get(q, ())))
    return tuple(found)


def _paths(layout: Layout, posterior: Posterior, settings: Settings) -> dict[int, tuple[PathPoint, ...]]:
    """The path of each figure that grows, by its number; no point below 0, nor the last below the floor."""
    shapes, found = layout.shapes(settings.as_of), {}
    if shapes is None or posterior.paths is None:
        return {}
    for number, q in enumerate(layout.growing):
        counts = from_log(posterior.paths[:, number])
        days = int(shapes.first[number]) + shapes.path_days(number)
        found[int(q)] = tuple(
            PathPoint(date.fromordinal(int(day)), *(round(float(v), 1) for v in counts[:, point]))
            for point, day in enumerate(days)
        )
    return found


def _sensitivity(layout: Layout, posterior: Posterior, settings: Settings) -> tuple[Sensitivity, ...]:
    """Each alternative by the fast engine, against the fast engine's own answer under the priors in use."""
    names = [figure.name for figure in layout.figures]
    neutral = neutral_of(layout)
    shapes = layout.shapes(settings.as_of)
    run = partial(approximate, layout.problem, neutral=neutral, level=settings.level, shapes=shapes)
    base = run(priors_for(layout.groups))
    found = []
    for other in alternatives():
        moved = run(priors_for(layout.groups, other.table))
        counts = from_log(moved.quantiles)
        shift = float(np.exp(np.median(moved.quantiles[1] - base.quantiles[1])))
        rows = tuple((name, *(round(float(v), 1) for v in counts[:, q])) for q, name in enumerate(names))
        found.append(Sensitivity(other.name, other.assumption, rows, round(shift, 3)))  # type: ignore[arg-type]
    return tuple(found)


def _diagnostics(layout: Layout, posterior: Posterior) -> dict[str, float | int | bool | str | None]:
    run = posterior.diagnostics
    return {
        "engine": run.engine,
        "chains": run.chains,
        "draws": run.draws,
        "warmup": run.warmup,
        "rhat": _rounded(run.rhat, 4),
        "ess": _rounded(run.ess, 0),
        "rhat_totals": _rounded(run.rhat_totals, 4),
        "ess_totals": _rounded(run.ess_totals, 0),
        "converged": run.converged,
        "converged_totals": run.converged_totals,
        "iterations": run.iterations,
        "statements": len(layout.statements),
        "bimodal": sum(1 for modes in posterior.modes if modes),
        "nu": _rounded(float(posterior.hyper["nu"][0]), 1),
        "noise": _rounded(float(posterior.hyper["sigma_0"][0]), 3),
    }


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None or not math.isfinite(number) else round(number, digits)
