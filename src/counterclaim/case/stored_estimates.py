"""Estimates as the ledger holds them: what was estimated, whether it is of today's data, who accepted what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.estimate_sources import stamps, title_of
from counterclaim.case.memory import Memory
from counterclaim.case.writer import actor_names
from counterclaim.estimates.assumptions import assumptions, pick
from counterclaim.model.acceptance import Acceptance
from counterclaim.model.codec import revive
from counterclaim.model.estimate import Estimate, Estimation
from counterclaim.model.ledger import EntryKind
from counterclaim.model.overlap import OverlapTable
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import concerns, entries, estimates, rulings

KIND = "undocumented"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An acceptance with its entry; `answer` is what was accepted. `current`: the data are still those of the estimate."""

    entry: str
    acceptance: Acceptance
    answer: Estimate
    at: str
    current: bool
    withdrawn: bool
    told: str | None = None

    @property
    def name(self) -> str:
        """Its entry, outside of the case: where another case told of it, the one there."""
        return self.told or self.entry


@dataclass(frozen=True, slots=True)
class StoredEstimate:
    """An estimate of the case. `current`: its source holds the same counts today. `by` may be a pseudonym.

    `told`: another case made it, and entry, day, person and tool are those there.
    """

    id: str
    entry: str
    source: str
    at: str
    by: str
    tool: str
    inputs: tuple[str, ...]
    tables: tuple[OverlapTable, ...]
    estimation: Estimation
    current: bool
    accepted: tuple[Accepted, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    told: bool = False

    @property
    def title(self) -> str:
        """What people call its source."""
        return title_of(self.source)

    @property
    def headlines(self) -> list[Accepted]:
        """The acceptances that stand; without one the estimate is a table and no number."""
        return [one for one in self.accepted if not one.withdrawn]

    def assumptions(self, made: Estimate) -> tuple[str, ...]:
        """What has to be accepted, sentence by sentence, before the total of `made` is a headline."""
        return assumptions(self.estimation, made, self.tables)


def stored_estimates(memory: Memory, connection: Connection, id_: str | None = None) -> Iterator[StoredEstimate]:
    """Estimates of the undocumented, newest first; or the one of that id."""
    query = select(estimates, entries.c.id.label("entry"), entries.c.at, entries.c.by, entries.c.tool)
    query = query.join(entries, entries.c.sequence == estimates.c.sequence).where(estimates.c.kind == KIND)
    if id_ is not None:
        query = query.where(estimates.c.id == id_)
    rows = connection.execute(query.order_by(estimates.c.sequence.desc())).all()
    if not rows:
        return
    now = stamps(memory, connection, [row.source for row in rows])
    names = actor_names(memory, connection)
    for row in rows:
        content = memory.content(find_lines(connection, [row.sequence])[row.sequence])
        if content is None:
            continue
        told = content.get("told") or {}  # by another case: whose it was, and when
        by = told.get("by") or row.by
        estimation = revive(Estimation, content["estimation"])
        # what it was made from may not have come with it
        current = now[row.source] == row.stamp if row.source in now else bool(told.get("current", False))
        yield StoredEstimate(
            row.id, told.get("entry") or row.entry, row.source, told.get("at") or row.at, names.get(by) or by,
            told.get("tool") or row.tool, tuple(content["inputs"]), tuple(revive(OverlapTable, table) for table in content["tables"]),
            estimation, current, tuple(_accepted(memory, connection, row.id, estimation, current)), content["settings"], bool(told),
        )  # fmt: skip


def _accepted(
    memory: Memory, connection: Connection, id_: str, estimation: Estimation, current: bool
) -> Iterator[Accepted]:
    query = select(rulings).join(concerns, concerns.c.sequence == rulings.c.sequence)
    query = query.where(rulings.c.kind == EntryKind.ACCEPTANCE.value, concerns.c.subject == id_)
    rows = connection.execute(query.order_by(rulings.c.sequence)).all()
    lines = find_lines(connection, [row.sequence for row in rows]) if rows else {}
    for row in rows:
        content = memory.content(lines[row.sequence])
        acceptance = revive(Acceptance, content) if content is not None else None
        answer = pick(estimation, acceptance.method, acceptance.criterion) if acceptance else None
        if acceptance is not None and answer is not None:
            told = content.get("told") or {}
            at, withdrawn = told.get("at") or row.at, row.withdrawn is not None
            yield Accepted(row.id, acceptance, answer, at, current, withdrawn, told.get("entry"))
