"""Keeping the model's answers up with the figures, by the fast engine; a full run's answer stands for figures that have
not changed since. Derived as figures are: after what changed, in a transaction of its own, and never from a ledger entry.

In a large case a few changed figures are weighed alone, by what the last whole weighing learned of sources and spreads
(`estimates.weigh_held`). All are weighed anew once `SHARE` of the counts have changed since, and after anything but a change of
figures: a switch, a full run, a change of persons, an erasure, another version. What a whole weighing says depends on the
figures alone, not on the order in which they came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
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
from counterclaim.store.packing import pack, unpack
from counterclaim.store.tables import entries, estimates, weighings

#: entries that can change who is identified as dead
_PERSONS = (
    EntryKind.LIST, EntryKind.RECORD, EntryKind.PERSONS, EntryKind.CONSENT, EntryKind.TIE, EntryKind.WITHDRAWAL, EntryKind.ERASURE,
)  # fmt: skip
#: rows in one statement
AT_ONCE = 500
#: counts from which on changed figures are weighed alone: fewer are weighed in a tenth of a second together
FEWEST = 2_000
#: the share of changed counts that sources are not yet asked anew for: it moves what is known of them by about as little
SHARE = 0.02


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
        found = Found([])
        if switch is not None:
            memory.key(True)
            found = _part(memory, connection, switch, floors) or _whole(memory, connection, switch, floors)
    with memory.change() as connection:
        lock_head(connection)
        if _state(connection, standing(memory, connection)) != state:
            return False  # somebody was quicker, and is next to be asked
        _write(memory, connection, found)
        set_state(connection, "weighed", state)
        set_state(connection, "weighed_base", _base(connection, switch))
        set_state(connection, "weighed_since", str(found.since))
        set_state(connection, "weighed_head", str(head))
        set_state(connection, "weigher", __version__)
    return True


@dataclass(frozen=True, slots=True)
class Found:
    """Figures with their answers: all, with what is said of sources and what was learned of them; or a `part`, the changed
    ones, `since` counts having changed since all were weighed."""

    counted: Sequence[Counted]
    summary: Any = None
    learned: Any = None
    part: bool = False
    since: int = 0


def _part(memory: Memory, connection: Connection, switch: Switch, floors: Floors) -> Found | None:
    """The changed figures by what was learned before; None where all are to be weighed."""
    if get_state(connection, "weighed_base") != _base(connection, switch):
        return None
    row = connection.execute(select(weighings).where(weighings.c.subject == WHOLE)).one_or_none()
    if row is None or not row.counts:
        return None
    held = unpack(row.counts, "what the weighing of the case learned", memory.key(row.protected))
    if held is None or held["statements"] < FEWEST:
        return None
    there = set(connection.scalars(select(weighings.c.subject).where(weighings.c.subject != WHOLE)))
    fresh = with_floors(memory, connection, list(missing(memory, connection, there)), floors)
    since = int(get_state(connection, "weighed_since") or 0) + sum(len(one.counts.rows) for one in fresh)
    if since > SHARE * held["statements"]:
        return None
    rows = rows_of(fresh)
    if not rows:
        return Found(fresh, part=True, since=since)
    weigh, of_held = import_module("counterclaim.estimates.weigh"), import_module("counterclaim.estimates.weigh_held")
    learned = of_held.Learned(**held)
    settings = weigh.Settings(level=switch.level, seed=switch.seed, fast=True)
    answers = {figure.figure: figure for figure in of_held.weigh_held(rows, settings, learned)}
    # A full run holds every figure's answer, and to read it takes longer than all else here: these figures have changed.
    answered = [_answered(one, {}, answers, learned.statements) for one in fresh]
    return Found(answered, part=True, since=since)


def _whole(memory: Memory, connection: Connection, switch: Switch, floors: Floors) -> Found:
    """All figures; what is kept of their counts is not counted anew, unless another version counted it."""
    same = get_state(connection, "weigher") == __version__
    held = list(kept(memory, connection)) if same else []
    fresh = missing(memory, connection, {one.figure for one in held})
    counted = sorted([*held, *fresh], key=lambda one: one.figure)
    counted = with_floors(memory, connection, counted, floors)
    rows = rows_of(counted)
    if not rows:
        return Found([replace(one, data=None) for one in counted])
    weigh, of_held = import_module("counterclaim.estimates.weigh"), import_module("counterclaim.estimates.weigh_held")
    settings = weigh.Settings(level=switch.level, seed=switch.seed, fast=True)
    found, learned = of_held.learn(rows, settings)
    run = _usable(last_run(memory, connection), switch)
    answers = {figure.figure: figure for figure in found.figures}
    answered = [_answered(one, run, answers, None) for one in counted]
    summary = {name: value for name, value in plain(found).items() if name != "figures"}
    if run and all(one.data["run"] for one in answered if one.data is not None):
        summary = run["summary"]
    return Found(answered, summary, asdict(learned) if learned is not None else None)


def _answered(one: Counted, run: Any, answers: Mapping[str, Any], held: int | None) -> Counted:
    """The figure with the full run's answer where its counts are those of the run, else the fast engine's."""
    if not one.counts.rows:
        return replace(one, data=None)
    chained = run.get("figures", {}).get(one.figure)
    if chained is not None and chained["stamp"] == one.stamp:
        return replace(one, data={"figure": chained["figure"], "run": run["id"], "held": None})
    return replace(one, data={"figure": plain(answers[one.figure]), "run": None, "held": held})


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
    """Up to where figures were grouped, and what else an answer depends on."""
    return f"{get_state(connection, 'grouped')} {_base(connection, switch)}"


def _base(connection: Connection, switch: Switch | None) -> str:
    """By which decision, after which full run, up to which change of persons, by which version."""
    query = select(estimates.c.sequence).where(estimates.c.kind == "weighing").order_by(estimates.c.sequence.desc())
    run = connection.scalar(query.limit(1))
    persons = select(func.max(entries.c.sequence)).where(entries.c.kind.in_([kind.value for kind in _PERSONS]))
    named = connection.scalar(persons) or 0
    return f"{switch.entry if switch else 'off'} {run or 0} {named} {__version__}"


def _write(memory: Memory, connection: Connection, found: Found) -> None:
    if found.part:
        gone = [one.figure for one in found.counted]
        for first in range(0, len(gone), AT_ONCE):
            connection.execute(delete(weighings).where(weighings.c.subject.in_(gone[first : first + AT_ONCE])))
    else:
        connection.execute(delete(weighings))
    rows = [row_of(memory, one) for one in found.counted]
    for first in range(0, len(rows), AT_ONCE):
        connection.execute(insert(weighings), rows[first : first + AT_ONCE])
    if found.summary is not None:
        protected = any(one.protected for one in found.counted)
        key = memory.key(protected)
        learned = pack(found.learned, "what the weighing of the case learned", key)
        body = pack(found.summary, "weighing of the case", key)
        connection.execute(
            insert(weighings), [{"subject": WHOLE, "protected": protected, "counts": learned, "data": body}]
        )
