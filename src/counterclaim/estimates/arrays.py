"""Tables as arrays and intervals as values: the seam between model/ and stats/."""

from math import isfinite

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Interval, OverlapTable

Array = NDArray[np.float64]


def counts(table: OverlapTable) -> Array:
    """Counts by history, 2**lists; entry 0 is zero."""
    y = np.zeros(1 << len(table.lists))
    for mask, count in table.histories:
        y[mask] = count
    return y


def finite(value: float) -> float | None:
    """JSON has no infinity: an open end is None."""
    value = float(value)
    return value if isfinite(value) else None


def intervals(documented: int, low: float, best: float, high: float) -> tuple[Interval, Interval]:
    """Total and undocumented, from the undocumented. Ends below zero are cut at zero."""
    low, best = max(low, 0.0), max(best, 0.0)
    undocumented = Interval(finite(low), finite(best), finite(high))
    total = Interval(finite(documented + low), finite(documented + best), finite(documented + high))
    return total, undocumented
