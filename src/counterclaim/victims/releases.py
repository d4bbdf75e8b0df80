"""New releases of lists that were linked before: which list a file continues, and which rows are the old ones."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from counterclaim.victims.lists import ListRows

#: share of an old list's rows that a list under another name must repeat to be taken for its new release
REPEATED = 0.5


def continued(before: Sequence[ListRows], given: Sequence[ListRows]) -> tuple[tuple[ListRows, ...], tuple[str, ...]]:
    """All lists as they are now, in the old order with new lists last, and what was assumed, in words.

    A given list continues the old one of its name; else the one of which it repeats the most rows, if at least
    `REPEATED` of them. Lists that are not given stay as they were.
    """
    now = {one.about.id: one for one in before}
    free = [one for one in before if one.about.id not in {new.about.id for new in given}]
    notes: list[str] = []
    renamed: dict[str, str] = {}
    for one in given:
        if one.about.id in now or not free:
            continue
        shares = [_repeated(old, one) for old in free]
        if max(shares) >= REPEATED:
            old = free.pop(int(np.argmax(shares)))
            renamed[one.about.id] = old.about.id
            notes.append(f"{one.about.id} was read as the new release of {old.about.id}")
        else:
            notes.append(f"{one.about.id} repeats no earlier list and was read as another one")
    for one in given:
        name = renamed.get(one.about.id, one.about.id)
        now[name] = _rekeyed(now[name], one) if name in now else one
    return tuple(now.values()), tuple(notes)


def _repeated(old: ListRows, new: ListRows) -> float:
    """The share of the old list's rows that the new one has: by record ids where both have them, else by their
    cells."""
    if "record" in old.about.columns and "record" in new.about.columns:
        return float(old.cells["record"].isin(new.cells["record"]).mean())
    shared = [header for header in new.cells.columns if header != "record" and header in old.cells.columns]
    if not shared:
        return 0.0
    rows = set(new.cells[shared].itertuples(index=False, name=None))
    return float(np.mean([row in rows for row in old.cells[shared].itertuples(index=False, name=None)]))


def _rekeyed(old: ListRows, new: ListRows) -> ListRows:
    """The new release under the old list's name. Where a list has no record ids of its own, equal rows keep their
    old ids and the rest are numbered on."""
    about = replace(new.about, id=old.about.id, title=old.about.title, once=old.about.once)
    if "record" in new.about.columns:
        return replace(new, about=about)
    shared = [header for header in new.cells.columns if header != "record" and header in old.cells.columns]
    waiting: dict[tuple[str, ...], list[str]] = {}
    for row in old.cells[["record", *shared]].itertuples(index=False, name=None):
        waiting.setdefault(row[1:], []).append(row[0])
    records, number = [], _last(old)
    for cells in new.cells[shared].itertuples(index=False, name=None):
        known = waiting.get(tuple(cells))
        if known:
            records.append(known.pop(0))
        else:
            number += 1
            records.append(f"{about.id}-{number}")
    return replace(new, about=about, cells=new.cells.assign(record=np.array(records, object)))


def _last(old: ListRows) -> int:
    """The highest number that a made record id of the list has."""
    numbers = pd.to_numeric(old.cells["record"].str.removeprefix(f"{old.about.id}-"), errors="coerce").dropna()
    return int(max(numbers.max() if len(numbers) else 0, len(old.cells)))
