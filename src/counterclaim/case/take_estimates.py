"""Taking in tables of overlaps and estimates of another case: whose they were and when stays with them."""

from typing import Any

from sqlalchemy import func, select

from counterclaim.case.estimate import thinned
from counterclaim.case.estimate_sources import find_source, stamp_of, tables_of
from counterclaim.case.stored_estimates import StoredEstimate, stored_estimates
from counterclaim.case.taken import TakenIn
from counterclaim.case.writer import Writer
from counterclaim.errors import UsageError
from counterclaim.estimates.document import document
from counterclaim.exports.estimate_rows import EstimateRow, EstimateRows
from counterclaim.model import EntryKind, plain
from counterclaim.store.tables import overlaps


def take_estimates(writer: Writer, given: EstimateRows, origin: str, taken: TakenIn) -> None:
    """Record what is new. An estimate never changes; whether it is of today's data, who accepted it, and whether that stands, may."""
    for table in given.given:
        known = writer.connection.scalar(select(func.count()).select_from(overlaps).where(overlaps.c.id == table.id))
        if not known:
            stamp, told = stamp_of(table.tables), [plain(one) for one in table.tables]
            content = {"id": table.id, "name": table.name, "stamp": stamp, "tables": told, "imported_from": origin}
            writer.record(EntryKind.OVERLAP, content)
            taken.others += 1
    there = {one.id: one for one in stored_estimates(writer.memory, writer.connection)}
    for row in given.estimates:
        before = there.get(row.id)
        if before is None or (before.told and before.current != row.current):
            writer.record(EntryKind.ESTIMATE, _content(writer, row, origin))
            taken.estimates += 1
        taken.others += _accept(writer, row, there.get(row.id), origin)


def _content(writer: Writer, row: EstimateRow, origin: str) -> dict[str, Any]:
    """An estimate as `estimate.estimate` records it, with what was told of it."""
    told = {"entry": row.entry, "at": row.at, "by": writer.person(row.by), "tool": row.tool, "current": row.current}
    return {
        "id": row.id, "kind": "undocumented", "source": row.source, "stamp": _stamp(writer, row), "inputs": list(row.inputs),
        "tables": [plain(table) for table in row.tables], "settings": dict(row.settings),
        "estimation": document(row.estimation), "told": told, "imported_from": origin,
    }  # fmt: skip


def _stamp(writer: Writer, row: EstimateRow) -> str:
    """That of the source as it is here, where it holds the tables that were estimated from; none where it held others there."""
    if not row.current:
        return ""
    try:
        source = find_source(writer.memory, writer.connection, row.source)
        if thinned(tables_of(writer.memory, writer.connection, source)) == row.tables:
            return source.stamp
    except UsageError:
        pass  # what it was made from did not come with it
    return stamp_of(row.tables)


def _accept(writer: Writer, row: EstimateRow, there: StoredEstimate | None, origin: str) -> int:
    """Record acceptances that are new, and withdraw those that were withdrawn since; how many."""
    known = {one.name: one for one in there.accepted} if there else {}
    done = 0
    for accepted in row.accepted:
        before = known.get(accepted.entry)
        entry = before.entry if before else None
        if before is None:
            writer.person(accepted.acceptance.by)  # a name is to be known as one
            told = {"entry": accepted.entry, "at": accepted.at}
            content = plain(accepted.acceptance) | {"told": told, "imported_from": origin}
            entry = writer.record(EntryKind.ACCEPTANCE, content).id
            done += 1
        if accepted.withdrawn and not (before and before.withdrawn):
            writer.record(EntryKind.WITHDRAWAL, {"reason": f"It is withdrawn in {origin}."}, about=entry)
            done += 1
    return done
