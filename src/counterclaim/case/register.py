"""The persons of a case as lines to search: kept by a process, made anew when a list, linkage or consent changes.

Names and places of a sealed case are nowhere in clear, so no table can be searched by them; the lines are.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.persons import find_persons
from counterclaim.case.ties import incidents_of
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import get_state, last_of
from counterclaim.store.tables import memberships, records

#: entries that can change a line
_CHANGES = (
    EntryKind.LIST, EntryKind.RECORD, EntryKind.PERSONS, EntryKind.CONSENT, EntryKind.TIE, EntryKind.WITHDRAWAL, EntryKind.ERASURE,
)  # fmt: skip
#: persons read at once while the lines are made
_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What persons are wanted; None is any. `words` are sought in names and places, as written and as read."""

    words: str | None = None
    list: str | None = None
    place: str | None = None
    from_: str | None = None
    to: str | None = None
    fate: str | None = None
    incident: str | None = None
    disputed: bool | None = None
    least: float | None = None
    most: float | None = None
    lists: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A person as it is searched: `text` is folded, `days` are ISO dates of death."""

    id: str
    text: str
    lists: frozenset[str]
    places: frozenset[str]
    days: tuple[str, ...]
    fate: str
    probability: float
    disputed: bool
    open_to: str
    rows: tuple[int, ...]
    said: Mapping[int, str | None]


@dataclass(slots=True)
class Register:
    """The lines, in the order of the persons' first rows, and up to what they are true."""

    seen: int = -1
    lines: Sequence[Line] = ()
    grouped: str = ""
    incidents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fold(text: str) -> str:
    """Words as they are sought: no accents or vowel marks, no case."""
    spread = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()


def refresh(memory: Memory, connection: Connection, register: Register) -> None:
    """Bring the lines up to date. Raises CaseError where the case is sealed and its passphrase was not given."""
    seen = last_of(connection, _CHANGES)
    if seen != register.seen:
        register.lines, register.grouped = _lines(memory, connection), ""
        register.seen = seen
    grouped = get_state(connection, "grouped") or "0"
    if grouped != register.grouped:
        said = {number: incident for line in register.lines for number, incident in line.said.items()}
        of = incidents_of(connection, said)
        register.incidents = {
            line.id: tuple(sorted({one for number in line.rows for one in of.get(number, ())}))
            for line in register.lines
        }
        register.grouped = grouped


def search(register: Register, wanted: PersonFilter, may: Callable[[str], bool] = lambda role: True) -> list[str]:
    """The ids of the persons that a filter finds, in order. Words, places and days find only those whose names are open
    to a role that `may` says one has: who may not see a name must not find it by asking for it.
    """
    asks = any((wanted.words, wanted.place, wanted.from_, wanted.to))
    words = fold(wanted.words).split() if wanted.words else []
    place = fold(wanted.place) if wanted.place else None

    def fits(line: Line) -> bool:
        return (
            (not asks or may(line.open_to))
            and all(word in line.text for word in words)
            and (wanted.list is None or wanted.list in line.lists)
            and (place is None or any(place in one for one in line.places))
            and (wanted.from_ is None or any(day >= wanted.from_ for day in line.days))
            and (wanted.to is None or any(day <= wanted.to for day in line.days))
            and (wanted.fate is None or wanted.fate == line.fate)
            and (wanted.disputed is None or wanted.disputed == line.disputed)
            and (wanted.least is None or line.probability >= wanted.least)
            and (wanted.most is None or line.probability <= wanted.most)
            and (wanted.lists is None or len(line.lists) >= wanted.lists)
            and (wanted.incident is None or wanted.incident in register.incidents.get(line.id, ()))
        )

    return [line.id for line in register.lines if fits(line)]


def _lines(memory: Memory, connection: Connection) -> list[Line]:
    query = select(memberships.c.person).join(records, records.c.sequence == memberships.c.record)
    ids = list(dict.fromkeys(connection.scalars(query.order_by(memberships.c.record))))
    lines = []
    for first in range(0, len(ids), _PAGE):
        for known in find_persons(memory, connection, ids[first : first + _PAGE]):
            held = [row.record for row in known.rows]
            standard: list[Mapping[str, Any]] = [record.standard for record in held]
            words = [
                *(one.get(part, "") for one in standard for part in ("name", "given", "father", "family", "place")),
                *(cell for record in held for cell in record.written.values()),
            ]
            lines.append(
                Line(
                    id=known.person.id,
                    text=fold(" ".join(words)),
                    lists=frozenset(record.list for record in held),
                    places=frozenset(fold(one["place"]) for one in standard if one.get("place")),
                    days=tuple(sorted({one["death_date"] for one in standard if one.get("death_date")})),
                    fate=known.person.fate.value,
                    probability=known.person.probability,
                    disputed=bool(known.person.disputes),
                    open_to=known.open_to,
                    rows=tuple(row.number for row in known.rows),
                    said={row.number: row.record.incident for row in known.rows},
                )
            )
    return lines
