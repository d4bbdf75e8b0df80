"""Lower bounds, and the family of models in which persons differ in their chance of being recorded."""

from time import perf_counter

import numpy as np

from counterclaim.estimates.arrays import counts, intervals
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.model import Estimate, Method, OverlapTable, Refusal
from counterclaim.stats.bootstrap import resample
from counterclaim.stats.lower_bounds import SHAPES, chao, family, log_normal, sample_coverage

CHAO = (
    "Lists record equally often and are independent given the person; persons differ in any way: at least so many are "
    "missed. Where lists differ in size it is too high for a bound, and mth-chao is the bound."
)
EQUAL = "Lists record equally often. "
COVERAGE = "Lists depend positively on one another, if at all, and persons are alike: then at least so many are missed."
SHAPED = {
    "": "Lists are independent and persons are alike.",
    "chao": "Lists are independent given the person; persons differ in any way: at least so many are missed.",
    "poisson": "Lists are independent given the person; persons differ with a Poisson-like spread.",
    "darroch": "Lists are independent given the person; log odds of being recorded are normal among those recorded.",
    "gamma": "Lists are independent given the person; persons differ with a gamma-like spread of shape 3.5.",
}


def inflation(table: OverlapTable) -> float:
    """By what factor Chao's bound on the missed is too high where lists are independent and as unequal as these are.

    f1^2 / (2 f2) then tends to the missed times (sum o)^2 / (2 sum over pairs of o_j o_k), o the odds of each list; the
    lists' sizes stand for their odds. 1 where all are equal, given the correction (J - 1) / J.
    """
    sizes = np.array([table.on(name) for name in table.lists], dtype=np.float64)
    pairs = float(sizes.sum() ** 2 - np.sum(sizes**2))
    return float((1 - 1 / len(sizes)) * sizes.sum() ** 2 / pairs) if pairs > 0 else float("inf")


def estimate(table: OverlapTable, settings: Settings) -> tuple[list[Estimate], list[Refusal]]:
    """Chao's bound first, sample coverage, then M0, Mt and the Mh and Mth of each shape; each that has no estimate is
    named in one refusal."""
    y, level = counts(table), settings.level
    estimates, none = [], []

    def add(
        criterion: str, assumption: str, low: float, best: float, high: float, started: float, **more: float
    ) -> None:
        total, undocumented = intervals(table.documented, low, best, high)
        estimates.append(
            Estimate(
                method=Method.BOUNDS,
                criterion=criterion,
                total=total,
                undocumented=undocumented,
                level=level,
                assumption=assumption,
                diagnostics={"converged": True, **({"inflated_by": inflation(table)} if criterion == "chao" else {})},
                seconds=perf_counter() - started,
                aic=more.get("aic"),
                bic=more.get("bic"),
            )
        )

    started = perf_counter()
    missed, variance = chao(y)
    if np.isfinite(missed):
        low, high = log_normal(missed, variance, level)
        add("chao", CHAO, low, missed, high, started)
    else:
        none.append("chao")
    started = perf_counter()
    total, _ = sample_coverage(y)
    if np.isfinite(total):
        sample, _ = sample_coverage(resample(y, 1000, seed_of(settings.seed, table, Method.BOUNDS)))
        low, high = np.quantile(sample[np.isfinite(sample)], [(1 - level) / 2, (1 + level) / 2])
        n = table.documented
        add("sample-coverage", COVERAGE, float(low) - n, float(total) - n, float(high) - n, started)
    else:
        none.append("sample-coverage")
    for by_list in (False, True):
        for shape in SHAPES:
            name = ("mt" if by_list else "m0") if not shape else f"{'mth' if by_list else 'mh'}-{shape}"
            started = perf_counter()
            fitted = family(y, by_list=by_list, shape=shape)
            if fitted is None or not np.isfinite(fitted.missed):
                none.append(name)
                continue
            low, high = log_normal(fitted.missed, fitted.variance, level)
            assumption = SHAPED[shape] if by_list else EQUAL + SHAPED[shape]
            add(name, assumption, low, fitted.missed, high, started, aic=fitted.aic, bic=fitted.bic)
    refusals = [Refusal(Method.BOUNDS, f"No estimate exists under: {', '.join(none)}.")] if none else []
    return estimates, refusals
