"""Rows of all lists to one standardised table that Splink compares; the rows as written stay where they are.

Columns, one row a record in the lists' order: `unique_id`, `source_dataset`; given, father, grandfather and family,
each with `_m` and `_s`
keys; `tokens` (medium keys between spaces, to find a word elsewhere in a name); `full_m`; `sex`;
`birth_date` (ISO, real
days only); `birth_year`; `death_day` (days since 1970); `place`, `mother`, `occupation`, `postcode`, `identity`. None
where not given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from counterclaim.victims.dates import Dates, ages, heaping, parse, without_placeholders
from counterclaim.victims.lists import ListRows
from counterclaim.victims.names import NameReader, Script, convention_for, script_of
from counterclaim.victims.naming import Crossing, name_columns, texts_of

#: words of a cell to one sex; anything else is not given
_SEX = {
    **dict.fromkeys(("m", "male", "man", "boy", "ذكر", "1", "мужской", "м", "hombre", "masculino"), "m"),
    **dict.fromkeys(
        ("f", "female", "woman", "girl", "انثى", "أنثى", "انثي", "2", "женский", "ж", "mujer", "femenino"), "f"
    ),
}
#: Whipple's index above this: "rough" data by the United Nations' grading of age heaping (1.25 to 1.75)
HEAPED = 1.25
#: the ordinal of 1970-01-01
EPOCH = 719163
_PLAIN = ("place", "mother", "occupation", "postcode", "identity")


@dataclass(frozen=True, slots=True)
class Standard:
    """The standardised table, the script that names are compared in, and what a reader should know."""

    rows: pd.DataFrame
    script: Script
    notes: tuple[str, ...]
    unnamed: int
    rewritten: bool = False


def standardise(lists: Sequence[ListRows], crossing: Crossing | None = None) -> Standard:
    """The standardised rows of the lists; `crossing` makes the rewriter for runs that hold names of two scripts."""
    columns, script, rewritten = name_columns([texts_of(one) for one in lists], crossing)
    rows = pd.DataFrame(
        {
            "unique_id": np.concatenate([one.cells["record"].to_numpy() for one in lists]),
            "source_dataset": np.repeat([one.about.id for one in lists], [len(one.cells) for one in lists]).astype(
                object
            ),
            **columns,
        }
    )
    notes = [f"{one.about.id}: {note}" for one in lists for note in one.notes]
    facts = [_facts(one, notes) for one in lists]
    _reckon_years(lists, facts, notes)
    rows = pd.concat([rows, pd.concat(facts, ignore_index=True)], axis=1).drop(columns="age")
    unnamed = int(rows["full_m"].isna().sum())
    if unnamed:
        notes.append(
            f"{unnamed} rows name nobody (empty, or words such as unknown): they are counted, and never linked"
        )
    if rewritten:
        notes.append(
            "names stand in two scripts: each Latin word was read as the Arabic word that it most likely renders"
        )
    return Standard(rows, script, tuple(notes), unnamed, rewritten)


def _facts(one: ListRows, notes: list[str]) -> pd.DataFrame:
    count = len(one.cells)
    none = pd.Series([None] * count, dtype=object)
    birth, death = _dates(one, "birth_date", notes), _dates(one, "death_date", notes)
    birth_seen = without_placeholders(birth) if birth else None
    if birth_seen is not None:
        notes += [f"{one.about.id}: {note}" for note in birth_seen.notes]
    age = one.column("age")
    years = ages(age) if age is not None else pd.Series(np.full(count, np.nan))
    unread = int((age[years.isna()].str.strip() != "").sum()) if age is not None else 0
    if unread:
        notes.append(
            f"{one.about.id}: {unread} ages cannot be read and count as not given (a spreadsheet makes dates of ranges: 3-5)"
        )
    if (index := heaping(years)) > HEAPED and (birth is None or birth.day.isna().mean() > 0.5):
        notes.append(
            f"{one.about.id}: ages are heaped on 0 and 5 (Whipple's index {index:.2f}); small differences say little"
        )
    sex = one.column("sex")
    return pd.DataFrame(
        {
            "sex": by_cell(sex, lambda cell: _SEX.get(cell.strip().lower())) if sex is not None else none,
            "birth_date": birth_seen.day if birth_seen else none,
            "birth_year": birth_seen.year if birth_seen else np.nan,
            "age": years,
            "death_day": by_cell(death.day, _day).astype(float) if death else np.nan,
            **{field: _plain(one.column(field)) if field in one.columns else none for field in _PLAIN},
        }
    )


def by_cell(column: pd.Series, read: Callable[[str], object]) -> pd.Series:
    """What each cell says, each different one read once; None where there is none."""
    code, unique = pd.factorize(column)
    return pd.Series(np.array([*map(read, unique), None], object)[code], column.index, dtype=object)


def _day(day: str) -> float | None:
    stamp = pd.to_datetime(day, errors="coerce")
    return None if pd.isna(stamp) else float(stamp.toordinal() - EPOCH)


def _dates(one: ListRows, field: str, notes: list[str]) -> Dates | None:
    column = one.column(field)
    if column is None:
        return None
    dates = parse(column)
    notes += [f"{one.about.id}, {one.columns[field]}: {note}" for note in dates.notes]
    return Dates(dates.day, dates.year, dates.invented)


def _reckon_years(lists: Sequence[ListRows], facts: Sequence[pd.DataFrame], notes: list[str]) -> None:
    """Birth years of rows that have only an age, from the year that ages of that list refer to.

    That year is the one that the list's rows with both tell; else of its deaths; else of the other lists; where
    nothing tells it,
    any constant serves, since only differences are compared.
    """
    told = [_reference(one) for one in facts]
    known = [year for year in told if year is not None]
    for one, year, rows in zip(lists, told, facts, strict=True):
        reference = year if year is not None else (float(np.median(known)) if known else 2000.0)
        missing = rows["birth_year"].isna() & rows["age"].notna()
        if year is None and known and missing.any():
            notes.append(f"{one.about.id}: ages are taken to be as of {reference:.0f}, as in the other lists")
        rows.loc[missing, "birth_year"] = np.floor(reference - rows.loc[missing, "age"])


def _reference(rows: pd.DataFrame) -> float | None:
    both = (rows["birth_year"] + rows["age"]).dropna()
    if len(both) >= 20:
        return float(both.median()) + 0.5
    deaths = rows["death_day"].dropna()
    return float(1970 + deaths.median() / 365.25) if len(deaths) else None


def _plain(column: pd.Series | None) -> pd.Series:
    """Words of a cell in one spelling: by the convention of its script, with "" as None."""
    readers = {script: NameReader(convention_for(script)) for script in (Script.ARABIC, Script.LATIN)}

    def plain(cell: str) -> str | None:
        script = script_of(cell)
        words = readers[script].tokens(cell) if script in readers else ()
        digits = "".join(letter for letter in cell if letter.isdigit())
        return " ".join(filter(None, (*words, digits))) or None

    return by_cell(column if column is not None else pd.Series(dtype=object), plain)
