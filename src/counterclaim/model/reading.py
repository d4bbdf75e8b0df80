"""What was read from one report: a line of `counterclaim read --json`, and all that figures/ needs."""

from dataclasses import dataclass

from counterclaim.model.attribution import Attribution
from counterclaim.model.claim import Claim
from counterclaim.model.label import Label
from counterclaim.model.report import ReportHead


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's claims in the order of its text, its attributions with or without a number, and its labels."""

    report: ReportHead
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    labels: tuple[Label, ...]
