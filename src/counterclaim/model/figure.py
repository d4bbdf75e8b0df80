"""A figure is one question ("how many civilians were killed there, then?") and the claims that answer it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counterclaim.model.claim import Harm, Scope
from counterclaim.model.decision import DecisionKind


class Status(StrEnum):
    """How the claims of a figure stand to one another; differing words are not yet a conflict."""

    SINGLE_SOURCE = "single_source"
    CONSISTENT = "consistent"
    CONFLICTING = "conflicting"
    NOT_COMPARABLE = "not_comparable"


class RelationKind(StrEnum):
    """What one claim is to another."""

    REPEATS = "repeats"
    DERIVES_FROM = "derives_from"
    REVISES = "revises"
    INCLUDES = "includes"
    CONFLICTS = "conflicts"
    NOT_COMPARABLE = "not_comparable"
    DENIES = "denies"
    CONCEDES = "concedes"


class Aspect(StrEnum):
    """What two claims differ about."""

    COUNT = "count"
    POPULATION = "population"
    SCOPE = "scope"
    PERIOD = "period"
    PLACE = "place"
    ACTOR = "actor"
    OCCURRENCE = "occurrence"


@dataclass(frozen=True, slots=True)
class Relation:
    """`left` repeats, revises, includes, ... `right`; both are claim ids. `reason` is a sentence for a reader."""

    left: str
    right: str
    kind: RelationKind
    about: tuple[Aspect, ...]
    reason: str


class RuleStanding(StrEnum):
    """How far a rule is known: the codebook's own text was read, or a summary of it; it is remembered; it is ours."""

    READ = "read in the source"
    SECOND_HAND = "second-hand"
    MEMORY = "from memory"
    OWN = "our own choice"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bound is what it is: the rule, the claims it rests on, and one sentence.

    `bound` "refusal": why the codebook gives no number here. `standing` says how far the rule is known.
    """

    bound: str  # low | best | high | grade | refusal
    rule: str
    claims: tuple[str, ...]
    text: str
    standing: RuleStanding = RuleStanding.OWN


@dataclass(frozen=True, slots=True)
class Assessment:
    """Low, best, high and grade of a figure under one codebook's rules, or the model; every bound has a reason.

    Nothing asserts low <= best <= high: under UCDP's rules they may cross. A codebook that does not cover the
    figure gives no bound and one reason for the bound "refusal". `notice` says whose rules these are, and are not.
    """

    rules: str
    version: str
    low: int | None
    best: int | None
    high: int | None
    grade: str | None = None
    level: float | None = None
    reasons: tuple[Reason, ...] = ()
    notice: str = ""

    @property
    def refused(self) -> bool:
        """Whether the codebook does not cover the figure."""
        return any(reason.bound == "refusal" for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened at one place and time; its figures are its numbers."""

    id: str
    event_type: str | None
    weapon: str | None
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where, as the gazetteer names it; degrees are WGS 84."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "vague"
    gazetteer_id: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One contested quantity; `origins` counts independent original sources after copies are collapsed."""

    id: str
    question: str
    harm: Harm
    category: str
    scope: Scope
    place: FigurePlace | None
    from_: date | None
    to: date | None
    incident: Incident
    status: Status
    denied_by: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: int
    relations: tuple[Relation, ...]
    assessments: tuple[Assessment, ...]
    why_grouped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupingDecision:
    """A person's decision on what answers one question; later decisions prevail over earlier ones.

    `kind` "merge": the figures that hold these claims are one. "split": these claims leave their figure and form one
    of their own. The claims are named by id, so a decision survives a better reading and a change of order.
    """

    kind: DecisionKind
    claims: tuple[str, ...]
    by: str
    why: str
    at: datetime | None = None
