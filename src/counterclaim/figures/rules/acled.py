"""acled-style: one number of reported fatalities an event, the lowest reported, after the ACLED Codebook.

Rules marked as read are those of the ACLED Codebook, section Reported Fatalities, and of ACLED's answers to frequent
questions of 7 May 2024 ("tens").
"""

import re

from counterclaim.figures.evidence import Evidence
from counterclaim.figures.rules.base import Codebook, Dossier, Opinion, Rule, names, no_rule
from counterclaim.model import Harm, Hedge, RuleStanding, Scope

_CODEBOOK = "ACLED Codebook, Reported Fatalities"
RULES = (
    Rule(
        "coverage",
        "Fatalities of single events only: no injuries, no displacement, no country-wide totals.",
        RuleStanding.READ,
        _CODEBOOK,
    ),
    Rule("lowest", "Where sources differ, the lowest number is recorded.", RuleStanding.READ, _CODEBOOK),
    Rule("dozens", '"Dozens" is recorded as 12.', RuleStanding.READ, _CODEBOOK),
    Rule("hundreds", '"Hundreds" is recorded as 100.', RuleStanding.READ, _CODEBOOK),
    Rule("tens", '"Tens" is recorded as 10.', RuleStanding.READ, "ACLED FAQ, 7 May 2024"),
    Rule("several", '"Several", "many", "few": 3 or 10 by scale and context.', RuleStanding.READ, _CODEBOOK),
    Rule("three-or-ten", "10 in war zones and large attacks, else 3.", RuleStanding.MEMORY, "ACLED Codebook"),
    Rule("casualties", '"Casualties" without the dead told apart is recorded as 0.', RuleStanding.READ, _CODEBOOK),
    Rule("one-number", "ACLED records one number, no range.", RuleStanding.READ, _CODEBOOK),
)

#: words to numbers, in the order in which they are looked for ("hundreds of dozens" does not occur in reports)
_WORDS = (("hundred", "hundreds", 100), ("dozen", "dozens", 12), ("tens", "tens", 10))
_THOUSANDS = re.compile(r"\bthousands?\b", re.I)
#: another count of the event from which an unknown plural counts as a large attack; our own reading of "scale"
LARGE = 10


def covers(dossier: Dossier) -> str | None:
    """Why ACLED's rules give no number, or None."""
    if dossier.harm is not Harm.KILLED and dossier.harm is not Harm.KILLED_OR_INJURED:
        return no_rule(dossier, "ACLED records fatalities only")
    if dossier.scope is not Scope.EVENT:
        return "ACLED codes single events; a total over a time or a whole country is not coded as one event."
    return None


def judge(dossier: Dossier, opinion: Opinion) -> None:
    """The lowest reported number after vague words are converted."""
    counts = dossier.asserted
    if dossier.harm is Harm.KILLED_OR_INJURED:
        opinion.best = 0
        text = f"{names(counts)} speak of casualties and do not tell the dead from the injured."
        opinion.because("best", "casualties", counts, text)
        return
    coded = [(*convert(item, counts), item) for item in counts]
    lowest = min(value for value, _, _ in coded)
    chosen = [(rule, item) for value, rule, item in coded if value == lowest]
    opinion.best = lowest
    items = [item for _, item in chosen]
    opinion.because("best", "lowest", items, f"{lowest:,} is the lowest number reported, by {names(items)}.")
    for rule in dict.fromkeys(rule for rule, _ in chosen if rule):
        worded = [item for named, item in chosen if named == rule]
        words = worded[0].claim.quantity.words
        opinion.because("best", rule, worded, f'"{words}" is recorded as {lowest}.')
        if rule == "several":
            size = "a large attack, by its other counts" if lowest == 10 else "no sign of a large attack"
            opinion.because("best", "three-or-ten", worded, f"{lowest} and not {13 - lowest}: {size}.")


def convert(item: Evidence, counts: list[Evidence]) -> tuple[int, str]:
    """The number that ACLED records for a count's words, and the rule that says so, "" where the words are a number."""
    quantity = item.claim.quantity
    if quantity.hedge is not Hedge.VAGUE:
        return item.number or 0, ""
    words = quantity.words.lower()
    if _THOUSANDS.search(words):
        return item.number or 0, ""
    for stem, rule, value in _WORDS:
        if re.search(rf"\b{stem}", words):
            return value, rule
    if "score" in words:
        return item.number or 0, ""
    large = any(other.definite and (other.number or 0) >= LARGE for other in counts)
    return (10 if large else 3), "several"


def per_day(total: int, days: int) -> tuple[int, ...]:
    """A total over several days as ACLED spreads it: evenly, what is left over on the first day.

    Raises:
        ValueError: `days` is below 1.
    """
    if days < 1:
        raise ValueError(f"a total cannot be spread over {days} days")
    share, rest = divmod(total, days)
    return (share + rest, *([share] * (days - 1)))


CODEBOOK = Codebook("acled-style", "1.0", "ACLED", RULES, judge, covers)
