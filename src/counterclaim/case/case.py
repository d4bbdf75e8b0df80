"""The Case: a pipeline with memory. Each method is a verb of this package; see there for what it does and raises.

case = Case.create("casebook", by="A. Analyst")
case.add(["reports/"], by="A. Analyst")
for figure in case.figures(Filter(status="conflicting")):
    print(figure.question)

It is over 400 lines because it is the index of the package: every verb of a case in one place, a line or two each.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from counterclaim.case import add as _add
from counterclaim.case import checkpoint as _checkpoint
from counterclaim.case import copying as _copying
from counterclaim.case import decide as _decide
from counterclaim.case import erase as _erase
from counterclaim.case import find as _find
from counterclaim.case import gazetteer as _gazetteer
from counterclaim.case import give as _give
from counterclaim.case import give_file as _give_file
from counterclaim.case import keys as _keys
from counterclaim.case import known as _known
from counterclaim.case import lists as _lists
from counterclaim.case import look as _look
from counterclaim.case import open as _open
from counterclaim.case import parties as _parties
from counterclaim.case import reading as _stages
from counterclaim.case import rebuild as _rebuild
from counterclaim.case import regroup as _regroup
from counterclaim.case import reread as _reread
from counterclaim.case import standing as _standing
from counterclaim.case import take as _take
from counterclaim.case import verify as _verify
from counterclaim.case.add import Added
from counterclaim.case.estimates import Estimates
from counterclaim.case.find import Filter, FoundClaim
from counterclaim.case.give import Given, Tier
from counterclaim.case.incidents import Incidents
from counterclaim.case.lists import StoredList
from counterclaim.case.look import Recorded
from counterclaim.case.memory import Memory, view
from counterclaim.case.persons import Known
from counterclaim.case.standing import Determined, Judged
from counterclaim.case.stored_estimates import StoredEstimate
from counterclaim.case.taken import TakenIn
from counterclaim.case.victims import Victims
from counterclaim.case.voices import Voices
from counterclaim.case.weighing import Weighed
from counterclaim.exports.contents import Contents
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import NO_ESTIMATES, EstimateRows
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.victim_rows import NO_VICTIMS, VictimRows
from counterclaim.model.claim import Claim
from counterclaim.model.decision import Anchor, Decision, Standing
from counterclaim.model.determination import Determination
from counterclaim.model.figure import Figure, GroupingDecision
from counterclaim.model.ledger import Checkpoint, Entry, EntryKind, Verification
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report, ReportHead
from counterclaim.model.source import SourceProfile
from counterclaim.model.victim import VictimRecord
from counterclaim.store.engine import scrub

EVERYTHING = Filter()


class Case:
    """An open case. Readers never wait for writers; writers wait for one another."""

    def __init__(self, memory: Memory, *, new_grouping: _stages.NewGrouping = _stages.new_grouping) -> None:
        self.memory = memory
        self._groups = _regroup.Groups(new_grouping)
        self._grouping = RLock()
        self._settled: _regroup.Height | None = None
        self._directory = _regroup.Profiles()
        self.victims = Victims(memory, self._settle)

    # Opening

    @classmethod
    def create(
        cls,
        location: str,
        *,
        by: str,
        title: str = "",
        passphrase: str | None = None,
        new_grouping: _stages.NewGrouping = _stages.new_grouping,
    ) -> Self:
        """Make a case in a folder that does not exist yet, or in an empty PostgreSQL database. Raises CaseError."""
        return cls(_open.create(str(location), by=by, title=title, passphrase=passphrase), new_grouping=new_grouping)

    @classmethod
    def open(
        cls, location: str, *, passphrase: str | None = None, new_grouping: _stages.NewGrouping = _stages.new_grouping
    ) -> Self:
        """Open a case. Raises CaseError where there is none, or the passphrase is wrong.

        Without the passphrase of a sealed case, unprotected contents can be read and nothing can be written.
        """
        memory = _open.open_case(str(location), passphrase=passphrase)
        _erase.finish_erasures(memory)
        return cls(memory, new_grouping=new_grouping)

    def close(self) -> None:
        """Let the database go."""
        self.memory.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The case's own name, random, the same wherever it is copied."""
        return self.memory.case_id

    @property
    def estimates(self) -> Estimates:
        """How many are on no list: sources, estimates, acceptances."""
        return Estimates(self.memory)

    @property
    def weighing(self) -> Weighed:
        """The model that weighs contradictory counts: off until a named person switches it on."""
        return Weighed(self.memory, self._settle, self.victims.floors)

    # Putting in

    def add(self, targets: Sequence[str], *, by: str, regroup: bool = True, **options: Any) -> Added:
        """Archive, read and regroup what files, folders, feeds and addresses hold; see `add.add` for the options.

        Items that fail are listed in the result. Raises CaseError where the case cannot be written.
        """
        added = _add.add(self.memory, targets, by=by, **{"read": self._read, **options})
        if regroup:
            self.regroup()
        return added

    def add_list(self, target: str, *, by: str, **options: Any) -> StoredList:
        """Add a victim list; see `lists.add_lists` for the options. Raises InputError where it cannot be read."""
        return _lists.add_list(self.memory, target, by=by, **options)

    def add_lists(self, targets: Sequence[str], *, by: str, **options: Any) -> list[StoredList]:
        """Add victim lists, all or none. Raises InputError with every fault of every list."""
        return _lists.add_lists(self.memory, targets, by=by, **options)

    def give_gazetteer(self, path: Path, *, by: str) -> Entry:
        """Give the case its own towns, camps and villages as CSV. Raises InputError with every fault of the file."""
        return _gazetteer.give(self.memory, path, by=by)

    def give_actors(self, path: Path, *, by: str) -> Entry:
        """Give the case the parties of its war as CSV. Raises InputError with every fault of the file."""
        return _parties.give(self.memory, path, by=by)

    def _read(self, reports: Iterable[Report]) -> Iterator[Any]:
        """`pipeline.read` with the case's own gazetteer and parties."""
        return _stages.read(reports, _gazetteer.given(self.memory), _parties.given(self.memory))

    def reread(self, *, by: str, read: _stages.Read | None = None, reports: Sequence[str] | None = None) -> int:
        """Read reports (all, where None) again with this version's reader; decisions hold on to their words."""
        count = _reread.reread(self.memory, by=by, read=read or self._read, reports=reports)
        self.regroup()
        return count

    # Looking up

    def reports(self, *, limit: int | None = None, offset: int = 0) -> Iterator[Report]:
        """Reports with their texts, in the order in which they came."""
        with self.memory.look() as connection:
            yield from _find.all_reports(self.memory, connection, limit, offset)

    def report(self, report_id: str) -> Report | None:
        """One report with its text; None where there is none, it was erased, or it is sealed."""
        with self.memory.look() as connection:
            return _find.find_report(self.memory, connection, report_id)

    def reading(self, report_id: str) -> Reading | None:
        """What was read from a report, people's decisions applied; None where it could not be read."""
        with self.memory.look() as connection:
            return _find.reading_of(self.memory, connection, report_id)

    def claims(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Iterator[FoundClaim]:
        """Claims with their report's id, in the order of reports and their texts."""
        with self.memory.look() as connection:
            yield from _find.search_claims(self.memory, connection, wanted, limit, offset)

    def claim(self, claim_id: str) -> FoundClaim | None:
        """One claim."""
        with self.memory.look() as connection:
            return _find.find_claim(self.memory, connection, claim_id)

    def known(self, claim_ids: Sequence[str]) -> dict[str, tuple[Claim, ReportHead]]:
        """Many claims at once, by id, with the heads of their reports; rejected and unknown ones are left out."""
        with self.memory.look() as connection:
            return _known.known(self.memory, connection, claim_ids)

    def report_heads(self, *, limit: int | None = None, offset: int = 0, words: str | None = None) -> list[ReportHead]:
        """Heads of reports without their texts, newest first; `words` are sought in titles and sources."""
        with self.memory.look() as connection:
            return _known.report_heads(connection, limit=limit, offset=offset, words=words)

    def count_reports(self) -> int:
        """How many reports there are."""
        with self.memory.look() as connection:
            return _known.count_reports(connection)

    def count_claims(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims a filter finds."""
        with self.memory.look() as connection:
            return _find.count_claims(connection, wanted)

    def figures(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Iterator[Figure]:
        """Figures, disputed ones first. They are grouped anew first if something changed."""
        self._settle()
        with self.memory.look() as connection:
            found = _find.search_figures(self.memory, connection, wanted, limit, offset)
            yield from self.weighing.beside(connection, found)

    def figure(self, figure_id: str) -> Figure | None:
        """One figure."""
        self._settle()
        with self.memory.look() as connection:
            found = _find.find_figure(self.memory, connection, figure_id)
            return next(self.weighing.beside(connection, [found] if found else []), None)

    def figure_of(self, claim_id: str) -> str | None:
        """The id of the figure that a claim answers."""
        return self.figures_of([claim_id]).get(claim_id)

    def figures_of(self, claim_ids: Sequence[str]) -> dict[str, str]:
        """The ids of the figures that some claims answer, by claim; claims in no figure are left out."""
        self._settle()
        with self.memory.look() as connection:
            return _find.figures_of_claims(connection, claim_ids)

    def count_figures(self, wanted: Filter = EVERYTHING) -> int:
        """How many figures a filter finds."""
        self._settle()
        with self.memory.look() as connection:
            return _find.count_figures(connection, wanted)

    @property
    def incidents(self) -> Incidents:
        """Incidents by page and by place."""
        return Incidents(self.memory, self._settle)

    @property
    def voices(self) -> Voices:
        """Who speaks how often, and who calls whom what."""
        return Voices(self.memory)

    def profiles(self) -> list[SourceProfile]:
        """What people wrote down about sources, as it stands."""
        with self.memory.look() as connection:
            return self._directory.standing(self.memory, connection)

    def lists(self) -> list[StoredList]:
        """The victim lists."""
        return _lists.stored_lists_of(self.memory)

    def records(self, list_id: str) -> Iterator[VictimRecord]:
        """The rows of a victim list. Record that somebody looked: `log_view`."""
        with self.memory.look() as connection:
            yield from _lists.records_of(self.memory, connection, list_id)

    def snapshot_bytes(self, sha256: str) -> bytes:
        """The bytes of a snapshot. Raises KeyError where there are none."""
        with self.memory.look() as connection:
            return _find.snapshot_bytes(self.memory, connection, sha256)

    def find(self, id_: str) -> FoundClaim | Figure | Known | Recorded | Report | StoredEstimate | StoredList | None:
        """Whatever has that id: a claim, figure, entry, estimate, person, victim list or report; None where nothing has."""
        listed = next((stored for stored in self.lists() if stored.id == id_), None)
        found = self.claim(id_) or self.figure(id_) or self.entry(id_)
        return found or self.estimates.find(id_) or self.victims.person(id_) or listed or self.report(id_)

    def is_protected(self, id_: str) -> bool:
        """Whether what has that id is, or is made from, a protected content: looking at it is to be recorded."""
        with self.memory.look() as connection:
            return _find.is_protected(connection, id_)

    def protected_among(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some figures or claims that rest on a protected content."""
        with self.memory.look() as connection:
            return _find.protected_among(connection, ids)

    def has_fetched(self) -> bool:
        """Whether anything was fetched from the network before."""
        with self.memory.look() as connection:
            return _find.has_fetched(connection)

    # People's conclusions

    def anchor(self, claim_id: str) -> Anchor:
        """Where a decision on a claim attaches. Raises KeyError where there is no such claim."""
        found = self.claim(claim_id)
        if found is None:
            raise KeyError(claim_id)
        return Anchor.of_claim(found.report, found.claim)

    def decide(self, decision: Decision, *, by: str) -> Entry:
        """Reject, correct, relabel, merge, split or add. Raises UsageError where the decision does not fit."""
        return _decide.decide(self.memory, decision, by=by)

    def determine(self, determination: Determination) -> Entry:
        """Record a named person's conclusion about a figure."""
        return _decide.determine(self.memory, determination)

    def judge(self, judgement: Any, *, by: str) -> Entry:
        """Record a judgement on a pair of victim records."""
        return _decide.judge(self.memory, judgement, by=by)

    def profile(self, source: SourceProfile, *, by: str) -> Entry:
        """Record what a person writes down about a source."""
        return _decide.profile(self.memory, source, by=by)

    def withdraw(self, entry_id: str, *, by: str, reason: str) -> Entry:
        """Take back a decision, determination, judgement, profile, acceptance or weighing. Raises UsageError where there is none."""
        return _decide.withdraw(self.memory, entry_id, by=by, reason=reason)

    def decisions(self, *, report: str | None = None, leftover: bool = False) -> list[Standing]:
        """Decisions in order, withdrawn ones too; `leftover`: only those that stand and whose span is gone."""
        with self.memory.look() as connection:
            return list(_standing.decisions(self.memory, connection, report, leftover))

    def determinations(self, figure_id: str | None = None) -> list[Determined]:
        """Determinations, newest first: of a figure by its id, or by a claim that it held and still holds."""
        with self.memory.look() as connection:
            return list(_standing.determinations(self.memory, connection, figure_id))

    def judgements(self) -> list[Judged]:
        """Judgements on pairs of victim records, in order, withdrawn ones too."""
        with self.memory.look() as connection:
            return list(_standing.judgements(self.memory, connection))

    # Giving and taking

    def give(self, tier: Tier = Tier.PUBLIC, *, whole: bool = False) -> Given:
        """The values that an export of this tier may hold; `whole`: with victims and estimates, for tables."""
        self.regroup()
        return _give.give(self.memory, tier, whole=whole)

    def case_file(self, tier: Tier, *, by: str) -> tuple[Contents, bytes]:
        """The contents of a case file, and the key to sign it with. The ledger's root is recorded as it leaves."""
        self.regroup()
        key = _keys.signing_key(self.memory, by=by)
        return _give_file.contents(self.memory, tier, by=by), key

    def take(
        self,
        reports: Iterable[ReportRow],
        profiles: Iterable[SourceProfile] = (),
        groupings: Iterable[GroupingDecision] = (),
        victims: VictimRows = NO_VICTIMS,
        estimates: EstimateRows = NO_ESTIMATES,
        determined: Iterable[DeterminedRow] = (),
        *,
        by: str,
        origin: str,
        protected: bool = False,
    ) -> TakenIn:
        """Take in what another case or tool gave away; what is there already is updated, never doubled."""
        given = (reports, profiles, groupings, victims, estimates, determined)
        taken = _take.take(self.memory, *given, by=by, origin=origin, protected=protected)
        self.regroup()
        return taken

    # The ledger

    def entries(
        self, *, after: int = 0, limit: int | None = None, kinds: Sequence[EntryKind] = (), words: str = ""
    ) -> Iterator[Recorded]:
        """The ledger in order, after that number: who did what, when, with which tool, and what content is left."""
        return _look.look(self.memory, after=after, limit=limit, kinds=kinds, words=words)

    def custody(self, sha256: str) -> list[Recorded]:
        """Every time that a snapshot's bytes were obtained."""
        return _look.custody(self.memory, sha256)

    def entry(self, entry_id: str) -> Recorded | None:
        """One entry of the ledger."""
        return _look.find(self.memory, entry_id)

    def count_entries(self) -> int:
        """How many entries the ledger has."""
        with self.memory.look() as connection:
            return _look.count_entries(connection)

    def log_view(self, subject: str, *, by: str, purpose: str = "") -> Entry:
        """Record that a person looked at a protected content."""
        return _look.log_view(self.memory, subject, by=by, purpose=purpose)

    def log_export(self, *, format_: str, tier: str, sha256: str, by: str, rows: int = 0) -> Entry:
        """Record that something left the case, with `rows` of victim lists."""
        return _look.log_export(self.memory, format_=format_, tier=tier, sha256=sha256, by=by, rows=rows)

    def note(self, content: Any, *, by: str, protected: bool = False, about: str | None = None) -> Entry:
        """Record anything else that must not be lost."""
        return _look.note(self.memory, content, by=by, protected=protected, about=about)

    def erase(self, entry_id: str, *, reason: str, by: str) -> list[Entry]:
        """Destroy a content and all that was made from it; the tombstones. Raises UsageError."""
        tombstones = _erase.erase(self.memory, entry_id, reason=reason, by=by)
        self.regroup()
        scrub(self.memory.engine)
        return tombstones

    def copy(self, location: str, *, by: str, progress: Callable[[int], None] = lambda rows: None) -> None:
        """Copy the whole case to another folder or database, protected contents too; the ledger records that it left."""
        head = _checkpoint.checkpoint(self.memory, by=by)
        self.log_export(format_="copy", tier="whole", sha256=head.root, by=by)
        _copying.copy(self.memory, location, progress=progress)

    def checkpoint(self, *, by: str) -> Checkpoint:
        """Record the ledger's Merkle root, for a signature or a time stamp."""
        return _checkpoint.checkpoint(self.memory, by=by)

    def verify(self, *, tables: bool = True, progress: Callable[[int], None] = lambda done: None) -> Verification:
        """Check every hash, every span, the whole ledger and the tables. To find something is a result, no error."""
        return _verify.verify(self.memory, tables=tables, progress=progress)

    def rebuild(self) -> int:
        """Make the tables again from the ledger; the number of entries gone through."""
        count = _rebuild.rebuild(self.memory)
        self.regroup(anyway=True)
        return count

    def regroup(self, *, anyway: bool = False) -> bool:
        """Group the figures anew where something changed, and weigh them where that is on; whether they were."""
        with self._grouping:
            changed = _regroup.regroup(self.memory, self._groups, anyway=anyway)
            return self.weighing.refresh() or changed

    def _settle(self) -> None:
        """Regroup before a look, unless another thread is at it: then one sees what was grouped last and need not wait.

        Where nothing at all was recorded or derived since the last time, one query says so; a page asks it once (`memory.one_view`).
        """
        page = view()
        if page is not None and page.settled:
            return
        self._settle_now()
        if page is not None:
            page.settled = True

    def _settle_now(self) -> None:
        with self.memory.look() as connection:
            if self._settled is not None and _regroup.height(connection) == self._settled:
                return
        if self._grouping.acquire(blocking=False):
            try:
                self.regroup()
                with self.memory.look() as connection:
                    height = _regroup.height(connection)
                    self._settled = None if _regroup.is_stale(connection) else height
            finally:
                self._grouping.release()
