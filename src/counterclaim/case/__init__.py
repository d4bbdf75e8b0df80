"""The pipeline plus memory: one transaction over ledger and tables. One verb a file; `Case` holds them together."""

from counterclaim.case.add import Added
from counterclaim.case.case import Case
from counterclaim.case.find import Filter, FoundClaim
from counterclaim.case.give import Given, Tier
from counterclaim.case.lists import StoredList
from counterclaim.case.look import Recorded
from counterclaim.case.standing import Determined, Judged

__all__ = ["Added", "Case", "Determined", "Filter", "FoundClaim", "Given", "Judged", "Recorded", "StoredList", "Tier"]
