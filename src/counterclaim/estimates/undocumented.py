"""All methods side by side for one table, its strata and its linkage replicates."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from counterclaim import __version__
from counterclaim.errors import UsageError
from counterclaim.estimates import bounds, decomposable, latent_class, loglinear, stepwise
from counterclaim.estimates.combine import over_replicates, over_strata
from counterclaim.estimates.diagnosis import diagnose, refusals
from counterclaim.estimates.heterogeneity import flag
from counterclaim.estimates.impute import REPLICATES, impute, unknown_share
from counterclaim.estimates.sensitivity import sensitivities
from counterclaim.estimates.settings import Settings, seed_of
from counterclaim.estimates.table import read_tables
from counterclaim.model import Estimate, Estimation, Finding, Method, OverlapTable, Part, Refusal, TableHead

Runner = Callable[[OverlapTable, Settings], tuple[list[Estimate], list[Refusal]]]

RUNNERS: Mapping[Method, Runner] = {
    Method.LOGLINEAR: loglinear.estimate,
    Method.STEPWISE: stepwise.estimate,
    Method.DECOMPOSABLE: decomposable.estimate,
    Method.BOUNDS: bounds.estimate,
}
NO_HEADLINE = (
    "None of these totals is a finding by itself. Models that fit the documented alike can differ in what they say of "
    "the unseen, so agreement between methods is no evidence. A total is reported when a named analyst accepts the "
    "assumption it rests on."
)
DOCUMENTED_ONLY = (
    "Counts by stratum are of documented cases, not of all: where fewer were documented, fewer need not have died."
)
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
    if not tables or len({each.lists for each in tables}) > 1:
        raise UsageError("tables of one estimation have the same lists, in the same order; give at least one.")
    if len(tables) == 1:
        return _single(tables[0], settings, progress)
    return _several(tables, settings, progress)


def head(table: OverlapTable) -> TableHead:
    """The table in three numbers."""
    return TableHead(table.lists, table.documented, table.overlaps)


def run(
    table: OverlapTable, settings: Settings, progress: Callable[[str], None]
) -> tuple[tuple[Estimate, ...], tuple[Refusal, ...]]:
    """The answers of the chosen methods, in their order. Lists without a person are left out: they add parameters only."""
    for name in table.lists:
        if table.documented and table.on(name) == 0:
            table = table.without(name)
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
        if method is Method.LATENT_CLASS:
            found, without = latent_class.estimate(table, settings, progress)
        else:
            found, without = RUNNERS[method](table, settings)
        estimates += found
        refused += without
    return tuple(estimates), tuple(refused)


def _single(table: OverlapTable, settings: Settings, progress: Callable[[str], None]) -> Estimation:
    estimates, refused = run(table, settings, progress)
    diagnosis = diagnose(table) + decomposable.prior_alone(estimates)
    sensitivity: Mapping[str, Any] = {}
    if estimates and set(settings.methods) == set(Method):
        progress("heterogeneity and sensitivity")
        diagnosis += flag(table, estimates)
        sensitivity = sensitivities(table, settings, settings.priors)
    notes = (NO_HEADLINE,) if estimates else ()
    return Estimation(head(table), diagnosis, estimates, refused, settings.seed, __version__, notes, (), sensitivity)


def _several(tables: tuple[OverlapTable, ...], settings: Settings, progress: Callable[[str], None]) -> Estimation:
    """Every table by itself; then replicates of a stratum as one; then strata as one."""
    notes, share = [NO_HEADLINE], unknown_share(tables)
    if share:
        if any(table.replicate for table in tables):
            raise UsageError("a table with linkage replicates has rows without a stratum; give each person one.")
        notes.append(
            f"The stratum of {share:.1%} of the documented is unknown; they were given one at random, in "
            f"{REPLICATES} replicates, as the known of the same lists are spread."
        )
        tables = impute(tables, settings.seed)
    parts = []
    for i, table in enumerate(tables, start=1):
        of = " ".join(filter(None, [table.stratum, table.replicate]))
        estimates, refused = run(table, settings, lambda text, of=of, i=i: progress(f"{i}/{len(tables)} {of}: {text}"))  # type: ignore[misc]
        parts.append(Part(table.stratum, table.replicate, head(table), estimates, refused))
    strata = list(dict.fromkeys(part.stratum for part in parts))
    combined: list[Estimate] = []
    refusals_: list[Refusal] = []
    for method, criterion in _answers(parts, settings.methods):
        of_strata, documented, without = [], [], []
        for stratum in strata:
            members = [part for part in parts if part.stratum == stratum]
            made = [_pick(part, method, criterion) for part in members]
            if any(estimate is None for estimate in made):
                without.append(stratum or "the table")
                continue
            counts_ = [part.table.documented for part in members]
            given = [estimate for estimate in made if estimate is not None]
            of_strata.append(given[0] if len(given) == 1 else over_replicates(given, counts_))
            documented.append(round(sum(counts_) / len(counts_)))
        name = f" ({criterion})" if criterion else ""
        if without:
            told = _reasons(parts, method)
            reason = f"No estimate{name} in {', '.join(without)}; the sum over the rest would not be of all. {told}"
            refusals_.append(Refusal(method, (told or reason if len(strata) == 1 else reason).strip()))
        elif len(of_strata) == 1:
            combined.append(of_strata[0])
        else:
            seed = seed_of(settings.seed, tables[0], method)
            combined.append(over_strata(of_strata, documented, seed))
    if len(strata) > 1:
        notes.append(DOCUMENTED_ONLY)
    replicates = len({part.replicate for part in parts})
    whole = TableHead(
        tables[0].lists,
        round(sum(part.table.documented for part in parts) / replicates),
        round(sum(part.table.overlaps for part in parts) / replicates),
    )
    # Replicates of a stratum differ by a person or two in the numbers of one finding; strata differ in earnest.
    found: dict[tuple[str | None, str, tuple[str, ...]], Finding] = {}
    for table in tables:
        for finding in diagnose(table):
            if finding.level != "note":
                found.setdefault((table.stratum, finding.code, finding.lists), finding)
    diagnosis, sensitivity = tuple(dict.fromkeys(found.values())), {}
    diagnosis += decomposable.prior_alone([made for part in parts for made in part.estimates])
    if len(strata) == 1 and combined and set(settings.methods) == set(Method):
        progress("heterogeneity and sensitivity of the first replicate")
        diagnosis += flag(tables[0], parts[0].estimates)
        sensitivity = sensitivities(tables[0], settings, settings.priors)
        notes.append("What a choice changes is shown of the first replicate.")
    return Estimation(
        whole,
        diagnosis,
        tuple(combined),
        tuple(refusals_),
        settings.seed,
        __version__,
        tuple(notes),
        tuple(parts),
        sensitivity,
    )


def _answers(parts: Sequence[Part], methods: Sequence[Method]) -> list[tuple[Method, str | None]]:
    """Every method and criterion that answered somewhere, and methods that answered nowhere, in their order."""
    seen = dict.fromkeys((made.method, made.criterion) for part in parts for made in part.estimates)
    missing = [method for method in methods if method not in {name for name, _ in seen}]
    order = list(methods)
    return sorted([*seen, *((method, None) for method in missing)], key=lambda key: order.index(key[0]))


def _reasons(parts: Sequence[Part], method: Method) -> str:
    """What a method said where it gave no answer, each sentence once."""
    said = [refusal.reason for part in parts for refusal in part.refusals if refusal.method is method]
    return " ".join(dict.fromkeys(said))


def _pick(part: Part, method: Method, criterion: str | None) -> Estimate | None:
    return next((made for made in part.estimates if (made.method, made.criterion) == (method, criterion)), None)
