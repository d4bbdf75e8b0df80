"""Which persons belong to which incident: by the list's own incident field where it gives an id of the case, and by a
person's decision. Place and day only propose."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from counterclaim.case import gazetteer as _gazetteer
from counterclaim.case.memory import Memory
from counterclaim.case.rows import Row
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.claim import Harm
from counterclaim.model.figure import Figure
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.model.victim import Fate
from counterclaim.places import Gazetteer
from counterclaim.store.tables import figure_claims, figures, pairs, ties

if TYPE_CHECKING:
    from counterclaim.case.persons import Known

#: days by which a list's date may differ from an incident's and still propose it: deaths are dated by day of death, of
#: finding, or of burial
NEAR = timedelta(days=2)
#: rows whose pair is likelier than this to be one person are one for a floor: it must not count anybody twice
MAYBE = 0.05
#: numbers in one query; SQLite takes some 32,000
AT_ONCE = 5_000
#: what a harm says of a person's fate
FATES = {Harm.KILLED: Fate.DEAD, Harm.MISSING: Fate.MISSING, Harm.DETAINED: Fate.DETAINED, Harm.ABDUCTED: Fate.MISSING}


@dataclass(frozen=True, slots=True)
class Named:
    """Persons known by name of an incident: all that are tied to it, and by fate. A person whose lists dispute the fate
    is under none. `floor`: the dead among them; rows that may be one person count once, but those of a list that holds
    nobody twice count each."""

    persons: tuple[str, ...]
    by_fate: dict[Fate, tuple[str, ...]]
    floor: int

    def of(self, harm: Harm) -> int | None:
        """How many are known of whom this harm is said; None for harms that no fate tells."""
        return len(self.by_fate.get(FATES[harm], ())) if harm in FATES else None


def tie(memory: Memory, rows: Sequence[Row], incident: str, *, by: str, reason: str, holds: bool = True) -> list[Entry]:
    """Record that rows belong to an incident, or (`holds` False) do not, whatever their list or an older tie says.

    It attaches to a claim of the incident, so it survives another grouping; `Case.withdraw` takes it back.

    Raises:
        UsageError: there is no such incident, no reason, or no row.
    """
    if not reason.strip() or not rows:
        raise UsageError("A tie needs at least one row and a reason.")
    with memory.look() as connection:
        claim = anchor_of(connection, incident)
    with writing(memory, by) as writer:
        content = {"claim": claim, "incident": incident, "holds": holds, "reason": reason}
        return [
            writer.record(EntryKind.TIE, {"record": row.entry, **content}, about=row.entry, protected=True)
            for row in rows
        ]


def anchor_of(connection: Connection, incident: str) -> str:
    """The claim that stands for an incident: the first of its figure with most claims.

    Raises:
        UsageError: there is no such incident.
    """
    query = select(figures.c.id).where(figures.c.incident == incident)
    figure = connection.scalar(query.order_by(figures.c.claims.desc(), figures.c.id).limit(1))
    if figure is None:
        raise UsageError(f"{incident}: the case has no such incident. It may have been regrouped.")
    query = select(figure_claims.c.claim).where(figure_claims.c.figure == figure).order_by(figure_claims.c.claim)
    return str(connection.scalar(query.limit(1)))


def incidents_of(connection: Connection, said: Mapping[int, str | None]) -> dict[int, tuple[str, ...]]:
    """The incidents of rows, by number: what their list says (`said`), then what people decided, the later prevailing."""
    told = {number: incident for number, incident in said.items() if incident}
    known = set(connection.scalars(select(figures.c.incident).distinct())) if told else set()
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for number, incident in told.items():
        if incident in known:
            found[number][incident] = True
    query = select(ties.c.record, ties.c.holds, figures.c.incident)
    query = query.join(figure_claims, figure_claims.c.claim == ties.c.claim)
    query = query.join(figures, figures.c.id == figure_claims.c.figure).order_by(ties.c.sequence)
    for one in connection.execute(query):
        if one.record in said:
            found[one.record][one.incident] = bool(one.holds)
    return {n: tuple(sorted(i for i, holds in by.items() if holds)) for n, by in found.items()}


def named(connection: Connection, held: Sequence["Known"], once: Collection[str]) -> Named:
    """What is known by name of the incident that these persons are tied to. `once`: lists that hold a person at most
    once, by id."""
    by_fate: dict[Fate, list[str]] = defaultdict(list)
    for known in held:
        if not any(dispute.fact == "fate" for dispute in known.person.disputes):
            by_fate[known.person.fate].append(known.person.id)
    dead = [known for known in held if known.person.id in set(by_fate[Fate.DEAD])]
    on = Counter(row.list for known in dead for row in known.rows if row.list in once)
    apart = _apart(connection, [[row.number for row in known.rows] for known in dead])
    return Named(
        tuple(known.person.id for known in held),
        {fate: tuple(ids) for fate, ids in by_fate.items()},
        max([apart, *on.values()]),
    )


def _apart(connection: Connection, persons: Sequence[Sequence[int]]) -> int:
    """How many persons there are at least: rows that may be one person are one."""
    rows = [number for held in persons for number in held]
    head = {number: held[0] for held in persons for number in held}

    def root(number: int) -> int:
        while head[number] != number:
            number = head[number]
        return number

    for first in range(0, len(rows), AT_ONCE):
        some = pairs.c.left.in_(rows[first : first + AT_ONCE])
        query = select(pairs.c.left, pairs.c.right).where(pairs.c.probability > MAYBE, some)
        for left, right in connection.execute(query):
            if right in head:
                head[root(right)] = root(left)
    return len({root(number) for number in rows})


def proposed(memory: Memory, persons: Sequence["Known"], figure: Figure) -> list["Known"]:
    """Persons whom place and day put near a figure's incident, and who are tied to none. A person decides."""
    if figure.place is None or figure.from_ is None:
        return []
    first, last = figure.from_ - NEAR, (figure.to or figure.from_) + NEAR
    places = _Places(_gazetteer.given(memory), figure)
    return [
        known
        for known in persons
        if not known.person.incidents and any(places.has(row) and first <= day <= last for row, day in _days(known))
    ]


def _days(known: "Known") -> Iterable[tuple[Row, date]]:
    for row in known.rows:
        if said := row.record.standard.get("death_date"):
            yield row, date.fromisoformat(said)


class _Places:
    """Whether a row's place is a figure's: by name, or by any name that the gazetteer has for it."""

    def __init__(self, gazetteer: Gazetteer | None, figure: Figure) -> None:
        self._gazetteer, self._figure = gazetteer, figure
        self._seen: dict[str, bool] = {}

    def has(self, row: Row) -> bool:
        return self._is(row.record.standard.get("place", ""))

    def _is(self, words: str) -> bool:
        place = self._figure.place
        if words not in self._seen and place is not None:
            near = words.casefold() == place.name.casefold()
            ids = {entry.id for entry in self._gazetteer.named(words)} if self._gazetteer is not None else set()
            self._seen[words] = near or (place.gazetteer_id is not None and place.gazetteer_id in ids)
        return self._seen.get(words, False)
