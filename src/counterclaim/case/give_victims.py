"""What of victims leaves a case: by tier, by consent, by sensitivity. Nobody's silence is a yes outside a court.

public    nobody by name; those whose rows are marked sensitive are only counted
partner   a name where sharing was allowed and nothing is sensitive; else a pseudonym
court     a name unless disclosure was refused; sensitive rows (children, sexual violence) only where it was allowed

A person of whom another case told without its rows leaves as it was told, cut to the tier once more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.persons import AT_ONCE, Known, find_persons
from counterclaim.case.rows import Row, rows_of
from counterclaim.case.told import told_persons
from counterclaim.exports.tier import Tier
from counterclaim.exports.victim_rows import PersonRow
from counterclaim.model import Fate, Use, plain
from counterclaim.store.tables import figures, memberships

#: digits of a probability that a reader of a report is shown
DIGITS = 4


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


@dataclass(frozen=True, slots=True)
class Leaving:
    """A person as the tier has it; `known` where its rows leave with it."""

    row: PersonRow
    known: Known | None = None


def leaving(memory: Memory, connection: Connection, held: Disclosure) -> Iterator[Leaving]:
    """The persons as a tier may have them: the case's own in the order of lists and rows, then those it was told of.
    Whose counting was refused is not there."""
    open_ = set(connection.scalars(select(figures.c.incident).where(figures.c.protected.is_(False))))
    ids = list(dict.fromkeys(connection.scalars(select(memberships.c.person).order_by(memberships.c.record))))
    for first in range(0, len(ids), AT_ONCE):
        for known in find_persons(memory, connection, ids[first : first + AT_ONCE]):
            if known.allows(Use.COUNT) is not False:
                named = all(held.may(row.entry) for row in known.rows)
                yield Leaving(_cut(_row(known, named), held.tier, open_), known if named else None)
    for told in told_persons(memory, connection):
        yield Leaving(_cut(told, held.tier, open_))


def persons(memory: Memory, connection: Connection, held: Disclosure) -> Iterator[dict[str, Any]]:
    """The persons as JSON data for a case file."""
    for one in leaving(memory, connection, held):
        row, known = one.row, one.known
        if row.lists is None:  # only counted
            yield from ({"sensitive": True} for _ in range(row.counted))
            continue
        told: dict[str, Any] = {
            "person": row.person, "fate": row.fate, "lists": row.lists, "rows": row.rows,
            "probability": round(row.probability or 0.0, DIGITS), "incidents": list(row.incidents), "sex": row.sex,
            "age_group": row.age_group, "died": row.died, "disputes": list(row.disputes),
        }  # fmt: skip
        if known is not None:
            records = [{"entry": one.entry, "list": one.list, "record": plain(one.record)} for one in known.rows]
            told |= {"name": row.name, "whereabouts": row.whereabouts, "records": records}
        yield told


def _row(known: Known, named: bool) -> PersonRow:
    person = known.person
    return PersonRow(
        person=person.id, sensitive=bool(known.sensitive), name=(known.name or None) if named else None, fate=person.fate.value,
        whereabouts=person.whereabouts if named else None, sex=_of(known, "sex"), age_group=_age_group(known),
        died=_died(known, person.fate, not named), lists=len({row.list for row in known.rows}), rows=len(known.rows),
        probability=person.probability, disputes=tuple(dispute.fact for dispute in person.disputes), incidents=person.incidents,
    )  # fmt: skip


def _cut(row: PersonRow, tier: Tier, open_: set[str]) -> PersonRow:
    """Public: who is sensitive is only counted, days are years, and no incident that rests on protected reports is told."""
    if tier is not Tier.PUBLIC:
        return row
    if row.sensitive:
        return PersonRow(row.person, row.counted, True)
    died, incidents = row.died and row.died[:4], tuple(one for one in row.incidents if one in open_)
    return replace(row, name=None, whereabouts=None, died=died, incidents=incidents)


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
