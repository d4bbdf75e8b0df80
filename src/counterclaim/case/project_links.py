"""Who is whom as rows. Each linkage records only what it changed; going through them in order gives what stands."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from counterclaim.case.memory import Memory
from counterclaim.case.project_rulings import project_ruling
from counterclaim.model.ledger import Entry
from counterclaim.store.ledger import sequence_of
from counterclaim.store.packing import text
from counterclaim.store.tables import memberships, pairs, persons, records, ties

#: numbers in one query; SQLite takes some 32,000
AT_ONCE = 5_000


def project_persons(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """Memberships and pairs that a linkage made, changed or dropped; rows erased since are left out."""
    changed = {number: (person, probability) for number, person, probability in content["members"]}
    touched = _persons_of(connection, [*changed, *content["gone"]]) | {person for person, _ in changed.values()}
    _drop(connection, memberships.c.record, [*changed, *content["gone"]])
    known = _known(connection, changed)
    found = [
        {"record": number, "person": person, "probability": probability}
        for number, (person, probability) in changed.items()
        if number in known
    ]
    if found:
        connection.execute(insert(memberships), found)
    recount(connection, touched)
    for left, right in content["gone_pairs"]:
        connection.execute(delete(pairs).where(pairs.c.left == left, pairs.c.right == right))
    made = content["pairs"]
    known = _known(connection, {number for left, right, *_ in made for number in (left, right)})
    rows = [
        {"left": left, "right": right, "probability": p, "same": bool(same), "reason": text(content["reasons"][reason])}
        for left, right, p, same, reason in made
        if left in known and right in known
    ]
    for first in range(0, len(rows), AT_ONCE):
        here = rows[first : first + AT_ONCE]
        there = _there(connection, [row["left"] for row in here])
        for row in here:
            if (row["left"], row["right"]) in there:
                match = (pairs.c.left == row["left"]) & (pairs.c.right == row["right"])
                connection.execute(delete(pairs).where(match))
        connection.execute(insert(pairs), here)


def project_tie(memory: Memory, connection: Connection, entry: Entry, content: Any) -> None:
    """A record tied to an incident by one of its claims, or untied."""
    project_ruling(memory, connection, entry, content)
    number = sequence_of(connection, content["record"])
    if number is not None and number in _known(connection, [number]):
        values = {"sequence": entry.sequence, "record": number, "claim": content["claim"], "holds": content["holds"]}
        connection.execute(insert(ties).values(**values))


def forget_records(connection: Connection, numbers: Sequence[int]) -> None:
    """Take erased rows of lists out of persons, pairs and ties."""
    touched = _persons_of(connection, numbers)
    for column in (memberships.c.record, pairs.c.left, pairs.c.right, ties.c.record, ties.c.sequence):
        _drop(connection, column, numbers)
    recount(connection, touched)


def recount(connection: Connection, touched: Iterable[str]) -> None:
    """Make the rows of these persons anew from their memberships: as sure as the least sure of its records."""
    names = sorted(touched)
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        connection.execute(delete(persons).where(persons.c.id.in_(some)))
        query = select(
            memberships.c.person.label("id"),
            func.count().label("records"),
            func.count(records.c.list.distinct()).label("lists"),
            func.min(memberships.c.probability).label("probability"),
        ).join(records, records.c.sequence == memberships.c.record)
        found = connection.execute(query.where(memberships.c.person.in_(some)).group_by(memberships.c.person)).all()
        if found:
            connection.execute(insert(persons), [dict(row._mapping) for row in found])


def _persons_of(connection: Connection, numbers: Sequence[int]) -> set[str]:
    found: set[str] = set()
    for first in range(0, len(numbers), AT_ONCE):
        query = select(memberships.c.person).where(memberships.c.record.in_(numbers[first : first + AT_ONCE]))
        found.update(connection.scalars(query.distinct()))
    return found


def _drop(connection: Connection, column: Any, numbers: Sequence[int]) -> None:
    for first in range(0, len(numbers), AT_ONCE):
        connection.execute(delete(column.table).where(column.in_(numbers[first : first + AT_ONCE])))


def _known(connection: Connection, numbers: Iterable[int]) -> set[int]:
    wanted, found = sorted(numbers), set[int]()
    for first in range(0, len(wanted), AT_ONCE):
        query = select(records.c.sequence).where(records.c.sequence.in_(wanted[first : first + AT_ONCE]))
        found.update(connection.scalars(query))
    return found


def _there(connection: Connection, lefts: Sequence[int]) -> set[tuple[int, int]]:
    query = select(pairs.c.left, pairs.c.right).where(pairs.c.left.in_(sorted(set(lefts))))
    return {(row.left, row.right) for row in connection.execute(query)}
