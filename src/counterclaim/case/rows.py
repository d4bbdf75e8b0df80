"""Rows of victim lists with their places in the record, and what people allowed since they came.

Within a case a row is named by its ledger entry: lists number their rows alike, and some by identity numbers, which no
table and no hash may hold.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.model.codec import revive
from counterclaim.model.ledger import EntryKind
from counterclaim.model.victim import Consent, Use, VictimRecord
from counterclaim.store.ledger import find_lines
from counterclaim.store.tables import entries, lists, memberships, records, rulings

#: rows fetched at once
PAGE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: the number and id of its ledger entry, the list's id in the case, and the record as it stands.

    `name` is what it is called outside of the case: the entry under which it first came into one.
    """

    number: int
    entry: str
    list: str
    record: VictimRecord
    name: str
    position: int

    def allows(self, use: Use) -> bool | None:
        """What was last said about this use of the row; None where nobody was asked."""
        said = [consent.given for consent in self.record.consents if consent.use is use]
        return said[-1] if said else None


def rows_of(
    memory: Memory,
    connection: Connection,
    *,
    list_ids: Sequence[str] | None = None,
    persons: Sequence[str] | None = None,
) -> Iterator[Row]:
    """Rows (of some lists, or of some persons) in the order of lists and rows, without those that were erased.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    memory.key(True)
    query = select(records.c.sequence, records.c.latest, records.c.list, records.c.position, entries.c.id)
    query = query.join(entries, entries.c.sequence == records.c.sequence).join(lists, lists.c.id == records.c.list)
    if list_ids is not None:
        query = query.where(records.c.list.in_(list(list_ids)))
    if persons is not None:
        query = query.join(memberships, memberships.c.record == records.c.sequence)
        query = query.where(memberships.c.person.in_(list(persons)))
    found = connection.execute(query.order_by(lists.c.sequence, records.c.position)).all()
    said = consents(memory, connection)
    for first in range(0, len(found), PAGE):
        page = found[first : first + PAGE]
        lines = find_lines(connection, [row.latest for row in page])
        for row in page:
            content = memory.content(lines[row.latest])
            if content is not None:
                record = revive(VictimRecord, content["record"])
                standing = _as_it_stands(record, said.get(row.id, ()))
                yield Row(row.sequence, row.id, row.list, standing, content.get("row") or row.id, row.position)


def consents(memory: Memory, connection: Connection) -> Mapping[str, Sequence[Any]]:
    """What people recorded about the use of rows and still stands, by the row's entry, in order."""
    query = select(rulings.c.sequence).where(rulings.c.kind == EntryKind.CONSENT.value, rulings.c.withdrawn.is_(None))
    found: dict[str, list[Any]] = defaultdict(list)
    numbers = connection.scalars(query.order_by(rulings.c.sequence)).all()
    for first in range(0, len(numbers), PAGE):
        page = numbers[first : first + PAGE]
        lines = find_lines(connection, page)
        for number in page:
            content = memory.content(lines[number])
            if content is not None:
                found[content["record"]].append(content)
    return found


def _as_it_stands(record: VictimRecord, said: Sequence[Any]) -> VictimRecord:
    given = tuple(revive(Consent, one["consent"]) for one in said if one["consent"] is not None)
    marks = [one["sensitive"] for one in said if one["sensitive"] is not None]
    sensitive = tuple(marks[-1]) if marks else record.sensitive
    return replace(record, consents=(*record.consents, *given), sensitive=sensitive)
