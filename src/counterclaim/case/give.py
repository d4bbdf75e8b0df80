"""What leaves the case for an export: values, by release tier. The exports themselves never see the case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.find import EMPTY, reading_of, search_figures
from counterclaim.case.give_determined import determined_rows
from counterclaim.case.give_estimates import estimate_rows
from counterclaim.case.give_lists import victim_rows
from counterclaim.case.hidden import hidden_names
from counterclaim.case.memory import Memory
from counterclaim.case.regroup import grouping_decisions, profiles
from counterclaim.case.weighing import Weighed
from counterclaim.case.writer import PSEUDONYM, actor_names
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import NO_ESTIMATES, EstimateRows
from counterclaim.exports.mask import Mask
from counterclaim.exports.release import Release
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.tier import Tier
from counterclaim.exports.victim_rows import NO_VICTIMS, VictimRows
from counterclaim.model import Figure, GroupingDecision, Report, SourceProfile, revive
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import claims, readings, reports

#: reports looked up at once
_PAGE = 200

__all__ = ["Given", "Tier", "give", "release_of"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a tier may have. `reports` is read lazily. `release` is how it was cut, for what else leaves with it."""

    reports: Iterator[ReportRow]
    figures: list[Figure]
    profiles: list[SourceProfile]
    groupings: list[GroupingDecision]
    release: Release
    victims: VictimRows = NO_VICTIMS
    estimates: EstimateRows = NO_ESTIMATES
    determinations: tuple[DeterminedRow, ...] = ()

    @property
    def tables(self) -> tuple[Any, ...]:
        """What the tables of csv and parquet are made of, in the order of `write_csv`."""
        return (
            self.reports,
            self.figures,
            self.profiles,
            self.groupings,
            self.victims,
            self.estimates,
            self.determinations,
        )


def release_of(memory: Memory, connection: Connection, tier: Tier, today: date | None = None) -> Release:
    """How values leave under a tier: the names to black out, and what people are called.

    Raises:
        CaseError: the case is sealed and its passphrase was not given: what must not leave cannot be known.
    """
    mask = Mask(hidden_names(memory, connection) if tier is Tier.PUBLIC else ())
    people = {name: pseudonym for pseudonym, name in actor_names(memory, connection).items() if name}
    rows = connection.execute(select(reports.c.id, reports.c.published)).all()
    published = {row.id: date.fromisoformat(row.published) if row.published else None for row in rows}
    return Release(tier, mask, today or datetime.now(UTC).date(), published, lambda name: _outside(name, people))


def _outside(name: str, people: Mapping[str, str]) -> str:
    """What somebody who works on the case is called; who worked on another comes with a pseudonym from there."""
    return people.get(name) or (name if PSEUDONYM.fullmatch(name) else "somebody")


def give(memory: Memory, tier: Tier, today: date | None = None, *, whole: bool = False) -> Given:
    """The reports, figures, profiles and groupings of a tier; `today` decides which places are still withheld.

    `whole`: with victims and estimates, for tables.

    A figure that rests on a protected claim is left out of the public tier whole: its number would give the claim away.

    Raises:
        CaseError: the case is sealed, and the passphrase was not given.
    """
    public = tier is Tier.PUBLIC
    with memory.look() as connection:
        release = release_of(memory, connection, tier, today)
        query = select(reports.c.id, reports.c.sequence, reports.c.protected).order_by(reports.c.id)
        rows = connection.execute(query).all()
        hidden = {row.id for row in rows if row.protected}
        stored = list(search_figures(memory, connection, EMPTY, None, 0, open_only=public))
        # a model's assessments are for those who can ask what they rest on, never for the public
        beside = stored if public else list(Weighed(memory).beside(connection, stored))
        found = [release.figure(figure) for figure in beside]
        known = release.profiles(profiles(memory, connection))
        decided = grouping_decisions(memory, connection)
        if public:
            secret = set(connection.scalars(select(claims.c.id).where(claims.c.protected)))
            decided = [one for one in decided if secret.isdisjoint(one.claims)]
        victims = victim_rows(memory, connection, release) if whole else NO_VICTIMS
        estimates = estimate_rows(memory, connection, release) if whole else NO_ESTIMATES
        determined = tuple(determined_rows(memory, connection, release)) if whole else ()
    decided = [release.masked(one, GroupingDecision) for one in decided]
    wanted = [(row.id, row.sequence) for row in rows if not (public and row.id in hidden)]
    return Given(_reports(memory, wanted, release), found, known, decided, release, victims, estimates, determined)


def _reports(memory: Memory, wanted: list[tuple[str, int]], release: Release) -> Iterator[ReportRow]:
    for first in range(0, len(wanted), _PAGE):
        page = wanted[first : first + _PAGE]
        with memory.look() as connection:
            lines = find_lines(connection, [sequence for _, sequence in page])
            query = select(readings.c.report, readings.c.unreadable)
            query = query.where(readings.c.report.in_([report_id for report_id, _ in page]))
            reasons = {row.report: row.unreadable for row in connection.execute(query)}
            found = [(memory.content(lines[sequence]), reading_of(memory, connection, name)) for name, sequence in page]
        for (report_id, _), (content, reading) in zip(page, found, strict=True):
            if content is None:
                continue
            report = replace(revive(Report, content["report"]), id=report_id)
            item = release.report(ReportRow(report, content["sha256"], reading, reasons.get(report_id)))
            yield replace(item, report=replace(item.report, text="")) if content.get("quoted_only") else item
