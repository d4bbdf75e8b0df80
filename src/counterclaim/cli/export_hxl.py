"""`counterclaim export --as hxl`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.case import Case


def write(case: "Case", path: Path, tier: str, by: str) -> str:
    """Write the tagged CSV and what is said beside it; the hash of its hash list."""
    from counterclaim.case import Tier
    from counterclaim.exports import hxl
    from counterclaim.exports.hash_list import hash_of_hash_list
    from counterclaim.exports.shaped import write_table

    given = case.give(Tier(tier))
    return hash_of_hash_list(write_table(path, hxl.rows(given.figures), hxl.ABOUT, [hxl.TAGS]))
