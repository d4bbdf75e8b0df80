"""The counts of every figure of the case, as the model weighs them; made anew only for figures that changed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.find import figures_of
from counterclaim.case.known import known
from counterclaim.case.memory import Memory
from counterclaim.case.regroup import profiles
from counterclaim.figures.counts import Counts, Spoken, counts_of
from counterclaim.figures.profiles import Directory
from counterclaim.model.canonical import canonical_json, sha256
from counterclaim.model.claim import Harm
from counterclaim.model.codec import plain
from counterclaim.model.figure import Figure
from counterclaim.model.weighing import Role, WeighRow
from counterclaim.store.packing import pack, unpack
from counterclaim.store.tables import figures, memberships, weighings

#: figures looked at together: their claims are fetched at once
AT_ONCE = 500
#: the row of the case as a whole
WHOLE = "*"


#: the identified dead of figures, by id (`Victims.floors`)
Floors = Callable[[Sequence[Figure]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's counts, the identified dead of it, and the model's answer. `packed`: the counts as the table has them,
    which need not be written anew; None where they are not there or have changed."""

    figure: str
    protected: bool
    counts: Counts
    floor: int | None = None
    data: Any = None
    packed: bytes | None = None

    @property
    def rows(self) -> tuple[WeighRow, ...]:
        """What is weighed: no bound goes below the floor."""
        if self.floor is None:
            return self.counts.rows
        return tuple(replace(row, floor=float(self.floor)) for row in self.counts.rows)

    @property
    def stamp(self) -> str:
        """The digest of what is weighed: the same counts have the same answer."""
        return sha256(canonical_json([plain(self.counts), self.floor]))


def kept(memory: Memory, connection: Connection) -> Iterator[Counted]:
    """The figures whose counts are kept, by id; without the answers, which are to be found anew."""
    query = select(weighings.c.subject, weighings.c.protected, weighings.c.counts)
    for row in connection.execute(query.where(weighings.c.subject != WHOLE).order_by(weighings.c.subject)):
        counts, floor = unpack_counts(memory, row)
        yield Counted(row.subject, bool(row.protected), counts, floor, None, row.counts)


def unpack_counts(memory: Memory, row: Any) -> tuple[Counts, int | None]:
    """The counts and the floor that a row of the table holds."""
    held = unpack(row.counts, f"counts {row.subject}", memory.key(row.protected))
    counts = Counts(
        tuple(_row(one) for one in held["rows"]),
        tuple(Spoken(source, Role(role), why) for source, role, why in held["roles"]),
        tuple(held["denials"]),
    )
    return counts, held["floor"]


def _row(held: dict[str, Any]) -> WeighRow:
    """A row as `plain` wrote it. Written out, because a large case has a million of them."""
    as_of = held.pop("as_of")
    return WeighRow(type_=held.pop("type"), as_of=date.fromisoformat(as_of) if as_of else None, **held)


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
            yield Counted(row.id, bool(row.protected), counts)


def with_floors(memory: Memory, connection: Connection, counted: Sequence[Counted], floors: Floors) -> list[Counted]:
    """The counts with the identified dead as they are now."""
    known_dead: dict[str, int] = {}
    if connection.execute(select(memberships.c.record).limit(1)).first() is not None:
        # the others have no floor: a fate says nothing of the injured, nor whether a dead person was a soldier
        query = select(figures.c.id).where(figures.c.harm == Harm.KILLED.value, figures.c.category == "people")
        wanted = {one.figure for one in counted}
        ids = [id_ for id_ in connection.scalars(query.where(figures.c.origins > 1)) if id_ in wanted]
        for first in range(0, len(ids), AT_ONCE):
            known_dead |= floors(list(figures_of(memory, connection, ids[first : first + AT_ONCE]).values()))
    return [
        one if one.floor == (floor := known_dead.get(one.figure)) else replace(one, floor=floor, packed=None)
        for one in counted
    ]


def row_of(memory: Memory, counted: Counted) -> dict[str, Any]:
    """The row of the table."""
    key, counts = memory.key(counted.protected), counted.packed
    if counts is None:
        said = {
            "rows": [plain(row) for row in counted.counts.rows],
            "roles": [[each.source, each.role.value, each.why] for each in counted.counts.roles],
            "denials": list(counted.counts.denials),
            "floor": counted.floor,
        }
        counts = pack(said, f"counts {counted.figure}", key)
    data = pack(counted.data, f"weighing {counted.figure}", key) if counted.data is not None else None
    return {"subject": counted.figure, "protected": counted.protected, "counts": counts, "data": data}


def rows_of(counted: Sequence[Counted]) -> list[Any]:
    """What goes into the model, in the order of the figures."""
    return [row for each in counted for row in each.rows]
