"""Small victim lists of invented people, as files, for cases that link them."""

from pathlib import Path

import pandas as pd

from counterclaim.victims.generator import Generated, ListProfile, generate

#: a register and a monitor of 300 invented dead, each holding a person once
PROFILES = (
    ListProfile("register", 0.6, unnamed=0.0),
    ListProfile("monitor", 0.5, father=0.9, birth_date=0.5, unnamed=0.0),
)


def invented(total: int = 300, seed: int = 5) -> Generated:
    """The lists, and the truth of them."""
    return generate(PROFILES, total, seed=seed)


def files(made: Generated, folder: Path) -> dict[str, str]:
    """The lists as CSV files by name; their rows are numbered alike, as lists do."""
    found = {}
    for name, table in made.tables.items():
        path = folder / f"{name}.csv"
        numbered = table.assign(record=pd.Series(range(1, len(table) + 1)).astype(str))
        numbered.to_csv(path, index=False)
        found[name] = str(path)
    return found
