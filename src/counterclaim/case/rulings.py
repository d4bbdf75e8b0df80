"""Which decisions concern a report, and whether their words still hold a claim."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select, update

from counterclaim.case.applying import Ruled, locate
from counterclaim.case.find import opened_claim
from counterclaim.case.memory import Memory
from counterclaim.model.codec import revive
from counterclaim.model.decision import Decision, DecisionKind
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import claims, concerns, rulings


def decisions_on(memory: Memory, connection: Connection, report_id: str) -> list[Ruled]:
    """The decisions that stand and concern a report, in the order in which they were taken."""
    query = (
        select(rulings.c.sequence, rulings.c.id)
        .join(concerns, concerns.c.sequence == rulings.c.sequence)
        .where(rulings.c.kind == EntryKind.DECISION.value, rulings.c.withdrawn.is_(None))
        .where(concerns.c.subject == report_id)
        .order_by(rulings.c.sequence)
    )
    rows = connection.execute(query).all()
    lines = find_lines(connection, [row.sequence for row in rows]) if rows else {}
    ruled = []
    for row in rows:
        content = memory.content(lines[row.sequence])
        if content is not None:
            ruled.append(Ruled(row.sequence, row.id, revive(Decision, content)))
    return ruled


def settle(memory: Memory, connection: Connection, decisions: Sequence[Ruled], attached: Mapping[int, bool]) -> None:
    """Write down which decisions still have words to act on. One that spans reports needs all of its anchors."""
    for ruled in decisions:
        holds = attached.get(ruled.sequence, False)
        if holds and ruled.decision.kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
            holds = all(claim is not None for claim in anchored(memory, connection, ruled.decision))
        connection.execute(update(rulings).where(rulings.c.sequence == ruled.sequence).values(attached=holds))


def anchored(memory: Memory, connection: Connection, decision: Decision) -> list[str | None]:
    """The id of the claim at each anchor of a decision; None where its span is gone."""
    found: list[str | None] = []
    for anchor in decision.anchors:
        rows = connection.execute(
            select(claims.c.id, claims.c.data, claims.c.protected).where(claims.c.report == anchor.report)
        )
        claim = locate(anchor, [opened_claim(memory, row) for row in rows.all()])
        found.append(claim.id if claim else None)
    return found
