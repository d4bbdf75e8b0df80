"""Weighing: contradictory counts of one figure, and what they support together under a stated model.

A result here is the model's, never a codebook's and never a finding: it is shown beside the codebooks' assessments,
only where someone asks for it, under the name in `MODEL_RULES`, and stays out of public exports.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: assessments that are a model's; public exports leave them out
MODEL_RULES = frozenset({"weigh"})


class Role(StrEnum):
    """What the speaker of a count is to the people counted.

    OWN: their side. ENEMY: the side that fights them (losses of combatants only). ACCUSED: alleged to have harmed
    civilians. NEUTRAL: no party to it. UNKNOWN: nobody has written it down.
    """

    OWN = "own"
    ENEMY = "enemy"
    ACCUSED = "accused"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


class Population(StrEnum):
    """Whose harm is counted. It decides which priors the roles get."""

    COMBATANTS = "combatants"
    CIVILIANS = "civilians"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class WeighRow:
    """One source's count of one figure; the columns of `counterclaim weigh` (docs/methods/weighing.md).

    Rows of a figure that share an `origin` are one statement, the first, and its copies. Rows that share `suspected`
    may be copies of one another. `definition` names another definition of the people counted that a relation links
    to this figure. `floor`: identified dead. `place` says where the row stands, for faults; `claim` is a claim's id.
    """

    figure: str
    source: str
    role: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    hedge: str | None = None
    origin: str | None = None
    population: str | None = None
    type_: str | None = None
    as_of: date | None = None
    span: str | None = None
    floor: float | None = None
    definition: str | None = None
    suspected: str | None = None
    claim: str | None = None
    place: str = ""


class WeighStatus(StrEnum):
    """ESTIMATED, or INSUFFICIENT: mostly the prior speaks, and the reasons say why."""

    ESTIMATED = "estimated"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A figure that grows, at one date."""

    as_of: date
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class WeighedFigure:
    """What the statements about a figure support: `best` is the median, `low` to `high` the central `level`.

    All three are None only where no count is left to weigh. `prior_share` is the part of the variance that rests on
    what was presumed of roles and noise, 0 to 1. `claims` counts rows, `origins` the statements after copies are
    collapsed, `denials` the denials set aside. `modes` names two peaks where the counts support two answers.
    """

    figure: str
    low: float | None
    best: float | None
    high: float | None
    level: float
    prior_share: float | None
    status: WeighStatus
    claims: int
    origins: int
    denials: int = 0
    floor: float | None = None
    modes: tuple[float, ...] = ()
    reasons: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    path: tuple[PathPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighedSource:
    """How a source's counts in one role differ from the totals, as a factor: 0.5 says half.

    `bias` rests on the priors of the levels. `contrast` is the factor against the average neutral source of the same
    population, which the data identify. `noise` is the scale of its statements' errors on the log scale.
    """

    source: str
    role: str
    population: str
    bias: float
    bias_low: float
    bias_high: float
    contrast: float | None
    contrast_low: float | None
    contrast_high: float | None
    noise: float
    statements: int


@dataclass(frozen=True, slots=True)
class RoleContrast:
    """By what factor one role's counts exceed another's, on average over sources."""

    population: str
    role: str
    against: str
    factor: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FigureContrast:
    """By what factor one role's running counts of one figure exceed another's, averaged over the sources of each.

    `factor` is of typical counts, `mean` of the arithmetic mean of exact running totals, each over the total of its day:
    a few counts far from a source's others carry that and not the first. None without chains, or without such totals.
    """

    figure: str
    role: str
    against: str
    factor: float
    low: float
    high: float
    mean: float | None = None
    mean_low: float | None = None
    mean_high: float | None = None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The figures' low, best and high under other priors; `best_shift` is the median factor on best."""

    name: str
    assumption: str
    figures: tuple[tuple[str, float, float, float], ...]
    best_shift: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """One run: figures in input order, sources by name, the contrasts, and what must be said with them."""

    figures: tuple[WeighedFigure, ...]
    sources: tuple[WeighedSource, ...]
    contrasts: tuple[RoleContrast, ...]
    sensitivity: tuple[Sensitivity, ...]
    diagnostics: dict[str, float | int | bool | str | None]
    limits: tuple[str, ...]
    level: float
    seed: int
    version: str
    figure_contrasts: tuple[FigureContrast, ...] = ()
