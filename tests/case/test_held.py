"""Decisions are resolved once, and resolved anew where a report changed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from counterclaim.case import Case
from counterclaim.case.held import Held
from counterclaim.model import Decision, DecisionKind, Report
from tests.case import fakes
from tests.case.conftest import ME

TOWNS = ("Orvale", "Vesh", "Tarn", "Aldmoor", "Keld", "Marn", "Sorn", "Ulm", "Brack", "Dorn", "Fenn", "Gard")


@contextmanager
def counted(case: Case) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(case.memory.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(case.memory.engine, "before_cursor_execute", note)


def take_in(case: Case, write: Callable[..., str]) -> list[str]:
    """A report a town; their claims."""
    paths = [write(town, f"{n + 10} killed in {town}, said the Ministry") for n, town in enumerate(TOWNS)]
    case.add(paths, by=ME, **fakes.STAGES)
    return [found.claim.id for found in case.claims()]


def merge(case: Case, *claims: str) -> str:
    anchors = tuple(case.anchor(claim) for claim in claims)
    return case.decide(Decision(DecisionKind.MERGE, anchors, "one town"), by=ME).id


def blind(reports: Iterable[Report]) -> Iterator[fakes.NotRead]:
    """A reader that knows no language."""
    for report in reports:
        yield fakes.NotRead(report.id, "no reader for this language")


def resolved(held: Held, case: Case) -> list[tuple[str, ...]]:
    with case.memory.look() as connection:
        return [decision.claims for decision in held.decisions(case.memory, connection)]


def test_what_a_regrouping_asks_does_not_grow_with_the_decisions_before(case: Case, write: Callable[..., str]) -> None:
    claims = take_in(case, write)
    asked = []
    for one, other in zip(claims[::2], claims[1::2], strict=True):
        merge(case, one, other)
        with counted(case) as sent:
            case.regroup()
        asked.append(len(sent))
    assert asked[-1] <= asked[1]


def test_what_is_kept_says_what_a_fresh_look_says(case: Case, write: Callable[..., str]) -> None:
    claims, kept = take_in(case, write), Held()
    first = merge(case, *claims[:2])
    merge(case, *claims[1:4])
    assert resolved(kept, case) == [tuple(claims[:2]), tuple(claims[1:4])]
    case.decide(Decision(DecisionKind.REJECT, (case.anchor(claims[0]),), "no claim"), by=ME)
    assert resolved(kept, case) == resolved(Held(), case)
    case.reread(by=ME, read=blind)
    assert resolved(kept, case) == resolved(Held(), case) == [(), ()]
    case.reread(by=ME, read=fakes.read)
    assert resolved(kept, case) == resolved(Held(), case)
    case.withdraw(first, by=ME, reason="two towns")
    assert resolved(kept, case) == [tuple(claims[1:4])]
