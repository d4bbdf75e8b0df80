"""What of victims leaves a case: by tier, by consent, by sensitivity. Nobody's silence is a yes outside a court.

public    nobody by name; those whose rows are marked sensitive are only counted
partner   a name where sharing was allowed and nothing is sensitive; else a pseudonym
court     a name unless disclosure was refused; sensitive rows (children, sexual violence) only where it was allowed
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.persons import AT_ONCE, Known, find_persons
from counterclaim.case.rows import Row, rows_of
from counterclaim.exports.tier import Tier
from counterclaim.model import Fate, Use, plain
from counterclaim.store.tables import figures, memberships

#: what persons are called where they have no name; the same in every export of the case
_AS = "person"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Which rows may leave with their names under a tier, by ledger entry; lists of which some may not."""

    tier: Tier
    rows: Mapping[str, bool]
    partly: frozenset[str]

    def may(self, entry: str | None) -> bool:
        """Whether the row of that entry may leave with its name; a row that is not known may not."""
        return bool(entry) and self.rows.get(str(entry), False)

    @property
    def whole(self) -> bool:
        """Whether every row of the case may."""
        return all(self.rows.values())


def disclosure(memory: Memory, connection: Connection, tier: Tier) -> Disclosure:
    """What may be disclosed. Raises CaseError where the case is sealed and its passphrase was not given."""
    rows, partly = {}, set()
    for row in rows_of(memory, connection):
        rows[row.entry] = _named(row, tier)
        if not rows[row.entry]:
            partly.add(row.list)
    return Disclosure(tier, rows, frozenset(partly))


def _named(row: Row, tier: Tier) -> bool:
    if tier is Tier.COURT:
        said = row.allows(Use.COURT)
        return bool(said) if row.record.sensitive else said is not False
    return tier is Tier.PARTNER and bool(row.allows(Use.SHARE)) and not row.record.sensitive


def persons(memory: Memory, connection: Connection, held: Disclosure) -> Iterator[dict[str, Any]]:
    """The persons as a tier may have them, in the order of lists and rows. Whose counting was refused is not there."""
    open_ = set(connection.scalars(select(figures.c.incident).where(figures.c.protected.is_(False))))
    ids = list(dict.fromkeys(connection.scalars(select(memberships.c.person).order_by(memberships.c.record))))
    for first in range(0, len(ids), AT_ONCE):
        for known in find_persons(memory, connection, ids[first : first + AT_ONCE]):
            if known.allows(Use.COUNT) is not False:
                yield from _person(known, held, open_)


def _person(known: Known, held: Disclosure, open_: set[str]) -> Iterator[dict[str, Any]]:
    person, public = known.person, held.tier is Tier.PUBLIC
    if public and known.sensitive:
        yield {"sensitive": True}
        return
    named = all(held.may(row.entry) for row in known.rows)
    incidents = [one for one in person.incidents if not public or one in open_]
    told: dict[str, Any] = {
        _AS: person.id, "fate": person.fate.value, "lists": len({row.list for row in known.rows}),
        "rows": len(known.rows), "probability": round(person.probability, 4), "incidents": incidents,
        "sex": _of(known, "sex"), "age_group": _age_group(known), "died": _died(known, person.fate, public or not named),
        "disputes": [dispute.fact for dispute in person.disputes],
    }  # fmt: skip
    if named:
        records = [{"entry": row.entry, "list": row.list, "record": plain(row.record)} for row in known.rows]
        told |= {"name": known.name, "whereabouts": person.whereabouts, "records": records}
    yield told


def _of(known: Known, fact: str) -> str | None:
    """What all rows that say it say; None where they differ or none does."""
    said = {row.record.standard[fact] for row in known.rows if row.record.standard.get(fact)}
    return next(iter(said)) if len(said) == 1 else None


def _age_group(known: Known) -> str | None:
    """Child (under 18, Convention on the Rights of the Child, article 1) or adult."""
    age = _of(known, "age")
    try:
        return None if age is None else "child" if float(age) < 18 else "adult"
    except ValueError:
        return None


def _died(known: Known, fate: Fate, coarse: bool) -> str | None:
    """The day of death; the year alone where there is no name."""
    day = _of(known, "death_date") if fate is Fate.DEAD else None
    return day[:4] if day and coarse else day
