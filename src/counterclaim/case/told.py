"""Persons of whom another case told without the rows of its lists: pseudonyms with a few facts, which nothing links."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.exports.victim_rows import PersonRow
from counterclaim.model.codec import revive
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import persons, told

#: persons looked up at once
_PAGE = 500


def told_persons(memory: Memory, connection: Connection) -> Iterator[PersonRow]:
    """Those whose own rows the case does not have, in the order of their pseudonyms.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    memory.key(True)
    query = select(told.c.sequence).where(told.c.person.not_in(select(persons.c.id))).order_by(told.c.person)
    numbers = connection.scalars(query).all()
    for first in range(0, len(numbers), _PAGE):
        lines = find_lines(connection, numbers[first : first + _PAGE])
        for number in numbers[first : first + _PAGE]:
            content = memory.content(lines[number])
            if content is not None:
                yield revive(PersonRow, content["person"])
