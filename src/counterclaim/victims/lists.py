"""Victim lists read and checked: which column is what, and every fault of every list at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from counterclaim.errors import Fault, InputError
from counterclaim.model.canonical import sha256
from counterclaim.model.victim import VictimList, VictimRecord
from counterclaim.victims.columns import NAMES, recognise
from counterclaim.victims.table import Table, read_table

#: below this share of cells with letters in them, a name column holds something else
_NAMELIKE = 0.5
#: about so many cells of a column, evenly spread, are looked at to say what most of them hold
LOOKED_AT = 20_000
#: cells that are no name in a column of names, whose columns were mixed up
_NO_NAMES = ("m", "f", "male", "female", "ذكر", "أنثى", "انثى")


@dataclass(frozen=True, slots=True)
class ListRows:
    """A list with its rows: `about` describes it, `cells` are its cells as written, `columns` maps field to header.

    `cells` has the rows in order, and a first column `record` of ids that are unique across the lists of a run.
    """

    about: VictimList
    cells: pd.DataFrame
    columns: Mapping[str, str]
    notes: tuple[str, ...] = ()
    file: str | None = None

    def column(self, field: str) -> pd.Series | None:
        """The cells of a field as written, or None where the list has no such column."""
        return self.cells[self.columns[field]] if field in self.columns else None

    def record(self, row: int) -> VictimRecord:
        """One row as a value of the model (row 0 is the first below the header)."""
        cells = self.cells.iloc[row]
        written = {header: str(cells[header]) for header in self.cells.columns if header != "record"}
        if "record" in self.about.columns:
            written[self.about.columns["record"]] = str(cells["record"])
        return VictimRecord(id=str(cells["record"]), list=self.about.id, row=row, written=written)


def read_lists(
    paths: Sequence[Path], mapping: Mapping[str, str] | None = None, *, once: bool = False
) -> tuple[ListRows, ...]:
    """The lists of these files. `mapping` (field to header) holds for every list that has such a header. Record ids
    that stand in several lists are told apart by the list's name.

    Raises:
        InputError: with every fault of every file: unreadable, empty, no name column, repeated record ids, the same
        file twice.
    """
    faults: list[Fault] = []
    tables: list[tuple[Table, str, Path]] = []
    for path in paths:
        try:
            table = read_table(path)
            tables.append((table, sha256(path.read_bytes()), path))
        except InputError as error:
            faults += error.faults
    seen: dict[str, str] = {}
    for table, digest, _ in tables:
        if digest in seen:
            faults.append(Fault(table.name, "", f"is the same file as {seen[digest]}", "Give each list once."))
        seen[digest] = table.name
    lists = []
    wanted = set((mapping or {}).values())
    held = {header for table, _, _ in tables for header in table.cells.columns}
    faults += [
        Fault("--column", "", f"no list has a column {header!r}", "Check its spelling.")
        for header in sorted(wanted - held)
    ]
    for (table, digest, path), name in zip(tables, _unique([table.name for table, _, _ in tables]), strict=True):
        found, wrong = _list(table, name, mapping or {}, digest, once)
        faults += wrong
        if found is not None:
            lists.append(replace(found, file=str(path.resolve())))
    if not faults:
        apart = _told_apart(lists)
        faults += _same_rows(lists) or _repeated(apart)
        lists = apart
    if faults:
        raise InputError(faults)
    return tuple(lists)


def rows_of(
    name: str, cells: pd.DataFrame, mapping: Mapping[str, str] | None = None, *, once: bool = False
) -> ListRows:
    """A list from a table that is in memory already.

    Raises:
        InputError: it has no rows or no name column, or its record ids repeat.
    """
    found, faults = _list(
        Table(name, cells.fillna("").astype(str).reset_index(drop=True)), name, mapping or {}, None, once
    )
    if found is None or faults:
        raise InputError(faults or [Fault(name, "", "holds no rows", "Give a list with at least one row.")])
    if faults := _repeated([found]):
        raise InputError(faults)
    return found


def _unique(names: Sequence[str]) -> list[str]:
    out: list[str] = []
    for name in names:
        candidate, number = name, 2
        while candidate in out:
            candidate, number = f"{name}-{number}", number + 1
        out.append(candidate)
    return out


def _list(
    table: Table, name: str, mapping: Mapping[str, str], digest: str | None, once: bool
) -> tuple[ListRows | None, list[Fault]]:
    columns = recognise(table.cells.columns, {f: h for f, h in mapping.items() if h in table.cells.columns})
    faults: list[Fault] = []
    if not {"name", "name_latin", "given", "family"} & set(columns):
        faults.append(
            Fault(
                name,
                "",
                "has no column of names",
                f"Say which it is: --column name=HEADER ({', '.join(table.cells.columns)}).",
            )
        )
        return None, faults
    for field in NAMES:
        if field in columns and (fault := _nameless(name, table.cells[columns[field]], columns[field])):
            faults.append(fault)
    cells = table.cells.copy()
    ids = cells[columns["record"]] if "record" in columns else pd.Series([f"{name}-{i + 1}" for i in range(len(cells))])
    if "record" in columns:
        cells = cells.drop(columns=columns["record"])
        made = np.array([f"{name}-{i + 1}" for i in range(len(cells))], object)
        ids = pd.Series(np.where(ids.str.strip() != "", ids, made), dtype=object)
    cells.insert(0, "record", ids.to_numpy())
    about = VictimList(id=name, title=name, rows=len(cells), once=once, columns=columns, sha256=digest)
    return ListRows(about, cells, {f: h for f, h in columns.items() if f != "record"}, table.notes), faults


def _nameless(name: str, column: pd.Series, header: str) -> Fault | None:
    column = column.iloc[:: max(1, len(column) // LOOKED_AT)]  # what most cells hold, some thousands tell
    given = column[column.str.strip() != ""]
    if len(given) and given.str.strip().str.lower().isin(_NO_NAMES).mean() > _NAMELIKE:
        return Fault(
            name,
            "",
            f"most cells of the column {header!r} hold a sex, not a name",
            "Map the right column: --column name=HEADER.",
        )
    if given.empty or given.str.contains(r"[^\W\d_]", regex=True).mean() >= _NAMELIKE:
        return None
    return Fault(
        name, "", f"most cells of the column {header!r} hold no letters", "Map the right column: --column name=HEADER."
    )


def _same_rows(lists: Sequence[ListRows]) -> list[Fault]:
    """Lists of two rows or more that hold the same rows in any order, whatever file they came in."""
    seen: dict[tuple[int, int], str] = {}
    faults = []
    sizes = Counter(len(one.cells) for one in lists)
    for one in lists:
        if sizes[len(one.cells)] == 1:
            continue
        columns = [header for header in sorted(one.cells.columns) if header != "record"]
        whole = pd.util.hash_pandas_object(one.cells[columns], index=False).to_numpy(np.uint64).sum(dtype=np.uint64)
        key = len(one.cells), int(whole)
        if key in seen and len(one.cells) > 1:
            faults.append(Fault(one.about.id, "", f"has the same rows as {seen[key]}", "Give each list once."))
        seen.setdefault(key, one.about.id)
    return faults


def _told_apart(lists: Sequence[ListRows]) -> list[ListRows]:
    """The lists with record ids that differ: registers number their rows from 1, so that two of them have a record 1.

    A list some of whose ids stand in a list before it has its ids told as LIST-ID, and says so; the lists before keep theirs.
    """
    taken: set[str] = set()
    out = []
    for one in lists:
        ids = one.cells["record"]
        if not taken.isdisjoint(ids):
            note = f"record ids stand in another list too: they are told as {one.about.id}-ID"
            cells = one.cells.assign(record=one.about.id + "-" + ids.astype(str))
            one = replace(one, cells=cells, notes=(*one.notes, note))
        taken |= set(one.cells["record"])
        out.append(one)
    return out


def _repeated(lists: Sequence[ListRows]) -> list[Fault]:
    ids = pd.concat([one.cells["record"] for one in lists], ignore_index=True)
    if not ids.duplicated().any():
        return []
    where = [(one.about.id, row) for one in lists for row in range(len(one.cells))]
    faults = [
        Fault(
            where[i][0],
            f"record {where[i][1] + 1}",
            "its record id stands in another row too",
            "Make record ids unique across the lists.",
        )
        for i in ids.index[ids.duplicated()][:20]
    ]
    more = int(ids.duplicated().sum()) - len(faults)
    return faults + ([Fault(where[0][0], "", f"{more} more repeated record ids", "")] if more > 0 else [])
