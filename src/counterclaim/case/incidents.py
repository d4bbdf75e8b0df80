"""Incidents of a case: what happened at one place and time, with its figures. A page of them, and all on a map by place."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import case, func, select

from counterclaim.case.find import Filter, figures_of_incidents, figures_where
from counterclaim.case.memory import Memory
from counterclaim.model.figure import Figure, Status
from counterclaim.store.tables import figures

#: what a map and a count call disputed
DISPUTED = (Status.CONFLICTING.value, Status.NOT_COMPARABLE.value)


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """A place with what is said to have happened there: numbers of incidents, figures, and disputed figures."""

    name: str | None
    latitude: float
    longitude: float
    incidents: int
    figures: int
    disputed: int


class Incidents:
    """The incidents of a case; grouping comes first where something changed."""

    def __init__(self, memory: Memory, settle: Callable[[], object]) -> None:
        self._memory, self._settle = memory, settle

    def search(self, wanted: Filter, *, limit: int, offset: int = 0) -> list[tuple[Figure, ...]]:
        """The figures that fit, by incident, the latest incident first; days that are not known last."""
        self._settle()
        day = func.max(func.coalesce(figures.c["from"], figures.c.to))
        query = figures_where(select(figures.c.incident), wanted).group_by(figures.c.incident)
        query = query.order_by(day.desc().nulls_last(), figures.c.incident).limit(limit).offset(offset)
        held: dict[str, list[Figure]] = defaultdict(list)
        with self._memory.look() as connection:
            order = list(connection.scalars(query))
            for figure in figures_of_incidents(self._memory, connection, order, wanted):
                held[figure.incident.id].append(figure)
        return [tuple(held[incident]) for incident in order]

    def count(self, wanted: Filter) -> int:
        """How many incidents have a figure that fits."""
        self._settle()
        query = figures_where(select(func.count(figures.c.incident.distinct())), wanted)
        with self._memory.look() as connection:
            return connection.scalar(query) or 0

    def places(self, wanted: Filter, *, limit: int) -> list[PlaceOnMap]:
        """Places of the figures that fit, those of most figures first. Figures without coordinates are not on it."""
        self._settle()
        where = (figures.c.place, figures.c.latitude, figures.c.longitude)
        many = func.count()
        disputed = func.sum(case((figures.c.status.in_(DISPUTED), 1), else_=0))
        query = figures_where(select(*where, func.count(figures.c.incident.distinct()), many, disputed), wanted)
        query = query.where(figures.c.latitude.is_not(None), figures.c.longitude.is_not(None))
        query = query.group_by(*where).order_by(many.desc(), *where).limit(limit)
        with self._memory.look() as connection:
            return [PlaceOnMap(*row) for row in connection.execute(query)]
