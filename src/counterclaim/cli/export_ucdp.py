"""`counterclaim export --as ucdp`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.case import Case


def write(case: "Case", path: Path, tier: str, by: str) -> str:
    """Write the UCDP GED-shaped CSV and what is said beside it; the hash of its hash list."""
    from counterclaim.case import Tier
    from counterclaim.exports import ucdp
    from counterclaim.exports.conformance import conform
    from counterclaim.exports.hash_list import hash_of_hash_list
    from counterclaim.exports.shaped import known_claims, write_table
    from counterclaim.exports.ucdp_fields import FIELDS, RULES

    given = case.give(Tier(tier))
    paths = write_table(path, ucdp.rows(given.figures, known_claims(given.reports)), ucdp.ABOUT)
    conform(path, FIELDS, RULES)
    return hash_of_hash_list(paths)
