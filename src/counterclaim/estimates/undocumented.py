"""All methods side by side for one table, its strata and its linkage replicates."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterclaim import __version__
from counterclaim.estimates import bounds, decomposable, latent_class, loglinear, stepwise
from counterclaim.estimates.diagnosis import diagnose, refusals
from counterclaim.estimates.settings import Settings
from counterclaim.estimates.table import read_tables
from counterclaim.model import Estimate, Estimation, Method, OverlapTable, Refusal, TableHead

Runner = Callable[[OverlapTable, Settings], tuple[list[Estimate], list[Refusal]]]

RUNNERS: Mapping[Method, Runner] = {
    Method.LOGLINEAR: loglinear.estimate,
    Method.STEPWISE: stepwise.estimate,
    Method.DECOMPOSABLE: decomposable.estimate,
    Method.LATENT_CLASS: latent_class.estimate,
    Method.BOUNDS: bounds.estimate,
}
#: every method holds an array of 2**lists cells, and most hold many
MOST_LISTS = 14


def estimate(
    table: OverlapTable | Sequence[OverlapTable] | Path | str,
    settings: Settings | None = None,
    progress: Callable[[str], None] = lambda text: None,
) -> Estimation:
    """How many are on no list: every method's answer with its assumption, or its refusal.

    Args:
        table: one table; or several of the same lists, as strata and replicates; or a CSV file of them.
        settings: methods, level, seed and the like.
        progress: called with a line before each method starts.

    Raises:
        InputError: the file has faults (all are carried).
        UsageError: no such file, or the tables do not fit together.
    """
    settings = settings or Settings()
    if isinstance(table, str | Path):
        table = read_tables(Path(table))
    tables = (table,) if isinstance(table, OverlapTable) else tuple(table)
    return _single(tables[0], settings, progress)


def head(table: OverlapTable) -> TableHead:
    """The table in three numbers."""
    return TableHead(table.lists, table.documented, table.overlaps)


def run(
    table: OverlapTable, settings: Settings, progress: Callable[[str], None]
) -> tuple[tuple[Estimate, ...], tuple[Refusal, ...]]:
    """The answers of the chosen methods, in their order."""
    against = refusals(diagnose(table))
    if not against and len(table.lists) > MOST_LISTS:
        against = f"{len(table.lists)} lists make {2 ** len(table.lists)} histories. Merge lists of one kind."
    estimates: list[Estimate] = []
    refused: list[Refusal] = []
    for method in settings.methods:
        if against:
            refused.append(Refusal(method, against))
            continue
        progress(method.value)
        found, without = RUNNERS[method](table, settings)
        estimates += found
        refused += without
    return tuple(estimates), tuple(refused)


def _single(table: OverlapTable, settings: Settings, progress: Callable[[str], None]) -> Estimation:
    estimates, refused = run(table, settings, progress)
    return Estimation(head(table), diagnose(table), estimates, refused, settings.seed, __version__)
