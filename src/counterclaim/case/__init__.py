"""The pipeline plus memory: one transaction over ledger and tables. One verb a file; `Case` holds them together."""

from counterclaim.case.add import Added
from counterclaim.case.case import Case
from counterclaim.case.estimate_sources import Source
from counterclaim.case.find import Filter, FoundClaim
from counterclaim.case.give import Given, Tier
from counterclaim.case.link import Linked
from counterclaim.case.lists import StoredList
from counterclaim.case.look import Recorded
from counterclaim.case.overlap import Overlap
from counterclaim.case.persons import Known
from counterclaim.case.register import PersonFilter
from counterclaim.case.rows import Row
from counterclaim.case.standing import Determined, Judged
from counterclaim.case.stored_estimates import Accepted, StoredEstimate

__all__ = [
    "Accepted",
    "Added",
    "Case",
    "Determined",
    "Filter",
    "FoundClaim",
    "Given",
    "Judged",
    "Known",
    "Linked",
    "Overlap",
    "PersonFilter",
    "Recorded",
    "Row",
    "Source",
    "StoredEstimate",
    "StoredList",
    "Tier",
]
