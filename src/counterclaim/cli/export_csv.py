"""`counterclaim export --as csv`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.case import Case


def write(case: "Case", path: Path, tier: str, by: str) -> str:
    """Write the CSV folder; the hash of its hash list."""
    from counterclaim.case import Tier
    from counterclaim.exports.csv import write_csv
    from counterclaim.exports.hash_list import hash_of_hash_list

    given = case.give(Tier(tier))
    return hash_of_hash_list(write_csv(path, given.reports, given.figures, given.profiles, given.groupings))
