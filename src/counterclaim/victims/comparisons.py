"""What two records are compared on, as Splink comparisons; from the strictest level to "differs".

Levels are in DuckDB's SQL with functions that Spark (with Splink's jar) has too, so both engines decide alike. Term
frequencies
weigh an agreement on a rare name more than one on a common name. The words of each level stand in `WORDS`, for reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import splink.comparison_level_library as cll
import splink.comparison_library as cl

#: Jaro-Winkler similarity from which two spellings count as near. 0.88 and 0.92 are the levels of Splink's own name
#: comparison.
NEAR = 0.88
#: share of rows that must hold a field, in each of two lists (or the only one), for it to be compared
USED = 0.01


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: its condition, the words for a reader, and a first guess of m and u.

    The guesses stand where the data are too few to learn from. They are our own judgement, tried on the project's own generator of
    lists
    (`victims.generator`), rounded; u of exact names is a coincidence probability of common name lists.
    """

    sql: str
    words: str
    m: float
    u: float
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field's levels, strictest first; the last is ELSE. `null` says when the field is silent."""

    field: str
    null: str
    levels: tuple[Level, ...]

    def splink(self) -> cl.CustomComparison:
        """The comparison as Splink takes it."""
        made: list[Any] = [cll.CustomLevel(self.null, "not given").configure(is_null_level=True)]
        for level in self.levels:
            one = cll.ElseLevel() if level.sql == "ELSE" else cll.CustomLevel(level.sql, level.words)
            options: dict[str, Any] = {"m_probability": level.m, "u_probability": level.u}
            if level.frequency:
                options["tf_adjustment_column"] = level.frequency
            made.append(one.configure(**options))
        return cl.CustomComparison(made, output_column_name=self.field)


def _name(field: str, elsewhere: str, guesses: tuple[tuple[float, float], ...]) -> Comparison:
    f = field
    near = f"jaro_winkler_similarity({f}_m_l, {f}_m_r) >= {NEAR}"
    (em, eu), (mm, mu), (sm, su), (nm, nu), (wm, wu), (dm, du) = guesses
    return Comparison(
        f,
        f"{f}_l is null or {f}_r is null",
        (
            Level(f"{f}_l = {f}_r", f"{f} same", em, eu, f),
            Level(f"{f}_m_l = {f}_m_r", f"{f} same but for spelling", mm, mu),
            Level(f"{f}_s_l = {f}_s_r", f"{f} same consonants", sm, su),
            Level(near, f"{f} alike", nm, nu),
            Level(elsewhere, f"{f} elsewhere in the name", wm, wu),
            Level("ELSE", f"{f} differs", dm, du),
        ),
    )


def _elsewhere(field: str) -> str:
    return f"instr(tokens_l, ' ' || {field}_m_r || ' ') > 0 or instr(tokens_r, ' ' || {field}_m_l || ' ') > 0"


_SWAPPED = (
    "substr(birth_date_l, 1, 4) = substr(birth_date_r, 1, 4)"
    " and substr(birth_date_l, 6, 2) = substr(birth_date_r, 9, 2)"
    " and substr(birth_date_l, 9, 2) = substr(birth_date_r, 6, 2)"
)
_PART_KNOWN = "(birth_date_l is null or birth_date_r is null)"
_YEARS = "abs(birth_year_l - birth_year_r)"

BIRTH = Comparison(
    "birth",
    "birth_year_l is null or birth_year_r is null",
    (
        Level("birth_date_l = birth_date_r", "birth date same", 0.80, 0.00005),
        Level(f"levenshtein(birth_date_l, birth_date_r) <= 1 or ({_SWAPPED})",
              "birth date one digit off, or day and month swapped", 0.03, 0.0005),
        Level(f"{_PART_KNOWN} and {_YEARS} <= 0", "birth year same, no full dates", 0.07, 0.003),
        Level(f"{_PART_KNOWN} and {_YEARS} <= 1", "birth years one apart, no full dates", 0.03, 0.006),
        Level(f"{_YEARS} <= 0", "birth year same, dates differ", 0.02, 0.02),
        Level(f"{_YEARS} <= 3", "birth years up to 3 apart", 0.02, 0.10),
        Level(f"{_YEARS} <= 8", "birth years up to 8 apart", 0.01, 0.17),
        Level("ELSE", "birth years far apart", 0.02, 0.70),
    ),
)  # fmt: skip
SEX = Comparison(
    "sex",
    "sex_l is null or sex_r is null",
    (Level("sex_l = sex_r", "sex same", 0.99, 0.5), Level("ELSE", "sex differs", 0.01, 0.5)),
)
DEATH = Comparison(
    "death",
    "death_day_l is null or death_day_r is null",
    (
        Level("death_day_l = death_day_r", "death date same", 0.80, 0.01),
        Level("abs(death_day_l - death_day_r) <= 3", "death dates up to 3 days apart", 0.10, 0.03),
        Level("abs(death_day_l - death_day_r) <= 31", "death dates up to a month apart", 0.06, 0.16),
        Level("ELSE", "death dates far apart", 0.04, 0.80),
    ),
)


def _words(field: str, m: float, u: float) -> Comparison:
    return Comparison(
        field,
        f"{field}_l is null or {field}_r is null",
        (
            Level(f"{field}_l = {field}_r", f"{field} same", m, u, field),
            Level(f"jaro_winkler_similarity({field}_l, {field}_r) >= {NEAR}", f"{field} alike", (1 - m) / 2, u),
            Level("ELSE", f"{field} differs", (1 - m) / 2, 1 - 2 * u),
        ),
    )


POSTCODE = Comparison(
    "postcode",
    "postcode_l is null or postcode_r is null",
    (
        Level("postcode_l = postcode_r", "postcode same", 0.7, 0.0005, "postcode"),
        Level("substr(postcode_l, 1, 3) = substr(postcode_r, 1, 3)", "postcode area same", 0.2, 0.01),
        Level("ELSE", "postcode differs", 0.1, 0.9895),
    ),
)
IDENTITY = Comparison(
    "identity",
    "identity_l is null or identity_r is null",
    (
        Level("identity_l = identity_r", "identity number same", 0.93, 0.000001),
        Level("levenshtein(identity_l, identity_r) <= 1", "identity number one digit off", 0.03, 0.00001),
        Level("ELSE", "identity number differs", 0.04, 0.999989),
    ),
)

_GIVEN = ((0.84, 0.012), (0.07, 0.003), (0.03, 0.004), (0.04, 0.012), (0.01, 0.03), (0.01, 0.939))
_FATHER = ((0.80, 0.015), (0.08, 0.004), (0.03, 0.004), (0.04, 0.012), (0.03, 0.03), (0.02, 0.935))
_FAMILY = ((0.78, 0.002), (0.10, 0.001), (0.03, 0.001), (0.04, 0.01), (0.03, 0.01), (0.02, 0.976))

#: every comparison there is, with the column that shows whether a list holds the field
ALL: Mapping[str, tuple[str, Comparison]] = {
    "given": ("given", _name("given", _elsewhere("given"), _GIVEN)),
    "father": ("father", _name("father", _elsewhere("father"), _FATHER)),
    "grandfather": ("grandfather", _name("grandfather", _elsewhere("grandfather"), _FATHER)),
    "family": ("family", _name("family", _elsewhere("family"), _FAMILY)),
    "birth": ("birth_year", BIRTH),
    "sex": ("sex", SEX),
    "death": ("death_day", DEATH),
    "place": ("place", _words("place", 0.7, 0.05)),
    "mother": ("mother", _words("mother", 0.8, 0.01)),
    "occupation": ("occupation", _words("occupation", 0.7, 0.03)),
    "postcode": ("postcode", POSTCODE),
    "identity": ("identity", IDENTITY),
}


def usable(rows: pd.DataFrame) -> tuple[Comparison, ...]:
    """The comparisons that these lists can make: their field stands in two lists, or in the only one."""
    sources, names = pd.factorize(rows["source_dataset"])
    sizes = np.bincount(sources, minlength=len(names))
    held = {
        column: np.bincount(sources[rows[column].notna().to_numpy()], minlength=len(names))
        for column, _ in ALL.values()
    }
    needed = min(2, len(names))
    return tuple(one for column, one in ALL.values() if int((held[column] >= USED * sizes).sum()) >= needed)
