"""Posterior quantities as values: figures with their reasons, sources and contrasts as factors."""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from counterclaim.estimates.weigh_problem import Layout
from counterclaim.estimates.weigh_rows import FigureRows
from counterclaim.model import (
    FigureContrast,
    PathPoint,
    Population,
    Role,
    RoleContrast,
    WeighedFigure,
    WeighedSource,
    WeighStatus,
)
from counterclaim.stats.weighing import Kind
from counterclaim.stats.weighing.posterior import Posterior
from counterclaim.stats.weighing.problem import Ints

#: above this share of the width the prior says more than the counts do
PRIOR_SPEAKS = 0.5
#: roles that a figure's contrasts compare, the party with an interest in more or fewer first
OPPOSED = (Role.ENEMY, Role.ACCUSED, Role.OWN, Role.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The model's answer to one figure, as counts."""

    low: float
    best: float
    high: float
    level: float
    share: float
    modes: tuple[float, ...]


def figure_without_counts(figure: FigureRows, level: float) -> WeighedFigure:
    """A figure of which nothing can be weighed: denials only, or words without a number."""
    if figure.denials == figure.rows:
        reason = f"All {figure.rows} rows deny it, and a denial is no count: nothing is left to weigh."
    else:
        reason = "No row has a number that can be weighed."
    reasons = [reason]
    if figure.floor:
        reasons.append(f"At least {figure.floor:g} of the dead are identified by name.")
    return WeighedFigure(
        figure=figure.name,
        low=None,
        best=None,
        high=None,
        level=level,
        prior_share=None,
        status=WeighStatus.INSUFFICIENT,
        claims=figure.rows,
        origins=0,
        denials=figure.denials,
        floor=figure.floor,
        reasons=tuple(reasons),
        ids=tuple(figure.ids),
    )


def weighed_figure(
    figure: FigureRows, bounds: Bounds, has_neutral: bool, path: tuple[PathPoint, ...] = ()
) -> WeighedFigure:
    """The figure with its status and, in words, what a reader must know of it. No bound lies below the floor."""
    least = figure.floor or 0.0
    low, best, high = (max(_tidy(value), least) for value in (bounds.low, bounds.best, bounds.high))
    insufficient, reasons = _why(figure, bounds, has_neutral)
    return WeighedFigure(
        figure=figure.name,
        low=low,
        best=best,
        high=high,
        level=bounds.level,
        prior_share=round(bounds.share, 3),
        status=WeighStatus.INSUFFICIENT if insufficient else WeighStatus.ESTIMATED,
        claims=figure.rows,
        origins=len(figure.statements),
        denials=figure.denials,
        floor=figure.floor,
        modes=tuple(_tidy(mode) for mode in bounds.modes),
        reasons=(*insufficient, *reasons),
        ids=tuple(figure.ids),
        path=path,
    )


def _why(figure: FigureRows, bounds: Bounds, has_neutral: bool) -> tuple[list[str], list[str]]:
    """Reasons for "insufficient", and remarks."""
    roles = {statement.role for statement in figure.statements}
    kinds = {statement.kind for statement in figure.statements}
    insufficient, remarks = [], []
    if bounds.share > PRIOR_SPEAKS:
        insufficient.append(f"{bounds.share:.0%} of the width rests on what is presumed of roles and noise.")
    if roles == {Role.ACCUSED}:
        insufficient.append("Only the accused speak of it.")
    if roles == {Role.ENEMY}:
        insufficient.append("Only the enemy's side speaks of it.")
    if not has_neutral:
        insufficient.append("No neutral source speaks anywhere in these rows, so no level is anchored.")
    if len(figure.statements) == 1:
        remarks.append("One original count.")
    if kinds == {Kind.AT_LEAST}:
        remarks.append("Every count is a lower bound; how far above them the total lies is presumed.")
    if kinds == {Kind.AT_MOST}:
        remarks.append("Every count is an upper bound; how far below them the total lies is presumed.")
    if figure.denials:
        remarks.append(
            f"{figure.denials} {'denial was' if figure.denials == 1 else 'denials were'} set aside: no count."
        )
    if figure.revised:
        remarks.append(f"{figure.revised} earlier counts were replaced by their own speakers' later ones.")
    if figure.unweighable:
        remarks.append(f"{figure.unweighable} rows without a number were set aside.")
    if figure.floor:
        remarks.append(_floor_words(figure))
    if bounds.modes:
        first, second = (_tidy(mode) for mode in bounds.modes)
        remarks.append(f"The counts support two answers, near {first:g} and near {second:g}; best lies between them.")
    return insufficient, remarks


def _floor_words(figure: FigureRows) -> str:
    highest = max(statement.high for statement in figure.statements)
    if figure.floor is not None and figure.floor > highest:
        return f"The {figure.floor:g} identified dead are more than every count ({highest:g} at most)."
    return f"No bound lies below the {figure.floor:g} identified dead."


def _tidy(count: float) -> float:
    """Four significant figures: more would claim a precision that no such number has."""
    if count <= 0:
        return 0.0
    return round(count, max(0, 3 - math.floor(math.log10(count))))


def sources(layout: Layout, posterior: Posterior, level: float) -> tuple[WeighedSource, ...]:
    """Every source in every role, by name: an order by size would be a ranking of honesty, which this is not."""
    sizes = layout.problem.sizes
    counts = np.bincount(layout.problem.pair, minlength=sizes.pairs)
    noise = posterior.sigma[_usual_noise(layout)]
    found = []
    for number, (name, (population, role)) in enumerate(layout.pairs):
        weights = np.zeros(sizes.total)
        weights[number] = 1.0
        low, middle, high = np.exp(posterior.combination(weights, level))
        reference = _reference(layout, population)
        against: tuple[float | None, ...] = (None, None, None)
        if reference is not None:
            weights[sizes.mean + reference] -= 1.0
            against = tuple(round(float(v), 3) for v in np.exp(posterior.combination(weights, level)))
        found.append(
            WeighedSource(
                source=name,
                role=role.value,
                population=population.value,
                bias=round(float(middle), 3),
                bias_low=round(float(low), 3),
                bias_high=round(float(high), 3),
                contrast=against[1],
                contrast_low=against[0],
                contrast_high=against[2],
                noise=round(float(noise[number]), 3),
                statements=int(counts[number]),
            )
        )
    return tuple(sorted(found, key=lambda source: (source.source, source.population, source.role)))


def _usual_noise(layout: Layout) -> Ints:
    """(M,) the noise class of most statements of each pair."""
    classes = len(layout.noises)
    both, count = np.unique(layout.problem.pair * classes + layout.problem.noise, return_counts=True)
    usual = np.zeros(layout.problem.sizes.pairs, dtype=np.int64)
    ascending = np.argsort(count, kind="stable")
    usual[both[ascending] // classes] = both[ascending] % classes
    return usual


def contrasts(layout: Layout, posterior: Posterior, level: float) -> tuple[RoleContrast, ...]:
    """Role against role within each population: what the data identify."""
    sizes = layout.problem.sizes
    order = list(Role)
    groups = sorted(range(len(layout.groups)), key=lambda g: (layout.groups[g][0], order.index(layout.groups[g][1])))
    found = []
    for first, second in combinations(groups, 2):
        population, role = layout.groups[first]
        if layout.groups[second][0] is not population:
            continue
        weights = np.zeros(sizes.total)
        weights[sizes.mean + first], weights[sizes.mean + second] = 1.0, -1.0
        low, middle, high = (round(float(v), 3) for v in np.exp(posterior.combination(weights, level)))
        found.append(RoleContrast(population.value, role.value, layout.groups[second][1].value, middle, low, high))
    return tuple(found)


def figure_contrasts(layout: Layout, posterior: Posterior, level: float) -> tuple[FigureContrast, ...]:
    """Role against role on each figure that grows: there every source has a difference of its own, which is learned."""
    problem, sizes, found = layout.problem, layout.problem.sizes, []
    for q in layout.growing:
        effects: dict[Role, set[tuple[int, int]]] = {}
        for i in range(problem.start[q], problem.start[q + 1]):
            pair = int(problem.pair[i])
            effects.setdefault(layout.pairs[pair][1][1], set()).add((pair, int(problem.cell[i])))
        for first, second in combinations([role for role in OPPOSED if role in effects], 2):
            weights = np.zeros(sizes.total)
            for role, sign in ((first, 1.0), (second, -1.0)):
                for pair, cell in effects[role]:
                    weights[[pair, sizes.cell + cell]] += sign / len(effects[role])
            low, middle, high = (round(float(v), 3) for v in np.exp(posterior.combination(weights, level)))
            mean_low, mean, mean_high = _of_means(posterior, effects[first], effects[second], level)
            name = layout.figures[int(q)].name
            found.append(FigureContrast(name, first.value, second.value, middle, low, high, mean, mean_low, mean_high))
    return tuple(found)


def _of_means(
    posterior: Posterior, first: set[tuple[int, int]], second: set[tuple[int, int]], level: float
) -> tuple[float | None, float | None, float | None]:
    """Low, median and high of the factor between the mean running totals of two roles' (pair, cell)s."""
    if posterior.multiplier is None:
        return None, None, None
    sides = [posterior.multiplier[:, [cell for _, cell in sorted(of)]] for of in (first, second)]
    # A source without exact running totals of the figure has no mean; where it is a role's only one, nor has the role.
    kept = [draws[:, np.isfinite(draws[0])] for draws in sides]
    if not all(draws.shape[1] for draws in kept):
        return None, None, None
    tail = (1.0 - level) / 2
    logs = np.quantile(kept[0].mean(axis=1) - kept[1].mean(axis=1), [tail, 0.5, 1.0 - tail])
    low, middle, high = (round(float(v), 3) for v in np.exp(logs))
    return low, middle, high


def _reference(layout: Layout, population: Population) -> int | None:
    group = (population, Role.NEUTRAL)
    return layout.groups.index(group) if group in layout.groups else None
