"""What a user may choose about an estimation; and a seed for each part of it."""

import hashlib
from dataclasses import dataclass

from counterclaim.errors import UsageError
from counterclaim.model import Method, OverlapTable
from counterclaim.stats.bootstrap import REPLICATES

#: interactions of up to this many lists, by number of lists; every order up to four lists, pairs from five on, because
#: with sparse tables the orders above fit the few persons on three lists and little else
DEFAULT_ORDER = {3: 2, 4: 3}
#: methods by which each list is left out in turn, as a page names them; stepwise where the first cannot be gone through
LEFT_OUT_BY = {
    "loglinear": "log-linear, best BIC",
    "stepwise": "stepwise, given its model",
    "decomposable": "decomposable",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """`grid_end` is the largest number of undocumented on the decomposable method's grid; None extends it by itself.
    `delta` is that method's prior weight of a cell; None is 2**-lists. `bootstrap` replicates; `rounds` are the
    most that the latent-class sampler may spend. `priors`: also show other priors of that method."""

    methods: tuple[Method, ...] = tuple(Method)
    max_order: int | None = None
    grid: str = "knots"
    grid_end: int | None = None
    delta: float | None = None
    seed: int = 1
    level: float = 0.95
    bootstrap: int = REPLICATES
    rounds: int = 4000
    priors: bool = False

    def __post_init__(self) -> None:
        if not 0.5 <= self.level < 1:
            raise UsageError(f"the level is {self.level}; give one from 0.5 to below 1, such as 0.95.")
        if self.max_order is not None and self.max_order < 1:
            raise UsageError("the largest order is 1 (independence) or more.")
        if self.grid not in ("exact", "knots"):
            raise UsageError(f"the grid is {self.grid!r}; give exact or knots.")
        if self.grid_end is not None and self.grid_end < 1:
            raise UsageError("the grid ends at 1 or more.")
        if self.delta is not None and not self.delta > 0:
            raise UsageError("delta is above 0.")
        if self.bootstrap < 0 or self.rounds < 250:
            raise UsageError("bootstrap replicates are 0 or more, rounds 250 or more.")

    def order(self, lists: int) -> int:
        """The largest interaction tried, never that of all lists."""
        return min(self.max_order or DEFAULT_ORDER.get(lists, 2), lists - 1)


def seed_of(seed: int, table: OverlapTable, method: Method) -> int:
    """The seed of one method on one part: by its names, so that adding a stratum leaves the others' numbers alone."""
    key = "\x1f".join([str(seed), table.stratum or "", table.replicate or "", method.value])
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big")
