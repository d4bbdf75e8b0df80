"""Many claims at once, with the heads of their reports: what a page of figures needs, in two queries."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Connection, func, select

from counterclaim.case.find import claim_of_row
from counterclaim.case.memory import Memory
from counterclaim.model.claim import Claim
from counterclaim.model.report import ReportHead
from counterclaim.store.tables import claims, reports

#: names in one query; SQLite takes some 32,000 and PostgreSQL's driver as many
AT_ONCE = 500


def known(memory: Memory, connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Claim, ReportHead]]:
    """The claims with those ids and their reports' heads; an id that the case does not hold is left out."""
    found: dict[str, tuple[Claim, ReportHead]] = {}
    heads: dict[str, ReportHead] = {}
    rest = iter(ids)
    while batch := list(islice(rest, AT_ONCE)):
        rows = connection.execute(select(claims).where(claims.c.id.in_(batch)).order_by(claims.c.report)).all()
        missing = sorted({row.report for row in rows} - heads.keys())
        heads |= {head.id: head for head in report_heads(connection, missing)}
        for row in rows:
            if row.id not in found and not row.rejected:
                found[row.id] = (claim_of_row(memory, row).claim, heads[row.report])
    return found


def report_heads(connection: Connection, ids: Sequence[str] | None = None, *, limit: int | None = None,
                 offset: int = 0, words: str | None = None) -> list[ReportHead]:  # fmt: skip
    """Heads of reports (all, where `ids` is None), newest first, without fingerprints; `words` are sought in title and source."""
    query = select(reports).order_by(reports.c.published.desc(), reports.c.sequence.desc()).limit(limit).offset(offset)
    if ids is not None:
        query = query.where(reports.c.id.in_(ids))
    if words:
        like = f"%{words}%"
        query = query.where(reports.c.title.ilike(like) | reports.c.source.ilike(like) | reports.c.id.ilike(like))
    return [
        ReportHead(
            row.id,
            row.source,
            date.fromisoformat(row.published) if row.published else None,
            row.language or "und",
            row.sha256,
            (),
            row.title,
        )
        for row in connection.execute(query)
    ]


def count_reports(connection: Connection) -> int:
    """How many reports the case holds."""
    return connection.scalar(select(func.count()).select_from(reports)) or 0
