"""The merges and splits that stand, on the claims that their words hold now.

A team takes hundreds of them, and figures are grouped after each: what was resolved before is kept until the report changes.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from counterclaim.case.applying import locate
from counterclaim.case.find import opened_claim
from counterclaim.case.memory import Memory
from counterclaim.model.claim import Claim
from counterclaim.model.codec import revive
from counterclaim.model.decision import Anchor, Decision, DecisionKind
from counterclaim.model.figure import GroupingDecision
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import claims, concerns, readings, rulings

#: who decided, in the sentences of figures: they are exported, and names are not; the ledger says who it was
REVIEWER = "A reviewer"
_KINDS = (DecisionKind.MERGE.value, DecisionKind.SPLIT.value)
_STANDING = (rulings.c.kind == EntryKind.DECISION.value) & rulings.c.subkind.in_(_KINDS) & rulings.c.withdrawn.is_(None)
#: reports in one IN (...) of a query
_NAMES = 5_000


class Held:
    """Decisions by their entry, and the claims at their anchors by the entry that last changed the report.

    An entry's content never changes and an erased one has no row. Decisions that a sealed case protects are not kept.
    """

    def __init__(self) -> None:
        self._decisions: dict[int, Decision] = {}
        self._claims: dict[tuple[int, Anchor], str | None] = {}

    def decisions(self, memory: Memory, connection: Connection) -> list[GroupingDecision]:
        """They, in the order in which they were taken."""
        query = select(rulings.c.sequence, rulings.c.at).where(_STANDING).order_by(rulings.c.sequence)
        rows = connection.execute(query).all()
        standing = dict(self._opened(memory, connection, [row.sequence for row in rows]))
        held = self._located(memory, connection, [a for decision in standing.values() for a in decision.anchors])
        return [
            GroupingDecision(
                decision.kind,
                tuple(claim for claim in map(held.get, decision.anchors) if claim is not None),
                REVIEWER,
                decision.reason,
                datetime.fromisoformat(row.at),
            )
            for row in rows
            if (decision := standing.get(row.sequence)) is not None
        ]

    def _opened(self, memory: Memory, connection: Connection, numbers: list[int]) -> Iterator[tuple[int, Decision]]:
        """Decisions by number; those whose content is gone are left out."""
        kept = {number: self._decisions[number] for number in numbers if number in self._decisions}
        missing = [number for number in numbers if number not in kept]
        yield from kept.items()
        for number, line in (find_lines(connection, missing) if missing else {}).items():
            content = memory.content(line)
            if content is not None:
                decision = revive(Decision, content)
                if not line.sealed:
                    kept[number] = decision
                yield number, decision
        self._decisions = kept

    def _located(self, memory: Memory, connection: Connection, anchors: list[Anchor]) -> dict[Anchor, str | None]:
        """The id of the claim at each anchor; None where its words hold none."""
        reports = select(concerns.c.subject).join(rulings, rulings.c.sequence == concerns.c.sequence).where(_STANDING)
        query = select(readings.c.report, readings.c.touched).where(readings.c.report.in_(reports))
        touched = {row.report: row.touched for row in connection.execute(query)}
        keys = {(touched[anchor.report], anchor) for anchor in anchors if anchor.report in touched}
        kept = {key: self._claims[key] for key in keys if key in self._claims}
        unknown = keys - kept.keys()
        there = _claims_of(memory, connection, sorted({anchor.report for _, anchor in unknown}))
        for key in unknown:
            claim = locate(key[1], there[key[1].report])
            kept[key] = claim.id if claim else None
        self._claims = kept
        return {anchor: claim for (_, anchor), claim in kept.items()}


def _claims_of(memory: Memory, connection: Connection, reports: list[str]) -> dict[str, list[Claim]]:
    """The claims of some reports in the order of their texts, rejected ones too."""
    found: dict[str, list[Claim]] = defaultdict(list)
    columns = (claims.c.report, claims.c.id, claims.c.data, claims.c.protected)
    for first in range(0, len(reports), _NAMES):
        some = claims.c.report.in_(reports[first : first + _NAMES])
        for row in connection.execute(select(*columns).where(some).order_by(claims.c.report, claims.c.position)):
            found[row.report].append(opened_claim(memory, row))
    return found
