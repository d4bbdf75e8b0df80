# ruff: noqa: S608 (the queries are made of names that the program gives)
"""Pairs that are known to be two people: rows of one list that holds a person at most once, written as another list
writes.

How often do two different people agree as much as this? Brothers and cousins, who share names, are on one list as
often as they are
on two, so pairs within a list answer for pairs across lists (the target-decoy idea of proteomics: Elias and Gygi
2007). The second row of a
decoy is masked: it loses what a row drawn from the other list has not, so that its pattern of silence is the other
list's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from counterclaim.victims import engine
from counterclaim.victims.blocking import BLOCK, Blocks, apply_keys

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: rows of a list that are set against all later rows of it: more teach nothing and cost time
LEFT_ROWS = 20_000
#: rows of all combinations beyond which decoys are not drawn: competition tells enough there, and they would cost most
#: of the run
MOST_ROWS = 200_000
_WHOLE = ("full_m", "tokens")
#: columns masked with the one that is silent in the other list's row
_MASKED = {
    **{
        part: (part, f"{part}_m", f"{part}_s") for part in ("given", "father", "grandfather", "family")
    },
    **{
        field: (field,)
        for field in ("sex", "birth_date", "birth_year", "death_day", "place", "mother", "occupation", "postcode", "identity")
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoys:
    """Scored decoys, and of each the two lists it stands for (`of`, the smaller number first); `per_pair`: decoys
    drawn for each pair of different persons across two lists, by (list, list)."""

    pairs: engine.Scored
    of: Ints
    per_pair: dict[tuple[int, int], float]


def draw(
    connection: duckdb.DuckDBPyConnection,
    model: engine.Model,
    blocks: Blocks,
    names: Sequence[str],
    single: Sequence[bool],
    seed: int,
) -> Decoys | None:
    """Decoys of the table `keyed` for each two lists of which one holds a person at most once; None where there are
    none."""
    rng = np.random.default_rng([seed, 1903])
    rows = connection.execute(
        "select source_dataset, list(row order by row) from keyed where full_m is not null group by 1"
    ).fetchall()
    of = {name: np.array(numbers, np.int64) for name, numbers in rows}
    members = [of.get(name, np.zeros(0, np.int64)) for name in names]
    per_pair: dict[tuple[int, int], float] = {}
    left, right, masks = [], [], []
    for one in range(len(names)):
        for other in range(len(names)):
            mine, theirs = members[one], members[other]
            if one == other or not single[one] or len(mine) < 2 or not len(theirs):
                continue
            chosen = mine if len(mine) <= LEFT_ROWS else np.sort(rng.choice(mine, LEFT_ROWS, replace=False))
            ends = min(one, other), max(one, other)
            # each two rows of a list make one decoy (the later row masked), of those whose earlier row was chosen
            drawn = (len(mine) - 1) / 2 * len(chosen)
            per_pair[ends] = per_pair.get(ends, 0.0) + drawn / (len(mine) * len(theirs))
            number = one * len(names) + other
            left.append(np.column_stack([chosen, np.full(len(chosen), number)]))
            right.append(np.column_stack([mine, np.full(len(mine), number)]))
            masks.append(rng.choice(theirs, len(mine)))
    if not left or sum(map(len, right)) > MOST_ROWS:
        return None
    pairs, combination = _scored(connection, model, blocks, np.vstack(left), np.vstack(right), np.concatenate(masks))
    first, second = combination // len(names), combination % len(names)
    return Decoys(pairs, np.column_stack([np.minimum(first, second), np.maximum(first, second)]), per_pair)


def _scored(
    connection: duckdb.DuckDBPyConnection, model: engine.Model, blocks: Blocks, left: Ints, right: Ints, masks: Ints
) -> tuple[engine.Scored, Ints]:
    """Scored pairs of a chosen row and a later row, masked, of one combination of lists; and the combination of
    each."""
    total = int(connection.execute("select max(row) + 1 from keyed").fetchall()[0][0])
    connection.register("decoy_left", pd.DataFrame({"row": left[:, 0], "combination": left[:, 1]}))
    connection.register("decoy_right", pd.DataFrame({"row": right[:, 0], "combination": right[:, 1], "mask": masks}))
    # a chosen row is even and a masked one odd, so that of (a, b masked) and (b, a masked) one can be told and kept
    number = f"2 * (combination * {total} + row)"
    plain = ", ".join(f'"{name}"' for name in (*_WHOLE, *_masked_columns()))
    masked = ", ".join(
        f'case when b."{column}" is null then null else a."{name}" end as "{name}"'
        for column, held in _MASKED.items()
        for name in held
    )
    connection.execute(
        f"""create or replace temp view decoy_rows as
        select {number} as row, 0 as side, combination, {plain} from decoy_left join keyed using (row)
        union all by name
        select {number} + 1 as row, 1 as side, combination, {", ".join(f'"{name}"' for name in _masked_columns())},
            nullif(concat(given_m, father_m, grandfather_m, family_m), '') as full_m,
            nullif(concat(' ', concat_ws(' ', given_m, father_m, grandfather_m, family_m), ' '), '  ') as tokens
        from (select r.combination, a.row, {masked}
            from decoy_right r join keyed a on a.row = r.row join keyed b on b.row = r.mask)"""
    )
    apply_keys(connection, blocks, rows="decoy_rows", keyed="decoy_keyed")
    for column in blocks.columns:
        connection.execute(
            f"update decoy_keyed set {column} = cast(hash(combination, {column}) >> 1 as bigint) where {column} is not null"
        )
        connection.execute(
            f"""update decoy_keyed set {column} = null where {column} in
            (select {column} from decoy_keyed group by 1 having sum(1 - side) * sum(side)::double > {BLOCK})"""
        )
    for side in (0, 1):
        connection.execute(
            f"create or replace temp table decoy_{side} as select * from decoy_keyed where side = {side}"
        )
    found = engine.score(connection, model, ("decoy_0", "decoy_1"), kind="link_only", tables=("decoy_0", "decoy_1"))
    found = engine.take(found, (found.left % 2 == 0) & (found.right % 2 == 1) & (found.left // 2 < found.right // 2))
    return found, found.left // (2 * total)


def _masked_columns() -> tuple[str, ...]:
    return tuple(name for held in _MASKED.values() for name in held)
