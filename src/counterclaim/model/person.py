"""The records held to be one person, and how sure that is."""

from dataclasses import dataclass

from counterclaim.model.victim import Fate


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two records that might be one person. `probability` is before any constraint; `reason` says what agrees."""

    left: str
    right: str
    probability: float
    decision: str  # same | different
    reason: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A record of a person, with the probability that it belongs there."""

    record: str
    list: str
    probability: float


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact on which the records of a person differ: each value with the records that state it."""

    fact: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person: records side by side. `fate` and `whereabouts` are apart, because a missing person is not a dead
    one."""

    id: str
    records: tuple[Membership, ...]
    probability: float
    fate: Fate = Fate.UNKNOWN
    whereabouts: str | None = None
    disputes: tuple[Dispute, ...] = ()
    incidents: tuple[str, ...] = ()
