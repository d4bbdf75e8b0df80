"""Rows of records beside one another, in an order that a reader expects: the ledger keeps no order of columns."""

from collections.abc import Iterable, Mapping, Sequence

from counterclaim.case import Row, StoredList
from counterclaim.victims.columns import all_fields
from counterclaim.victims.names import script_of
from counterclaim.victims.records import SHOWN
from counterclaim.victims.review import side_by_side


def headers(rows: Iterable[Row], lists: Sequence[StoredList]) -> list[str]:
    """The headers of rows: those whose field is known first, in the order of fields; then the others by name."""
    rank = {field: place for place, field in enumerate(all_fields())}
    of_list = {one.id: {header: field for field, header in one.about.columns.items()} for one in lists}
    found: dict[str, int] = {}
    for row in rows:
        known = of_list.get(row.list, {})
        for header in row.record.written:
            found[header] = min(found.get(header, len(rank)), rank.get(known.get(header, ""), len(rank)))
    return sorted(found, key=lambda header: (found[header], header))


def written(left: Row, right: Row, lists: Sequence[StoredList]) -> list[tuple[str, str, str, bool]]:
    """(header, left cell, right cell, whether they differ) as the lists have them. Cells in two scripts are not said to
    differ: whether they do is the question."""
    order = {header: place for place, header in enumerate(headers((left, right), lists))}
    return sorted(_beside(left.record.written, right.record.written), key=lambda line: order[line[0]])


def read(left: Row, right: Row) -> list[tuple[str, str, str, bool]]:
    """The same of what was read from them; the whole name stands above already."""
    order = {field: place for place, field in enumerate(SHOWN) if field not in ("name", "script")}
    lines = _beside(left.record.standard, right.record.standard)
    return sorted((line for line in lines if line[0] in order), key=lambda line: order[line[0]])


def _beside(one: Mapping[str, str], other: Mapping[str, str]) -> list[tuple[str, str, str, bool]]:
    return [(name, a, b, differ and script_of(a) == script_of(b)) for name, a, b, differ in side_by_side(one, other)]
