"""What the plots of estimates and of the weighing model draw, as plain data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.case import StoredEstimate
from counterclaim.estimates.example import PUBLISHED_TOTAL
from counterclaim.estimates.settings import LEFT_OUT_BY
from counterclaim.model import Estimation, Method, OverlapTable, Weighing

Row = dict[str, Any]
#: orders of the family of bounds that are drawn; the table has all (as on the terminal's page)
BOUNDS = frozenset(["chao", "sample-coverage", "mt", "mth-chao", "mth-poisson", "mth-darroch", "mth-gamma"])


#: methods that are shown stratum by stratum
MAIN = tuple(method for method in Method if method is not Method.BOUNDS)


def overlap(tables: Sequence[OverlapTable]) -> dict[str, Any]:
    """What an UpSet plot draws: lists with their sizes, histories with their counts, greatest first.

    Strata are added up; of replicates it is the first.
    """
    first = [table for table in tables if table.replicate == tables[0].replicate]
    counts: Counter[int] = Counter()
    for table in first:
        counts.update(dict(table.histories))
    names = tables[0].lists
    lists = [{"name": name, "size": sum(table.on(name) for table in first)} for name in names]
    histories = [
        {"on": [j for j in range(len(names)) if mask >> j & 1], "count": count}
        for mask, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return {"lists": lists, "histories": histories}


def intervals(stored: StoredEstimate, published: bool) -> dict[str, Any]:
    """Every answer with bounds on one axis; the documented; what was published, where it was."""
    rows = [
        {
            "name": made.method.value + (f" {made.criterion}" if made.criterion else ""),
            "low": made.total.low,
            "best": made.total.best,
            "high": made.total.high,
            "kind": "faint" if not made.diagnostics["converged"] else "bound" if made.method == "bounds" else "answer",
        }
        for made in stored.estimation.estimates
        if made.total.best is not None and (made.method != "bounds" or made.criterion in BOUNDS)
    ]
    if published:
        total = PUBLISHED_TOTAL
        rows.insert(
            0, {"name": "published 2002", "low": total.low, "best": total.best, "high": total.high, "kind": "published"}
        )
    return {"rows": rows, "documented": stored.estimation.table.documented}


def densities(found: Estimation) -> dict[str, Any]:
    """Posterior densities, each to its greatest height; of replicates those of the first."""
    curves = []
    whole = found.parts and len({part.stratum for part in found.parts}) == 1
    for made in found.parts[0].estimates if whole else found.estimates:
        held = made.diagnostics.get("density")
        if held and max(held["density"], default=0) > 0:
            top = max(held["density"])
            points = [[x, y / top] for x, y in zip(held["total"], held["density"], strict=True)]
            curves.append({"name": made.method.value, "points": points})
    return {"curves": curves, "documented": found.table.documented}


def strata(found: Estimation) -> list[dict[str, Any]]:
    """Each stratum with what its methods say, in their order; nothing where there are no strata."""
    first = {part.stratum: part for part in reversed(found.parts) if part.stratum}
    rows = []
    for name in dict.fromkeys(part.stratum for part in found.parts if part.stratum):
        part = first[name]
        made = {(each.method, each.criterion): each.total for each in part.estimates}
        totals = [made.get((each.method, each.criterion)) for each in found.estimates if each.method in MAIN]
        rows.append({"name": name, "documented": part.table.documented, "totals": totals,
                     "refusals": list(dict.fromkeys(refusal.reason for refusal in part.refusals))})  # fmt: skip
    return rows


def left_out(found: Estimation) -> dict[str, Any]:
    """Each list left out in turn."""
    rows = [
        {
            "name": f"without {row['list']}, {method}",
            **row[method],
            "kind": "bound" if method == "decomposable" else "answer",
        }
        for row in found.sensitivity.get("left_out", [])
        for method in LEFT_OUT_BY
        if method in row
    ]
    return {"rows": rows, "documented": found.table.documented}


def priors(found: Estimation) -> dict[str, Any]:
    """Totals under other priors."""
    told = (("delta", "delta", "decomposable, delta"), ("latent_class_priors", "prior", "latent classes,"))
    rows = [
        {"name": f"{label} {row[key]}", "low": row["low"], "best": row["best"], "high": row["high"], "kind": "answer"}
        for name, key, label in told
        for row in found.sensitivity.get(name, [])
    ]
    return {"rows": rows, "documented": found.table.documented}


def contrasts(found: Weighing) -> list[Row]:
    """Sources by name with their factor against the average neutral source, each where there is one."""
    return list(_contrasts(found))


def _contrasts(found: Weighing) -> Iterable[Row]:
    for source in found.sources:
        if source.contrast is not None:
            name = f"{source.source} ({source.role}, {source.population})"
            yield {"name": name, "low": source.contrast_low, "best": source.contrast, "high": source.contrast_high}
