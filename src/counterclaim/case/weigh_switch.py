"""Switching the weighing model on: off by default, a named person's decision with its reason; withdrawing it switches it off."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import rulings


@dataclass(frozen=True, slots=True)
class Switch:
    """The decision by which the model is on: by whom, why, at which level and from which seed."""

    entry: str
    by: str
    at: str
    reason: str
    level: float
    seed: int


def switch_on(memory: Memory, *, reason: str, by: str, level: float = 0.9, seed: int = 1) -> Entry:
    """Record that the model is to assess the figures of this case.

    Raises:
        UsageError: it is on already, there is no reason, or the level is none.
    """
    if not reason.strip():
        raise UsageError("say why this case is to have a model's assessments: the reason is recorded.")
    if not 0.0 < level < 1.0:
        raise UsageError(f"the level must lie between 0 and 1, and {level:g} does not. Use 0.9 for 90 %.")
    with writing(memory, by) as writer:
        if standing(memory, writer.connection) is not None:
            raise UsageError("the model is on in this case. Switch it off first to choose another level or seed.")
        content = {"reason": reason.strip(), "level": level, "seed": seed, "by": by}
        return writer.record(EntryKind.WEIGHING, content)


def standing(memory: Memory, connection: Connection) -> Switch | None:
    """The decision that stands; None where the model is off."""
    query = select(rulings).where(rulings.c.kind == EntryKind.WEIGHING.value, rulings.c.withdrawn.is_(None))
    row = connection.execute(query.order_by(rulings.c.sequence.desc()).limit(1)).one_or_none()
    content = memory.content(find_lines(connection, [row.sequence])[row.sequence]) if row is not None else None
    if row is None or content is None:
        return None
    return Switch(row.id, content["by"], row.at, content["reason"], float(content["level"]), int(content["seed"]))
