"""ucdp-style: best, low and high estimates of direct deaths, after what UCDP publishes of GED.

Low, best and high may cross: UCDP's own releases hold thousands of such events, so nothing here asserts an order.
"""

from collections.abc import Sequence

from counterclaim.figures.evidence import Evidence
from counterclaim.figures.rules.base import Codebook, Dossier, Opinion, Rule, at, ceiling_of, floor_of, names, no_rule
from counterclaim.model import Harm, RuleStanding, Scope

_METHOD = "UCDP methodology page and GED codebook as quoted"
_DEFINITIONS = "UCDP, Definitions, sources and methods for battle-death estimates"
RULES = (
    Rule("coverage", "Direct deaths by armed force only.", RuleStanding.READ, _METHOD),
    Rule("best-is-likely", "Best is the most likely estimate of total deaths.", RuleStanding.READ, _METHOD),
    Rule("most-reliable", "Best follows the most reliable source.", RuleStanding.MEMORY, _DEFINITIONS),
    Rule(
        "lower-if-equal",
        "Where no source is more reliable, the lower figure is used.",
        RuleStanding.MEMORY,
        _DEFINITIONS,
    ),
    Rule(
        "enemy-losses",
        "A party's claims of its enemy's losses are not used for best.",
        RuleStanding.MEMORY,
        _DEFINITIONS,
    ),
    Rule("lowest-reliable", "Low is the lowest reliable estimate.", RuleStanding.READ, _METHOD),
    Rule("highest-reliable", "High is the highest reliable estimate.", RuleStanding.READ, _METHOD),
    Rule(
        "no-conversion",
        "No public list converts vague words; the interval's ends are used.",
        RuleStanding.OWN,
        "this project",
    ),
    Rule("clarity", "1: one day and event can be told; 2: the source's own aggregation.", RuleStanding.READ, _METHOD),
)

#: kinds of source in steps of reliability where no profile says otherwise. UCDP judges sources case by case and
#: publishes no ranking: the steps are our own, and with no kinds known all sources are equal.
_STEPS = {"un": 0, "monitor": 0, "medical": 0, "ngo": 0, "rescue": 0}
_PARTIES = frozenset({"government", "armed group", "armed_group", "army", "party", "coalition", "opposition"})


def covers(dossier: Dossier) -> str | None:
    """Why UCDP's rules give no number, or None."""
    if dossier.harm is not Harm.KILLED:
        return no_rule(dossier, "UCDP counts direct deaths")
    if dossier.scope is Scope.STOCK:
        return "A number of people at one time is no event."
    return None


def judge(dossier: Dossier, opinion: Opinion) -> None:
    """Best from the most reliable sources, the lower among equals; low and high from all credible ones."""
    counts = dossier.definite
    credible = [e for e in counts if not _inflated(e, dossier)] or counts
    step = min(map(_step, credible))
    trusted = [e for e in credible if _step(e) == step]
    opinion.best = min(map(floor_of, trusted))
    _say_best(opinion, trusted, credible, counts)
    opinion.low = min(map(floor_of, credible))
    lowest = at(credible, opinion.low, floor_of)
    opinion.because(
        "low", "lowest-reliable", lowest, f"{opinion.low:,} is the lowest credible number, by {names(lowest)}."
    )
    opinion.high = max(map(ceiling_of, credible))
    highest = at(credible, opinion.high, ceiling_of)
    text = f"{opinion.high:,} is the highest credible number, by {names(highest)}."
    opinion.because("high", "highest-reliable", highest, text)
    if not any(e.definite for e in counts):
        opinion.because("low", "no-conversion", counts, "Only vague words are given; their interval stands for them.")
    one_day = dossier.scope is Scope.EVENT and (dossier.days or 1) == 1
    opinion.grade = "event_clarity 1" if one_day else "event_clarity 2"
    why = "one event of one day" if one_day else "a total over more than a single, clearly defined day"
    opinion.because("grade", "clarity", counts, f"The claims speak of {why}.")


def _say_best(
    opinion: Opinion, trusted: Sequence[Evidence], credible: Sequence[Evidence], counts: Sequence[Evidence]
) -> None:
    best = at(trusted, opinion.best or 0, floor_of)
    opinion.because("best", "best-is-likely", best, f"{opinion.best:,} is given by {names(best)}.")
    if len(trusted) < len(credible):
        opinion.because("best", "most-reliable", trusted, f"{names(trusted)} are held more reliable by their kind.")
    if len({floor_of(e) for e in trusted}) > 1:
        text = "No source among those is told to be more reliable, so the lower number is used."
        opinion.because("best", "lower-if-equal", trusted, text)
    set_aside = [e for e in counts if e not in credible]
    if set_aside:
        opinion.because("best", "enemy-losses", set_aside, f"{names(set_aside)} count losses of their own enemy.")


def _step(item: Evidence) -> int:
    kind = item.speaker.kind or ""
    return _STEPS.get(kind, 2 if kind in _PARTIES else 1)


def _inflated(item: Evidence, dossier: Dossier) -> bool:
    """A party to the conflict on the fighters of others; whose fighters they are is not known, so its kind decides."""
    own = item.speaker.side is not None and item.blamed is not None and item.speaker.side != item.blamed
    return dossier.forces and item.speaker.kind in _PARTIES and not own


CODEBOOK = Codebook("ucdp-style", "1.0", "UCDP", RULES, judge, covers)
