"""Looking things up in the tables: reports, readings, claims and figures, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from counterclaim.case.memory import Memory
from counterclaim.model.claim import Claim
from counterclaim.model.codec import revive
from counterclaim.model.figure import Figure
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report
from counterclaim.store.ledger import find_lines
from counterclaim.store.packing import unpack
from counterclaim.store.tables import claims, entries, figure_claims, figures, persons, readings, reports, snapshots

#: names in one IN (...) of a query; SQLite allows 32,766
_NAMES = 5_000


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim with its report; whether a person rejected it, or had a hand in it."""

    report: str
    claim: Claim
    rejected: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What claims or figures are wanted; None is any. `words` are searched in questions and places."""

    report: str | None = None
    harm: str | None = None
    category: str | None = None
    scope: str | None = None
    status: str | None = None
    polarity: str | None = None
    basis: str | None = None
    place: str | None = None
    from_: date | None = None
    to: date | None = None
    least: int | None = None
    most: int | None = None
    attributed: bool | None = None
    claimant: str | None = None
    incident: str | None = None
    words: str | None = None
    rejected: bool = False


EMPTY = Filter()


def find_report(memory: Memory, connection: Connection, report_id: str) -> Report | None:
    """A report with its text, from the record."""
    sequence = connection.scalar(select(reports.c.sequence).where(reports.c.id == report_id))
    if sequence is None:
        return None
    content = memory.content(find_lines(connection, [sequence])[sequence])
    return replace(revive(Report, content["report"]), id=report_id) if content else None


def text_of(memory: Memory, connection: Connection, report_id: str) -> str | None:
    """A report's text."""
    report = find_report(memory, connection, report_id)
    return report.text if report else None


def all_reports(memory: Memory, connection: Connection, limit: int | None, offset: int) -> Iterator[Report]:
    """Reports in the order in which they came into the case."""
    query = select(reports.c.id, reports.c.sequence).order_by(reports.c.sequence).limit(limit).offset(offset)
    rows = connection.execute(query).all()
    for row in rows:
        content = memory.content(find_lines(connection, [row.sequence])[row.sequence])
        if content is not None:
            yield replace(revive(Report, content["report"]), id=row.id)


def reading_of(memory: Memory, connection: Connection, report_id: str) -> Reading | None:
    """What was read from a report, without the claims that a person rejected; None where it could not be read."""
    row = connection.execute(select(readings).where(readings.c.report == report_id)).one_or_none()
    if row is None or row.unreadable is not None:
        return None
    reading = revive(Reading, unpack(row.data, f"reading {report_id}", memory.key(row.sealed)))
    found = claims_of(memory, connection, report_id)
    return replace(reading, claims=tuple(item.claim for item in found if not item.rejected))


def claims_of(memory: Memory, connection: Connection, report_id: str) -> list[FoundClaim]:
    """Every claim of a report in the order of its text, rejected ones too."""
    query = select(claims).where(claims.c.report == report_id).order_by(claims.c.position)
    return [claim_of_row(memory, row) for row in connection.execute(query)]


def find_claim(memory: Memory, connection: Connection, claim_id: str) -> FoundClaim | None:
    """The claim with that id; of reports with one text, the first."""
    query = select(claims).where(claims.c.id == claim_id).order_by(claims.c.report).limit(1)
    row = connection.execute(query).one_or_none()
    return claim_of_row(memory, row) if row is not None else None


def search_claims(
    memory: Memory, connection: Connection, wanted: Filter, limit: int | None, offset: int
) -> Iterator[FoundClaim]:
    """Claims in the order of reports and their texts."""
    query = _claims_where(select(claims), wanted).order_by(claims.c.report, claims.c.position)
    for row in connection.execute(query.limit(limit).offset(offset)):
        yield claim_of_row(memory, row)


def search_figures(
    memory: Memory, connection: Connection, wanted: Filter, limit: int | None, offset: int, *, open_only: bool = False
) -> Iterator[Figure]:
    """Figures, disputed ones first, those of more claims before those of fewer. `open_only`: no protected ones."""
    query = figures_where(select(figures), wanted)
    if open_only:
        query = query.where(figures.c.protected.is_(False))
    query = query.order_by(figures.c.rank, figures.c.claims.desc(), figures.c.id)
    for row in connection.execute(query.limit(limit).offset(offset)):
        yield figure_of_row(memory, row)


def figures_of_incidents(
    memory: Memory, connection: Connection, incidents: Sequence[str], wanted: Filter
) -> Iterator[Figure]:
    """The figures of some incidents that a filter finds, disputed ones first."""
    query = figures_where(select(figures).where(figures.c.incident.in_(incidents)), wanted)
    for row in connection.execute(query.order_by(figures.c.rank, figures.c.id)):
        yield figure_of_row(memory, row)


def count_claims(connection: Connection, wanted: Filter) -> int:
    """How many claims a filter finds."""
    return connection.scalar(_claims_where(select(func.count()).select_from(claims), wanted)) or 0


def count_figures(connection: Connection, wanted: Filter) -> int:
    """How many figures a filter finds."""
    return connection.scalar(figures_where(select(func.count()).select_from(figures), wanted)) or 0


def find_figure(memory: Memory, connection: Connection, figure_id: str) -> Figure | None:
    """The figure with that id."""
    row = connection.execute(select(figures).where(figures.c.id == figure_id)).one_or_none()
    return figure_of_row(memory, row) if row is not None else None


def figures_of(memory: Memory, connection: Connection, ids: Sequence[str]) -> dict[str, Figure]:
    """Many figures at once, by id; at most a few thousand, which is what one query takes."""
    rows = connection.execute(select(figures).where(figures.c.id.in_(ids)))
    return {row.id: figure_of_row(memory, row) for row in rows}


def figures_of_claims(connection: Connection, claim_ids: Sequence[str]) -> dict[str, str]:
    """The ids of the figures that some claims are in, by claim; claims that are in none are left out."""
    found: dict[str, str] = {}
    for first in range(0, len(claim_ids), _NAMES):
        some = figure_claims.c.claim.in_(claim_ids[first : first + _NAMES])
        for row in connection.execute(select(figure_claims).where(some).order_by(figure_claims.c.figure.desc())):
            found[row.claim] = row.figure  # of two, the first by name
    return found


def claim_of_row(memory: Memory, row: Any) -> FoundClaim:
    """The claim of a row of the table."""
    return FoundClaim(row.report, opened_claim(memory, row), bool(row.rejected), bool(row.decided))


def opened_claim(memory: Memory, row: Any) -> Claim:
    """The claim of a row's id, data and protection."""
    key = memory.key(row.protected)
    return _open_claim(row.data) if key is None else revive(Claim, unpack(row.data, f"claim {row.id}", key))


def figure_of_row(memory: Memory, row: Any) -> Figure:
    """The figure of a row of the table."""
    key = memory.key(row.protected)
    return _open_figure(row.data) if key is None else revive(Figure, unpack(row.data, f"figure {row.id}", key))


# The same bytes are the same value, and values do not change: pages that many people open are made from what is at
# hand. What a sealed case protects is never kept.


@lru_cache(maxsize=20_000)
def _open_claim(data: bytes) -> Claim:
    return revive(Claim, unpack(data, "a claim"))


@lru_cache(maxsize=2_000)
def _open_figure(data: bytes) -> Figure:
    return revive(Figure, unpack(data, "a figure"))


def _claims_where(query: Select[Any], wanted: Filter) -> Select[Any]:
    table = claims.c
    for column, value in (
        (table.report, wanted.report),
        (table.polarity, wanted.polarity),
        (table.basis, wanted.basis),
        (table.attributed, wanted.attributed),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.least is not None:
        query = query.where((table.high >= wanted.least) | table.high.is_(None))
    if wanted.most is not None:
        query = query.where((table.low <= wanted.most) | table.low.is_(None))
    if wanted.claimant:
        query = query.where(table.claimant.icontains(wanted.claimant, autoescape=True))
    if wanted.words:
        query = query.where(table.place.icontains(wanted.words, autoescape=True))
    if not wanted.rejected:
        query = query.where(table.rejected.is_(False))
    return _shared(query, table, wanted)


def figures_where(query: Select[Any], wanted: Filter) -> Select[Any]:
    """A query of figures with what a filter asks for."""
    table = figures.c
    if wanted.polarity is not None:
        among = _claims_where(select(claims.c.id), replace(EMPTY, polarity=wanted.polarity))
        query = query.where(table.id.in_(select(figure_claims.c.figure).where(figure_claims.c.claim.in_(among))))
    if wanted.basis is not None:
        query = query.where(table.bases.contains(f"|{wanted.basis}|", autoescape=True))
    if wanted.claimant:
        query = query.where(table.voices.icontains(wanted.claimant, autoescape=True))
    if wanted.least is not None:
        query = query.where((table.most >= wanted.least) | table.most.is_(None))
    if wanted.most is not None:
        query = query.where((table.least <= wanted.most) | table.least.is_(None))
    if wanted.status is not None:
        query = query.where(table.status == wanted.status)
    if wanted.incident is not None:
        query = query.where(table.incident == wanted.incident)
    if wanted.words:
        like = table.question.icontains(wanted.words, autoescape=True)
        query = query.where(like | table.place.icontains(wanted.words, autoescape=True))
    return _shared(query, table, wanted)


def _shared(query: Select[Any], table: Any, wanted: Filter) -> Select[Any]:
    for column, value in (
        (table.harm, wanted.harm),
        (table.category, wanted.category),
        (table.scope, wanted.scope),
        (table.place, wanted.place),
    ):
        if value is not None:
            query = query.where(column == value)
    # ISO dates sort as texts; an open end reaches as far as one asks.
    if wanted.from_ is not None:
        query = query.where((table.to >= wanted.from_.isoformat()) | table.to.is_(None))
    if wanted.to is not None:
        query = query.where((table["from"] <= wanted.to.isoformat()) | table["from"].is_(None))
    return query


def snapshot_bytes(memory: Memory, connection: Connection, sha256: str) -> bytes:
    """The bytes of a snapshot as obtained. Raises KeyError where there are none."""
    query = select(snapshots.c.blob, snapshots.c.sequence).where(snapshots.c.sha256 == sha256)
    row = connection.execute(query.order_by(snapshots.c.sequence).limit(1)).one_or_none()
    if row is None:
        raise KeyError(sha256)
    data = memory.blobs.get(row.blob)
    content = memory.content(find_lines(connection, [row.sequence])[row.sequence])
    seal = memory.key(content is None or content["sealed"])
    return seal.open(data, f"blob {sha256}") if seal else data


def is_protected(connection: Connection, id_: str) -> bool:
    """Whether what has that id is, or is made from, a protected content."""
    tables = ((reports, reports.c.id), (claims, claims.c.id), (figures, figures.c.id), (entries, entries.c.id))
    marked = [select(table.c.protected).where(column == id_, table.c.protected) for table, column in tables]
    found = [query.exists() for query in (select(persons.c.id).where(persons.c.id == id_), *marked)]
    return bool(connection.scalar(select(or_(*found))))


def protected_among(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of some figures or claims that rest on a protected content."""
    tables = (figures, claims)
    return frozenset(
        name
        for table in tables
        for name in connection.scalars(select(table.c.id).where(table.c.id.in_(ids), table.c.protected))
    )


def has_fetched(connection: Connection) -> bool:
    """Whether any snapshot came from the network."""
    addressed = snapshots.c.address.startswith("http://") | snapshots.c.address.startswith("https://")
    return connection.execute(select(snapshots.c.sequence).where(addressed).limit(1)).first() is not None
