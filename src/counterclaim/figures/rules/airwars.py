"""airwars-style: the range of civilian harm alleged in one incident, and its grade, after what Airwars publishes.

The grades are those of the code of airwars.org; that the low end leaves out combatants and the high end is the highest
credible claim is remembered. What is "credible" is our own reading, given rule by rule below.
"""

from counterclaim.figures.evidence import WHOLE, Evidence
from counterclaim.figures.rules.base import Codebook, Dossier, Opinion, Rule, ceiling_of, floor_of, names, no_rule
from counterclaim.model import Harm, Hedge, RelationKind, RuleStanding, Scope

_CODE = "airwars.org site code, civcas.php and api.php"
_METHOD = "Airwars methodology note"
RULES = (
    Rule("coverage", "Civilians killed or injured in one incident.", RuleStanding.READ, _METHOD),
    Rule("lowest-credible", "Low is the lowest credible count of civilians.", RuleStanding.MEMORY, _METHOD),
    Rule("highest-credible", "High is the highest credible claim.", RuleStanding.MEMORY, _METHOD),
    Rule(
        "whole-event",
        "Counts of kin, of sub-groups, or far beyond the report's own are not of the event.",
        RuleStanding.OWN,
        "this project",
    ),
    Rule(
        "report-stands",
        "A report's leading count stands for the earlier counts that it tells of.",
        RuleStanding.OWN,
        "this project",
    ),
    Rule(
        "unknown-plural", "Harm without a number is entered as 2.", RuleStanding.SECOND_HAND, "Airwars incident pages"
    ),
    Rule(
        "casualties",
        "Casualties of whom it is not said that they died: from 0.",
        RuleStanding.SECOND_HAND,
        "Airwars incident pages",
    ),
    Rule("confirmed", "A belligerent has accepted responsibility.", RuleStanding.READ, _CODE),
    Rule("fair", "Two or more credible sources.", RuleStanding.READ, _CODE),
    Rule("weak", "A single source.", RuleStanding.READ, _CODE),
    Rule("contested", "Competing claims of responsibility.", RuleStanding.READ, _CODE),
)

#: a claim this many times the leading count speaks of more than the event (a family, a war). Our own choice, made on
#: half of the development pages; it was not swept.
BEYOND = 2.5
#: a claim below this share of the leading count is an early or partial one
EARLY = 0.5


def covers(dossier: Dossier) -> str | None:
    """Why Airwars' rules give no number, or None."""
    if dossier.harm not in (Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED):
        return no_rule(dossier, "Airwars records civilians killed and injured")
    if dossier.scope is not Scope.EVENT:
        return "Airwars assesses single incidents; it has no rule for totals."
    if dossier.forces:
        return "Airwars' range is of civilians; fighters and soldiers are left out of it."
    if dossier.asserted and not dossier.without_forces.asserted:
        return "Airwars' range is of civilians, and only fighters and soldiers are counted here."
    return None


def judge(dossier: Dossier, opinion: Opinion) -> None:
    """Range from the leading counts and the credible claims near them; grade from sources, concessions and blame."""
    dossier = dossier.without_forces
    told = [e for e in dossier.counted if e.asserted and not e.superseded and e.number is not None]
    wholes = [e for e in told if _counts_the_whole(e)]
    if wholes:
        _range(opinion, told, wholes)
    else:
        _unknown(opinion, dossier, told)
    _grade(dossier, opinion)


def _counts_the_whole(item: Evidence) -> bool:
    if item.part or item.partial or item.claim.category not in WHOLE or item.claim.quantity.hedge is Hedge.VAGUE:
        return False
    return item.claim.quantity.words.lower() not in ("a", "an")


def _range(opinion: Opinion, told: list[Evidence], wholes: list[Evidence]) -> None:
    leads = _leads(told, wholes)
    frame = max(ceiling_of(e) for e in leads)
    near = [e for e in wholes if ceiling_of(e) <= BEYOND * max(frame, 1)]
    floors = [(floor, e) for lead in leads for floor, e in _floor(lead, wholes)]
    opinion.low = min(floor for floor, _ in floors)
    lowest = [e for floor, e in floors if floor == opinion.low]
    text = f"{opinion.low:,} is the lowest credible count of the event, by {names(lowest)}."
    opinion.because("low", "lowest-credible", lowest, text)
    below = [e for e in wholes if floor_of(e) < opinion.low]
    if below:
        opinion.because("low", "report-stands", below, f"{names(below)} gave less, before or of a part of it.")
    opinion.high = max([ceiling_of(e) for e in near] + [frame])
    highest = [e for e in (*near, *leads) if ceiling_of(e) == opinion.high]
    opinion.because(
        "high", "highest-credible", highest, f"{opinion.high:,} is the highest credible claim, by {names(highest)}."
    )
    beyond = [e for e in wholes if e not in near]
    if beyond:
        text = f"{names(beyond)} count more than this event: over {BEYOND} times the leading count."
        opinion.because("high", "whole-event", beyond, text)


def _leads(told: list[Evidence], wholes: list[Evidence]) -> list[Evidence]:
    """The leading count of each report: its headline where that counts the whole, else its largest such count."""
    leads = []
    for report in dict.fromkeys(e.head.id for e in wholes):
        mine = [e for e in wholes if e.head.id == report]
        head = next((e for e in told if e.head.id == report and e.claim.headline), None)
        if head is not None and head.definite and head.claim.category in WHOLE:
            leads.append(head)
        else:
            leads.append(max(mine, key=lambda e: (floor_of(e), -e.claim.quantity.start)))
    return leads


def _floor(lead: Evidence, wholes: list[Evidence]) -> list[tuple[int, Evidence]]:
    """The low end of a report's lead; where it has none ("up to 15"), of the counts of its report a little below it."""
    if lead.claim.quantity.low is not None:
        return [(lead.claim.quantity.low, lead)]
    top = ceiling_of(lead)
    below = [e for e in wholes if e.head.id == lead.head.id and EARLY * top <= floor_of(e) <= top]
    return [(floor_of(e), e) for e in below] or [(top, lead)]


def _unknown(opinion: Opinion, dossier: Dossier, told: list[Evidence]) -> None:
    if dossier.harm is Harm.KILLED_OR_INJURED:
        opinion.low, opinion.high = 0, 2
        opinion.because("low", "casualties", told, "Nobody says that any of these casualties died.")
        opinion.because("high", "unknown-plural", told, "Several are spoken of, without a number.")
        return
    numbers = [e for e in told if e.definite]
    if numbers:
        opinion.low = max(map(floor_of, numbers))
        opinion.high = max(map(ceiling_of, numbers))
        text = "Only parts of the whole are counted; the largest of them is the least that is known."
        opinion.because("low", "whole-event", numbers, text)
        opinion.because("high", "whole-event", numbers, text)
        return
    opinion.low = opinion.high = 2
    for bound in ("low", "high"):
        opinion.because(bound, "unknown-plural", told, "More than one is spoken of, without a number.")


def _grade(dossier: Dossier, opinion: Opinion) -> None:
    concessions = {r.left for r in dossier.relations if r.kind is RelationKind.CONCEDES}
    conceding = [e for e in dossier.evidence if e.ident in concessions]
    blamed = {e.blamed for e in dossier.evidence if e.blamed}
    asserted = [e for e in dossier.evidence if e.asserted]
    if conceding:
        opinion.grade = "confirmed"
        opinion.because("grade", "confirmed", conceding, f"{names(conceding)} accepts that civilians were harmed.")
    elif len(blamed) > 1:
        opinion.grade = "contested"
        accusing = [e for e in dossier.evidence if e.blamed]
        opinion.because("grade", "contested", accusing, f"Responsibility is laid on {' and on '.join(sorted(blamed))}.")
    elif dossier.origins > 1:
        opinion.grade = "fair"
        text = f"{dossier.origins} independent sources report it; their credibility is for a person to judge."
        opinion.because("grade", "fair", asserted, text)
    else:
        opinion.grade = "weak"
        opinion.because("grade", "weak", asserted, "All numbers go back to a single source.")


CODEBOOK = Codebook("airwars-style", "1.0", "Airwars", RULES, judge, covers)
