"""A new release of a list, linked without redoing everything: only new and changed rows are compared.

The model of agreement and the calibrator of the first run stay; persons keep their ids; what changed is listed. When
releases pile up
(`DUE` of the rows), a full run is due, and the result says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from counterclaim.victims import engine
from counterclaim.victims.blocking import apply_keys
from counterclaim.victims.crossing import crossing
from counterclaim.victims.judged_pairs import with_judged
from counterclaim.victims.linking import Linkage, connect, load_rows
from counterclaim.victims.lists import ListRows
from counterclaim.victims.output import person_ids
from counterclaim.victims.persons import decide
from counterclaim.victims.standard import standardise

Ints = npt.NDArray[np.int64]
#: share of rows added since the model was trained from which a full run is advised
DUE = 0.2


@dataclass(frozen=True, slots=True)
class Changes:
    """What a release changed: record ids added, changed, removed; persons new, joined (two became one) and split; a
    full run is due."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    new_persons: tuple[str, ...]
    joined: tuple[tuple[str, ...], ...]
    split: tuple[str, ...]
    full_run_due: bool


def update(before: Linkage, lists: Sequence[ListRows]) -> tuple[Linkage, Changes]:
    """The linkage of the lists as they are now, from the linkage before; lists are told apart by their ids, and new
    ones may join."""
    old_row = {record: row for row, record in enumerate(before.records)}
    records = np.concatenate([one.cells["record"].to_numpy() for one in lists])
    came_from = np.array([old_row.get(record, -1) for record in records], np.int64)
    altered = _altered(before, lists, came_from)
    fresh = (came_from < 0) | altered
    numbers = np.repeat(np.arange(len(lists)), [len(one.cells) for one in lists]).astype(np.int64)
    rows = _rows(before, lists, came_from, fresh)
    pairs = _merged(before.pairs, _scored(before, rows, fresh), came_from, fresh)
    single = [
        bool(before.decided.single[before.names.index(one.about.id)])
        if one.about.id in before.names
        else one.about.once
        for one in lists
    ]
    labels = _moved(before.labels, came_from)
    pairs, odds = with_judged(pairs, before.calibration.log_odds(pairs), labels)
    decided = decide(
        pairs, odds, numbers, single,
        [(a, b) for a, b, same in labels if not same], [(a, b) for a, b, same in labels if same],
    )  # fmt: skip
    standard = replace(before.standard, rows=rows, unnamed=int(rows["full_m"].isna().sum()))
    after = replace(
        before,
        about=tuple(lists),
        standard=standard,
        records=records,
        lists=numbers,
        pairs=pairs,
        decided=decided,
        labels=labels,
        odds=odds,
    )
    ids, changes = _stable(before, after, came_from, altered)
    return replace(after, extra={**before.extra, "person_ids": ids}), changes


def _altered(before: Linkage, lists: Sequence[ListRows], came_from: Ints) -> npt.NDArray[np.bool_]:
    def written(many: Sequence[ListRows]) -> pd.Series:
        parts = [pd.util.hash_pandas_object(one.cells[sorted(one.cells.columns)], index=False) for one in many]
        return pd.concat(parts, ignore_index=True)

    now, then = written(lists).to_numpy(), written(before.about).to_numpy()
    return np.asarray((came_from >= 0) & (now != then[np.maximum(came_from, 0)]))


def _rows(before: Linkage, lists: Sequence[ListRows], came_from: Ints, fresh: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Standardised rows: the old ones as they were, fresh ones read now."""
    rows = before.standard.rows.iloc[np.maximum(came_from, 0)].reset_index(drop=True)
    start, parts = 0, []
    for one in lists:
        here = fresh[start : start + len(one.cells)]
        parts.append(replace(one, cells=one.cells[here].reset_index(drop=True)))
        start += len(one.cells)
    if fresh.any():
        read = standardise([part for part in parts if len(part.cells)], crossing).rows
        for column in rows.columns:
            values = rows[column].to_numpy(copy=True)
            values[fresh] = read[column].to_numpy()
            rows[column] = values
    return rows


def _scored(before: Linkage, rows: pd.DataFrame, fresh: npt.NDArray[np.bool_]) -> engine.Scored:
    """Candidate pairs that touch a fresh row."""
    if before.model is None or not fresh.any():
        return engine.take(before.pairs, np.zeros(len(before.pairs), bool))
    connection = connect()
    try:
        load_rows(connection, rows.assign(fresh=fresh))
        apply_keys(connection, before.blocks)
        connection.execute("create table list_0 as select * exclude (source_dataset, fresh) from keyed where fresh")
        connection.execute("create table list_1 as select * exclude (source_dataset, fresh) from keyed")
        found = engine.score(connection, before.model, ("fresh", "all"), kind="link_only", tables=("list_0", "list_1"))
    finally:
        connection.close()
    lists = rows["source_dataset"].to_numpy()
    within = before.model.settings["link_type"] != "link_only"
    key = found.left * len(rows) + found.right
    first = np.zeros(len(found), bool)
    first[np.unique(key, return_index=True)[1]] = True
    return engine.take(
        found, first & (found.left != found.right) & (within | (lists[found.left] != lists[found.right]))
    )


def _merged(old: engine.Scored, new: engine.Scored, came_from: Ints, fresh: npt.NDArray[np.bool_]) -> engine.Scored:
    """Old pairs of rows that stayed, under their new numbers, and the new pairs; in order."""
    place = np.full(int(max(came_from.max(initial=-1), old.right.max(initial=-1), old.left.max(initial=-1))) + 1, -1)
    kept = np.flatnonzero(~fresh)
    place[came_from[kept]] = kept
    stay = (place[old.left] >= 0) & (place[old.right] >= 0) if len(old) else np.zeros(0, bool)
    old = engine.take(old, stay)
    ends = place[old.left], place[old.right]
    left, right = np.minimum(*ends), np.maximum(*ends)
    whole = engine.Scored(
        np.concatenate([left, new.left]), np.concatenate([right, new.right]), np.concatenate([old.weight, new.weight]),
        {field: np.concatenate([level, new.levels[field]]) for field, level in old.levels.items()},
        {field: np.concatenate([bits, new.rarity[field]]) for field, bits in old.rarity.items()},
    )  # fmt: skip
    return engine.take(whole, np.lexsort((whole.right, whole.left)))


def _moved(labels: Sequence[tuple[int, int, bool]], came_from: Ints) -> tuple[tuple[int, int, bool], ...]:
    place = {int(old): new for new, old in enumerate(came_from) if old >= 0}
    out = [(place[a], place[b], same) for a, b, same in labels if a in place and b in place]
    return tuple((min(a, b), max(a, b), same) for a, b, same in out)


def _stable(
    before: Linkage, after: Linkage, came_from: Ints, altered: npt.NDArray[np.bool_]
) -> tuple[dict[str, str], Changes]:
    """Ids by the first record of each person now: the id that most of its records had (of equals, the earliest), each
    given once."""
    was = person_ids(before)
    former = [was[old] if old >= 0 else None for old in came_from]
    part, records = after.decided.part, after.records
    touched = np.unique(part[(came_from < 0) | altered])
    members: dict[int, list[int]] = {}
    for row, number in enumerate(part.tolist()):
        members.setdefault(number, []).append(row)
    ids: dict[str, str] = {}
    given: set[str] = set()
    fresh_persons: list[str] = []
    joined: list[tuple[str, ...]] = []
    holders: dict[str, int] = {}
    for number in sorted(members, key=lambda k: (-len(members[k]), members[k][0])):
        rows = members[number]
        earlier = [one for row in rows if (one := former[row]) is not None]
        options = [
            one
            for one in dict.fromkeys(sorted(earlier, key=lambda one: (-earlier.count(one), one)))
            if one not in given
        ]
        first = str(records[rows[0]])
        if options:
            ids[first] = options[0]
            given.add(options[0])
        elif number in touched or not earlier:
            fresh_persons.append(first)
        if len(set(earlier)) > 1:
            joined.append(tuple(dict.fromkeys(earlier)))
        for one in set(earlier):
            holders[one] = holders.get(one, 0) + 1
    gone = sorted(set(before.records) - {before.records[old] for old in came_from if old >= 0})
    added = int((came_from < 0).sum())
    return ids, Changes(
        tuple(str(record) for record in records[came_from < 0]),
        tuple(str(record) for record in records[altered]),
        tuple(str(record) for record in gone),
        tuple(fresh_persons),
        tuple(joined),
        tuple(sorted(one for one, count in holders.items() if count > 1)),
        added >= DUE * len(records),
    )
