"""The weighing model in a case, as `case.weighing`: off by default; each method is a verb of this package.

case.weighing.switch_on(reason="Forty outlets, two sides; asked for by the desk.", by="A. Analyst")
for figure in case.figures(): ...     each with two original sources now has an assessment "weigh"
case.weighing.run(by="A. Analyst")    chains instead of the fast approximation
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.decide import withdraw
from counterclaim.case.memory import Memory
from counterclaim.case.weigh_assess import assessment
from counterclaim.case.weigh_counts import WHOLE, Floors, unpack_counts
from counterclaim.case.weigh_refresh import refresh
from counterclaim.case.weigh_run import run
from counterclaim.case.weigh_switch import Switch, standing, switch_on
from counterclaim.errors import UsageError
from counterclaim.model.codec import revive
from counterclaim.model.figure import Assessment, Figure
from counterclaim.model.ledger import Entry
from counterclaim.model.weighing import MODEL_RULES, WeighedFigure, Weighing
from counterclaim.store.ledger import get_state
from counterclaim.store.packing import unpack
from counterclaim.store.tables import weighings

#: figures whose answers are fetched together
AT_ONCE = 500


class Weighed:
    """Whether the model is on, what it says, and its full runs."""

    def __init__(
        self, memory: Memory, regroup: Callable[[], object] = lambda: None, floors: Floors = lambda figures: {}
    ) -> None:
        self._memory = memory
        self._regroup = regroup  # figures come first: they are what is weighed
        self._floors = floors

    @property
    def switch(self) -> Switch | None:
        """The decision by which it is on; None where it is off."""
        with self._memory.look() as connection:
            return standing(self._memory, connection)

    def switch_on(self, *, reason: str, by: str, level: float = 0.9, seed: int = 1) -> Entry:
        """Record a named person's decision that this case has a model's assessments. Raises UsageError."""
        return switch_on(self._memory, reason=reason, by=by, level=level, seed=seed)

    def switch_off(self, *, reason: str, by: str) -> Entry:
        """Withdraw that decision. Raises UsageError where the model is off."""
        found = self.switch
        if found is None:
            raise UsageError("the model is off in this case.")
        return withdraw(self._memory, found.entry, by=by, reason=reason)

    def refresh(self) -> bool:
        """Weigh again, fast, where something changed; whether it was done."""
        return refresh(self._memory, self._floors)

    def run(self, *, by: str, tick: Callable[[int], None] = lambda sweeps: None) -> str:
        """Weigh all figures by chains and record it; the run's id. Raises UsageError; `tick` may raise to stop."""
        self._regroup()
        return run(self._memory, self._floors, by=by, tick=tick)

    def all(self, *, figures: bool = True) -> Weighing | None:
        """Sources, contrasts, diagnostics and (unless not wanted) figures as they stand; None where the model is off or
        nothing can be weighed."""
        self._regroup()
        with self._memory.look() as connection:
            if standing(self._memory, connection) is None:
                return None
            row = connection.execute(select(weighings).where(weighings.c.subject == WHOLE)).one_or_none()
            if row is None:
                return None
            summary = unpack(row.data, "weighing of the case", self._memory.key(row.protected))
            query = select(weighings).where(weighings.c.subject != WHOLE, weighings.c.data.is_not(None))
            rows = connection.execute(query.order_by(weighings.c.subject)).all() if figures else ()
            found = tuple(revive(WeighedFigure, self._data(row)["figure"]) for row in rows)
            since = int(get_state(connection, "weighed_since") or 0)
        whole = revive(Weighing, {**summary, "figures": []})
        # sources are told as all counts were last weighed together; so many have changed since
        return replace(whole, figures=found, diagnostics={**whole.diagnostics, "changed_since": since})

    def figure(self, figure_id: str) -> WeighedFigure | None:
        """The model's answer to one figure."""
        self._regroup()
        with self._memory.look() as connection:
            if standing(self._memory, connection) is None:
                return None
            row = connection.execute(select(weighings).where(weighings.c.subject == figure_id)).one_or_none()
            return revive(WeighedFigure, self._data(row)["figure"]) if row is not None and row.data else None

    def beside(self, connection: Connection, figures: Iterable[Figure]) -> Iterator[Figure]:
        """The figures, each with the model's assessment after the codebooks' where the model is on."""
        rest, switch = iter(figures), standing(self._memory, connection)
        if switch is None:
            yield from rest
            return
        while page := list(islice(rest, AT_ONCE)):
            found = self._assessments(connection, switch, [figure.id for figure in page])
            for figure in page:
                made = found.get(figure.id)
                yield replace(figure, assessments=(*figure.assessments, made)) if made else figure

    def _assessments(self, connection: Connection, switch: Switch, ids: Sequence[str]) -> dict[str, Assessment]:
        query = select(weighings).where(weighings.c.subject.in_(ids), weighings.c.data.is_not(None))
        found = {}
        for row in connection.execute(query).all():
            data, (counts, _) = self._data(row), unpack_counts(self._memory, row)
            found[row.subject] = assessment(
                counts, revive(WeighedFigure, data["figure"]), switch, data["run"], data.get("held")
            )
        return found

    def _data(self, row: Any) -> dict[str, Any]:
        return dict(unpack(row.data, f"weighing {row.subject}", self._memory.key(row.protected)))


def without_model(figure: Figure) -> Figure:
    """The figure without a model's assessments: what a public export may have."""
    kept = tuple(one for one in figure.assessments if one.rules not in MODEL_RULES)
    return figure if kept == figure.assessments else replace(figure, assessments=kept)
