"""The estimates of a case, as `case.estimates`: each method is a verb of this package.

table = case.estimates.give(read_tables(path), "villages", by="A. Analyst")
made = case.estimates.run(table.name, by="A. Analyst")
case.estimates.accept(made.id, "loglinear", None, ticked=range(9), standard=Standard.BALANCE, reason="...", by="A. Analyst")
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from counterclaim.case.accept import accept
from counterclaim.case.estimate import estimate
from counterclaim.case.estimate_sources import Source, give_table, sources
from counterclaim.case.memory import Memory
from counterclaim.case.stored_estimates import StoredEstimate, stored_estimates
from counterclaim.model.determination import Standard
from counterclaim.model.ledger import Entry
from counterclaim.model.overlap import OverlapTable

if TYPE_CHECKING:
    from counterclaim.estimates.settings import Settings


class Estimates:
    """What is estimated of those on no list, from what, and what of it a named analyst accepted."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def give(self, tables: Sequence[OverlapTable], name: str, *, by: str) -> Source:
        """Record a table of overlaps under a name. Raises UsageError where it has none."""
        return give_table(self._memory, tuple(tables), name, by=by)

    def sources(self) -> list[Source]:
        """What can be estimated from: tables that were given, and linked lists."""
        with self._memory.look() as connection:
            return sources(self._memory, connection)

    def run(
        self,
        source: str,
        settings: "Settings | None" = None,
        *,
        by: str,
        progress: Callable[[str], None] = lambda text: None,
    ) -> StoredEstimate:
        """Estimate and record; what was estimated before is found again. Raises UsageError; `progress` may raise too."""
        id_ = estimate(self._memory, source, settings, by=by, progress=progress)
        with self._memory.look() as connection:
            return next(stored_estimates(self._memory, connection, id_))

    def all(self) -> list[StoredEstimate]:
        """Every estimate, newest first."""
        with self._memory.look() as connection:
            return list(stored_estimates(self._memory, connection))

    def find(self, id_: str) -> StoredEstimate | None:
        """The estimate of that id."""
        with self._memory.look() as connection:
            return next(stored_estimates(self._memory, connection, id_), None)

    def accept(
        self, id_: str, method: str, criterion: str | None, *, ticked: Sequence[int], standard: Standard, reason: str, by: str
    ) -> Entry:  # fmt: skip
        """Record a named analyst's acceptance of every assumption. `Case.withdraw` takes it back. Raises UsageError."""
        return accept(self._memory, id_, method, criterion, ticked=ticked, standard=standard, reason=reason, by=by)
