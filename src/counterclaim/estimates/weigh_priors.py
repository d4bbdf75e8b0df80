"""What is presumed of a role before any data, by population, and where each number comes from.

Means and standard deviations are of the log of reported over true. The presumptions about combatants' losses (a side
understates its own and overstates the enemy's) never serve harm to civilians, and a test keeps it so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import starmap

import numpy as np

from counterclaim.model import Population, Role
from counterclaim.stats.weighing import Priors

Group = tuple[Population, Role]


@dataclass(frozen=True, slots=True)
class RolePrior:
    """beta ~ N(mean, sd^2) for the role; a source's own deviation from it has sd `spread`. `source` says why.

    With `freedom`, beta is t with so many degrees: a value far from the mean is then believed, not averaged in.
    """

    mean: float
    sd: float
    spread: float
    source: str
    freedom: float = math.inf


_PNAS = "Radford et al. 2023 (PNAS 120(34), e2307372120), two sides' multipliers on military deaths"
_VESCO = "Vesco et al. 2026 (doi 10.1177/00220027261423826): coders hold 1.1 to 1.2 of the reported best most likely"
_NEUTRAL = RolePrior(-0.15, 0.15, 0.2, f"{_VESCO}; a monitor reports what it can see")
_UNKNOWN = RolePrior(0.0, 0.6, 0.5, "wide enough for a party of either side, centred at neither")

PRIORS: dict[Group, RolePrior] = {
    (Population.COMBATANTS, Role.OWN): RolePrior(-0.5, 0.5, 0.45, f"{_PNAS}: .28 and .99 on own dead, drawn to 1"),
    (Population.COMBATANTS, Role.ENEMY): RolePrior(
        0.6, 0.5, 0.45, f"{_PNAS}: 4.33 and 1.94 on the enemy's, drawn to 1"
    ),
    (Population.COMBATANTS, Role.NEUTRAL): _NEUTRAL,
    (Population.COMBATANTS, Role.UNKNOWN): _UNKNOWN,
    (Population.CIVILIANS, Role.OWN): RolePrior(
        0.0, 0.3, 0.4, "the victims' side and its hospitals are presumed neither to exaggerate nor to miss"
    ),
    (Population.CIVILIANS, Role.ACCUSED): RolePrior(
        -1.0,
        0.7,
        0.5,
        "who is accused admits a part, from nearly all to one in eight (two sd), or next to nothing: then the tail of "
        "a t with 2 degrees believes that it understates, rather than that all others overstate",
        freedom=2.0,
    ),
    (Population.CIVILIANS, Role.NEUTRAL): _NEUTRAL,
    (Population.CIVILIANS, Role.UNKNOWN): _UNKNOWN,
    (Population.MIXED, Role.OWN): RolePrior(-0.2, 0.5, 0.45, "between combatants and civilians, as wide as the wider"),
    (Population.MIXED, Role.ENEMY): RolePrior(
        0.2, 0.6, 0.45, "between combatants and no presumption, wider than either"
    ),
    (Population.MIXED, Role.ACCUSED): RolePrior(-0.7, 0.8, 0.5, "as for civilians, weaker and wider", 2.0),
    (Population.MIXED, Role.NEUTRAL): _NEUTRAL,
    (Population.MIXED, Role.UNKNOWN): _UNKNOWN,
}


def priors_for(groups: Sequence[Group], table: dict[Group, RolePrior] | None = None) -> Priors:
    """The arrays for these role groups, in their order."""
    rows = [(table or PRIORS)[group] for group in groups]
    return Priors(
        mean=np.array([row.mean for row in rows]),
        mean_sd=np.array([row.sd for row in rows]),
        spread=np.array([row.spread for row in rows]),
        mean_freedom=np.array([row.freedom for row in rows]),
    )


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another table of priors, for the sensitivity runs; `assumption` says it in words."""

    name: str
    assumption: str
    table: dict[Group, RolePrior]


_OPPOSITE = {Role.OWN: Role.ENEMY, Role.ENEMY: Role.OWN}


def _reversed(group: Group, prior: RolePrior) -> RolePrior:
    """The role's presumption turned round: its opposite's where both exist, else with the other sign."""
    population, role = group
    if population is Population.COMBATANTS and role in _OPPOSITE:
        return PRIORS[(population, _OPPOSITE[role])]
    return prior if role in (Role.NEUTRAL, Role.UNKNOWN) else replace(prior, mean=-prior.mean)


def _centred(group: Group, prior: RolePrior) -> RolePrior:
    return replace(prior, mean=0.0)


def _wide(group: Group, prior: RolePrior) -> RolePrior:
    return replace(prior, sd=2.0 * prior.sd, spread=1.5 * prior.spread)


def _undercount(group: Group, prior: RolePrior) -> RolePrior:
    return replace(prior, mean=-0.5) if group[1] is Role.NEUTRAL else prior


def _table(change: "object") -> dict[Group, RolePrior]:
    return dict(zip(PRIORS, starmap(change, PRIORS.items()), strict=True))  # type: ignore[arg-type]


def alternatives() -> tuple[Alternative, ...]:
    """The priors that the sensitivity flag tries, besides the ones in use."""
    return (
        Alternative("centred", "no role is presumed to report too many or too few", _table(_centred)),
        Alternative("wide", "the presumptions are held half as firmly", _table(_wide)),
        Alternative("reversed", "every party's presumed direction is turned round", _table(_reversed)),
        Alternative("undercount", "every neutral source misses four in ten", _table(_undercount)),
    )
