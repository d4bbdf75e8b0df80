"""What is known of lists beyond their rows, from a CSV: `list`, and any of `keeper`, `criteria`, `derived_from`, `place`, `from`,
`to`, `once`. Estimates read the same file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.sheets import read_text, sheet
from counterclaim.victims.lists import ListRows

HEADER = ("list", "keeper", "criteria", "derived_from", "place", "from", "to", "once")
_YES = {"yes", "y", "true", "1"}


def read_profiles(path: Path) -> tuple[Mapping[str, str], ...]:
    """The rows of the file, cells stripped.

    Raises:
        InputError: no such file, no `list` column, a row without a list, or a date that is none.
    """
    faults: list[Fault] = []
    rows = []
    for place, cells in sheet(read_text(path), path.name, needed=("list",), known=HEADER).rows(faults):
        row = {name: cells.get(name, "") for name in HEADER}
        rows.append(row)
        if not row["list"]:
            faults.append(Fault(path.name, place, "names no list", "Give the list's file name without its ending."))
        for field in ("from", "to"):
            try:
                _ = date.fromisoformat(row[field]) if row[field] else None
            except ValueError:
                faults.append(Fault(path.name, place, f"`{field}` is no date", "Write YYYY-MM-DD."))
    if faults:
        raise InputError(faults)
    return tuple(rows)


def described(lists: Sequence[ListRows], rows: Sequence[Mapping[str, str]]) -> tuple[ListRows, ...]:
    """The lists with what the profiles say of them.

    Raises:
        InputError: a profile of a list that is not given.
    """
    known = {row["list"]: row for row in rows}
    names = {one.about.id for one in lists}
    if unknown := [name for name in known if name not in names]:
        raise InputError(
            [
                Fault("profiles", name, "no list of this name is given", f"The lists are {', '.join(sorted(names))}.")
                for name in unknown
            ]
        )
    return tuple(_described(one, known[one.about.id]) if one.about.id in known else one for one in lists)


def _described(one: ListRows, row: Mapping[str, str]) -> ListRows:
    about = replace(
        one.about,
        keeper=row["keeper"] or None,
        criteria=row["criteria"] or None,
        place=row["place"] or None,
        from_=date.fromisoformat(row["from"]) if row["from"] else None,
        to=date.fromisoformat(row["to"]) if row["to"] else None,
        derived_from=tuple(part for name in row["derived_from"].split(";") if (part := name.strip())),
        once=one.about.once or row["once"].lower() in _YES,
    )
    return replace(one, about=about)
