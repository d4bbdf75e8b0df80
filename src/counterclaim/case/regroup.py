"""Figures are a function of readings, source profiles and decisions. They are grouped after what changed those, in a
transaction of their own; a case that was left between is regrouped when it is next asked.

What changed is grouped with what it may be one event with (`regroup_part`), so that a fresh process reads a part of a case only, and
two threads share nothing but the tables.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from counterclaim.case import reading as stages
from counterclaim.case.find import figure_of_row, opened_claim
from counterclaim.case.held import Held
from counterclaim.case.memory import Memory
from counterclaim.case.named_sources import claims_naming, file_profiles
from counterclaim.case.regroup_part import digest, keep, old_figures, outside, part_of
from counterclaim.case.spoken import Spoken, spoken
from counterclaim.model.codec import plain, revive
from counterclaim.model.figure import Figure, GroupingDecision, Status
from counterclaim.model.ledger import EntryKind
from counterclaim.model.reading import Reading
from counterclaim.model.source import SourceProfile
from counterclaim.store.ledger import find_lines, get_state, last_of, lock_head, set_state
from counterclaim.store.packing import pack, searched, text, unpack
from counterclaim.store.tables import claims, figure_claims, figures, readings, rulings, state, weighings

#: entries that can change a figure
_CHANGES = (EntryKind.READING, EntryKind.PROFILE, EntryKind.DECISION, EntryKind.WITHDRAWAL, EntryKind.ERASURE)
#: disputed figures come first
_RANK = {Status.CONFLICTING: 0, Status.NOT_COMPARABLE: 1, Status.CONSISTENT: 2, Status.SINGLE_SOURCE: 3}
#: names in one IN (...) of a query; SQLite allows 32,766
_NAMES = 5_000


@dataclass(slots=True)
class Groups:
    """How groupings are made. Where a grouping cannot take a part of a case, `grouping` is kept for the next change,
    with the entry up to which it has taken the case in."""

    new: stages.NewGrouping
    grouping: stages.Grouping | None = None
    seen: int = 0
    profiles: tuple[SourceProfile, ...] = ()
    reports: set[str] | None = None
    held: Held = field(default_factory=Held)


#: the states in which the ledger, the figures and what was weighed of them stand
Height = tuple[tuple[str, str], ...]


def height(connection: Connection) -> Height:
    """How high the ledger is, and up to where figures were grouped and weighed."""
    query = select(state.c.key, state.c.value).where(state.c.key.in_(("head", "grouped", "weighed")))
    return tuple((row.key, row.value) for row in connection.execute(query.order_by(state.c.key)))


def is_stale(connection: Connection) -> bool:
    """Whether something that can change a figure was recorded since the figures were grouped."""
    return last_of(connection, _CHANGES) > int(get_state(connection, "grouped") or "0")


def regroup(memory: Memory, groups: Groups, *, anyway: bool = False) -> bool:
    """Group the figures anew, where something changed; whether they were.

    Raises:
        CaseError: a sealed case is not open.
    """
    with memory.look() as connection:
        if not anyway and not is_stale(connection):
            return False
    memory.key(True)
    with memory.change() as connection:
        last, _ = lock_head(connection)
        known = tuple(profiles(memory, connection))
        grouping = groups.new(known)
        if isinstance(grouping, stages.PartGrouping):
            _regroup_part(memory, connection, groups.held, grouping, known, anyway)
        else:
            _regroup_kept(memory, connection, groups, known, anyway, last)
        set_state(connection, "grouped", str(last))
    return True


def _regroup_part(
    memory: Memory,
    connection: Connection,
    held: Held,
    grouping: stages.PartGrouping,
    known: Sequence[SourceProfile],
    anyway: bool,
) -> None:
    """Group what changed with what it may be one event with; or all, where that is too much, or rules changed."""
    grouping.decisions = held.decisions(memory, connection)
    standing = {_stamp(decision) for decision in grouping.decisions}
    before_now = {tuple(one) for one in json.loads(get_state(connection, "decided") or "[]")}
    turned = {claim for stamp in standing ^ before_now for claim in stamp[2:]}
    set_state(connection, "decided", json.dumps(sorted(standing)))
    profiles_changed = file_profiles(connection, known)
    since = int(get_state(connection, "grouped") or "0")
    part = None
    if since and not anyway and profiles_changed is not None:
        if profiles_changed:
            # roles in the model follow from all profiles
            connection.execute(delete(weighings))
            turned |= claims_naming(connection, profiles_changed)
        fresh = list(all_readings(memory, connection, after=since))
        part = part_of(memory, connection, grouping, fresh, turned)
    if part is None:
        for reading in all_readings(memory, connection):
            grouping.add(reading)
        _write(memory, connection, grouping.refresh().figures, (), True)
        keep(memory, connection, grouping.kept(), None)
        return
    for reading in all_readings(memory, connection, reports=part.reports):
        grouping.add(reading, part.accounts)
    homes = {digest(memory, home): home for home in grouping.homes()}
    seniors = outside(connection, homes, part.accounts | part.before)
    grouping.set_outside({homes[home]: senior for home, senior in seniors.items()})
    made = {figure.id: figure for figure in grouping.refresh().figures}
    before = stored_figures(memory, connection, old_figures(connection, part.incidents, part.decided | turned))
    changed = [figure for ident, figure in made.items() if before.get(ident) != figure]
    _write(memory, connection, changed, sorted(before.keys() - made.keys()), False)
    keep(memory, connection, grouping.kept(), part.before)


def _regroup_kept(
    memory: Memory,
    connection: Connection,
    groups: Groups,
    known: tuple[SourceProfile, ...],
    anyway: bool,
    last: int,
) -> None:
    """Group through a grouping that the process keeps, where only what changed goes through it again."""
    whole = groups.grouping is None or anyway or known != groups.profiles
    grouping = groups.new(known) if whole or groups.grouping is None else groups.grouping
    present = set(connection.scalars(select(readings.c.report).where(readings.c.unreadable.is_(None))))
    for report in sorted((groups.reports or set()) - present):
        grouping.remove(report)
    for reading in all_readings(memory, connection, after=0 if whole else groups.seen):
        grouping.add(reading)
    grouping.decisions = groups.held.decisions(memory, connection)
    change = grouping.refresh()
    _write(memory, connection, change.figures, change.gone, whole)
    groups.grouping, groups.seen, groups.profiles, groups.reports = grouping, last, known, present


def stored_figures(memory: Memory, connection: Connection, idents: Collection[str]) -> dict[str, Figure]:
    """Figures as they are stored, by id."""
    found = {}
    ordered = sorted(idents)
    for first in range(0, len(ordered), _NAMES):
        query = select(figures).where(figures.c.id.in_(ordered[first : first + _NAMES]))
        for row in connection.execute(query):
            found[row.id] = figure_of_row(memory, row)
    return found


def all_readings(
    memory: Memory, connection: Connection, *, after: int = 0, reports: Collection[str] | None = None
) -> Iterator[Reading]:
    """Readings changed after an entry, decisions applied and rejected claims left out, in the order of report ids.

    `reports`: of these only.

    Raises:
        CaseError: some are sealed and the passphrase was not given.
    """
    wanted = readings.c.unreadable.is_(None) & (readings.c.touched > after)
    if reports is not None:
        wanted &= readings.c.report.in_(sorted(reports))
    heads = connection.execute(select(readings).where(wanted).order_by(readings.c.report))
    query = select(claims.c.report, claims.c.id, claims.c.protected, claims.c.data)
    if after or reports is not None:
        query = query.where(claims.c.report.in_(select(readings.c.report).where(wanted)))
    rows = connection.execute(query.where(claims.c.rejected.is_(False)).order_by(claims.c.report, claims.c.position))
    row = next(rows, None)
    for head in heads:
        found = []
        while row is not None and row.report == head.report:
            found.append(opened_claim(memory, row))
            row = next(rows, None)
        data = unpack(head.data, f"reading {head.report}", memory.key(head.sealed))
        yield replace(revive(Reading, data), claims=tuple(found))


def profiles(memory: Memory, connection: Connection) -> list[SourceProfile]:
    """The source profiles that stand, in the order in which they were written down."""
    return [revive(SourceProfile, content) for _, content in _standing(memory, connection, EntryKind.PROFILE)]


class Profiles:
    """The source profiles that stand, kept until one is written down, withdrawn or erased."""

    def __init__(self) -> None:
        self._kept: tuple[int, list[SourceProfile]] | None = None

    def standing(self, memory: Memory, connection: Connection) -> list[SourceProfile]:
        """They, in the order in which they were written down."""
        last = last_of(connection, (EntryKind.PROFILE, EntryKind.WITHDRAWAL, EntryKind.ERASURE))
        if self._kept is None or self._kept[0] != last:
            self._kept = (last, profiles(memory, connection))
        return list(self._kept[1])


def grouping_decisions(memory: Memory, connection: Connection) -> list[GroupingDecision]:
    """The merges and splits that stand, in their order, on the claims that their words hold now."""
    return Held().decisions(memory, connection)


def _stamp(decision: GroupingDecision) -> tuple[str, ...]:
    """What tells a decision from others: when it was taken, its kind, and the claims that its words hold now."""
    return (str(decision.at), decision.kind.value, *decision.claims)


def _standing(memory: Memory, connection: Connection, kind: EntryKind) -> Iterator[tuple[Any, Any]]:
    query = select(rulings).where(rulings.c.kind == kind.value, rulings.c.withdrawn.is_(None))
    rows = connection.execute(query.order_by(rulings.c.sequence)).all()
    lines = find_lines(connection, [row.sequence for row in rows]) if rows else {}
    for row in rows:
        content = memory.content(lines[row.sequence])
        if content is not None:
            yield row, content


def _write(memory: Memory, connection: Connection, made: Sequence[Figure], gone: Sequence[str], whole: bool) -> None:
    """Replace the rows of figures made anew, and take out those that are no more; what was weighed of them goes too."""
    set_state(connection, "weighed", "")
    if whole:
        connection.execute(delete(weighings))
        connection.execute(delete(figure_claims))
        connection.execute(delete(figures))
    else:
        names = [*gone, *(figure.id for figure in made)]
        for first in range(0, len(names), _NAMES):
            some = names[first : first + _NAMES]
            connection.execute(delete(weighings).where(weighings.c.subject.in_(some)))
            connection.execute(delete(figure_claims).where(figure_claims.c.figure.in_(some)))
            connection.execute(delete(figures).where(figures.c.id.in_(some)))
    held = sorted({claim for figure in made for claim in figure.claims})
    hidden: set[str] = set()
    for first in range(0, len(held), _NAMES):
        among = claims.c.id.in_(held[first : first + _NAMES])
        hidden.update(connection.scalars(select(claims.c.id).where(claims.c.protected, among)))
    said = spoken(connection, made)
    rows = [_row(memory, figure, not hidden.isdisjoint(figure.claims), said[figure.id]) for figure in made]
    pairs = [{"figure": figure.id, "claim": claim} for figure in made for claim in dict.fromkeys(figure.claims)]
    if rows:
        connection.execute(insert(figures), rows)
    if pairs:
        connection.execute(insert(figure_claims), pairs)


def _row(memory: Memory, figure: Figure, protected: bool, said: Spoken) -> dict[str, Any]:
    place = None if protected else figure.place
    return {
        "id": figure.id,
        "question": "" if protected else text(figure.question),
        "harm": figure.harm.value,
        "category": figure.category,
        "scope": figure.scope.value,
        "status": figure.status.value,
        "rank": _RANK[figure.status],
        "place": searched(place.name) if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "from": figure.from_.isoformat() if figure.from_ and not protected else None,
        "to": figure.to.isoformat() if figure.to and not protected else None,
        "incident": figure.incident.id,
        "claims": len(figure.claims),
        "origins": figure.origins,
        **said.columns(protected),
        "protected": protected,
        "data": pack(plain(figure), f"figure {figure.id}", memory.key(protected)),
    }
