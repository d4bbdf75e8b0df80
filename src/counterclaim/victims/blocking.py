# ruff: noqa: S608 (the queries are made of this module's own column names)
"""Which pairs are compared at all: blocking keys, made ahead of Splink so that every block's size is known and bounded.

Each rule is a ladder of keys, loosest first; the loosest whose pairs fit the budget is taken. A block that would
still hold
more pairs than `BLOCK` is split by sex, birth year and name parts, and what cannot be split is refused, in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from counterclaim.victims.block_sizes import BLANK, Keys, large, mixed, pairs_of

#: most pairs in one block: beyond a million a shared key says too little (a placeholder, or one name for all)
BLOCK = 1_000_000
#: pairs compared per row and rule, and the least that is always allowed; some twenty rules of 2.5 keep a million rows
#: under a minute
PER_ROW, LEAST = 2.5, 1_500_000

_YEAR = "cast(birth_year as integer)"
_BAND = "cast(floor(birth_year / 5) as integer)"
_BAND2 = "cast(floor((birth_year + 2.5) / 5) as integer)"
#: rule to its ladder of keys
LADDERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "whole name": (("full_m",),),
    "given, family": (("given_s", "family_s"), ("given_m", "family_m"), ("given_m", "family_m", "sex", _BAND)),
    "given, father, grandfather": (("given_s", "father_s", "grandfather_s"), ("given_m", "father_m", "grandfather_m")),
    "father, grandfather, family": (
        ("father_s", "grandfather_s", "family_s"),
        ("father_m", "grandfather_m", "family_m", _YEAR),
    ),
    "given, birth date": (("given_s", "birth_date"), ("given_m", "birth_date")),
    "family, birth date": (("family_s", "birth_date"), ("family_m", "birth_date")),
    "father, birth date": (("father_s", "birth_date", "sex"), ("father_m", "birth_date", "sex")),
    "father, family, year": (
        ("father_s", "family_s", _BAND),
        ("father_s", "family_s", _YEAR),
        ("father_m", "family_m", _YEAR),
    ),
    "given, father, year": (
        ("given_s", "father_s", _BAND),
        ("given_s", "father_s", _YEAR),
        ("given_m", "father_m", _YEAR, "sex"),
    ),
    "given, father, years": (("given_s", "father_s", _BAND2),),
    "given, grandfather, year": (("given_s", "grandfather_s", _BAND), ("given_s", "grandfather_s", _YEAR)),
    "swapped": (("least(given_s, family_s)", "greatest(given_s, family_s)"),),
    "shifted": (("given_s", "coalesce(grandfather_s, family_s)", _YEAR),),
    "family in middle": (("given_s", "coalesce(father_s, family_s)", _YEAR),),
    "given, year": (("given_s", "sex", _YEAR), ("given_m", "sex", _YEAR, "place")),
    "family, year": (("family_s", "sex", _YEAR), ("family_m", "sex", _YEAR, "place")),
    "given, death": (("given_s", "death_day"), ("given_m", "death_day", "sex")),
    "family, death": (("family_s", "death_day"), ("family_m", "death_day", "sex")),
    "death, year": (("death_day", "sex", _BAND), ("death_day", "sex", _YEAR), ("death_day", "sex", _YEAR, "place")),
    "given, place": (("given_s", "place", _BAND),),
    "family, place": (("family_s", "place", _BAND),),
    "identity": (("identity",),),
    "postcode, given": (("postcode", "given_s"), ("postcode", "given_m")),
    "postcode, year": (("postcode", _YEAR),),
    "mother, given": (("mother", "given_s"),),
}
#: on small lists all pairs are compared and no rule is needed: as many as one block may hold
EVERY = "case when full_m is not null then 'every' end"
#: rules that single facts make, for lists of some thousand rows; taken where they fit `LOOSE_PAIRS`, and passed over
#: else, or without a look where there are many rows
LOOSE: dict[str, tuple[str, ...]] = {
    "given": ("given_s",),
    "family": ("family_s",),
    "father, grandfather": ("father_s", "grandfather_s"),
    "death, sex": ("death_day", "sex"),
    "birth date": ("birth_date",),
    "beginnings": ("substr(given_m, 1, 2)", "substr(family_m, 1, 3)"),
    "place, year": ("place", _YEAR),
    "postcode": ("postcode",),
}
LOOSE_PAIRS, LOOSE_ROWS = 400_000, 300_000
#: what splits a block that is too large, in this order
_SPLITS = ("coalesce(sex, '')", f"coalesce(cast({_YEAR} as varchar), '')",
           "coalesce(family_m, '')", "coalesce(father_m, '')",
           "coalesce(birth_date, '')", "coalesce(grandfather_m, '')", "coalesce(place, '')")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blocks:
    """The key columns made (in the table `keyed`), their rules, pairs by rule, and what was refused, in words."""

    columns: tuple[str, ...]
    rules: tuple[str, ...]
    pairs: tuple[int, ...]
    refused: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...] = ()


def make_keys(
    connection: duckdb.DuckDBPyConnection, *, within: bool, ladders: Sequence[str] = tuple(LADDERS)
) -> Blocks:
    """Create the table `keyed`: the table `rows` (numbered in order by `row`) with one column of block keys a rule (null: in no block).

    `within`: pairs inside one list count too. Keys are hashes of 63 bits: two different ones that meet make a pair more
    to compare, and nothing else.
    """
    sources = connection.execute("select source_dataset from rows").fetchnumpy()["source_dataset"]
    lists = pd.factorize(sources)[0].astype(np.int64)
    budget = max(LEAST, PER_ROW * len(lists))
    made: dict[str, Keys] = {}
    rules: list[str] = []
    sizes: list[int] = []
    refused: list[str] = []
    keys: list[tuple[str, ...]] = []
    every = pairs_of(_keys(connection, (EVERY,)), lists, within)
    small = ladders == tuple(LADDERS) and 0 < every <= BLOCK
    chosen: dict[str, tuple[tuple[str, ...], ...]] = {"every pair": ((EVERY,),)} if small else {}
    if not small:
        loose = {
            rule: (key,)
            for rule, key in (LOOSE.items() if len(lists) <= LOOSE_ROWS else ())
            if 0 < pairs_of(_keys(connection, key), lists, within) <= LOOSE_PAIRS
        }
        chosen = loose | {rule: LADDERS[rule] for rule in ladders}
    for rule, ladder in chosen.items():
        for key in ladder:
            values = _keys(connection, key)
            pairs = pairs_of(values, lists, within)
            if 0 < pairs <= budget:
                break
        if pairs == 0:
            continue
        lost = _split(connection, values, lists, within)
        if lost:
            refused.append(
                f"{lost} rows share one key of the rule '{rule}' and nothing tells them apart: not compared by it"
            )
        left = pairs if lost is None else pairs_of(values, lists, within)
        if left > 3 * budget:
            refused.append(f"the rule '{rule}' would compare {left:,} pairs and was left out")
            continue
        made[f"block_{len(made)}"] = values
        rules.append(rule)
        keys.append(key)
        sizes.append(left)
    columns = {name: pa.array(values, mask=values == BLANK) for name, values in made.items()}
    connection.register("made_keys", pa.table({"of_row": np.arange(len(lists)), **columns}))
    connection.execute("create or replace table keyed as select * exclude (of_row) from rows positional join made_keys")
    connection.unregister("made_keys")
    return Blocks(tuple(made), tuple(rules), tuple(sizes), tuple(refused), tuple(keys))


def apply_keys(connection: duckdb.DuckDBPyConnection, blocks: Blocks, rows: str = "rows", keyed: str = "keyed") -> None:
    """Create `keyed` from `rows` with the keys that were chosen before, for rows that come later. Nothing is split:
    there are few of them."""
    made = "".join(f", {_key(key)} as {column}" for column, key in zip(blocks.columns, blocks.keys, strict=True))
    connection.execute(f"create or replace table {keyed} as select *{made} from {rows}")


def _key(parts: Sequence[str]) -> str:
    """The SQL of a key: a hash of its parts; null where any part is null, so that silence never agrees with
    silence."""
    given = " and ".join(f"({part}) is not null" for part in parts)
    return f"case when {given} then cast(hash({', '.join(parts)}) >> 1 as bigint) end"


def _keys(connection: duckdb.DuckDBPyConnection, parts: Sequence[str]) -> Keys:
    """The keys of all rows in their order, `BLANK` where there is none."""
    sql = f"select coalesce({_key(parts)}, {BLANK}) as key from rows"  # a scan keeps the order of rows
    return np.asarray(connection.execute(sql).fetchnumpy()["key"], np.int64)


def _split(connection: duckdb.DuckDBPyConnection, values: Keys, lists: Keys, within: bool) -> int | None:
    """Split the blocks that are too large, in place; returns how many rows had to be taken out of them, None where
    nothing was split."""
    crowded = large(values, lists, within, BLOCK)
    if not len(crowded):
        return None
    for finer in _SPLITS:
        values[crowded] = mixed(values[crowded], _keys(connection, (finer,))[crowded])
        crowded = large(values, lists, within, BLOCK)
        if not len(crowded):
            return 0
    values[crowded] = BLANK
    return len(crowded)
