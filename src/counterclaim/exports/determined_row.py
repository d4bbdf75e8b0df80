"""A determination on its way out of a case or into one."""

from dataclasses import dataclass

from counterclaim.model import Determination


@dataclass(frozen=True, slots=True)
class DeterminedRow:
    """A named person's conclusion, on record as `entry`; whether it stands."""

    entry: str
    at: str
    withdrawn: bool
    determination: Determination
