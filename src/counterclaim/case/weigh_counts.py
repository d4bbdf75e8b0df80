"""The counts of every figure of the case, as the model weighs them; made anew only for figures that changed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.find import figures_of
from counterclaim.case.known import known
from counterclaim.case.memory import Memory
from counterclaim.case.regroup import profiles
from counterclaim.figures.counts import Counts, counts_of
from counterclaim.figures.profiles import Directory
from counterclaim.model.canonical import canonical_json, sha256
from counterclaim.model.codec import plain, revive
from counterclaim.model.figure import Figure
from counterclaim.model.weighing import WeighRow
from counterclaim.store.packing import pack, unpack
from counterclaim.store.tables import figures, weighings

#: figures looked at together: their claims are fetched at once
AT_ONCE = 500
#: the row of the case as a whole
WHOLE = "*"


#: the identified dead of figures, by id (`Victims.floors`)
Floors = Callable[[Sequence[Figure]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's counts, the identified dead among whom it counts, and the model's answer that is kept for it, if any."""

    figure: str
    protected: bool
    counts: Counts
    floor: int | None
    data: Any

    @property
    def rows(self) -> tuple[WeighRow, ...]:
        """What is weighed: no bound goes below the floor."""
        floor = None if self.floor is None else float(self.floor)
        return tuple(replace(row, floor=floor) for row in self.counts.rows)

    @property
    def stamp(self) -> str:
        """The digest of what is weighed: the same counts have the same answer."""
        return sha256(canonical_json([plain(self.counts), self.floor]))


def kept(memory: Memory, connection: Connection) -> Iterator[Counted]:
    """The figures whose counts are kept, by id."""
    query = select(weighings).where(weighings.c.subject != WHOLE).order_by(weighings.c.subject)
    for row in connection.execute(query):
        key = memory.key(row.protected)
        held = unpack(row.counts, f"counts {row.subject}", key)
        data = unpack(row.data, f"weighing {row.subject}", key) if row.data is not None else None
        yield Counted(row.subject, bool(row.protected), revive(Counts, held["counts"]), held["floor"], data)


def missing(memory: Memory, connection: Connection, there: Collection[str]) -> Iterator[Counted]:
    """The counts of figures that are not among those kept: they are new, or were made anew."""
    every = connection.execute(select(figures.c.id, figures.c.protected).order_by(figures.c.id)).all()
    rows = [row for row in every if row.id not in there]
    directory = Directory(profiles(memory, connection))
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        found = figures_of(memory, connection, [row.id for row in some])
        # one original source contradicts nobody: neither its claims need be looked at
        wanted = [figure for figure in found.values() if figure.origins > 1]
        claims = known(memory, connection, sorted({claim for figure in wanted for claim in figure.claims}))
        for row in some:
            figure = found[row.id]
            counts = counts_of(figure, claims, directory) if figure.origins > 1 else Counts(())
            yield Counted(row.id, bool(row.protected), counts, None, None)


def with_floors(memory: Memory, connection: Connection, counted: Sequence[Counted], floors: Floors) -> list[Counted]:
    """The counts with the identified dead as they are now."""
    ids = [one.figure for one in counted if one.counts.rows]
    known_dead: dict[str, int] = {}
    for first in range(0, len(ids), AT_ONCE):
        found = figures_of(memory, connection, ids[first : first + AT_ONCE])
        known_dead |= floors(list(found.values()))
    return [replace(one, floor=known_dead.get(one.figure)) for one in counted]


def row_of(memory: Memory, counted: Counted) -> dict[str, Any]:
    """The row of the table."""
    key = memory.key(counted.protected)
    data = pack(counted.data, f"weighing {counted.figure}", key) if counted.data is not None else None
    return {
        "subject": counted.figure,
        "protected": counted.protected,
        "counts": pack({"counts": plain(counted.counts), "floor": counted.floor}, f"counts {counted.figure}", key),
        "data": data,
    }


def rows_of(counted: Sequence[Counted]) -> list[Any]:
    """What goes into the model, in the order of the figures."""
    return [row for each in counted for row in each.rows]
