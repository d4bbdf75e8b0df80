"""What people concluded, and whether it stands: decisions, determinations, judgements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.model.codec import revive
from counterclaim.model.decision import Decision, Standing
from counterclaim.model.determination import Determination
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import concerns, figure_claims, rulings


@dataclass(frozen=True, slots=True)
class Determined:
    """A determination with its entry. `current`: its figure still holds exactly the claims that were determined."""

    entry: str
    determination: Determination
    at: str
    current: bool
    withdrawn: bool
    told: str | None = None

    @property
    def name(self) -> str:
        """Its entry, outside of the case: where another case told of it, the one there."""
        return self.told or self.entry


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with its entry; `judgement` is its JSON data (left, right, verdict, reason, ...)."""

    entry: str
    judgement: dict[str, Any]
    by: str
    at: str
    withdrawn: bool


def decisions(memory: Memory, connection: Connection, report: str | None, leftover: bool) -> Iterator[Standing]:
    """Decisions in order; see `Case.decisions`."""
    query = select(rulings).where(rulings.c.kind == EntryKind.DECISION.value).order_by(rulings.c.sequence)
    if report is not None:
        query = query.where(rulings.c.sequence.in_(select(concerns.c.sequence).where(concerns.c.subject == report)))
    if leftover:
        query = query.where(rulings.c.attached.is_(False), rulings.c.withdrawn.is_(None))
    for row, content in _contents(memory, connection, query):
        decision = revive(Decision, content)
        yield Standing(row.id, decision, row.by, row.at, bool(row.attached), row.withdrawn is not None)


def determinations(memory: Memory, connection: Connection, figure_id: str | None) -> Iterator[Determined]:
    """Determinations, newest first; see `Case.determinations`."""
    query = select(rulings).where(rulings.c.kind == EntryKind.DETERMINATION.value).order_by(rulings.c.sequence.desc())
    if figure_id is not None:
        held = select(figure_claims.c.claim).where(figure_claims.c.figure == figure_id)
        about = (concerns.c.subject == figure_id) | concerns.c.subject.in_(held)
        query = query.where(rulings.c.sequence.in_(select(concerns.c.sequence).where(about)))
    for row, content in _contents(memory, connection, query):
        determination = revive(Determination, content)
        now = select(figure_claims.c.claim).where(figure_claims.c.figure == (figure_id or determination.figure))
        current = set(connection.scalars(now)) == set(determination.claims)
        told = content.get("told") or {}
        at, withdrawn = told.get("at") or row.at, row.withdrawn is not None
        yield Determined(row.id, determination, at, current, withdrawn, told.get("entry"))


def judgements(memory: Memory, connection: Connection) -> Iterator[Judged]:
    """Judgements in order."""
    query = select(rulings).where(rulings.c.kind == EntryKind.JUDGEMENT.value).order_by(rulings.c.sequence)
    for row, content in _contents(memory, connection, query):
        yield Judged(row.id, content, row.by, row.at, row.withdrawn is not None)


def _contents(memory: Memory, connection: Connection, query: Any) -> Iterator[tuple[Any, Any]]:
    rows = connection.execute(query).all()
    lines = find_lines(connection, [row.sequence for row in rows]) if rows else {}
    for row in rows:
        content = memory.content(lines[row.sequence])
        if content is not None:
            yield row, content
