"""ibc-style: minimum and maximum of civilian deaths of an incident, after what Iraq Body Count publishes.

The variables (minimum and maximum of deaths and injuries) were read; how they are filled is cited from memory.
"""

from counterclaim.figures.rules.base import Codebook, Dossier, Opinion, Rule, at, ceiling_of, floor_of, names, no_rule
from counterclaim.model import Harm, RuleStanding, Scope

_VARIABLES = "Iraq Body Count, Methods, section 3.1"
_METHODS = "Iraq Body Count, Methods, sections 4 and 5"
RULES = (
    Rule("coverage", "Civilians killed or injured in one incident.", RuleStanding.READ, _VARIABLES),
    Rule("minimum", "The minimum is the lowest of the sources' numbers.", RuleStanding.MEMORY, _METHODS),
    Rule("maximum", "The maximum is the highest of the sources' numbers.", RuleStanding.MEMORY, _METHODS),
    Rule(
        "two-zeros",
        "The minimum is zero only where two sources report zero; a denial is none.",
        RuleStanding.MEMORY,
        _METHODS,
    ),
    Rule("two-sources", "Two independent sources for a full entry; else provisional.", RuleStanding.MEMORY, _METHODS),
)


def covers(dossier: Dossier) -> str | None:
    """Why IBC's rules give no number, or None."""
    if dossier.harm not in (Harm.KILLED, Harm.INJURED):
        return no_rule(dossier, "IBC records civilians killed and injured")
    if dossier.scope is not Scope.EVENT:
        return "IBC records incidents; it nets totals of incidents already counted, which one total does not allow."
    if dossier.forces:
        return "IBC counts civilians; fighters and soldiers are not in its range."
    if dossier.asserted and not dossier.without_forces.asserted:
        return "IBC counts civilians, and only fighters and soldiers are counted here."
    return None


def judge(dossier: Dossier, opinion: Opinion) -> None:
    """Lowest and highest of the sources; zero only on two zeros."""
    dossier = dossier.without_forces
    counts = dossier.definite
    zeros = [e for e in dossier.evidence if e.zero]
    if len({e.origin for e in zeros}) > 1:
        opinion.low = 0
        opinion.because("low", "two-zeros", zeros, f"{names(zeros)} report that nobody was harmed.")
    else:
        opinion.low = min(map(floor_of, counts))
        lowest = at(counts, opinion.low, floor_of)
        opinion.because("low", "minimum", lowest, f"{opinion.low:,} is the lowest number, by {names(lowest)}.")
        if zeros:
            opinion.because(
                "low", "two-zeros", zeros, f"Only {names(zeros)} reports zero, which does not lower the minimum."
            )
    opinion.high = max(map(ceiling_of, counts))
    highest = at(counts, opinion.high, ceiling_of)
    opinion.because("high", "maximum", highest, f"{opinion.high:,} is the highest number, by {names(highest)}.")
    asserted = [e for e in dossier.evidence if e.asserted]
    full = dossier.origins > 1
    opinion.grade = "full entry" if full else "provisional"
    text = f"{dossier.origins} independent sources report it." if full else "A single independent source reports it."
    opinion.because("grade", "two-sources", asserted, text)


CODEBOOK = Codebook("ibc-style", "1.0", "Iraq Body Count", RULES, judge, covers)
