"""Reads capture histories: a CSV with one 0/1 column a list and a `count`, or with one row a person.

Columns `stratum` and `replicate` split the file into tables. All faults are told at once, with their rows.
"""

from collections.abc import Sequence
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.model import ListProfile, OverlapTable
from counterclaim.sheets import lines_of, read_text, separator, sheet

COUNT, STRATUM, REPLICATE = "count", "stratum", "replicate"
#: columns that name a person or a row, and say nothing of the lists
IGNORED = ("person", "id")
#: a table has 2**lists cells; beyond this no method has anything to say
MOST_LISTS = 20
#: whole numbers that a 64-bit float holds exactly
MOST_COUNT = 2**53

Key = tuple[str | None, str | None]


def read_tables(path: Path, profiles: Sequence[ListProfile] = ()) -> tuple[OverlapTable, ...]:
    """The tables of a file, one for each stratum and replicate, in the order in which they first occur.

    Raises:
        InputError: with every fault of the file.
        UsageError: the file does not exist or is a folder.
    """
    return parse_tables(read_text(path), path.name, profiles)


def parse_tables(text: str, where: str, profiles: Sequence[ListProfile] = ()) -> tuple[OverlapTable, ...]:
    """The tables of CSV text; `where` names it in faults.

    Raises:
        InputError: with every fault of the text.
    """
    rows = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(lines_of(text, separator(text)), start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise InputError([Fault(where, "", "the file is empty", "Give one 0/1 column a list, and `count`.")])
    header, faults = rows[0][1], []
    lower = [name.lower() for name in header]
    lists = [i for i, name in enumerate(lower) if name not in (COUNT, STRATUM, REPLICATE, *IGNORED)]
    faults += _header_faults(where, header, lower, lists)
    counted = COUNT in lower
    if not counted and (named := _like_counts(rows[1:], lists)) is not None:
        remedy = "Name the column of counts `count`; the others are lists, 1: on it, 0: not."
        raise InputError([*faults, Fault(where, f"column {named + 1}", f"{header[named]!r} looks like counts", remedy)])
    counts: dict[Key, dict[int, int]] = {}
    first: dict[tuple[Key, int], int] = {}
    for number, cells in rows[1:]:
        place = f"row {number}"
        if len(cells) != len(header):
            faults.append(Fault(where, place, f"{len(cells)} cells under {len(header)} columns", "Mend the row."))
            continue
        key = _key(cells, lower)
        mask, found = _mask(where, place, cells, header, lists)
        count, more = _count(where, place, cells[lower.index(COUNT)]) if counted else (1, [])
        faults += found + more
        if found or more:
            continue
        if mask == 0:
            faults.append(
                Fault(where, place, "the history of nobody's list is given", "Remove it: it is what is estimated.")
            )
            continue
        if counted and (key, mask) in first:
            remedy = "Add the two counts, or tell them apart by stratum or replicate."
            faults.append(Fault(where, place, f"repeats the history of row {first[key, mask]}", remedy))
            continue
        first.setdefault((key, mask), number)
        table = counts.setdefault(key, {})
        table[mask] = table.get(mask, 0) + count
    if len(rows) == 1:
        faults.append(Fault(where, "", "a header and no rows", "Give the capture histories."))
    if faults:
        raise InputError(faults)
    names = [header[i] for i in lists]
    known = [profile for profile in profiles if profile.name in names]
    return tuple(
        OverlapTable.of(names, table, stratum=stratum, replicate=replicate, profiles=known)
        for (stratum, replicate), table in counts.items()
    )


def _header_faults(where: str, header: list[str], lower: list[str], lists: list[int]) -> list[Fault]:
    faults = []
    for i, name in enumerate(lower):
        if not name:
            faults.append(Fault(where, f"column {i + 1}", "a column without a name", "Name the list."))
        elif name in lower[:i]:
            faults.append(Fault(where, f"column {i + 1}", f"{header[i]!r} is named twice", "Name each column once."))
    if not lists:
        faults.append(Fault(where, "", "no column of a list", "Give one 0/1 column a list."))
    if len(lists) > MOST_LISTS:
        faults.append(
            Fault(where, "", f"{len(lists)} lists, and at most {MOST_LISTS} can be read", "Merge lists that depend.")
        )
    return faults


def _like_counts(rows: Sequence[tuple[int, list[str]]], lists: Sequence[int]) -> int | None:
    """The one column whose cells are numbers beyond 0 and 1, where every other is a list."""
    beyond = {i for _, cells in rows for i in lists if i < len(cells) and cells[i].isdigit() and int(cells[i]) > 1}
    return beyond.pop() if len(beyond) == 1 and len(rows) > 1 else None


def _key(cells: list[str], lower: list[str]) -> Key:
    stratum = cells[lower.index(STRATUM)] if STRATUM in lower else None
    replicate = cells[lower.index(REPLICATE)] if REPLICATE in lower else None
    return stratum, replicate


def _mask(where: str, place: str, cells: list[str], header: list[str], lists: list[int]) -> tuple[int, list[Fault]]:
    mask, faults = 0, []
    for j, i in enumerate(lists):
        if cells[i] not in ("0", "1"):
            remedy = "1: on the list, 0: not. Remove columns that are no list."
            faults.append(Fault(where, place, f"{header[i]} is {cells[i]!r}, neither 0 nor 1", remedy))
        elif cells[i] == "1":
            mask |= 1 << j
    return mask, faults


def _count(where: str, place: str, cell: str) -> tuple[int, list[Fault]]:
    def fault(text: str) -> tuple[int, list[Fault]]:
        return 0, [Fault(where, place, f"the count is {text}", "Counts are of persons: whole numbers from 0.")]

    try:
        value = float(cell)
    except ValueError:
        return fault(f"{cell!r}, not a number" if cell else "missing")
    if value != value or value in (float("inf"), float("-inf")):
        return fault(f"{cell!r}, not a number")
    if value < 0:
        return fault(f"{cell}, below zero")
    if value != int(value):
        return fault(f"{cell}, not whole")
    if value >= MOST_COUNT:
        return fault(f"{cell}, beyond any population")
    return int(value), []


def read_profiles(path: Path) -> tuple[ListProfile, ...]:
    """Profiles of lists from a CSV: `list`, `keeper`, `criteria`, `derived_from` (names separated by semicolons).

    Raises:
        InputError: no `list` column, or a row without a name.
        UsageError: the file does not exist.
    """
    return parse_profiles(read_text(path), path.name)


def parse_profiles(text: str, where: str) -> tuple[ListProfile, ...]:
    """Profiles of lists from CSV text; `where` names it in faults.

    Raises:
        InputError: no `list` column, or a row without a name.
    """
    profiles: list[ListProfile] = []
    faults: list[Fault] = []
    table = sheet(text, where, needed=("list",), known=("list", "keeper", "criteria", "derived_from"))
    for place, row in table.rows(faults):
        if not row["list"]:
            faults.append(Fault(where, place, "no list is named", "Name it as the table does."))
            continue
        derived = [part.strip() for part in row.get("derived_from", "").split(";") if part.strip()]
        profiles.append(
            ListProfile(row["list"], row.get("keeper") or None, row.get("criteria") or None, tuple(derived))
        )
    if faults:
        raise InputError(faults)
    return tuple(profiles)
