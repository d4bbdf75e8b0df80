# ruff: noqa: S608 (the queries are made of this module's own column names)
"""Which pairs are compared at all: blocking keys, made ahead of Splink so that every block's size is known and bounded.

Each rule is a ladder of keys, loosest first; the loosest whose pairs fit the budget is taken. A block that would
still hold
more pairs than `BLOCK` is split by sex, birth year and name parts, and what cannot be split is refused, in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

#: most pairs in one block: beyond a million a shared key says too little (a placeholder, or one name for all)
BLOCK = 1_000_000
#: pairs compared per row and rule, and the least that is always allowed; 12 rules of 4 keep a million rows under a
#: minute
PER_ROW, LEAST = 4.0, 1_500_000

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
#: else
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
LOOSE_PAIRS = 400_000
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
    """Create the table `keyed`: the table `rows` with one column of block keys a rule (null: in no block).

    `within`: pairs inside one list count too.
    """
    total = connection.execute("select count(*) from rows").fetchall()[0][0]
    budget = max(LEAST, PER_ROW * total)
    connection.execute("create or replace table keyed as select * from rows")
    columns: list[str] = []
    rules: list[str] = []
    sizes: list[int] = []
    refused: list[str] = []
    keys: list[tuple[str, ...]] = []
    every = _pairs(connection, EVERY, within)
    small = ladders == tuple(LADDERS) and 0 < every <= BLOCK
    chosen: dict[str, tuple[tuple[str, ...], ...]] = {"every pair": ((EVERY,),)} if small else {}
    if not small:
        loose = {rule: key for rule, key in LOOSE.items() if 0 < _pairs(connection, _key(key), within) <= LOOSE_PAIRS}
        chosen = {rule: (key,) for rule, key in loose.items()} | {rule: LADDERS[rule] for rule in ladders}
    for rule, ladder in chosen.items():
        for key in ladder:
            expression = _key(key)
            pairs = _pairs(connection, expression, within)
            if 0 < pairs <= budget or (key is ladder[-1] and pairs > 0):
                break
        if pairs == 0:
            continue
        column = f"block_{len(columns)}"
        connection.execute(f"alter table keyed add column {column} varchar")
        connection.execute(f"update keyed set {column} = {expression}")
        lost = _split(connection, column, within)
        if lost:
            refused.append(
                f"{lost} rows share one key of the rule '{rule}' and nothing tells them apart: not compared by it"
            )
        left = _pairs(connection, column, within)
        if left > 3 * budget:
            connection.execute(f"alter table keyed drop column {column}")
            refused.append(f"the rule '{rule}' would compare {left:,} pairs and was left out")
            continue
        columns.append(column)
        rules.append(rule)
        keys.append(key)
        sizes.append(left)
    return Blocks(tuple(columns), tuple(rules), tuple(sizes), tuple(refused), tuple(keys))


def apply_keys(connection: duckdb.DuckDBPyConnection, blocks: Blocks, rows: str = "rows", keyed: str = "keyed") -> None:
    """Create `keyed` from `rows` with the keys that were chosen before, for rows that come later. Nothing is split:
    there are few of them."""
    made = "".join(f", {_key(key)} as {column}" for column, key in zip(blocks.columns, blocks.keys, strict=True))
    connection.execute(f"create or replace table {keyed} as select *{made} from {rows}")


def _key(parts: Sequence[str]) -> str:
    """The SQL of a key: its parts joined; null where any part is null, so that silence never agrees with silence."""
    return " || '|' || ".join(f"cast({part} as varchar)" for part in parts)


def _pairs(connection: duckdb.DuckDBPyConnection, expression: str, within: bool) -> int:
    same = "0" if within else "sum(n * n)"
    minus = "sum(n)" if within else "0"
    sql = f"""select coalesce(sum(pairs), 0) from (select (sum(n) * sum(n) - {same} - {minus}) / 2 as pairs from
        (select {expression} as key, source_dataset, count(*)::double as n from keyed group by 1, 2)
        where key is not null group by key)"""
    return int(connection.execute(sql).fetchall()[0][0])


def _split(connection: duckdb.DuckDBPyConnection, column: str, within: bool) -> int:
    """Split the blocks of a key column that are too large; returns how many rows had to be taken out of it."""
    same = "0" if within else "sum(n * n)"
    large = f"""(select key from (select {column} as key, source_dataset, count(*)::double as n from keyed
        where {column} is not null         group by 1, 2)
        group by key having (sum(n) * sum(n) - {same}) / 2 > {BLOCK})"""
    for finer in _SPLITS:
        if connection.execute(f"select count(*) from {large}").fetchall()[0][0] == 0:
            return 0
        connection.execute(f"update keyed set {column} = {column} || '|' || {finer} where {column} in {large}")
    lost = connection.execute(f"select count(*) from keyed where {column} in {large}").fetchall()[0][0]
    if lost:
        connection.execute(f"update keyed set {column} = null where {column} in {large}")
    return int(lost)
