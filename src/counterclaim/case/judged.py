"""Judgements on pairs of rows, as values whose records are named by their entries."""

from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.rows import PAGE, rows_of
from counterclaim.case.standing import Judged, judgements
from counterclaim.case.writer import actor_names
from counterclaim.errors import UsageError
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.store.tables import entries, records


def all_judgements(memory: Memory, connection: Connection) -> list[tuple[str, Judgement]]:
    """Every judgement with its entry's id, in order, withdrawn ones too; those on rows that are gone are left out."""
    names = actor_names(memory, connection)
    found = list(judgements(memory, connection))
    ends = {str(one.judgement.get(side, "")) for one in found for side in ("left", "right")}
    known = resolve(memory, connection, ends)
    out = []
    for one in found:
        left, right = (known.get(str(one.judgement.get(side, ""))) for side in ("left", "right"))
        if left and right and left != right:
            out.append((one.entry, _judgement(one, left, right, names.get(one.by) or one.by)))
    return out


def resolve(memory: Memory, connection: Connection, ends: set[str]) -> dict[str, str]:
    """Rows by entry from how people name them: by entry, by "list:id", or by the list's own id where only one has it."""
    query = select(entries.c.id).join(records, records.c.sequence == entries.c.sequence)
    known: dict[str, str] = {}
    for first in range(0, len(ends), PAGE):
        some = sorted(ends)[first : first + PAGE]
        known |= {entry: entry for entry in connection.scalars(query.where(entries.c.id.in_(some)))}
    if ends <= known.keys():
        return known
    own: Counter[str] = Counter()
    for row in rows_of(memory, connection):
        known[f"{row.record.list}:{row.record.id}"] = row.entry
        if row.record.id in ends:
            own[row.record.id] += 1
            known.setdefault(row.record.id, row.entry)
    return {end: known[end] for end in ends if end in known and own[end] <= 1}


def resolved(memory: Memory, connection: Connection, end: str) -> str:
    """The entry of one row as people name it.

    Raises:
        UsageError: no row of the case has that name, or several lists have it.
    """
    found = resolve(memory, connection, {end}).get(end)
    if found is None:
        raise UsageError(f"{end}: no row of a victim list has this name, or several have. Write LIST:ID.")
    return found


def _judgement(one: Judged, left: str, right: str, who: str) -> Judgement:
    said = one.judgement
    at = datetime.fromisoformat(said["at"]) if said.get("at") else datetime.fromisoformat(one.at)
    value = Judgement.of(
        left,
        right,
        Verdict(said["verdict"]),
        str(said.get("reviewer") or who),
        at if at.tzinfo else at.replace(tzinfo=UTC),
        str(said.get("reason") or ""),
    )
    if not one.withdrawn and not said.get("withdrawn"):
        return value
    return Judgement(value.left, value.right, value.verdict, value.reviewer, value.at, value.reason, True)
