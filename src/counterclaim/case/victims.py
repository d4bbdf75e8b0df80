"""What a case does with its victim lists, as `case.victims`. Each method is a verb of this package; see there.

case.add_list("ministry.csv", by="A. Analyst", once=True)
case.victims.link(by="A. Analyst")
table = case.victims.overlap().table
"""

from collections.abc import Sequence
from typing import Any

from counterclaim.case import judging as _judging
from counterclaim.case import link as _link
from counterclaim.case import overlap as _overlap
from counterclaim.case import persons as _persons
from counterclaim.case.link import Linked
from counterclaim.case.memory import Memory
from counterclaim.case.overlap import Overlap
from counterclaim.case.persons import Known
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.ledger import Entry
from counterclaim.model.person import RecordPair
from counterclaim.victims.review import Agreement


class Victims:
    """The persons of an open case."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._keeper = _link.Keeper()

    def link(self, *, by: str, **options: Any) -> Linked:
        """Link the case's lists; see `link.link` for the options. Raises UsageError where there is no list."""
        return _link.link(self.memory, self._keeper, by=by, **options)

    def overlap(self, lists: Sequence[str] | None = None) -> Overlap | None:
        """The overlap table of the last linkage with its replicates; None before the first."""
        return _overlap.overlap(self.memory, lists)

    def person(self, person_id: str) -> Known | None:
        """One person with the rows that it was made from. Record that somebody looked: `Case.log_view`."""
        with self.memory.look() as connection:
            return _persons.find_person(self.memory, connection, person_id)

    # Review

    def waiting(self, reviewer: str, limit: int | None = None) -> tuple[RecordPair, ...]:
        """Pairs that this reviewer has not judged, rows named by entry, in order of what a judgement would change."""
        return _judging.waiting(self.memory, reviewer, limit)

    def judge(self, left: str, right: str, verdict: Verdict, *, by: str, reason: str = "") -> Entry:
        """Record what a reviewer says of two rows; it binds the next linkage. Raises UsageError."""
        return _judging.judge(self.memory, left, right, verdict, by=by, reason=reason)

    def last_judgement(self, reviewer: str) -> tuple[str, Judgement] | None:
        """A reviewer's last judgement that stands, with its entry: what an undo withdraws."""
        return _judging.last_of(self.memory, reviewer)

    def agreements(self) -> list[Agreement]:
        """How far each two reviewers agree (Cohen's kappa), where they have judged a pair in common."""
        return _judging.agreements(self.memory)
