"""A total with its interval, assumption and diagnostics; or why there is none. A refusal is an answer, not an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Method(StrEnum):
    """How a total is estimated from a table of overlaps."""

    LOGLINEAR = "loglinear"
    STEPWISE = "stepwise"
    DECOMPOSABLE = "decomposable"
    LATENT_CLASS = "latent-class"
    BOUNDS = "bounds"


@dataclass(frozen=True, slots=True)
class Interval:
    """`best` is a point estimate or a posterior median. None: unbounded, or not to be had."""

    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the diagnosis of a table found. `level`: "note", "warning" or "refusal"."""

    code: str
    level: str
    text: str
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one method says of one table, under one assumption.

    `criterion` names the member of a family ("bic", "aic", "average"; "chao", "mth-darroch", ...), `model` the selected
    model. `diagnostics` always holds `converged`. `seconds` is the method's own time, without compilation.
    """

    method: Method
    total: Interval
    undocumented: Interval
    level: float
    assumption: str
    diagnostics: Mapping[str, Any]
    seconds: float
    criterion: str | None = None
    model: str | None = None
    aic: float | None = None
    bic: float | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a method gives no number for a table."""

    method: Method
    reason: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The table that an estimate is of, in three numbers."""

    lists: tuple[str, ...]
    documented: int
    overlaps: int


@dataclass(frozen=True, slots=True)
class Part:
    """What was found for one stratum, or one replicate, of a larger table."""

    stratum: str | None
    replicate: str | None
    table: TableHead
    estimates: tuple[Estimate, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Estimation:
    """All methods side by side: the line that `counterclaim estimate --json` prints.

    No number of it is a headline by itself: for that, a named analyst accepts the assumption of one of them.
    """

    table: TableHead
    diagnosis: tuple[Finding, ...]
    estimates: tuple[Estimate, ...]
    refusals: tuple[Refusal, ...]
    seed: int
    version: str
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    sensitivity: Mapping[str, Any] = field(default_factory=dict)
