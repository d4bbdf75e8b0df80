"""Somebody's list of victims, and its rows: kept as written, beside what was read from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Fate(StrEnum):
    """What is said to have become of a person. Missing is not dead, and neither says where the person or body is."""

    DEAD = "dead"
    MISSING = "missing"
    DETAINED = "detained"
    ALIVE = "alive"
    UNKNOWN = "unknown"


class Use(StrEnum):
    """What a row may be used for; consent is given by use, never as a whole."""

    LINK = "link"
    COUNT = "count"
    SHOW_NAME = "show_name"
    SHARE = "share"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Consent:
    """Who allowed or refused one use of a row, and when. No consent on record is "not asked", never "yes"."""

    use: Use
    given: bool
    by: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class VictimList:
    """A list: who keeps it, whom it includes, what it covers, and what it was made from.

    `derived_from` names lists that this one copies or continues: releases of one ministry are one list for an estimate.
    `once`: the list claims to hold a person at most once. `fate`: what it says of everybody on it, unless a row says
    otherwise. `columns` maps fields to the list's own headers.
    """

    id: str
    title: str
    rows: int
    keeper: str | None = None
    criteria: str | None = None
    place: str | None = None
    from_: date | None = None
    to: date | None = None
    derived_from: tuple[str, ...] = ()
    once: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    sha256: str | None = None
    fate: Fate = Fate.UNKNOWN


@dataclass(frozen=True, slots=True)
class VictimRecord:
    """One row of a list. `written` is the row as the list has it, by header; `standard` what was read from it, by
    field.

    `standard` may hold name, given, father, grandfather, family, script, sex, age, birth_date, birth_year,
    death_date, place.
    """

    id: str
    list: str
    row: int
    written: Mapping[str, str]
    standard: Mapping[str, str] = field(default_factory=dict)
    fate: Fate = Fate.UNKNOWN
    whereabouts: str | None = None
    sensitive: tuple[str, ...] = ()  # e.g. "child", "sexual_violence": stricter tiers of release
    consents: tuple[Consent, ...] = ()
    incident: str | None = None
