"""Grouping: reports come and go, and only the figures that they can change are made anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.figures import decisions as decided
from counterclaim.figures.account import Account, accounts
from counterclaim.figures.assemble import Question, figure
from counterclaim.figures.cells import Cell, Cells
from counterclaim.figures.evidence import FORCES, Evidence, populations, spoken
from counterclaim.figures.profiles import Directory
from counterclaim.figures.rules import codebook
from counterclaim.model import Figure, GroupingDecision, Reading, SourceProfile


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
    _cells: Cells = field(default_factory=Cells)
    _accounts: dict[str, list[Account]] = field(default_factory=dict)
    _evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    _by_cell: dict[Cell, dict[str, Figure]] = field(default_factory=dict)
    _decided_cells: set[Cell] = field(default_factory=set)
    _directory: Directory = field(default_factory=Directory)

    def __post_init__(self) -> None:
        self._directory = Directory(self.profiles)
        for name in self.rules:
            codebook(name)

    def add(self, reading: Reading) -> None:
        """Take in what was read from one report; a report of the same id is replaced."""
        self.remove(reading.report.id)
        self._accounts[reading.report.id] = found = accounts(reading)
        for account in found:
            self._evidence[account.key] = [
                spoken(claim, account.head, account.where, account.first, account.last, self._directory)
                for claim in account.claims
            ]
            self._cells.add(account)

    def remove(self, report_id: str) -> None:
        """Forget a report; one that is not there is no error."""
        for account in self._accounts.pop(report_id, ()):
            self._cells.discard(account)
            del self._evidence[account.key]

    def refresh(self) -> Change:
        """Make anew the figures of the cells that changed since the last call."""
        changed = self._cells.settle() | self._decided_cells
        if self.decisions:
            changed |= self._cells_of_decisions()
        old = {name: held for cell in changed for name, held in self._by_cell.pop(cell, {}).items()}
        groups: dict[Question, list[Evidence]] = {}
        homes: dict[tuple[str, ...], Cell] = {}
        for cell in sorted(changed):
            for asked, members in self._groups(cell).items():
                groups[asked] = members
                homes[asked.incident] = cell
        said: dict[Question, list[str]] = {}
        if self.decisions:
            groups, said = decided.apply(groups, self.decisions)
            homes |= {asked.incident: homes[asked.incident[:-1]] for asked in groups if asked.incident not in homes}
        parts = _parts_elsewhere(groups)
        made = []
        for asked in sorted(groups, key=lambda question: question.key):
            new = figure(asked, groups[asked], self._directory, self.rules, said.get(asked, ()), parts.get(asked, ()))
            self._by_cell.setdefault(homes[asked.incident], {})[new.id] = new
            if old.get(new.id) != new:
                made.append(new)
        kept = {name for cell in changed for name in self._by_cell.get(cell, {})}
        return Change(tuple(made), tuple(sorted(set(old) - kept)))

    def figures(self) -> list[Figure]:
        """All figures, in an order that depends on nothing but them: by place and day, then by question."""
        self.refresh()
        return [self._by_cell[cell][name] for cell in sorted(self._by_cell) for name in sorted(self._by_cell[cell])]

    def _groups(self, cell: Cell) -> dict[Question, list[Evidence]]:
        groups: dict[Question, list[Evidence]] = defaultdict(list)
        for cluster in self._cells.clusters(cell):
            told = [(account, item) for account in cluster.accounts for item in self._evidence[account.key]]
            named = populations([item for _, item in told])
            for account, item in told:
                claim = item.claim
                asked = named.get((claim.harm, account.scope), {})
                of = asked.get(claim.category, "forces" if claim.category in FORCES else "people")
                groups[Question((*cluster.cell, cluster.town), claim.harm, account.scope, of)].append(item)
        return groups

    def _cells_of_decisions(self) -> set[Cell]:
        """Cells that hold a claim which a decision names: what is decided in one may draw on another."""
        named = {ident for decision in self.decisions for ident in decision.claims}
        self._decided_cells = {
            cell
            for cell in self._cells.occupied()
            if any(claim.id in named for account in self._cells.members(cell) for claim in account.claims)
        }
        return self._decided_cells


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
