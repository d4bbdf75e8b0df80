"""Tables of overlaps and estimates on the way out of a case or into one: already cut to a tier."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.model import Acceptance, Estimation, OverlapTable


@dataclass(frozen=True, slots=True)
class GivenTable:
    """Counts by capture history that a person gave under a name."""

    id: str
    name: str
    tables: tuple[OverlapTable, ...]


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """Who accepted which assumptions of an estimate, on record as `entry`; `total` is what was accepted, for readers."""

    entry: str
    at: str
    withdrawn: bool
    acceptance: Acceptance


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """An estimate with the tables that it was made from. `current`: its source holds the same counts today."""

    id: str
    source: str
    entry: str
    at: str
    by: str
    tool: str
    current: bool
    inputs: tuple[str, ...]
    settings: Mapping[str, Any]
    tables: tuple[OverlapTable, ...]
    estimation: Estimation
    accepted: tuple[AcceptedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EstimateRows:
    """All of it, in the order in which it came to the case."""

    given: tuple[GivenTable, ...] = ()
    estimates: tuple[EstimateRow, ...] = ()


NO_ESTIMATES = EstimateRows()
