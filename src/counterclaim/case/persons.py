"""Persons: the records held to be one, side by side, with what they dispute. Fate and whereabouts are kept apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.rows import Row, rows_of
from counterclaim.case.ties import incidents_of
from counterclaim.model.person import Dispute, Membership, Person
from counterclaim.model.victim import Fate, Use
from counterclaim.store.tables import entries, memberships

#: ages that differ by a year are of one person before and after a birthday
SAME_AGE = 1
#: ids in one query; SQLite takes some 32,000
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Known:
    """A person with the rows that it was made from, in the order of lists."""

    person: Person
    rows: tuple[Row, ...]

    @property
    def sensitive(self) -> tuple[str, ...]:
        """Every mark of sensitivity on any of the rows."""
        return tuple(dict.fromkeys(mark for row in self.rows for mark in row.record.sensitive))

    def allows(self, use: Use) -> bool | None:
        """Whether the use is allowed: a refusal on any row is one for the person; None where nobody was asked."""
        said = [answer for row in self.rows if (answer := row.allows(use)) is not None]
        return None if not said else all(said)

    @property
    def open_to(self) -> str:
        """The least role that may see the name. Consent to show it opens it to readers, but not of a child or of what
        is sensitive; a refusal leaves it to admins; without either it takes a reviewer, who must tell persons apart.
        """
        allowed = self.allows(Use.SHOW_NAME)
        if allowed is False:
            return "admin"
        return "reader" if allowed and not self.sensitive else "reviewer"

    @property
    def name(self) -> str:
        """The name as the first list has it; "" where no row names anybody."""
        return next((name for row in self.rows if (name := written_name(row))), "")


def written_name(row: Row) -> str:
    """The name of a row as its list has it."""
    return row.record.standard.get("name", "")


def find_persons(memory: Memory, connection: Connection, ids: Sequence[str]) -> list[Known]:
    """The persons with those ids, in that order; those that there are not are left out."""
    of: dict[int, tuple[str, float]] = {}
    for first in range(0, len(ids), AT_ONCE):
        query = select(memberships).where(memberships.c.person.in_(ids[first : first + AT_ONCE]))
        of |= {row.record: (row.person, row.probability) for row in connection.execute(query)}
    rows: dict[str, list[Row]] = defaultdict(list)
    for first in range(0, len(ids), AT_ONCE):
        for row in rows_of(memory, connection, persons=ids[first : first + AT_ONCE]):
            rows[of[row.number][0]].append(row)
    said = {row.number: row.record.incident for held in rows.values() for row in held}
    incidents = incidents_of(connection, said)
    return [_known(one, rows[one], of, incidents) for one in dict.fromkeys(ids) if one in rows]


def find_rows(memory: Memory, connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Rows by the ids of their entries; those that there are not are left out."""
    query = select(memberships.c.person).join(entries, entries.c.sequence == memberships.c.record)
    held = list(connection.scalars(query.where(entries.c.id.in_(list(ids))).distinct()))
    wanted = set(ids)
    return {row.entry: row for row in rows_of(memory, connection, persons=held) if row.entry in wanted}


def person_of(connection: Connection, entry: str) -> str | None:
    """The person of the row with that entry."""
    query = select(memberships.c.person).join(entries, entries.c.sequence == memberships.c.record)
    found: str | None = connection.scalar(query.where(entries.c.id == entry))
    return found


def _known(
    person_id: str, rows: Sequence[Row], of: Mapping[int, tuple[str, float]], incidents: Mapping[int, tuple[str, ...]]
) -> Known:
    held = tuple(Membership(row.entry, row.list, of[row.number][1]) for row in rows)
    fates = {row.record.fate for row in rows if row.record.fate is not Fate.UNKNOWN}
    whereabouts = next((row.record.whereabouts for row in rows if row.record.whereabouts), None)
    person = Person(
        id=person_id,
        records=held,
        probability=min((one.probability for one in held), default=0.0),
        fate=next(iter(fates)) if len(fates) == 1 else Fate.UNKNOWN,
        whereabouts=whereabouts,
        disputes=disputes(rows),
        incidents=tuple(sorted({one for row in rows for one in incidents.get(row.number, ())})),
    )
    return Known(person, tuple(rows))


def disputes(rows: Sequence[Row]) -> tuple[Dispute, ...]:
    """The facts on which rows differ, each value with the rows that state it. What a row does not say is no dispute."""
    facts: tuple[tuple[str, Callable[[Row], str | None], float], ...] = (
        ("fate", lambda row: row.record.fate.value if row.record.fate is not Fate.UNKNOWN else None, 0),
        ("whereabouts", lambda row: row.record.whereabouts, 0),
        ("death_date", lambda row: row.record.standard.get("death_date"), 0),
        ("birth_date", lambda row: row.record.standard.get("birth_date"), 0),
        ("age", lambda row: row.record.standard.get("age"), SAME_AGE),
        ("sex", lambda row: row.record.standard.get("sex"), 0),
    )
    found = []
    for fact, of, slack in facts:
        said: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if value := of(row):
                said[value].append(row.entry)
        if len(said) > 1 and not _near(said, slack):
            found.append(Dispute(fact, tuple((value, tuple(who)) for value, who in sorted(said.items()))))
    return tuple(found)


def _near(values: Iterable[str], slack: float) -> bool:
    """Whether all are numbers no further apart than `slack`."""
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        return False
    return max(numbers) - min(numbers) <= slack
