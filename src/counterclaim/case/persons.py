"""Persons: the records held to be one, side by side, with what they dispute. Fate and whereabouts are kept apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.rows import Row, rows_of
from counterclaim.model.person import Dispute, Membership, Person
from counterclaim.model.victim import Fate, Use
from counterclaim.store.tables import memberships, persons

#: ages that differ by a year are of one person before and after a birthday
SAME_AGE = 1


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
    def name(self) -> str:
        """The name as the first list has it; "" where no row names anybody."""
        return next((name for row in self.rows if (name := written_name(row))), "")


def written_name(row: Row) -> str:
    """The name of a row as its list has it."""
    return row.record.standard.get("name", "")


def find_person(memory: Memory, connection: Connection, person_id: str) -> Known | None:
    """The person with that id; None where there is none."""
    if connection.scalar(select(persons.c.id).where(persons.c.id == person_id)) is None:
        return None
    return _known(person_id, list(rows_of(memory, connection, person=person_id)), _sure(connection, person_id))


def all_persons(memory: Memory, connection: Connection) -> list[Known]:
    """Every person of the case, in the order of their first rows."""
    of = {row.record: (row.person, row.probability) for row in connection.execute(select(memberships))}
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(memory, connection):
        if row.number in of:
            rows[of[row.number][0]].append(row)
    sure = {number: probability for number, (_, probability) in of.items()}
    return [_known(person, held, sure) for person, held in rows.items()]


def _sure(connection: Connection, person_id: str) -> dict[int, float]:
    query = select(memberships.c.record, memberships.c.probability).where(memberships.c.person == person_id)
    return {row.record: row.probability for row in connection.execute(query)}


def _known(person_id: str, rows: Sequence[Row], sure: dict[int, float]) -> Known:
    held = tuple(Membership(row.entry, row.list, sure[row.number]) for row in rows)
    fates = {row.record.fate for row in rows if row.record.fate is not Fate.UNKNOWN}
    whereabouts = next((row.record.whereabouts for row in rows if row.record.whereabouts), None)
    person = Person(
        id=person_id,
        records=held,
        probability=min((one.probability for one in held), default=0.0),
        fate=next(iter(fates)) if len(fates) == 1 else Fate.UNKNOWN,
        whereabouts=whereabouts,
        disputes=disputes(rows),
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
