"""What a case file is made of: values, already cut to their tier. `case` fills it; the writers of this package read it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.tier import Tier
from counterclaim.model import Checkpoint, Entry, Figure, GroupingDecision, Snapshot, SourceProfile


@dataclass(frozen=True, slots=True)
class Concluded:
    """A determination as it leaves: its JSON data, when, and whether it stands and its figure is as it was."""

    entry: str
    determination: Mapping[str, Any]
    at: str
    current: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision or judgement as it leaves."""

    entry: str
    kind: str
    content: Mapping[str, Any]
    by: str
    at: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Archived:
    """A snapshot as it leaves: the facts that the tier may have, whether its bytes are in the bag, its ledger entry."""

    entry: str
    snapshot: Snapshot
    enclosed: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """One case under one tier. Iterators are read once, in the order of the fields.

    `openings`: number of an entry and the canonical JSON that its commitment is the hash of. `persons` and `estimates`
    are JSON data; `method` are the facts of what was done, for the methodology page. `pseudonyms` is court's alone.
    """

    case: str
    title: str
    tier: Tier
    at: datetime
    by: str
    entries: Sequence[Entry]
    checkpoint: Checkpoint
    openings: Iterator[tuple[int, bytes]]
    snapshots: Sequence[Archived]
    blob: Callable[[str], bytes]
    reports: Sequence[ReportRow]
    figures: Sequence[Figure]
    profiles: Sequence[SourceProfile]
    groupings: Sequence[GroupingDecision]
    determinations: Sequence[Concluded]
    decisions: Sequence[Ruled]
    lists: Sequence[Mapping[str, Any]] = ()
    persons: Sequence[Mapping[str, Any]] = ()
    estimates: Sequence[Mapping[str, Any]] = ()
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    method: Mapping[str, Any] = field(default_factory=dict)
