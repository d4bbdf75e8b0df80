"""What a case does with its victim lists, as `case.victims`. Each method is a verb of this package; see there.

case.add_list("ministry.csv", by="A. Analyst", once=True)
case.victims.link(by="A. Analyst")
table = case.victims.overlap().table
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from counterclaim.case import consent as _consent
from counterclaim.case import judged as _judged
from counterclaim.case import judging as _judging
from counterclaim.case import link as _link
from counterclaim.case import overlap as _overlap
from counterclaim.case import persons as _persons
from counterclaim.case import register as _register
from counterclaim.case import ties as _ties
from counterclaim.case.link import Linked
from counterclaim.case.lists import stored_lists
from counterclaim.case.memory import Memory
from counterclaim.case.overlap import Overlap
from counterclaim.case.persons import Known
from counterclaim.case.register import PersonFilter
from counterclaim.case.rows import Row
from counterclaim.case.ties import Named
from counterclaim.errors import UsageError
from counterclaim.model.claim import Harm
from counterclaim.model.figure import Figure
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.ledger import Entry
from counterclaim.model.person import RecordPair
from counterclaim.model.victim import Consent
from counterclaim.victims.review import Agreement

EVERYBODY = PersonFilter()


class Victims:
    """The persons of an open case. What they are is protected: record that somebody looked (`Case.log_view`)."""

    def __init__(self, memory: Memory, regroup: Callable[[], object]) -> None:
        self.memory = memory
        self._regroup = regroup
        self._keeper = _link.Keeper()
        self._register = _register.Register()

    def link(self, *, by: str, **options: Any) -> Linked:
        """Link the case's lists; see `link.link` for the options. Raises UsageError where there is no list."""
        return _link.link(self.memory, self._keeper, by=by, **options)

    def last_linkage(self) -> tuple[str, Any] | None:
        """Entry and content of the last linkage: settings, counts, what changed; None before the first."""
        with self.memory.look() as connection:
            return _overlap.last_linkage(self.memory, connection)

    def overlap(self, lists: Sequence[str] | None = None) -> Overlap | None:
        """The overlap table of the last linkage with its replicates; None before the first."""
        return _overlap.overlap(self.memory, lists)

    # Persons

    def person(self, person_id: str) -> Known | None:
        """One person with the rows that it was made from."""
        self._regroup()
        with self.memory.look() as connection:
            return next(iter(_persons.find_persons(self.memory, connection, [person_id])), None)

    def persons(
        self,
        wanted: PersonFilter = EVERYBODY,
        *,
        limit: int | None = None,
        offset: int = 0,
        may: Callable[[str], bool] = lambda role: True,
    ) -> tuple[list[Known], int]:
        """Persons in the order of lists and rows, and how many the filter finds in all.

        `may` says whether one has a role: names that are not open to it cannot be found by words, place or day.
        """
        self._regroup()
        with self.memory.look() as connection:
            _register.refresh(self.memory, connection, self._register)
            found = _register.search(self._register, wanted, may)
            page = found[offset:] if limit is None else found[offset : offset + limit]
            return _persons.find_persons(self.memory, connection, page), len(found)

    def rows(self, entries: Sequence[str]) -> dict[str, Row]:
        """Rows by their entries, with what may be done with them."""
        with self.memory.look() as connection:
            return _persons.find_rows(self.memory, connection, entries)

    def person_of(self, entry: str) -> str | None:
        """The person that a row, named by its entry, was held to be."""
        with self.memory.look() as connection:
            return _persons.person_of(connection, entry)

    # Incidents

    def tie(self, person_id: str, incident: str, *, by: str, reason: str, holds: bool = True) -> list[Entry]:
        """Record that a person's rows belong to an incident, or (`holds` False) do not. Raises UsageError."""
        return _ties.tie(self.memory, self._rows(person_id), incident, by=by, reason=reason, holds=holds)

    def named(self, incident: str) -> Named:
        """Who is known by name of an incident."""
        found, _ = self.persons(PersonFilter(incident=incident))
        with self.memory.look() as connection:
            return _ties.named(connection, found, self._once(connection))

    def proposed(self, figure: Figure) -> list[Known]:
        """Persons whom place and day put near a figure's incident, tied to none yet. A person decides."""
        if figure.place is None or figure.from_ is None:
            return []
        near = PersonFilter(
            from_=(figure.from_ - _ties.NEAR).isoformat(), to=((figure.to or figure.from_) + _ties.NEAR).isoformat()
        )
        return _ties.proposed(self.memory, self.persons(near)[0], figure)

    def floors(self, figures: Sequence[Figure]) -> dict[str, int]:
        """Identified dead below which no bound of a figure goes: of figures that count all killed of an incident.

        Rows that may be one person count once, and a person whose fate is disputed does not count. Incidents are those
        of the last grouping, which this does not bring up to date: it may be asked while that is being done.
        """
        floors: dict[str, int] = {}
        with self.memory.look() as connection:
            _register.refresh(self.memory, connection, self._register)
            held_by = {incident for of in self._register.incidents.values() for incident in of}
            once = self._once(connection)
            for figure in figures:
                if figure.harm is Harm.KILLED and figure.category == "people" and figure.incident.id in held_by:
                    ids = _register.search(self._register, PersonFilter(incident=figure.incident.id))
                    held = _persons.find_persons(self.memory, connection, ids)
                    floors[figure.id] = _ties.named(connection, held, once).floor
        return {figure: floor for figure, floor in floors.items() if floor}

    def _once(self, connection: Connection) -> frozenset[str]:
        """The lists that hold a person at most once."""
        return frozenset(one.id for one in stored_lists(self.memory, connection) if one.about.once)

    # Consent

    def consent(
        self,
        person_id: str,
        *,
        by: str,
        reason: str,
        given: Consent | None = None,
        sensitive: Sequence[str] | None = None,
    ) -> list[Entry]:
        """Record what was allowed or refused of a person's rows, or how sensitive they are. Raises UsageError."""
        rows = self._rows(person_id)
        return _consent.consent(self.memory, rows, by=by, reason=reason, given=given, sensitive=sensitive)

    def _rows(self, person_id: str) -> tuple[Row, ...]:
        known = self.person(person_id)
        if known is None:
            raise UsageError(f"{person_id}: the case has no such person. It may have been joined with another.")
        return known.rows

    # Review

    def waiting(self, reviewer: str, limit: int | None = None) -> tuple[RecordPair, ...]:
        """Pairs that this reviewer has not judged, rows named by entry, in order of what a judgement would change."""
        return _judging.waiting(self.memory, reviewer, limit)

    def judge(self, left: str, right: str, verdict: Verdict, *, by: str, reason: str = "") -> Entry:
        """Record what a reviewer says of two rows; it binds the next linkage. Raises UsageError."""
        return _judging.judge(self.memory, left, right, verdict, by=by, reason=reason)

    def judgements(self) -> list[Judgement]:
        """Every judgement on rows of the case, in order, withdrawn ones too; rows are named by entry."""
        with self.memory.look() as connection:
            return [one for _, one in _judged.all_judgements(self.memory, connection)]

    def pairs_among(
        self, entries: Sequence[str], reviewer: str
    ) -> list[tuple[RecordPair, list[tuple[str, Judgement]]]]:
        """The candidate pairs among rows, each with the judgements on it that this reviewer may see."""
        return _judging.among(self.memory, entries, reviewer)

    def last_judgement(self, reviewer: str) -> tuple[str, Judgement] | None:
        """A reviewer's last judgement that stands, with its entry: what an undo withdraws."""
        return _judging.last_of(self.memory, reviewer)

    def agreements(self) -> list[Agreement]:
        """How far each two reviewers agree (Cohen's kappa), where they have judged a pair in common."""
        return _judging.agreements(self.memory)
