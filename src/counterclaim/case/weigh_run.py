"""A full run of the weighing model over the case's figures: Gibbs chains, recorded with inputs, seed, level and version."""

from collections.abc import Callable
from importlib import import_module

from sqlalchemy import select

from counterclaim import __version__
from counterclaim.case.memory import Memory
from counterclaim.case.weigh_counts import Floors, kept, rows_of
from counterclaim.case.weigh_refresh import refresh
from counterclaim.case.weigh_switch import standing
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.canonical import canonical_json, make_id, sha256
from counterclaim.model.codec import plain
from counterclaim.model.ledger import EntryKind
from counterclaim.store.tables import estimates


def run(memory: Memory, floors: Floors, *, by: str, tick: Callable[[int], None] = lambda sweeps: None) -> str:
    """Weigh all figures by chains and record the answers; the run's id. The same counts again are not run again.

    `tick` is called with the number of sweeps to come whenever that is known, and then with 0 a sweep; it may raise to
    stop the run, and then nothing is recorded.

    Raises:
        UsageError: the model is off, or no figure has two original counts.
    """
    refresh(memory, floors)
    with memory.look() as connection:
        switch = standing(memory, connection)
        if switch is None:
            raise UsageError("the model is off in this case. A named person switches it on, with a reason, first.")
        counted = [one for one in kept(memory, connection) if one.counts.rows]
        stamps = {one.figure: one.stamp for one in counted}
        id_ = make_id("weighing", [stamps, switch.level, switch.seed, __version__])
        if connection.scalar(select(estimates.c.id).where(estimates.c.id == id_)) is not None:
            return id_
    if not counted:
        raise UsageError("no figure has counts of two original sources, so there is nothing to weigh.")
    weigh = import_module("counterclaim.estimates.weigh")
    settings = weigh.Settings(level=switch.level, seed=switch.seed)
    found = weigh.weigh(rows_of(counted), settings, tick=tick)
    content = {
        "id": id_,
        "kind": "weighing",
        "source": "figures",
        "stamp": sha256(canonical_json(stamps)),
        "inputs": [switch.entry, *stamps],
        "level": switch.level,
        "seed": switch.seed,
        "version": __version__,
        "figures": {
            figure.figure: {"stamp": stamps[figure.figure], "figure": plain(figure)} for figure in found.figures
        },
        "summary": {name: value for name, value in plain(found).items() if name != "figures"},
    }
    with writing(memory, by) as writer:
        if writer.connection.scalar(select(estimates.c.id).where(estimates.c.id == id_)) is None:
            writer.record(EntryKind.ESTIMATE, content, protected=any(one.protected for one in counted))
    refresh(memory, floors)
    return id_
