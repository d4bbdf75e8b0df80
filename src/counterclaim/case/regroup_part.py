"""Grouping a part of a case: what was added since, what it may be one event with, and nothing else.

The tables `filings`, `filing_blocks` and `filing_parts` say where each account lies. Names of places would stand in
them: they are kept as digests, under the case's key where it is sealed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from counterclaim.case.memory import Memory
from counterclaim.case.reading import Kept, PartGrouping
from counterclaim.model.figure import GroupingDecision
from counterclaim.model.reading import Reading
from counterclaim.store.tables import claims, figure_claims, figures, filing_blocks, filing_parts, filings, readings

#: accounts beyond which the whole case is grouped anew: reading them one by one would take longer
MOST = 5_000
#: names in one IN (...) of a query; SQLite allows 32,766
_NAMES = 5_000


@dataclass(frozen=True, slots=True)
class Part:
    """`accounts` to group, of `reports`; `before`: accounts whose rows are to be replaced; `incidents` they told of;
    `decided`: claims of the decisions that concern them."""

    accounts: set[str]
    reports: set[str]
    before: set[str]
    incidents: set[str]
    decided: set[str]


def digest(memory: Memory, key: Iterable[str]) -> int:
    """A key of a block as a number of 64 bits."""
    secret = memory.seal.index_key if memory.sealed and memory.seal is not None else b""
    made = blake2b("\x1f".join(key).encode(), digest_size=8, key=secret).digest()
    return int.from_bytes(made, "big", signed=True)


def part_of(
    memory: Memory,
    connection: Connection,
    grouping: PartGrouping,
    fresh: Sequence[Reading],
    turned: Collection[str],
) -> Part | None:
    """What must be grouped anew with the readings that changed; None where it is too much, or too crowded.

    `turned` are claims of the people's decisions that came or went. Decisions that stand bind the reports that hold their
    claims: one that concerns a report of the part brings in all of its own.
    """
    new = [holding for reading in fresh for holding in grouping.holdings(reading)]
    changed = {reading.report.id for reading in fresh}
    there = readings.c.unreadable.is_(None) & (readings.c.report == filings.c.report)
    gone = select(filings.c.report).where(~select(readings.c.report).where(there).exists()).distinct()
    removed = changed | set(connection.scalars(gone))
    old = _rows(connection, filings.c.report, removed)
    looks = {digest(memory, key) for holding in new for key in holding.looks}
    homes = {digest(memory, holding.home) for holding in new} | {row.home for row in old}
    seeds = {row.account for row in old}
    seeds |= set(_scalars(connection, select(filing_blocks.c.account), filing_blocks.c.block, looks))
    seeds |= _seniors_of(connection, homes, {row.account for row in old})
    holders = set(_scalars(connection, select(claims.c.report), claims.c.id, turned))
    seeds |= {row.account for row in _rows(connection, filings.c.report, holders)}
    bonds = _bonds(connection, grouping.decisions)
    reached = _closure(connection, seeds, changed, bonds)
    if reached is None or len(reached) + len(new) > MOST:
        return None
    kept = _rows(connection, filings.c.account, reached)
    stay = [row for row in kept if row.report not in removed]
    blocks = {row.block for row in _rows_of(connection, filing_blocks, filing_blocks.c.account, reached)}
    if _crowded(connection, blocks | looks, len(new), grouping.most_in_a_block):
        return None
    return Part(
        {row.account for row in stay} | {holding.account for holding in new},
        {row.report for row in stay} | changed,
        {row.account for row in kept},
        {row.incident for row in kept},
        {claim for bond in bonds if bond.reached for claim in bond.claims},
    )


def old_figures(connection: Connection, incidents: Collection[str], named: Collection[str]) -> set[str]:
    """Ids of the figures of some incidents, and of those that hold claims which decisions name."""
    found = set(_scalars(connection, select(figures.c.id), figures.c.incident, incidents))
    return found | set(_scalars(connection, select(figure_claims.c.figure), figure_claims.c.claim, named))


def outside(connection: Connection, homes: Collection[int], inside: Collection[str]) -> dict[int, tuple[str, str]]:
    """For each home the most senior account that is not `inside`: when it was published, and its name."""
    found: dict[int, tuple[str, str]] = {}
    for row in _rows(connection, filings.c.home, homes):
        if row.account not in inside:
            mine = (row.published, row.account)
            found[row.home] = min(found.get(row.home, mine), mine)
    return found


def keep(memory: Memory, connection: Connection, kept: Iterable[Kept], before: Collection[str] | None) -> None:
    """Write down where accounts lie: all anew where `before` is None, or in the place of `before`."""
    if before is None:
        for table in (filing_blocks, filing_parts, filings):
            connection.execute(delete(table))
    else:
        for some in _slices(before):
            for table in (filing_blocks, filing_parts, filings):
                connection.execute(delete(table).where(table.c.account.in_(some)))
    rows: list[dict[str, Any]] = []
    blocks: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    for one in kept:
        held = one.holding
        rows.append({
            "account": held.account, "report": held.report, "published": held.published,
            "home": digest(memory, held.home), "incident": one.incident,
        })  # fmt: skip
        under = sorted({digest(memory, key) for key in held.under})
        blocks += [{"block": block, "account": held.account} for block in under]
        parts += [{"part": part, "account": held.account} for part in one.parts]
    for table, data in ((filings, rows), (filing_blocks, blocks), (filing_parts, parts)):
        if data:
            connection.execute(insert(table), data)


@dataclass(slots=True)
class _Bond:
    """A decision's claims, and the accounts of the reports that hold them; whether the part has reached it."""

    claims: tuple[str, ...]
    reports: set[str]
    accounts: set[str]
    reached: bool = False


def _bonds(connection: Connection, decisions: Sequence[GroupingDecision]) -> list[_Bond]:
    named = {claim for decision in decisions for claim in decision.claims}
    homes = defaultdict(set)
    for some in _slices(named):
        for row in connection.execute(select(claims.c.id, claims.c.report).where(claims.c.id.in_(some))):
            homes[row.id].add(row.report)
    held = defaultdict(set)
    for row in _rows(connection, filings.c.report, {report for found in homes.values() for report in found}):
        held[row.report].add(row.account)
    bonds = []
    for decision in decisions:
        reports = {report for claim in decision.claims for report in homes[claim]}
        bonds.append(_Bond(decision.claims, reports, {account for report in reports for account in held[report]}))
    return bonds


def _closure(
    connection: Connection, seeds: set[str], changed: Collection[str], bonds: Sequence[_Bond]
) -> set[str] | None:
    """All accounts that share components or decisions with these, directly or through others; None where they are too
    many. `changed` are reports that were read anew: they may not be filed yet."""
    reached: set[str] = set(seeds)
    edge = set(seeds)
    seen: set[str] = set()
    while True:
        parts = set(_scalars(connection, select(filing_parts.c.part), filing_parts.c.account, edge)) - seen
        seen |= parts
        edge = set(_scalars(connection, select(filing_parts.c.account), filing_parts.c.part, parts))
        for bond in bonds:
            if not bond.reached and not (bond.accounts.isdisjoint(reached | edge) and bond.reports.isdisjoint(changed)):
                bond.reached = True
                edge |= bond.accounts
        edge -= reached
        reached |= edge
        if not edge:
            return reached
        if len(reached) > MOST:
            return None


def _seniors_of(connection: Connection, homes: set[int], without: set[str]) -> set[str]:
    """The accounts after which incidents of these homes are named, before and after some are taken out."""
    before: dict[int, tuple[str, str]] = {}
    after: dict[int, tuple[str, str]] = {}
    for row in _rows(connection, filings.c.home, homes):
        mine = (row.published, row.account)
        before[row.home] = min(before.get(row.home, mine), mine)
        if row.account not in without:
            after[row.home] = min(after.get(row.home, mine), mine)
    return {account for _, account in (*before.values(), *after.values())}


def _crowded(connection: Connection, blocks: set[int], more: int, most: int) -> bool:
    for some in _slices(blocks):
        count = func.count()
        query = select(count).where(filing_blocks.c.block.in_(some)).group_by(filing_blocks.c.block)
        if connection.scalar(query.having(count > most - more).limit(1)) is not None:
            return True
    return False


def _rows(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> list[Any]:
    return _rows_of(connection, filings, column, values)


def _rows_of(connection: Connection, table: Any, column: ColumnElement[Any], values: Collection[Any]) -> list[Any]:
    return [row for some in _slices(values) for row in connection.execute(select(table).where(column.in_(some)))]


def _scalars(connection: Connection, query: Any, column: ColumnElement[Any], values: Collection[Any]) -> list[Any]:
    return [value for some in _slices(values) for value in connection.scalars(query.where(column.in_(some)))]


def _slices(values: Collection[Any]) -> Iterable[list[Any]]:
    ordered = sorted(values)
    return (ordered[first : first + _NAMES] for first in range(0, len(ordered), _NAMES))
