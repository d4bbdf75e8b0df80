"""plain: the lowest and the highest of what is said. No weighing, no best value unless all agree."""

from counterclaim.figures.rules.base import Codebook, Dossier, Opinion, Rule, at, ceiling_of, floor_of, names
from counterclaim.model import RuleStanding

RULES = (
    Rule("coverage", "Any harm and any scope; nothing without an asserted number.", RuleStanding.OWN, "this project"),
    Rule("lowest", "Low is the least that any standing claim says.", RuleStanding.OWN, "this project"),
    Rule(
        "highest",
        "High is the most that any standing claim says; vague words where nobody gives a number.",
        RuleStanding.OWN,
        "this project",
    ),
    Rule(
        "agreed",
        "Best is given only where all claims say one number, and no vague word is above it.",
        RuleStanding.OWN,
        "this project",
    ),
)


def judge(dossier: Dossier, opinion: Opinion) -> None:
    """Lowest, highest, and best where they are one."""
    counts = dossier.definite
    low, high = min(map(floor_of, counts)), max(map(ceiling_of, counts))
    lowest, highest = at(counts, low, floor_of), at(counts, high, ceiling_of)
    opinion.low, opinion.high = low, high
    opinion.because("low", "lowest", lowest, f"{low:,} is the lowest number given, by {names(lowest)}.")
    open_end = all(e.claim.quantity.high is None for e in highest)
    more = "; it is worded without an upper end" if open_end else ""
    opinion.because("high", "highest", highest, f"{high:,} is the highest number given, by {names(highest)}{more}.")
    unlike = [e for e in dossier.asserted if e not in counts and floor_of(e) > high]
    if unlike:
        said = f"{names(unlike)} only {'say' if len(unlike) > 1 else 'says'} “{unlike[0].claim.quantity.words}”"
        opinion.because("high", "highest", unlike, f"{said}, which is more, but no number.")
    elif low == high:
        opinion.best = low
        opinion.because("best", "agreed", counts, f"All counts of the whole say {low:,}.")


CODEBOOK = Codebook("plain", "1.0", "", RULES, judge, lambda dossier: None)
