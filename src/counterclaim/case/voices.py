"""Who speaks in a case, how often, and who calls whom what: counted by the database, whatever the size of the case.

Names in protected reports are not counted: a rare name would show which report it stands in.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, literal_column, select

from counterclaim.case.memory import Memory
from counterclaim.store.tables import claims, labels, reports

# Written out, since PostgreSQL does not take two parameters of one value for one expression.
_FIRST: ColumnElement[int] = literal_column("1")
_SEVEN: ColumnElement[int] = literal_column("7")


@dataclass(frozen=True, slots=True)
class Calling:
    """`speaker` (the outlet, where it is its `own_voice`) calls `target` by these words, `times` in all."""

    speaker: str | None
    own_voice: bool
    target: str
    words: str
    tone: str
    times: int


@dataclass(frozen=True, slots=True)
class MonthOfNames:
    """How often a speaker used names of one tone for a target in a month ("2031-05")."""

    speaker: str | None
    target: str
    tone: str
    month: str
    times: int


class Voices:
    """Counts of a case's speakers and of the names that they use."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def outlets(self, limit: int) -> list[tuple[str | None, int]]:
        """Outlets with the number of their reports, the most frequent first; None: not recorded."""
        return self._counted(reports.c.source, limit)

    def speakers(self, limit: int) -> list[tuple[str | None, int]]:
        """Speakers of claims with the number of their claims, the most frequent first."""
        return self._counted(claims.c.claimant, limit, claims.c.claimant.is_not(None))

    def callings(self, limit: int) -> list[Calling]:
        """Who calls whom what, the most frequent first."""
        who, own = func.coalesce(labels.c.speaker, reports.c.source), labels.c.speaker.is_(None)
        keys = (who, own, labels.c.target, labels.c.words, labels.c.tone)
        times = func.count()
        query = select(*keys, times).select_from(labels.join(reports, labels.c.report == reports.c.id)).group_by(*keys)
        with self._memory.look() as connection:
            rows = connection.execute(query.order_by(times.desc(), *keys).limit(limit)).all()
        return [Calling(row[0], bool(row[1]), *row[2:]) for row in rows]

    def names_by_month(self, limit: int) -> list[MonthOfNames]:
        """Names by tone and month of the report, of speakers and outlets, the most frequent first."""
        who, month = func.coalesce(labels.c.speaker, reports.c.source), func.substr(reports.c.published, _FIRST, _SEVEN)
        keys = (who, labels.c.target, labels.c.tone, month)
        times = func.count()
        query = (
            select(*keys, times)
            .select_from(labels.join(reports, labels.c.report == reports.c.id))
            .where(reports.c.published.is_not(None))
            .group_by(*keys)
        )
        with self._memory.look() as connection:
            return [MonthOfNames(*row) for row in connection.execute(query.order_by(times.desc(), *keys).limit(limit))]

    def _counted(
        self, column: ColumnElement[str | None], limit: int, *where: ColumnElement[bool]
    ) -> list[tuple[str | None, int]]:
        times = func.count()
        query = select(column, times).where(*where).group_by(column).order_by(times.desc(), column).limit(limit)
        with self._memory.look() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]
