"""Persons whose stratum is unknown are given one at random, several times over: multiple imputation.

Within a capture history the unknown are spread over the strata as the known of that history are, each stratum's count
raised by its share of all known persons (so that no stratum is impossible); strata are then missing at random given the
history.
"""

import numpy as np

from counterclaim.estimates.settings import seed_of
from counterclaim.model import Method, OverlapTable

#: enough for an efficiency of 95 % where half the variance is due to the unknown (Rubin 1987, equation 4.2.3)
REPLICATES = 10


def unknown_share(tables: tuple[OverlapTable, ...]) -> float:
    """Share of the documented whose stratum is empty, where the others have one; 0 where nobody has one."""
    if not any(table.stratum for table in tables):
        return 0.0
    everybody = sum(table.documented for table in tables)
    return sum(table.documented for table in tables if not table.stratum) / everybody


def impute(tables: tuple[OverlapTable, ...], seed: int) -> tuple[OverlapTable, ...]:
    """Tables of `REPLICATES` imputed replicates, all persons in a stratum. Tables of one replicate only."""
    known = [table for table in tables if table.stratum]
    unknown = [table for table in tables if not table.stratum]
    rng = np.random.default_rng(seed_of(seed, unknown[0], Method.BOUNDS))
    shares = np.array([table.documented for table in known], dtype=np.float64)
    shares /= shares.sum()
    made = []
    for replicate in range(REPLICATES):
        counts = [dict(table.histories) for table in known]
        for table in unknown:
            for mask, count in table.histories:
                weights = shares + [dict(other.histories).get(mask, 0) for other in known]
                for held, extra in zip(counts, rng.multinomial(count, weights / weights.sum()), strict=True):
                    held[mask] = held.get(mask, 0) + int(extra)
        made += [
            OverlapTable.of(
                table.lists, held, stratum=table.stratum, replicate=f"imputed {replicate + 1}", profiles=table.profiles
            )
            for table, held in zip(known, counts, strict=True)
        ]
    return tuple(made)
