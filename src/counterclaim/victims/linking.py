"""Lists to persons: standardise, block, train, score, calibrate, decide, and say how sure it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from counterclaim.errors import Fault, InputError
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.victims import engine
from counterclaim.victims.blocking import Blocks, make_keys
from counterclaim.victims.calibration import Calibration, calibrate
from counterclaim.victims.comparisons import Comparison, usable
from counterclaim.victims.decoys import draw as decoy_pairs
from counterclaim.victims.judged_pairs import with_judged
from counterclaim.victims.lists import ListRows
from counterclaim.victims.naming import Crossing
from counterclaim.victims.persons import Decided, decide, membership
from counterclaim.victims.standard import Standard, standardise

Ints = npt.NDArray[np.int64]
#: tells how far a long run is: (step, done share of the whole)
Progress = Callable[[str, float], None]
#: memory that DuckDB may take before it spills to disk
MEMORY = "1600MB"


@dataclass(frozen=True, slots=True)
class Linkage:
    """The result of linking. Rows are numbered over all lists in order; `records` and `lists` are by row."""

    about: tuple[ListRows, ...]
    standard: Standard
    records: npt.NDArray[np.object_]
    lists: Ints
    comparisons: tuple[Comparison, ...]
    blocks: Blocks
    model: engine.Model | None
    pairs: engine.Scored
    calibration: Calibration
    decided: Decided
    seed: int
    engine: str = "duckdb"
    notes: tuple[str, ...] = ()
    labels: tuple[tuple[int, int, bool], ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    odds: npt.NDArray[np.float64] | None = field(
        default=None, repr=False
    )  # calibrated log odds, where worked out already

    @property
    def names(self) -> tuple[str, ...]:
        """The lists' ids, in order."""
        return tuple(one.about.id for one in self.about)

    def probabilities(self) -> npt.NDArray[np.float64]:
        """Calibrated probability of each pair, before any constraint."""
        odds = self.calibration.log_odds(self.pairs) if self.odds is None else self.odds
        return 1 / (1 + np.exp(-odds))

    def memberships(self) -> npt.NDArray[np.float64]:
        """P(record belongs to its person), by row."""
        return membership(self.decided.part, self.pairs, self.decided.marginal)


def link(
    lists: Sequence[ListRows],
    *,
    one_to_one: bool = False,
    judgements: Sequence[Judgement] = (),
    engine_name: str = "duckdb",
    crossing: Crossing | None = None,
    seed: int = 1,
    progress: Progress = lambda step, share: None,
) -> Linkage:
    """Link the lists; `one_to_one`: each holds a person at most once (else a list's own `once` counts).

    Judgements of people refit the calibrator and bind the decision. Same lists, judgements, seed and version: same
    result.

    Raises:
        InputError: no list, or a record id that a judgement names is in no list.
    """
    if not lists:
        raise InputError([Fault("link", "", "no list was given", "Give at least one list.")])
    progress("reading names", 0.0)
    if crossing is None:
        from counterclaim.victims.crossing import crossing as crossing_model

        crossing = crossing_model
    standard = standardise(lists, crossing)
    rows = standard.rows
    names = [one.about.id for one in lists]
    numbers = np.repeat(np.arange(len(lists)), [len(one.cells) for one in lists]).astype(np.int64)
    single = [one_to_one or one.about.once for one in lists]
    within = not all(single)
    if len(lists) == 1 and one_to_one:
        single, within = [False], True
    labels = _labels(judgements, rows["unique_id"].to_numpy())
    comparisons = usable(rows)
    connection = connect()
    try:
        load_rows(connection, rows)
        progress("choosing pairs", 0.15)
        blocks = make_keys(connection, within=within)
        connection.unregister("rows")
        model, pairs, decoys = None, _none(comparisons), None
        if blocks.columns and comparisons:
            engine.split_lists(connection, names)
            progress("learning how fields agree", 0.25)
            model = engine.train(connection, comparisons, blocks, names, within=within, seed=seed)
            progress("comparing pairs", 0.45)
            if engine_name == "spark":
                from counterclaim.victims.sparking import score as spark_score

                pairs = spark_score(connection, model, names)
            else:
                pairs = engine.score(connection, model, names)
            progress("drawing pairs that are known to differ", 0.65)
            decoys = decoy_pairs(connection, model, blocks, names, single, seed)
    finally:
        connection.close()
    progress("calibrating", 0.75)
    calibration = calibrate(pairs, numbers, single, labels, seed, decoys)
    progress("joining persons", 0.9)
    odds = calibration.log_odds(pairs) if len(pairs) else np.zeros(0)
    pairs, odds = with_judged(pairs, odds, labels)
    decided = decide(
        pairs,
        odds,
        numbers,
        single,
        [(a, b) for a, b, same in labels if not same],
        [(a, b) for a, b, same in labels if same],
    )
    notes = (*standard.notes, *blocks.refused)
    return Linkage(
        tuple(lists), standard, rows["unique_id"].to_numpy(), numbers, comparisons, blocks, model,
        pairs, calibration, decided,
        seed, engine_name, notes, labels, odds=odds,
    )  # fmt: skip


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that keeps within the machine that the figures are stated for: two threads, bounded memory."""
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"set memory_limit = '{MEMORY}'")
    connection.execute("set enable_progress_bar = false")
    return connection


def load_rows(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    """Register these standardised rows as `rows`, numbered in order by `row`."""
    numbered = rows.drop(columns="unique_id").assign(row=np.arange(len(rows)))
    connection.register("rows", pa.Table.from_pandas(numbered, preserve_index=False))


def _none(comparisons: Sequence[Comparison]) -> engine.Scored:
    whole, empty = np.zeros(0, np.int64), np.zeros(0)
    return engine.Scored(whole, whole, empty, {one.field: np.zeros(0, np.int8) for one in comparisons}, {})


def _labels(judgements: Sequence[Judgement], ids: npt.NDArray[np.object_]) -> tuple[tuple[int, int, bool], ...]:
    """Standing judgements by row number; where reviewers disagree, the pair is no label."""
    if not judgements:
        return ()
    row = {record: number for number, record in enumerate(ids)}
    unknown = sorted({record for one in judgements for record in one.pair if record not in row})
    if unknown:
        raise InputError(
            [
                Fault("judgements", record, "this record is in no list", "Give the lists that were judged.")
                for record in unknown[:20]
            ]
        )
    verdicts: dict[tuple[int, int], set[bool]] = {}
    for one in judgements:
        if not one.withdrawn and one.verdict is not Verdict.UNSURE:
            a, b = sorted((row[one.left], row[one.right]))
            verdicts.setdefault((a, b), set()).add(one.verdict is Verdict.SAME)
    return tuple((a, b, next(iter(said))) for (a, b), said in sorted(verdicts.items()) if len(said) == 1)
