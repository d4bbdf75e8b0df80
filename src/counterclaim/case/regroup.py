"""Figures are a function of readings, source profiles and decisions. They are grouped after what changed those, in a
transaction of their own; a case that was left between is regrouped when it is next asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from counterclaim.case import reading as stages
from counterclaim.case.memory import Memory, database_errors
from counterclaim.case.rulings import anchored
from counterclaim.model.claim import Claim
from counterclaim.model.codec import plain, revive
from counterclaim.model.decision import Decision, DecisionKind
from counterclaim.model.figure import Figure, Status
from counterclaim.model.ledger import EntryKind
from counterclaim.model.reading import Reading
from counterclaim.model.source import SourceProfile
from counterclaim.store.ledger import find_lines, get_state, lock_head, set_state
from counterclaim.store.packing import pack, text, unpack
from counterclaim.store.tables import claims, entries, figure_claims, figures, readings, rulings

#: entries that can change a figure
_CHANGES = (EntryKind.READING, EntryKind.PROFILE, EntryKind.DECISION, EntryKind.WITHDRAWAL, EntryKind.ERASURE)
#: disputed figures come first
_RANK = {Status.CONFLICTING: 0, Status.NOT_COMPARABLE: 1, Status.CONSISTENT: 2, Status.SINGLE_SOURCE: 3}


def is_stale(connection: Connection) -> bool:
    """Whether something that can change a figure was recorded since the figures were grouped."""
    grouped = int(get_state(connection, "grouped") or "0")
    kinds = [kind.value for kind in _CHANGES]
    query = select(func.max(entries.c.sequence)).where(entries.c.kind.in_(kinds))
    return int(connection.scalar(query) or 0) > grouped


def regroup(memory: Memory, group: stages.Group, *, anyway: bool = False) -> bool:
    """Group the figures anew, where something changed; whether they were."""
    with memory.look() as connection:
        if not anyway and not is_stale(connection):
            return False
    with database_errors(memory.location), memory.engine.begin() as connection:
        last, _ = lock_head(connection)
        found = group(list(all_readings(memory, connection)), profiles(memory, connection), links(memory, connection))
        connection.execute(delete(figure_claims))
        connection.execute(delete(figures))
        hidden = set(connection.scalars(select(claims.c.id).where(claims.c.protected)))
        rows = [_row(memory, figure, not hidden.isdisjoint(figure.claims)) for figure in found]
        if rows:
            connection.execute(insert(figures), rows)
        pairs = [{"figure": figure.id, "claim": claim} for figure in found for claim in dict.fromkeys(figure.claims)]
        if pairs:
            connection.execute(insert(figure_claims), pairs)
        set_state(connection, "grouped", str(last))
    return True


def all_readings(memory: Memory, connection: Connection) -> Iterator[Reading]:
    """Every reading with decisions applied and rejected claims left out, in the order of report ids.

    Raises:
        CaseError: some are sealed and the passphrase was not given.
    """
    heads = connection.execute(select(readings).where(readings.c.unreadable.is_(None)).order_by(readings.c.report))
    query = select(claims.c.report, claims.c.id, claims.c.protected, claims.c.data)
    rows = connection.execute(query.where(claims.c.rejected.is_(False)).order_by(claims.c.report, claims.c.position))
    row = next(rows, None)
    for head in heads:
        found = []
        while row is not None and row.report == head.report:
            found.append(revive(Claim, unpack(row.data, f"claim {row.id}", memory.key(row.protected))))
            row = next(rows, None)
        data = unpack(head.data, f"reading {head.report}", memory.key(head.sealed))
        yield replace(revive(Reading, data), claims=tuple(found))


def profiles(memory: Memory, connection: Connection) -> list[SourceProfile]:
    """The source profiles that stand, in the order in which they were written down."""
    return [revive(SourceProfile, content) for content in _standing(memory, connection, EntryKind.PROFILE)]


def links(memory: Memory, connection: Connection) -> stages.Links:
    """Which claims people joined and which they kept apart."""
    together: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    for content in _standing(memory, connection, EntryKind.DECISION):
        decision = revive(Decision, content)
        if decision.kind not in (DecisionKind.MERGE, DecisionKind.SPLIT):
            continue
        first, *rest = anchored(memory, connection, decision)
        pairs = [(first, other) for other in rest if first is not None and other is not None]
        (together if decision.kind is DecisionKind.MERGE else apart).extend(pairs)
    return stages.Links(tuple(together), tuple(apart))


def _standing(memory: Memory, connection: Connection, kind: EntryKind) -> Iterator[Any]:
    query = select(rulings.c.sequence).where(rulings.c.kind == kind.value, rulings.c.withdrawn.is_(None))
    numbers: Sequence[int] = connection.scalars(query.order_by(rulings.c.sequence)).all()
    lines = find_lines(connection, numbers) if numbers else {}
    for number in numbers:
        content = memory.content(lines[number])
        if content is not None:
            yield content


def _row(memory: Memory, figure: Figure, protected: bool) -> dict[str, Any]:
    place = None if protected else figure.place
    return {
        "id": figure.id,
        "question": "" if protected else text(figure.question),
        "harm": figure.harm.value,
        "category": figure.category,
        "scope": figure.scope.value,
        "status": figure.status.value,
        "rank": _RANK[figure.status],
        "place": text(place.name) if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "from": figure.from_.isoformat() if figure.from_ and not protected else None,
        "to": figure.to.isoformat() if figure.to and not protected else None,
        "incident": figure.incident.id,
        "claims": len(figure.claims),
        "origins": figure.origins,
        "protected": protected,
        "data": pack(plain(figure), f"figure {figure.id}", memory.key(protected)),
    }
