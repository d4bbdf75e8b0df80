"""A page's looks share one connection and one state; what is written meanwhile is seen by the next."""

from collections.abc import Callable
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from counterclaim.case import Case
from counterclaim.case.memory import one_view
from counterclaim.errors import CaseError
from tests.case import fakes
from tests.case.conftest import ME


def add(case: Case, write: Callable[..., str], town: str) -> None:
    case.add([write(town, f"40 killed in {town}, said the Ministry")], by=ME, **fakes.STAGES)


def test_all_looks_of_a_view_are_one_connection(case: Case, write: Callable[..., str]) -> None:
    add(case, write, "Orvale")
    with one_view(), case.memory.look() as one, case.memory.look() as other:
        assert one is other
    with case.memory.look() as one, case.memory.look() as other:
        assert one is not other


def test_a_view_shows_one_state_whatever_others_write(case: Case, write: Callable[..., str]) -> None:
    add(case, write, "Orvale")
    with one_view():
        assert case.count_reports() == 1
        other = Thread(target=add, args=(case, write, "Vesh"))
        other.start()
        other.join()
        assert (case.count_reports(), case.count_figures()) == (1, 1)
    assert (case.count_reports(), case.count_figures()) == (2, 2)


def test_what_a_view_writes_it_sees_and_who_is_still_reading_goes_on(case: Case, write: Callable[..., str]) -> None:
    add(case, write, "Orvale")
    add(case, write, "Vesh")
    with one_view():
        entries = case.count_entries()
        for figure in case.figures():
            case.log_view(figure.id, by=ME, purpose="a test")
        assert case.count_entries() == entries + 2


def test_a_view_goes_on_after_a_question_that_failed(case: Case, write: Callable[..., str]) -> None:
    add(case, write, "Orvale")
    with one_view():
        assert case.count_reports() == 1
        with pytest.raises((CaseError, DBAPIError)), case.memory.look() as connection:
            connection.execute(text("select nothing from nowhere"))
        assert case.count_reports() == 1
