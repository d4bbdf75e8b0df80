"""`counterclaim export --as parquet`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.case import Case


def write(case: "Case", path: Path, tier: str, by: str) -> str:
    """Write the folder of Parquet files; the hash of its hash list."""
    from counterclaim.case import Tier
    from counterclaim.exports.hash_list import hash_of_hash_list
    from counterclaim.exports.parquet import write_parquet

    given = case.give(Tier(tier))
    return hash_of_hash_list(write_parquet(path, given.reports, given.figures, given.profiles, given.groupings))
