"""A claim: one attributed quantity of people to whom something happened, beside the words it was read from.

An id hashes only the report, the quantity's place in it and the harm, so it survives a better reading of all else.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.canonical import make_id
from counterclaim.model.quantity import Count
from counterclaim.model.span import Span


class Harm(StrEnum):
    """What happened to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    REFUGEES = "refugees"
    EVACUATED = "evacuated"
    BESIEGED = "besieged"
    RETURNED = "returned"
    OTHER_HARM = "other_harm"


class Category(StrEnum):
    """The one-word summary of `People`."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    FIGHTERS = "fighters"
    SOLDIERS = "soldiers"
    MEDICS = "medics"
    JOURNALISTS = "journalists"
    PEOPLE = "people"


class Basis(StrEnum):
    """What the claimant says the number rests on."""

    NAMED_LIST = "named_list"
    MEDICAL_RECORD = "medical_record"
    BODY_COUNT = "body_count"
    EYEWITNESS = "eyewitness"
    VISUAL = "visual"
    NONE_STATED = "none_stated"


class Scope(StrEnum):
    """One event; a total over a time; or how many are so at one time."""

    EVENT = "event"
    CUMULATIVE = "cumulative"
    STOCK = "stock"


class Polarity(StrEnum):
    """Asserted as fact, denied, or planned, feared or conditional."""

    ASSERTED = "asserted"
    DENIED = "denied"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class People:
    """Status, sex, age group and occupation apart: "women and children" says nothing of status."""

    status: str | None = None  # civilian | fighter | soldier
    sex: str | None = None  # female | male
    age_group: str | None = None  # child | adult
    occupation: str | None = None  # medic | journalist | ...


@dataclass(frozen=True, slots=True)
class Place(Span):
    """Words for a place and what the gazetteer makes of them; None where it knows none.

    `precision`: exact | town | admin2 | admin1 | country | region | vague | report. "report": not said of this
    claim, taken from the report's main place. Latitude and longitude are degrees, WGS 84. `within` lists the names
    of the containing units, nearest first ("Idlib", "Syria").
    """

    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "vague"
    gazetteer_id: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When(Span):
    """Words for a time and the days they cover, both ends included; None where they cannot be resolved.

    `precision`: day | days | week | month | year | longer | unknown.
    """

    from_: date | None = None
    to: date | None = None
    precision: str = "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of the chain by which a claim reached the reader, nearest speaker first.

    `role`: "said" (whose claim it is), "reported" (who carried it), "citing" (who cites the carrier). The speaker
    is a span of the text, or a name (the outlet's) that does not stand in it.
    """

    speaker: Span | str
    role: str


@dataclass(frozen=True, slots=True)
class Why:
    """Which rule gave a field its value, for `counterclaim show CLAIM --why`."""

    field: str
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says how many of whom were killed, hurt, driven out or moved, where and when; see the contract.

    `claimant` None means that the report itself asserts it, which is a finding and not a gap. `part_of` is the id
    of the claim whose people these are among ("48 people, among them 10 children"). `setting` is the day of the event
    where not this sentence but one before it tells it ("a strike on Wednesday ... The strike killed 44"); `when` is then None.
    `scene` are names of spots and families told around the number ("the Lark Mosque"), by which events of one town differ.
    """

    id: str
    content: Span
    quantity: Count
    harm: Harm
    population: Span | None
    category: Category
    people: People
    claimant: Span | None
    cue: Span | None
    attribution: tuple[Voice, ...]
    basis: Basis
    place: Place | None
    when: When | None
    alleged_perpetrator: Span | None
    scope: Scope
    polarity: Polarity
    headline: bool
    flags: tuple[str, ...] = ()
    part_of: str | None = None
    event_type: str | None = None
    weapon: str | None = None
    setting: When | None = None
    scene: tuple[Span, ...] = ()
    why: tuple[Why, ...] = ()


def claim_id(report_sha256: str, start: int, end: int, harm: Harm) -> str:
    """The id of the claim made by the quantity at `start` to `end` about `harm` in the report of that text hash."""
    return make_id("claim", [report_sha256, start, end, harm.value])
