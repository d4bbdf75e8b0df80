"""What leaves the case for an export: values, by release tier. The exports themselves never see the case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from counterclaim.case.find import EMPTY, find_report, reading_of, search_figures
from counterclaim.case.memory import Memory
from counterclaim.case.regroup import grouping_decisions, profiles
from counterclaim.case.weighing import Weighed, without_model
from counterclaim.exports.csv import ReportRow
from counterclaim.model import Figure, GroupingDecision, SourceProfile
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import claims, readings, reports


class Tier(StrEnum):
    """Who may have it. Public: no protected report, no full text, no collector; partner and court: all of it."""

    PUBLIC = "public"
    PARTNER = "partner"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Given:
    """What a tier may have. `reports` is read lazily."""

    reports: Iterator[ReportRow]
    figures: list[Figure]
    profiles: list[SourceProfile]
    groupings: list[GroupingDecision]


def give(memory: Memory, tier: Tier) -> Given:
    """The reports, figures, profiles and groupings of a tier.

    A figure that rests on a protected claim is left out of the public tier whole: its number would give the claim away.

    Raises:
        CaseError: the tier needs what is sealed, and the passphrase was not given.
    """
    public = tier is Tier.PUBLIC
    with memory.look() as connection:
        query = select(reports.c.id, reports.c.protected).order_by(reports.c.id)
        rows = connection.execute(query).all()
        hidden = {row.id for row in rows if row.protected}
        found = list(search_figures(memory, connection, EMPTY, None, 0, open_only=public))
        # a model's assessments are for those who can ask what they rest on, never for the public
        found = [without_model(one) for one in found] if public else list(Weighed(memory).beside(connection, found))
        known = profiles(memory, connection)
        decided = grouping_decisions(memory, connection)
        if public:
            secret = set(connection.scalars(select(claims.c.id).where(claims.c.protected)))
            decided = [one for one in decided if secret.isdisjoint(one.claims)]
    wanted = [row.id for row in rows if not (public and row.id in hidden)]
    return Given(_reports(memory, wanted, public), found, known, decided)


def _reports(memory: Memory, wanted: list[str], public: bool) -> Iterator[ReportRow]:
    for report_id in wanted:
        with memory.look() as connection:
            report = find_report(memory, connection, report_id)
            if report is None:
                continue
            sequence = connection.scalar(select(reports.c.sequence).where(reports.c.id == report_id))
            content = memory.content(find_lines(connection, [sequence])[sequence]) if sequence else {}
            unreadable = connection.scalar(select(readings.c.unreadable).where(readings.c.report == report_id))
            reading = reading_of(memory, connection, report_id)
        if public or content.get("quoted_only"):
            report = replace(report, text="")
        yield ReportRow(report, content["sha256"], reading, unreadable)
