"""Keeping the model's answers up with the figures, by the fast engine; a full run's answer stands for figures that have
not changed since. Derived as figures are: after what changed, in a transaction of its own, and never from a ledger entry."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from counterclaim import __version__
from counterclaim.case.memory import Memory
from counterclaim.case.weigh_counts import WHOLE, Counted, Floors, kept, missing, row_of, rows_of, with_floors
from counterclaim.case.weigh_switch import Switch, standing
from counterclaim.model.codec import plain
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import find_lines, get_state, lock_head, read_head, set_state
from counterclaim.store.packing import pack
from counterclaim.store.tables import entries, estimates, weighings

#: entries that can change who is identified as dead
_PERSONS = (
    EntryKind.LIST, EntryKind.RECORD, EntryKind.PERSONS, EntryKind.CONSENT, EntryKind.TIE, EntryKind.WITHDRAWAL, EntryKind.ERASURE,
)  # fmt: skip
#: rows in one statement
AT_ONCE = 500


def refresh(memory: Memory, floors: Floors) -> bool:
    """Weigh again where figures or persons changed since, or the model was switched on; whether anything was done.

    Raises:
        CaseError: a sealed case is not open.
    """
    with memory.look() as connection:
        weighed, (head, _) = get_state(connection, "weighed"), read_head(connection)
        if weighed and get_state(connection, "weighed_head") == str(head):
            return False  # nothing at all was recorded since
        switch = standing(memory, connection)
        if switch is None and not weighed:
            return False
        state = _state(connection, switch)
        if weighed == state:
            return False
        if switch is None:
            counted, whole = [], None
        else:
            memory.key(True)
            # another version may count otherwise
            same = get_state(connection, "weigher") == __version__
            held = list(kept(memory, connection)) if same else []
            fresh = missing(memory, connection, {one.figure for one in held})
            counted = sorted([*held, *fresh], key=lambda one: one.figure)
            counted = with_floors(memory, connection, counted, floors)
            whole = answer(counted, switch, last_run(memory, connection))
    with memory.change() as connection:
        lock_head(connection)
        if _state(connection, standing(memory, connection)) != state:
            return False  # somebody was quicker, and is next to be asked
        _write(memory, connection, counted if whole is None else whole[0], whole[1] if whole else None)
        set_state(connection, "weighed", state)
        set_state(connection, "weighed_head", str(head))
        set_state(connection, "weigher", __version__)
    return True


def answer(counted: Sequence[Counted], switch: Switch, full: Any) -> tuple[list[Counted], Any]:
    """Each figure with the model's answer, and what is to be said of sources. `full`: the content of the last full run."""
    rows = rows_of(counted)
    if not rows:
        return [replace(one, data=None) for one in counted], None
    weigh = import_module("counterclaim.estimates.weigh")
    found = weigh.weigh(rows, weigh.Settings(level=switch.level, seed=switch.seed, fast=True))
    fast = {figure.figure: figure for figure in found.figures}
    run = _usable(full, switch)
    answered, from_full = [], 0
    for one in counted:
        if not one.counts.rows:
            answered.append(replace(one, data=None))
            continue
        chained = run.get("figures", {}).get(one.figure)
        usable = chained is not None and chained["stamp"] == one.stamp
        from_full += usable
        figure = chained["figure"] if usable else plain(fast[one.figure])
        answered.append(replace(one, data={"figure": figure, "run": full["id"] if usable else None}))
    summary = {name: value for name, value in plain(found).items() if name != "figures"}
    if run and from_full == sum(1 for one in counted if one.counts.rows):
        summary = run["summary"]
    return answered, summary


def last_run(memory: Memory, connection: Connection) -> Any:
    """The content of the last full run of the model; None where there is none."""
    query = select(estimates.c.sequence).where(estimates.c.kind == "weighing").order_by(estimates.c.sequence.desc())
    number = connection.scalar(query.limit(1))
    return memory.content(find_lines(connection, [number])[number]) if number is not None else None


def _usable(full: Any, switch: Switch) -> dict[str, Any]:
    """A full run at the level and seed that are asked for, by this version; else nothing."""
    same = full is not None and (full["level"], full["seed"], full["version"]) == (
        switch.level,
        switch.seed,
        __version__,
    )
    return dict(full) if same else {}


def _state(connection: Connection, switch: Switch | None) -> str:
    """Up to where figures were grouped, by which decision, after which full run, up to which change of persons."""
    query = select(estimates.c.sequence).where(estimates.c.kind == "weighing").order_by(estimates.c.sequence.desc())
    run = connection.scalar(query.limit(1))
    persons = select(func.max(entries.c.sequence)).where(entries.c.kind.in_([kind.value for kind in _PERSONS]))
    named = connection.scalar(persons) or 0
    return f"{get_state(connection, 'grouped')} {switch.entry if switch else 'off'} {run or 0} {named} {__version__}"


def _write(memory: Memory, connection: Connection, counted: Sequence[Counted], summary: Any) -> None:
    connection.execute(delete(weighings))
    rows = [row_of(memory, one) for one in counted]
    for first in range(0, len(rows), AT_ONCE):
        connection.execute(insert(weighings), rows[first : first + AT_ONCE])
    if summary is not None:
        protected = any(one.protected for one in counted)
        body = pack(summary, "weighing of the case", memory.key(protected))
        connection.execute(insert(weighings), [{"subject": WHOLE, "protected": protected, "counts": b"", "data": body}])
