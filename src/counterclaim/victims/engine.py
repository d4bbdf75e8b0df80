# ruff: noqa: S608 (the queries are made of names that the program gives)
"""Splink on DuckDB: train the model of agreement (Fellegi and Sunter 1969, by EM) and score the candidate pairs.

Training always runs on DuckDB; scoring runs on DuckDB or on Spark with the trained settings, so that both engines
decide alike.
"""

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from counterclaim.victims.blocking import Blocks
from counterclaim.victims.comparisons import Comparison

#: pairs drawn to learn how often unrelated records agree (u), and most pairs of one EM session
RANDOM_PAIRS, SESSION_PAIRS = 2_000_000, 1_000_000
#: pairs that Splink makes to find out how many a session would have; rows are sampled to about so many
PROBE_PAIRS = 4_000_000
#: m and u are kept off 0 and 1: a level that the sample did not show is rare, not impossible (half a count in
#: RANDOM_PAIRS)
FLOOR_U, FLOOR_M = 1 / (2 * RANDOM_PAIRS), 1e-4
#: what EM sessions block on; each leaves the other fields to be learnt
SESSIONS = (
    ("given_m", "father_m"), ("family_m", "birth_year"), ("given_m", "family_m"), ("given_m", "birth_date"),
    ("family_m", "birth_date"),
)  # fmt: skip
#: fewer candidate pairs than this in a session teach nothing: the first guesses stand
SESSION_LEAST = 200
#: rows that identify most people: agreement on them, at about this recall, gives the share of matching pairs to begin
#: with
CERTAIN, RECALL = (("given_m", "father_m", "family_m", "birth_year"), ("given_m", "family_m", "birth_date")), 0.7
#: the least share of rows that is taken to have a match when pairs are chosen: where fields that tell certain pairs are missing,
#: the prior would be 0, from which no evidence recovers (the calibrator counts matches anew)
LEAST_PRIOR, LEAST_MATCHED = 1e-6, 0.05
#: candidate pairs with less than this many bits of evidence, prior included, are not kept: they would be most of the
#: file
KEEP_BITS = -13.0


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidate pairs: row numbers (`left` < `right`), match weight in bits (Splink's prior included), and by
    comparison its level
    (0 is "not given", 1 the strictest) and the bits that the rarity of the value adds.

    By comparison and level, `bits` are log2(m/u) and `chance` is u, as trained (of level 0: 0 and 1).
    """

    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]
    levels: dict[str, npt.NDArray[np.int8]]
    rarity: dict[str, npt.NDArray[np.float32]]
    bits: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    chance: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class Model:
    """Trained settings as Splink saves them, and the levels whose m or u stand on first guesses."""

    settings: dict[str, Any]
    guessed: tuple[str, ...]


def train(
    connection: duckdb.DuckDBPyConnection,
    comparisons: Sequence[Comparison],
    blocks: Blocks,
    lists: Sequence[str],
    *,
    within: bool,
    seed: int,
) -> Model:
    """The model of agreement learnt from the table `keyed`, without any labelled pair."""
    untrained = settings_of(comparisons, blocks, lists, within=within)
    linker = duckdb_linker(connection, untrained, lists)
    held = set(connection.execute("select * from keyed limit 0").df().columns)
    filled = {name for name in held if _one(connection, f'select count("{name}") > 0 from keyed')}
    with quiet():
        certain: list[Any] = [block_on(*rule) for rule in CERTAIN if set(rule) <= filled]
        if certain:
            _try(lambda: linker.training.estimate_probability_two_random_records_match(certain, recall=RECALL))
        _try(lambda: linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed))
        settings = linker.misc.save_model_to_json()
        for rule in SESSIONS:
            pairs = _pairs(connection, rule, within) if set(rule) <= filled else 0
            if pairs >= SESSION_LEAST:
                if not _try(
                    partial(_session, linker, rule, pairs)
                ):  # a session that fails half-way leaves a broken model
                    linker = duckdb_linker(connection, settings, lists)
                settings = linker.misc.save_model_to_json()
    return _repaired(settings, untrained, _least_prior(connection, within))


def _least_prior(connection: duckdb.DuckDBPyConnection, within: bool) -> float:
    """P(two random rows match) if `LEAST_MATCHED` of the smaller of each two lists matched."""
    rows = connection.execute("select count(*) from keyed group by source_dataset").fetchall()
    sizes = sorted((float(count) for (count,) in rows), reverse=True)
    total = sum(sizes)
    matched = sum(place * size for place, size in enumerate(sizes)) + (total if within else 0.0)
    possible = (total**2 - (0.0 if within else sum(size**2 for size in sizes))) / 2
    return max(LEAST_PRIOR, LEAST_MATCHED * matched / max(1.0, possible))


def _session(linker: Linker, rule: Sequence[str], pairs: int) -> None:
    probe = min(1.0, (PROBE_PAIRS / pairs) ** 0.5)
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on(*rule), record_sample_proportion=probe, max_pairs=SESSION_PAIRS
    )


def settings_of(
    comparisons: Sequence[Comparison], blocks: Blocks, lists: Sequence[str], *, within: bool
) -> dict[str, Any]:
    """Splink's settings before training."""
    kind: Any = "dedupe_only" if len(lists) == 1 else "link_and_dedupe" if within else "link_only"
    return SettingsCreator(
        link_type=kind,
        comparisons=[one.splink() for one in comparisons],
        blocking_rules_to_generate_predictions=[block_on(column) for column in blocks.columns],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        max_iterations=20,
        unique_id_column_name="row",
    ).create_settings_dict("duckdb")


def duckdb_linker(
    connection: duckdb.DuckDBPyConnection, settings: dict[str, Any], lists: Sequence[str], tables: Sequence[str] = ()
) -> Linker:
    """A linker over the tables `list_0`, `list_1`, ... (one a list), or over other `tables` with the term frequencies
    of `keyed`."""
    api = DuckDBAPI(connection)
    used = tables or [f"list_{number}" for number in range(len(lists))]
    inputs = [api.register(table, dataset_display_name=f"input_{number}") for number, table in enumerate(used)]
    linker = linker_over(inputs, settings)
    for column in _frequency_columns(settings) if tables else ():
        connection.execute(
            f"""create or replace table frequency_{column} as select "{column}",
            count(*)::double / (select count("{column}") from keyed) as "tf_{column}" from keyed
            where "{column}" is not null group by 1"""
        )
        known = api.register(f"frequency_{column}", dataset_display_name=f"frequency_{column}")
        linker.table_management.register_term_frequency_lookup(known, column)
    return linker


def _frequency_columns(settings: dict[str, Any]) -> list[str]:
    levels = (level for one in settings["comparisons"] for level in one["comparison_levels"])
    return sorted({column for level in levels if (column := level.get("tf_adjustment_column"))})


def linker_over(inputs: Sequence[Any], settings: dict[str, Any]) -> Linker:
    """A linker over registered inputs, one a list."""
    with quiet():
        one_or_many = list(inputs) if len(inputs) > 1 else inputs[0]
        return Linker(one_or_many, settings, log_level=logging.ERROR, validate_settings=False)


def split_lists(connection: duckdb.DuckDBPyConnection, lists: Sequence[str]) -> None:
    """Create the tables `list_0`, ... from `keyed`: what Splink takes as its inputs."""
    for number, name in enumerate(lists):
        connection.execute(
            f"create or replace table list_{number} as select * exclude (source_dataset) from keyed"
            " where source_dataset = ?",
            [name],
        )


def score(
    connection: duckdb.DuckDBPyConnection,
    model: Model,
    lists: Sequence[str],
    kind: str | None = None,
    tables: Sequence[str] = (),
) -> Scored:
    """Score the candidate pairs on DuckDB, in the order of `left`, `right`; `kind`: another link type than the
    model's. `tables`: others than the lists' own, with the term frequencies of `keyed`."""
    settings = model.settings if kind is None else {**model.settings, "link_type": kind}
    linker = duckdb_linker(connection, settings, lists, tables)
    with quiet():
        table = linker.inference.predict(threshold_match_weight=KEEP_BITS).physical_name
    return scored(connection.sql(pairs_sql(model, str(table))).to_arrow_table(), model)


def take(pairs: Scored, keep: npt.NDArray[np.bool_] | npt.NDArray[np.int64] | slice) -> Scored:
    """Some of the pairs."""
    return replace(
        pairs,
        left=pairs.left[keep],
        right=pairs.right[keep],
        weight=pairs.weight[keep],
        levels={field: level[keep] for field, level in pairs.levels.items()},
        rarity={field: bits[keep] for field, bits in pairs.rarity.items()},
    )


def pairs_sql(model: Model, table: str, quote: str = '"') -> str:
    """The columns of Splink's predictions that are kept, ordered; rows are numbers, so `left` is the smaller one."""
    parts = []
    for comparison in model.settings["comparisons"]:
        field = comparison["output_column_name"]
        parts.append(f"cast(mw_{field} as double) as w_{field}")
        if any("tf_adjustment_column" in level for level in comparison["comparison_levels"]):
            parts.append(f"cast(mw_tf_adj_{field} as double) as tf_{field}")
    ends = f"least(row_l, row_r) as {quote}left{quote}, greatest(row_l, row_r) as {quote}right{quote}"
    return f"select {ends}, cast(match_weight as double) as weight, {', '.join(parts)} from {table} order by 1, 2"


def scored(table: pa.Table, model: Model) -> Scored:
    """Arrays of scored pairs, the level of each comparison told from its weight (every level has a weight of its
    own)."""
    levels, rarity = {}, {}
    for comparison in model.settings["comparisons"]:
        field = comparison["output_column_name"]
        weights = np.array([_weight(level) for level in comparison["comparison_levels"]])
        order = np.argsort(weights)
        found = table[f"w_{field}"].to_numpy()
        place = (
            np.clip(np.searchsorted(weights[order], found), 1, len(weights) - 1)
            if len(weights) > 1
            else np.zeros(len(found), int)
        )
        below = np.abs(weights[order][place - 1] - found) < np.abs(weights[order][place] - found)
        levels[field] = order[np.where(below, place - 1, place)].astype(np.int8)
        if f"tf_{field}" in table.column_names:
            rarity[field] = table[f"tf_{field}"].to_numpy().astype(np.float32)
    told = {one["output_column_name"]: one["comparison_levels"] for one in model.settings["comparisons"]}
    bits = {name: np.array([_weight(level) for level in one]) for name, one in told.items()}
    chance = {name: np.array([level.get("u_probability", 1.0) for level in one]) for name, one in told.items()}
    ends = table["left"].to_numpy(), table["right"].to_numpy()
    return Scored(*ends, table["weight"].to_numpy(), levels, rarity, bits, chance)


def _weight(level: dict[str, Any]) -> float:
    return 0.0 if level.get("is_null_level") else float(np.log2(level["m_probability"] / level["u_probability"]))


def _pairs(connection: duckdb.DuckDBPyConnection, rule: Sequence[str], within: bool) -> int:
    same = "0" if within else "sum(n * n)"
    key, given = " || '|' || ".join(rule), " and ".join(f"{column} is not null" for column in rule)
    sql = f"""select coalesce(sum(pairs), 0) from (select (sum(n) * sum(n) - {same}) / 2 as pairs from
        (select {key} as key, source_dataset, count(*)::double as n from keyed
        where {given} group by 1, 2) group by key)"""
    return int(_one(connection, sql))


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    rows = connection.execute(sql).fetchall()  # all of it: an open result blocks the connection
    return rows[0][0] if rows else 0


def _repaired(trained: dict[str, Any], untrained: dict[str, Any], least: float) -> Model:
    """The trained settings with first guesses where EM had nothing to learn from, and probabilities kept off 0 and
    1."""
    guessed = []
    learnt = {one["output_column_name"]: one for one in trained["comparisons"]}
    comparisons = []
    for first in untrained["comparisons"]:
        comparison = learnt[first["output_column_name"]]
        comparisons.append(comparison)
        seen = {0.0}
        for level, guess in zip(comparison["comparison_levels"], first["comparison_levels"], strict=True):
            if level.get("is_null_level"):
                continue
            for key, floor in (("m_probability", FLOOR_M), ("u_probability", FLOOR_U)):
                value = level.get(key)
                if not isinstance(value, int | float):
                    guessed.append(f"{comparison['output_column_name']}: {level['label_for_charts']} ({key[0]})")
                    value = guess[key]
                level[key] = min(max(float(value), floor), 1 - floor)
            while _weight(level) in seen:  # a level is told by its weight: two never share one
                level["m_probability"] *= 1 - 1e-6
            seen.add(_weight(level))
            level.pop("fix_m_probability", None)
    prior = max(float(trained["probability_two_random_records_match"]), least)
    return Model({**trained, "comparisons": comparisons, "probability_two_random_records_match": prior}, tuple(guessed))


def _try(step: Callable[[], object]) -> bool:
    """A training step that may find too little to learn from, and then changes nothing: whether it went through."""
    try:
        step()
    except Exception as error:  # Splink raises its own, sqlglot's and DuckDB's errors here; the first guesses stand
        logging.getLogger(__name__).debug("a training step found too little to learn from: %s", type(error).__name__)
        return False
    return True


@contextmanager
def quiet() -> Iterator[None]:
    """Splink's loggers silenced: its messages may quote values, and values of names never reach a log."""
    logger = logging.getLogger("splink")
    before = logger.level, logger.propagate
    logger.setLevel(logging.CRITICAL)
    logger.propagate = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            logger.setLevel(before[0])
            logger.propagate = before[1]
