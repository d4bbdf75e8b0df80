"""A few figures weighed with what an earlier fast run learned of sources, roles and spreads: for a case that grows.

`learn` is a whole fast run that also says what it learned; `weigh_held` answers figures by it. What it says of a figure is
what a whole run would, but for what these figures' changed counts would teach of their sources.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.estimates.weigh import Settings, figures_of, neutral_of, run_layout, weighing_of
from counterclaim.estimates.weigh_priors import priors_for
from counterclaim.estimates.weigh_problem import Layout, lay_out
from counterclaim.estimates.weigh_rows import sort_rows
from counterclaim.model import WeighedFigure, Weighing, WeighRow
from counterclaim.stats.weighing import Priors
from counterclaim.stats.weighing.held import Held, regress
from counterclaim.stats.weighing.posterior import Posterior, approximate
from counterclaim.stats.weighing.problem import Floats

#: a pair or noise class is taken as learned only from this many times the statements that the changed figures hold of it;
#: of others, their own counts would be used twice
BEYOND = 3
SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class Learned:
    """What a whole fast run learned, by name and in plain numbers, so that it can be kept as JSON.

    `shared` names role groups and scales, with `mean` and `covariance` of their means. `pairs`: mean, left variance, slopes
    on `shared`, statements. `noises`: variance, statements. `kinds`: sigma_0^2, a, nu, statements. `groups`: omega^2 and upsilon^2.
    `scales`: tau^2. `statements`: of how many counts.
    """

    shared: list[str]
    mean: list[float]
    covariance: list[list[float]]
    pairs: dict[str, list[float]]
    noises: dict[str, list[float]]
    kinds: dict[str, list[float]]
    groups: dict[str, list[float]]
    scales: dict[str, float]
    kappa: list[float]
    swing: float | None
    statements: int


def learn(rows: Sequence[WeighRow], settings: Settings) -> tuple[Weighing, Learned | None]:
    """Every figure weighed by the fast engine, and what was learned; None where there was nothing to weigh.

    Raises:
        InputError: every fault of every row.
    """
    figures = sort_rows(rows)
    layout = lay_out(figures)
    if layout is None:
        return weighing_of(figures, None, None, settings), None
    posterior = run_layout(layout, priors_for(layout.groups), settings)
    return weighing_of(figures, layout, posterior, settings), _learned(layout, posterior)


def weigh_held(rows: Sequence[WeighRow], settings: Settings, learned: Learned) -> tuple[WeighedFigure, ...]:
    """These figures alone, by what was learned.

    Raises:
        InputError: every fault of every row.
    """
    figures = sort_rows(rows)
    layout = lay_out(figures)
    if layout is None:
        return figures_of(figures, None, None, settings)
    priors = priors_for(layout.groups)
    posterior = approximate(
        layout.problem,
        priors,
        neutral_of(layout),
        level=settings.level,
        shapes=layout.shapes(settings.as_of),
        held=_held(layout, priors, learned),
    )
    return figures_of(figures, layout, posterior, settings)


def _group(group: tuple[str, str]) -> str:
    return SEPARATOR.join(group)


def _pair(pair: tuple[str, tuple[str, str]]) -> str:
    return SEPARATOR.join((pair[0], *pair[1]))


def _learned(layout: Layout, posterior: Posterior) -> Learned:
    problem, sizes = layout.problem, layout.problem.sizes
    shared = np.arange(sizes.mean, sizes.total)
    slopes, left = regress(posterior.covariance, sizes.pairs, shared)
    said = np.bincount(problem.pair, minlength=sizes.pairs)
    heard = np.bincount(problem.noise, minlength=len(problem.noise_kind))
    alike = np.bincount(problem.noise_kind[problem.noise], minlength=len(layout.noise_kinds))
    hyper = posterior.hyper
    pairs = {
        _pair(pair): [float(posterior.mean[p]), float(left[p]), *map(float, slopes[p]), int(said[p])]
        for p, pair in enumerate(layout.pairs)
    }
    return Learned(
        shared=[*map(_group, layout.groups), *layout.scales],
        mean=[float(v) for v in posterior.mean[shared]],
        covariance=[[float(v) for v in row] for row in posterior.covariance[np.ix_(shared, shared)]],
        pairs=pairs,
        noises={name: [float(posterior.sigma[s] ** 2), int(heard[s])] for s, name in enumerate(layout.noises)},
        kinds={
            name: [float(hyper["sigma_0"][k] ** 2), float(hyper["a"][k]), float(hyper["nu"][k]), int(alike[k])]
            for name, k in layout.noise_kinds.items()
        },
        groups={
            _group(group): [float(hyper["omega"][g] ** 2), float(hyper["upsilon"][g] ** 2)]
            for g, group in enumerate(layout.groups)
        },
        scales={name: float(hyper["tau"][t] ** 2) for t, name in enumerate(layout.scales)},
        kappa=[float(1.0 / v) for v in hyper["slack"]],
        swing=float(hyper["swing"][0]) if "swing" in hyper else None,
        statements=len(layout.statements),
    )


def _held(layout: Layout, priors: Priors, learned: Learned) -> Held:
    """What was learned, in the order of these figures' coefficients; the priors for what is new."""
    problem, sizes = layout.problem, layout.problem.sizes
    at = {name: place for place, name in enumerate(learned.shared)}
    groups = [_group(group) for group in layout.groups]
    spread2 = np.array([learned.groups.get(g, [priors.spread[n] ** 2])[0] for n, g in enumerate(groups)])
    cell2 = np.array([learned.groups[g][1] if g in learned.groups else priors.cell_spread**2 for g in groups])
    mean, covariance = _shared(layout, priors, learned, at)
    own, k, left = _of_pairs(layout, learned, at, spread2, mean)
    total, first = sizes.total, sizes.mean
    means, whole = np.zeros(total), np.zeros((total, total))
    means[: sizes.pairs], means[first:] = own, mean
    pairs = slice(0, sizes.pairs)
    whole[first:, first:] = covariance
    whole[pairs, first:] = k @ covariance
    whole[first:, pairs] = whole[pairs, first:].T
    whole[pairs, pairs] = k @ covariance @ k.T + np.diag(left)
    cells, others = np.arange(sizes.cell, sizes.definition), np.arange(sizes.definition, first)
    of_cell = np.zeros(sizes.cells, dtype=np.int64)
    has = problem.cell >= 0
    of_cell[problem.cell[has]] = problem.group[problem.pair[has]]
    whole[cells, cells] = cell2[of_cell]
    whole[others, others] = priors.definition_sd**2
    kinds = [learned.kinds.get(name, [priors.noise**2, 4.0, 4.0, 0]) for name in layout.noise_kinds]
    here = np.bincount(problem.noise, minlength=len(problem.noise_kind))
    noises = [_noise(learned, name, int(here[s])) for s, name in enumerate(layout.noises)]
    centre = np.array([kind[0] for kind in kinds])[problem.noise_kind]
    return Held(
        mean=means,
        covariance=whole,
        sigma2=np.array([c if known is None else known[0] for known, c in zip(noises, centre, strict=True)]),
        sigma02=np.array([kind[0] for kind in kinds]),
        pooling=np.array([kind[1] for kind in kinds]),
        nu=np.array([kind[2] for kind in kinds]),
        spread2=spread2,
        cell2=cell2,
        tau2=np.array([learned.scales.get(name, priors.scale_rate / priors.scale_shape) for name in layout.scales]),
        kappa=np.array(learned.kappa),
        heard=np.array([0 if known is None else int(known[1]) for known in noises]) + here,
        alike=np.array([int(kind[3]) for kind in kinds]),
        swing=learned.swing,
    )


def _noise(learned: Learned, name: str, here: int) -> list[float] | None:
    known = learned.noises.get(name)
    return known if known is not None and known[1] >= BEYOND * here else None


def _shared(layout: Layout, priors: Priors, learned: Learned, at: dict[str, int]) -> tuple[Floats, Floats]:
    """Mean and covariance of the role groups' and scales' means."""
    names = [*map(_group, layout.groups), *layout.scales]
    groups = len(layout.groups)
    mean = np.array([*priors.mean, *[priors.level] * len(layout.scales)])
    variance = np.array([*priors.mean_sd**2, *[priors.level_sd**2] * len(layout.scales)])
    covariance = np.diag(variance)
    known = [n for n, name in enumerate(names) if name in at and (n < groups or name in learned.scales)]
    there = [at[names[n]] for n in known]
    mean[known] = np.array(learned.mean)[there]
    covariance[np.ix_(known, known)] = np.array(learned.covariance)[np.ix_(there, there)]
    return mean, covariance


def _of_pairs(
    layout: Layout, learned: Learned, at: dict[str, int], spread2: Floats, mean: Floats
) -> tuple[Floats, Floats, Floats]:
    """Mean, slopes on what is shared, and variance left, of every pair; a new one's are its role's."""
    names = [*map(_group, layout.groups), *layout.scales]
    here = Counter(int(p) for p in layout.problem.pair)
    own, left = np.empty(len(layout.pairs)), np.empty(len(layout.pairs))
    k = np.zeros((len(layout.pairs), len(names)))
    for p, pair in enumerate(layout.pairs):
        known = learned.pairs.get(_pair(pair))
        if known is None or known[-1] < BEYOND * here[p]:
            group = int(layout.problem.group[p])
            own[p], left[p], k[p, group] = mean[group], spread2[group], 1.0
            continue
        own[p], left[p] = known[0], known[1]
        slopes = known[2:-1]
        k[p] = [slopes[at[name]] if name in at else 0.0 for name in names]
    return own, k, left
