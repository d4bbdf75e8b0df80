"""`counterclaim export --as geojson`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.case import Case


def write(case: "Case", path: Path, tier: str, by: str) -> str:
    """Write the map of figures; the hash of its hash list."""
    from counterclaim.case import Tier
    from counterclaim.exports import geojson
    from counterclaim.exports.hash_list import hash_of_hash_list

    return hash_of_hash_list([geojson.write(path, case.give(Tier(tier)).figures, Tier(tier))])
