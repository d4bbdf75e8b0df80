"""How two statements of one figure stand: whether their intervals exclude one another, and whether they count alike."""

from dataclasses import dataclass
from datetime import date

from counterclaim.figures.evidence import FORCES, PARTS, WHOLE, Evidence
from counterclaim.figures.names import name_key
from counterclaim.figures.statements import Statement, sentence_count
from counterclaim.figures.where import Setting, setting
from counterclaim.model import Aspect, Category, Hedge, RelationKind, Scope

#: how far a round number reaches: "about 400,000" does not exclude 403,000. Our own choice.
ABOUT = 0.1
#: days by which the dates of two totals may differ for them to be counts of one time. Our own choice: a month.
SAME_TIME = 31
#: days by which the ends of two events' times may differ and be one time: a night has two dates. Our own choice.
OVERNIGHT = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between two statements: its kind, what it is about, and a sentence."""

    kind: RelationKind
    about: tuple[Aspect, ...]
    reason: str


def interval(item: Evidence) -> tuple[float, float]:
    """The numbers that a claim allows, with open ends infinite and "about" as wide as `ABOUT`."""
    count = item.claim.quantity
    low = float("-inf") if count.low is None else float(count.low)
    high = float("inf") if count.high is None else float(count.high)
    if count.hedge is Hedge.ABOUT:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def excludes(one: Evidence, other: Evidence) -> bool:
    """Whether no number satisfies both claims: "at least 40" and 58 can both be right."""
    (a, b), (c, d) = interval(one), interval(other)
    return b < c or d < a


def contains(whole: Category, part: Category) -> bool:
    """Whether the people of `part` are among those of `whole` by what the words mean."""
    return (whole is Category.PEOPLE and part is Category.CIVILIANS) or (whole in WHOLE and part in PARTS)


def compare(one: Statement, other: Statement) -> Finding | None:
    """What sets two statements apart, or None where both can be right and nothing hinders their comparison."""
    first, second = one.first, other.first
    if first.claim.quantity.unit is not second.claim.quantity.unit:
        said = f"{sentence_count(first)} and {sentence_count(second)}"
        reason = f"{said} count households and persons: how many there are to a household is not said."
        return Finding(RelationKind.NOT_COMPARABLE, (Aspect.POPULATION,), reason)
    if one.population is other.population:
        return _same_people(first, second) if excludes(first, second) else None
    if (one.population in FORCES) != (other.population in FORCES):
        return _of_forces(first, second)
    if one.population in FORCES:
        return None
    if contains(other.population, one.population):
        return compare(other, one)
    if not contains(one.population, other.population) or not excludes(first, second):
        return None
    small_exceeds = interval(second)[0] > interval(first)[1]
    if small_exceeds:
        return Finding(
            RelationKind.CONFLICTS,
            (Aspect.COUNT, Aspect.POPULATION),
            f"{sentence_count(second)} cannot be among {sentence_count(first)}: the part exceeds the whole.",
        )
    if other.population is Category.CIVILIANS:
        return Finding(
            RelationKind.NOT_COMPARABLE,
            (Aspect.COUNT, Aspect.POPULATION),
            f"{sentence_count(first)} and {sentence_count(second)} count different people: both can be right until "
            "somebody says how many of the former were civilians.",
        )
    return None


def _of_forces(one: Evidence, other: Evidence) -> Finding | None:
    """Fighters or soldiers to one voice, others to another: the dispute is of who they were, beside how many."""
    people = (one.claim.category, other.claim.category)
    if Category.CIVILIANS not in people and not (Category.PEOPLE in people and excludes(one, other)):
        return None
    about = (Aspect.COUNT, Aspect.POPULATION) if excludes(one, other) else (Aspect.POPULATION,)
    said = f"{sentence_count(one)} and {sentence_count(other)}"
    reason = f"{said} may be the same people, whom the two call differently, or different ones."
    return Finding(RelationKind.NOT_COMPARABLE, about, reason)


def _same_people(one: Evidence, other: Evidence) -> Finding:
    said = f"{sentence_count(one)} and {sentence_count(other)}"
    if one.claim.scope is Scope.CUMULATIVE and _culprit(one) != _culprit(other):
        about = (Aspect.COUNT, Aspect.ACTOR)
        return Finding(
            RelationKind.NOT_COMPARABLE, about, f"{said} are of what different parties are said to have done."
        )
    period = _period(one, other)
    if period:
        return Finding(
            RelationKind.NOT_COMPARABLE, (Aspect.COUNT, Aspect.PERIOD), f"{said} are of different times: {period}."
        )
    place = _wider(one, other)
    if place:
        return Finding(
            RelationKind.NOT_COMPARABLE, (Aspect.COUNT, Aspect.PLACE), f"{said} are of different places: {place}."
        )
    return Finding(RelationKind.CONFLICTS, (Aspect.COUNT,), f"{said} cannot both be right: no number satisfies both.")


def _culprit(item: Evidence) -> str:
    """Whom a total is laid upon, in a word; "" where it counts the dead of all."""
    accused = item.claim.alleged_perpetrator
    return item.blamed or name_key(accused.words) if accused is not None else ""


def _period(one: Evidence, other: Evidence) -> str | None:
    if one.claim.scope is Scope.EVENT:
        spans = [(e.first_day, e.last_day) for e in (one, other)]
        (a, b), (c, d) = spans
        if not (a and b and c and d) or max(abs((a - c).days), abs((b - d).days)) <= OVERNIGHT:
            return None
        if max((b - a).days, (d - c).days) >= 1:
            return f"{a} to {b}, and {c} to {d}"
        return None
    start, begin = one.first_day, other.first_day
    if start and begin and one.claim.scope is Scope.CUMULATIVE and abs((start - begin).days) > SAME_TIME:
        return f"one counts from {start}, the other from {begin}"
    end, finish = as_of(one), as_of(other)
    if end and finish and abs((end - finish).days) > SAME_TIME:
        return f"one is as of {end}, the other as of {finish}"
    return None


def as_of(item: Evidence) -> date | None:
    """The day up to which a total counts: the last day stated, or the report's date."""
    return item.last_day or item.head.published


def _wider(one: Evidence, other: Evidence) -> str | None:
    """Where the larger count is stated for a place that contains the smaller one's, they are not of one place."""
    larger, smaller = (one, other) if (one.number or 0) > (other.number or 0) else (other, one)
    wide, narrow = larger.claim.place, smaller.claim.place
    if wide is None or narrow is None or "report" in (wide.precision, narrow.precision):
        return None
    if wide.precision not in ("admin1", "admin2", "country", "region") or narrow.precision not in ("exact", "town"):
        return None
    if larger.where is None or smaller.where is None or setting(larger.where, smaller.where) is not Setting.WITHIN:
        return None
    return f"{wide.words} contains {narrow.words}"
