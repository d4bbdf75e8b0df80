"""What an analyst has to accept before one method's total may be called a number: sentences, each to be ticked."""

from counterclaim.model import Estimate, Estimation, Finding, OverlapTable

#: what every method assumes, whatever its model (Manrique-Vallier, Ball and Sulmont 2019, arXiv 1906.04763;
#: International Working Group for Disease Monitoring and Forecasting 1995, Am. J. Epidemiol. 142(10), 1047-1058)
COMMON = (
    "All lists speak of one population: who could be on one of them, by its criteria, place and days, could be on the others.",
    "That population is closed: whoever belongs to it did so whenever any of the lists was kept.",
    "Everyone of it had some chance to be on at least one list; whom no list could reach is outside of the total.",
    "Every list records whom it knew itself: none was made from another, nor sends its people to another unseen by the model.",
)
#: the linkage, with or without its doubt in the interval
LINKED = "Records held to be one person are one person, and no others."
DOUBTED = "Doubt about which records are one person is what the linkage's replicates say it is; the interval holds it."


def assumptions(found: Estimation, made: Estimate, tables: tuple[OverlapTable, ...] = ()) -> tuple[str, ...]:
    """The sentences that `made`, one of the answers of `found`, rests on: its own, the common ones, and each warning."""
    replicates = any(table.replicate for table in tables)
    warnings = [f"In spite of this warning: {finding.text}" for finding in found.diagnosis if _warns(finding)]
    return tuple(dict.fromkeys((made.assumption, *COMMON, DOUBTED if replicates else LINKED, *warnings)))


def cannot_be_accepted(found: Estimation, made: Estimate) -> str | None:
    """Why no analyst may make a headline of this answer; None where one may."""
    if any(finding.level == "refusal" for finding in found.diagnosis):
        return "The table is refused: " + " ".join(f.text for f in found.diagnosis if f.level == "refusal")
    if not made.diagnostics["converged"]:
        return "This method has not converged on this table; its numbers are where it stood, not an answer."
    if made.total.low is None or made.total.best is None or made.total.high is None:
        return "This method gives no bounded interval on this table, and a number without one is not to be reported."
    return None


def pick(found: Estimation, method: str, criterion: str | None) -> Estimate | None:
    """The answer of a method; its first where no criterion is named (the best BIC of the log-linear models)."""
    same = [made for made in found.estimates if made.method == method]
    return next((made for made in same if criterion is None or made.criterion == criterion), None)


def _warns(finding: Finding) -> bool:
    return finding.level == "warning"
