"""The pictures of an estimation, as SVG files."""

from pathlib import Path
from typing import Any

from counterclaim.estimates.report import row_of, shown
from counterclaim.estimates.settings import LEFT_OUT_BY
from counterclaim.model import Estimation
from counterclaim.plots.cells import Cell, cells_svg
from counterclaim.plots.densities import densities_svg
from counterclaim.plots.intervals import Row, intervals_svg
from counterclaim.plots.svg import save


def pictures(found: Estimation) -> dict[str, str]:
    """File name to SVG: intervals of all methods, each list left out, posterior densities, check of every cell."""
    if not found.estimates:
        return {}
    documented = float(found.table.documented)
    made = {"intervals.svg": intervals_svg([row_of(each) for each in shown(found)], documented, "All methods")}
    curves = {
        each.method.value: (held["total"], held["density"])
        for each in found.estimates
        if (held := each.diagnostics.get("density"))
    }
    if curves:
        made["densities.svg"] = densities_svg(curves, documented, "Posterior densities, each to its greatest height")
    for each in found.estimates:
        if each.diagnostics.get("predictive"):
            cells = [
                Cell(" + ".join(row["history"]), row["observed"], row["low"], row["expected"], row["high"])
                for row in each.diagnostics["predictive"]
            ]
            made["cells.svg"] = cells_svg(cells, "Does the latent-class model give back the table?")
    made |= _choices(found, documented)
    return made


def _choices(found: Estimation, documented: float) -> dict[str, str]:
    """What changes with a choice: the model, the list left out, the prior."""
    made = {}
    listed: list[dict[str, Any]] = next(
        (each.diagnostics.get("listed", []) for each in found.estimates if each.criterion == "bic"), []
    )
    if listed:
        models = [
            Row(f"{row['model']}  {row['weight']:.0%}", row["total"], row["total"], row["total"]) for row in listed
        ]
        made["models.svg"] = intervals_svg(models, documented, "Best log-linear models, with their weight by BIC")
    rows = [
        Row(f"without {row['list']}, {key}", row[key]["low"], row[key]["best"], row[key]["high"])
        for row in found.sensitivity.get("left_out", [])
        for key in LEFT_OUT_BY
        if key in row
    ]
    if rows:
        made["left-out.svg"] = intervals_svg(rows, documented, "Each list left out in turn")
    priors = [
        Row(f"{label} {row[key]}", row["low"], row["best"], row["high"])
        for name, key, label in (("delta", "delta", "delta"), ("latent_class_priors", "prior", "latent-class,"))
        for row in found.sensitivity.get(name, [])
    ]
    if priors:
        made["priors.svg"] = intervals_svg(priors, documented, "Other priors")
    return made


def write_pictures(found: Estimation, folder: Path) -> list[Path]:
    """Writes them, each whole or not at all.

    Raises:
        OSError: the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in pictures(found).items():
        save(folder / name, text)
        paths.append(folder / name)
    return paths
