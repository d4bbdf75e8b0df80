"""Victim lists, their rows and the persons made of them, on the way out of a case or into one: already cut to a tier.

A row is named by the ledger entry under which it first came into a case, a person by an id made from that: neither can be
guessed from a list, and both stay the same wherever they are taken in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.model import Judgement, VictimList, VictimRecord


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list, and the id by which its rows name it."""

    list_id: str
    about: VictimList


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A row of a list that may leave with its name, and the person that it was held to be."""

    entry: str
    list_id: str
    position: int
    record: VictimRecord
    person: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the tier has it. `counted`: one, or all those of a case who are only counted, under one pseudonym.

    `name` and `whereabouts` are there only where every record may leave with its name. `lists` and `rows` are numbers.
    """

    person: str
    counted: int = 1
    sensitive: bool = False
    name: str | None = None
    fate: str | None = None
    whereabouts: str | None = None
    sex: str | None = None
    age_group: str | None = None
    died: str | None = None
    lists: int | None = None
    rows: int | None = None
    probability: float | None = None
    disputes: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two rows that were compared: how likely they are one person before any constraint, what was decided, what agrees."""

    left: str
    right: str
    probability: float
    same: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TieRow:
    """A person's decision that a row belongs to the incident of a claim, or does not."""

    entry: str
    claim: str
    incident: str
    holds: bool
    at: str
    by: str = ""
    reason: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class LinkageRow:
    """The last linkage: its settings, seed and version, and how many persons were on which lists."""

    entry: str
    at: str
    lists: tuple[str, ...]
    settings: Mapping[str, Any]
    overlap: Mapping[str, Any]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class VictimRows:
    """All of it. Judgements name rows as `RecordRow.entry` does."""

    lists: tuple[ListRow, ...] = ()
    linkages: tuple[LinkageRow, ...] = ()
    records: tuple[RecordRow, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    pairs: tuple[PairRow, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    ties: tuple[TieRow, ...] = ()


NO_VICTIMS = VictimRows()
