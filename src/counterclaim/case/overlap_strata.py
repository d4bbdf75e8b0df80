"""The overlap of linked lists by a fact of the persons (sex, age, place, month of death): who is whom as decided, no replicates."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, select

from counterclaim.case.lists import stored_lists
from counterclaim.case.memory import Memory
from counterclaim.case.persons import find_persons
from counterclaim.errors import UsageError
from counterclaim.model.overlap import OverlapTable
from counterclaim.store.tables import memberships

#: persons read at once
AT_ONCE = 2_000
#: more strata than this leave each too few persons, and take hours
MOST = 40
#: below this age a person is a child (Convention on the Rights of the Child, article 1)
ADULT = 18


def _age_group(standard: Mapping[str, str]) -> str:
    written = standard.get("age", "")
    try:
        return "child" if float(written) < ADULT else "adult"
    except ValueError:
        return ""


#: what a person's rows say, by the name of the stratification
FACTS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "sex": lambda standard: {"f": "female", "m": "male"}.get(standard.get("sex", ""), standard.get("sex", "")),
    "age": _age_group,
    "place": lambda standard: standard.get("place", ""),
    "month": lambda standard: standard.get("death_date", "")[:7],
}


def stratified(memory: Memory, connection: Connection, whole: OverlapTable, fact: str) -> tuple[OverlapTable, ...]:
    """A table for each value of a fact, and one without a stratum for persons of whom it is unknown or disputed.

    `whole` says which lists; persons on none of them are on no table.

    Raises:
        UsageError: there is no such fact, or it has too many values.
    """
    if fact not in FACTS:
        raise UsageError(f"{fact}: lists can be split by {', '.join(FACTS)}.")
    names = {stored.id: stored.about.id for stored in stored_lists(memory, connection)}
    bit = {name: 1 << j for j, name in enumerate(whole.lists)}
    ids = list(dict.fromkeys(connection.scalars(select(memberships.c.person).order_by(memberships.c.record))))
    counts: dict[str | None, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for first in range(0, len(ids), AT_ONCE):
        for known in find_persons(memory, connection, ids[first : first + AT_ONCE]):
            mask = 0
            for row in known.rows:
                mask |= bit.get(names.get(row.list, ""), 0)
            if mask:
                counts[_stratum(FACTS[fact], [row.record.standard for row in known.rows])][mask] += 1
    if len(counts) > MOST:
        raise UsageError(f"{fact}: {len(counts)} values are too many to estimate each; at most {MOST}.")
    ordered = sorted(counts, key=lambda value: (value is None, value or ""))
    return tuple(
        OverlapTable.of(whole.lists, counts[value], stratum=value, profiles=whole.profiles) for value in ordered
    )


def _stratum(fact: Callable[[Mapping[str, str]], str], rows: Sequence[Mapping[str, str]]) -> str | None:
    """What the rows agree on; None where none says it, or they differ."""
    said = {value for row in rows if (value := fact(row))}
    return said.pop() if len(said) == 1 else None
