"""A figure is one question ("how many civilians were killed there, then?") and the claims that answer it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.claim import Harm, Scope


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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bound is what it is: the rule, the claims it rests on, and one sentence."""

    bound: str  # low | best | high | grade
    rule: str
    claims: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Low, best, high and grade of a figure under one codebook's rules, or the model; every bound has a reason.

    Nothing asserts low <= best <= high: under UCDP's rules they may cross.
    """

    rules: str
    version: str
    low: int | None
    best: int | None
    high: int | None
    grade: str | None = None
    level: float | None = None
    reasons: tuple[Reason, ...] = ()


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
