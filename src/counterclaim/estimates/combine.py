"""Several estimates of one quantity (linkage or imputation replicates), or of its parts (strata), as one.

Replicates: Rubin's (1987, chapter 3) rules on log undocumented, as HRDAG's verdata has it, with 0.1 in the place of an
estimate of nobody. Strata: the sum of log-normal variables, one a stratum, independent.
"""

from collections.abc import Sequence
from math import log, sqrt
from typing import Any

import numpy as np
from scipy.special import ndtri, stdtrit

from counterclaim.estimates.arrays import intervals
from counterclaim.model import Estimate, Interval

#: takes the place of zero undocumented on the log scale (verdata's documentation)
NOBODY = 0.1
#: draws of the sum over strata; its quantiles then have a relative error near 0.1 %
DRAWS = 100_000


def over_replicates(estimates: Sequence[Estimate], documented: Sequence[int]) -> Estimate:
    """One estimate of replicates that are equally good; between-replicate variance is part of its interval."""
    first, count = estimates[0], len(estimates)
    logs = np.array([_log(made.undocumented.best) for made in estimates])
    within = float(np.mean([_spread(made) ** 2 for made in estimates]))
    between = float(np.var(logs, ddof=1)) if count > 1 else 0.0
    variance = within + (1 + 1 / count) * between
    share = (1 + 1 / count) * between / variance if variance > 0 else 0.0
    freedom = (count - 1) / share**2 if share > 0 else 1e9
    wide = float(stdtrit(min(freedom, 1e9), (1 + first.level) / 2)) * sqrt(variance)
    centre = float(logs.mean())
    base = round(float(np.mean(documented)))
    total, undocumented = intervals(
        base, float(np.exp(centre - wide)), float(np.exp(centre)), float(np.exp(centre + wide))
    )
    more = {"replicates": count, "share_of_variance_between_replicates": share}
    return _made(first, estimates, total, undocumented, more)


def over_strata(estimates: Sequence[Estimate], documented: Sequence[int], seed: int) -> Estimate:
    """The sum over strata. Its best is the sum of theirs; its limits are those of the sum of log-normal variables."""
    first = estimates[0]
    rng = np.random.default_rng(seed)
    best = sum(made.undocumented.best or 0.0 for made in estimates)
    drawn = np.zeros(DRAWS)
    for made in estimates:
        drawn += np.exp(_log(made.undocumented.best) + _spread(made) * rng.standard_normal(DRAWS))
    low, high = np.quantile(drawn, [(1 - first.level) / 2, (1 + first.level) / 2])
    if any(made.undocumented.high is None for made in estimates):
        high = float("inf")
    total, undocumented = intervals(sum(documented), min(float(low), best), best, max(float(high), best))
    return _made(first, estimates, total, undocumented, {"strata": len(estimates)})


def _made(
    first: Estimate, parts: Sequence[Estimate], total: Interval, undocumented: Interval, more: dict[str, Any]
) -> Estimate:
    ratios = [made.diagnostics["rhat"] for made in parts if "rhat" in made.diagnostics]
    sizes = [made.diagnostics["ess"] for made in parts if "ess" in made.diagnostics]
    return Estimate(
        method=first.method,
        criterion=first.criterion,
        total=total,
        undocumented=undocumented,
        level=first.level,
        assumption=first.assumption,
        diagnostics={
            "converged": all(made.diagnostics["converged"] for made in parts),
            **({"rhat": max(ratios), "ess": min(sizes)} if ratios else {}),
            **more,
        },
        seconds=sum(made.seconds for made in parts),
    )


def _log(best: float | None) -> float:
    return log(max(best or 0.0, NOBODY))


def _spread(made: Estimate) -> float:
    """Standard deviation of log undocumented, from the interval; from its finite half where one end is open."""
    z = float(ndtri((1 + made.level) / 2))
    low, best, high = (_log(value) for value in (made.undocumented.low, made.undocumented.best, made.undocumented.high))
    if made.undocumented.high is None:
        return (best - low) / z
    return (high - low) / (2 * z)
