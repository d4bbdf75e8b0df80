"""Dates and ages of a column to ISO dates and years, with what is known to be no real date.

Registrars who do not know a birthday write one: 1 January, or the first of a month. A month and day that is far more
frequent than any other can be is a placeholder: its year is kept, its day is not believed.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_COMPACT = re.compile(r"^(1[5-9]|20)(\d{2})(\d{2})(\d{2})$")
_PARTS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: .*)?$")
_MONTH = re.compile(r"^(\d{1,2})[-/. ]?([a-z]{3})[a-z]*[-/. ,]*(\d{4}|\d{2})$")
_YEAR = re.compile(r"^(\d{4})(?:[-/.](\d{1,2}))?$")
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
#: Excel counts days from here (its 1900 is a leap year); 1 to 73050 are the years 1900 to 2099
_EXCEL = date(1899, 12, 30)
_EXCEL_LAST = 73050
#: a day of the year holds about 1/365 of births; one holding more than 6 times that, and 20 rows, was put in by hand
PLACEHOLDER_RATIO, PLACEHOLDER_ROWS = 6.0, 20
#: a whole date that holds this share of a column, and 20 rows, says nothing even of the year
PLACEHOLDER_DATE = 0.01


@dataclass(frozen=True, slots=True)
class Dates:
    """`day`: ISO date or None; `year`: float or nan; `invented`: share of rows whose day is a placeholder."""

    day: pd.Series
    year: pd.Series
    invented: float
    notes: tuple[str, ...] = ()


def parse(column: pd.Series) -> Dates:
    """Dates of a column as written. The order of day and month is decided by the column, day first where it is
    silent."""
    code, text = _cells(column)
    parts = [(int(m[1]), int(m[2])) for cell in text if (m := _PARTS.match(cell))]
    first, second = any(a > 12 for a, _ in parts), any(b > 12 for _, b in parts)
    day_first = first or not second
    notes: tuple[str, ...] = (
        ("days and months stand in both orders; ambiguous dates were read day first",) if first and second else ()
    )
    if parts and not first and not second:
        notes = ("the order of day and month cannot be told; dates were read day first",)
    found = [_date(cell, day_first) for cell in text]
    day = np.array([one or None for one, _ in found], object)[code]
    year = np.array([one for _, one in found], float)[code]
    unread = int((np.array([cell != "" for cell in text], bool)[code] & np.isnan(year)).sum())
    if unread:
        notes += (f"{unread} dates cannot be read and count as not given",)
    return Dates(pd.Series(day, dtype=object), pd.Series(year), 0.0, notes)


def without_placeholders(dates: Dates) -> Dates:
    """The same with placeholder days blanked: their year stays, unless one whole date holds too much of the column."""
    code, days = pd.factorize(dates.day)  # -1 where none is given
    times = np.bincount(code[code >= 0], minlength=len(days))
    given = int(times.sum())
    if given < PLACEHOLDER_ROWS:
        return dates
    counts: Counter[str] = Counter()
    for day, many in zip(days, times.tolist(), strict=True):
        counts[day[5:]] += many
    limit = max(PLACEHOLDER_ROWS, PLACEHOLDER_RATIO * given / 365.25)
    invented_days = {day for day, count in counts.items() if count > limit}
    of_day = np.array([*(day[5:] in invented_days for day in days), False], bool)[code]
    of_date = np.append(times > max(PLACEHOLDER_ROWS, PLACEHOLDER_DATE * given), False)[code]
    notes = dates.notes
    if invented_days:
        notes += (
            f"{', '.join(sorted(invented_days))} (month-day) stands for an unknown day; only its year is compared",
        )
    bad = of_day | of_date
    kept = dates.day.to_numpy(object, copy=True)
    kept[bad] = None
    return Dates(pd.Series(kept, dtype=object), dates.year.where(~of_date), float(bad.sum() / given), notes)


def ages(column: pd.Series) -> pd.Series:
    """Ages in years as floats; "3 months" and "12 days" are fractions of a year, ranges their middle, the rest nan."""
    code, text = _cells(column)
    return pd.Series(np.array([_age(cell) for cell in text], float)[code], column.index)


def _cells(column: pd.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Each cell's number, and what each different one says: digits made western, in lower case."""
    code, unique = pd.factorize(column.fillna(""))
    return code, [str(cell).translate(_DIGITS).strip().lower() for cell in unique]


def heaping(values: pd.Series) -> float:
    """Whipple's index of ages 23 to 62 over 100: 1 where no digit is preferred, 5 where all end in 0 or 5."""
    years = np.floor(values.dropna().to_numpy())
    years = years[(years >= 23) & (years <= 62)]
    return float(5 * np.mean(years % 5 == 0)) if len(years) >= 100 else 1.0


def _date(cell: str, day_first: bool) -> tuple[str | None, float]:
    nothing = (None, float("nan"))
    if m := _ISO.match(cell):
        return _made(int(m[1]), int(m[2]), int(m[3]))
    if m := _COMPACT.match(cell):
        return _made(int(m[1] + m[2]), int(m[3]), int(m[4]))
    if m := _PARTS.match(cell):
        a, b = int(m[1]), int(m[2])
        if (not day_first and a <= 12) or b > 12:
            a, b = b, a
        return _made(_century(m[3]), b, a)
    if (m := _MONTH.match(cell)) and m[2] in _NAMES:
        return _made(_century(m[3]), _NAMES.index(m[2]) + 1, int(m[1]))
    if m := _YEAR.match(cell):
        return (None, float(m[1])) if 1000 <= int(m[1]) <= 2199 else nothing
    if re.fullmatch(r"\d{1,5}(\.\d+)?", cell) and 1 <= float(cell) <= _EXCEL_LAST:
        day = _EXCEL + timedelta(days=int(float(cell)))
        return day.isoformat(), float(day.year)
    return nothing


def _made(year: int, month: int, day: int) -> tuple[str | None, float]:
    try:
        return date(year, month, day).isoformat(), float(year)
    except ValueError:
        return None, float(year) if 1000 <= year <= 2199 else float("nan")


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) <= date.today().year % 100 else 1900)  # noqa: DTZ011


def _age(cell: str) -> float:
    if m := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(years?|yrs?|y|سنه|سنة|عام)?", cell):
        age = float(m[1])
        return age if age <= 125 else float("nan")
    if m := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", cell):
        return (int(m[1]) + int(m[2])) / 2
    if m := re.match(r"(\d+)\s*(m\b|mo|شهر|اشهر|أشهر)", cell):
        return int(m[1]) / 12
    if m := re.match(r"(\d+)\s*(d\b|day|يوم|ايام|أيام)", cell):
        return int(m[1]) / 365.25
    return float("nan")
