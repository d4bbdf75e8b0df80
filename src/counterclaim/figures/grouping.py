"""Grouping: reports come and go, and only the figures that they can change are made anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.figures import decisions as decided
from counterclaim.figures.account import Account, accounts
from counterclaim.figures.assemble import Question, figure
from counterclaim.figures.blocks import Key
from counterclaim.figures.evidence import FORCES, Evidence, populations, spoken
from counterclaim.figures.holding import Holding, Kept, holding_of
from counterclaim.figures.incidents import MAX_BLOCK, Incidents
from counterclaim.figures.profiles import Directory
from counterclaim.figures.rules import codebook
from counterclaim.model import Figure, GroupingDecision, Reading, SourceProfile, make_id


@dataclass(frozen=True, slots=True)
class Change:
    """What the last reports changed: figures made or made anew, and ids of figures that are no more."""

    figures: tuple[Figure, ...]
    gone: tuple[str, ...]


@dataclass(slots=True)
class Grouping:
    """All figures of a set of reports, kept as reports are added and removed.

    The same reports give the same figures in any order of arrival. Adding a report costs what its own areas and days
    hold, not what the case holds. `decisions` are a person's, applied on top.
    """

    profiles: Sequence[SourceProfile] = ()
    rules: Sequence[str] = ("plain",)
    decisions: Sequence[GroupingDecision] = ()
    _incidents: Incidents = field(default_factory=Incidents)
    _accounts: dict[str, list[Account]] = field(default_factory=dict)
    _evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    _by_incident: dict[Key, dict[str, Figure]] = field(default_factory=dict)
    _decided: set[Key] = field(default_factory=set)
    _directory: Directory = field(default_factory=Directory)

    def __post_init__(self) -> None:
        self._directory = Directory(self.profiles)
        for name in self.rules:
            codebook(name)

    def add(self, reading: Reading, only: Collection[str] | None = None) -> None:
        """Take in what was read from one report; a report of the same id is replaced.

        `only`: of its accounts these, where a part of a large case is grouped (see `holding`).
        """
        self.remove(reading.report.id)
        told = accounts(reading)
        self._accounts[reading.report.id] = found = [a for a in told if only is None or a.key in only]
        for account in found:
            self._evidence[account.key] = [
                spoken(claim, account.head, account.where, account.first, account.last, self._directory)
                for claim in account.claims
            ]
            self._incidents.add(account)

    @property
    def most_in_a_block(self) -> int:
        """Accounts of one area and day from which a part of a case cannot be grouped by itself."""
        return MAX_BLOCK

    def holdings(self, reading: Reading) -> list[Holding]:
        """Where the accounts of a reading would be filed."""
        return [holding_of(account) for account in accounts(reading)]

    def homes(self) -> set[Key]:
        """Places and times after which the incidents of its accounts may be named."""
        return {holding_of(account).home for found in self._accounts.values() for account in found}

    def set_outside(self, seniors: Mapping[Key, tuple[str, str]]) -> None:
        """Where only a part of a case is held: for each home the most senior of the accounts left out."""
        self._incidents.outside = dict(seniors)

    def kept(self) -> Iterator[Kept]:
        """Each account with where it is filed, its incident and its components, once refreshed."""
        parts = self._incidents.parts()
        for found in self._accounts.values():
            for account in found:
                name = self._incidents.name_of(account.key) or ()
                yield Kept(holding_of(account), make_id("incident", list(name)), parts.get(account.key, ()))

    def remove(self, report_id: str) -> None:
        """Forget a report; one that is not there is no error."""
        for account in self._accounts.pop(report_id, ()):
            self._incidents.discard(account)
            del self._evidence[account.key]

    def refresh(self) -> Change:
        """Make anew the figures of the incidents that changed since the last call."""
        changed = self._incidents.settle() | self._decided
        if self.decisions:
            changed |= self._incidents_of_decisions()
        old = {ident: held for name in changed for ident, held in self._by_incident.pop(name, {}).items()}
        groups: dict[Question, list[Evidence]] = {}
        homes: dict[Key, Key] = {}
        for name in sorted(changed):
            for asked, members in self._groups(name).items():
                groups[asked] = members
                homes[asked.incident] = name
        said: dict[Question, list[str]] = {}
        if self.decisions:
            groups, said = decided.apply(groups, self.decisions)
            homes |= {asked.incident: _home(asked.incident, homes) for asked in groups}
        parts = _parts_elsewhere(groups)
        ties = {name: self._incidents.why(name) for name in set(homes.values())}
        made = []
        for asked in sorted(groups, key=lambda question: question.key):
            why = [*said.get(asked, ()), *_among(ties[homes[asked.incident]], groups[asked])]
            new = figure(asked, groups[asked], self._directory, self.rules, why, parts.get(asked, ()))
            self._by_incident.setdefault(homes[asked.incident], {})[new.id] = new
            if old.get(new.id) != new:
                made.append(new)
        kept = {ident for name in changed for ident in self._by_incident.get(name, {})}
        return Change(tuple(made), tuple(sorted(set(old) - kept)))

    def figures(self) -> list[Figure]:
        """All figures, in an order that depends on nothing but them: by place and day, then by question."""
        self.refresh()
        held = self._by_incident
        return [held[name][ident] for name in sorted(held) for ident in sorted(held[name])]

    def _groups(self, name: Key) -> dict[Question, list[Evidence]]:
        groups: dict[Question, list[Evidence]] = defaultdict(list)
        cluster = self._incidents.cluster(name)
        if cluster is None:
            return groups
        told = [(account, item) for account in cluster.accounts for item in self._evidence[account.key]]
        named = populations([item for _, item in told])
        for account, item in told:
            claim = item.claim
            asked = named.get((claim.harm, account.scope), {})
            of = asked.get(claim.category, "forces" if claim.category in FORCES else "people")
            groups[Question(name, claim.harm, account.scope, of)].append(item)
        return groups

    def _incidents_of_decisions(self) -> set[Key]:
        """Incidents that hold a claim which a decision names: what is decided in one may draw on another."""
        named = {ident for decision in self.decisions for ident in decision.claims}
        self._decided = {
            name
            for found in self._accounts.values()
            for account in found
            if any(claim.id in named for claim in account.claims)
            and (name := self._incidents.name_of(account.key)) is not None
        }
        return self._decided


def _home(incident: Key, homes: Mapping[Key, Key]) -> Key:
    """The incident that a split took a group out of: splits of splits lengthen its name, one part each."""
    while incident not in homes:
        incident = incident[:-1]
    return homes[incident]


def _among(ties: Sequence[tuple[str, str, str]], evidence: Sequence[Evidence]) -> list[str]:
    """The ties between reports of a figure, in words."""
    reports = {item.head.id for item in evidence}
    return [text for one, other, text in ties if one in reports and other in reports]


def _parts_elsewhere(groups: Mapping[Question, Sequence[Evidence]]) -> dict[Question, list[Evidence]]:
    """For each figure, claims of other figures that their report tells as a part of its own ("of them 3 officers")."""
    whole = {e.claim.part_of for members in groups.values() for e in members if e.claim.part_of}
    owner = {e.ident: asked for asked, members in groups.items() for e in members if e.ident in whole}
    found: dict[Question, list[Evidence]] = defaultdict(list)
    for asked, members in groups.items():
        for item in members:
            held = owner.get(item.claim.part_of or "")
            if held is not None and held != asked:
                found[held].append(item)
    return found


def group(
    readings: Iterable[Reading],
    profiles: Sequence[SourceProfile] = (),
    rules: Sequence[str] = ("plain",),
    decisions: Sequence[GroupingDecision] = (),
) -> list[Figure]:
    """The figures of many reports: incidents, relations, original sources and assessments; decisions applied on top.

    Raises:
        UsageError: a rule is named that no codebook has.
    """
    grouping = Grouping(profiles, rules, decisions)
    for reading in readings:
        grouping.add(reading)
    return grouping.figures()
