"""Incidents by page and by place, and figures found by what their claims say."""

from collections.abc import Callable

import pytest

from counterclaim.case import Case, Filter
from tests.case import fakes
from tests.case.conftest import ME


@pytest.fixture
def told(case: Case, add: Callable[..., None], write: Callable[..., str]) -> Case:
    add("one", "40 killed in Orvale, said the Ministry")
    add("two", "58 killed in Orvale, said the Front")
    add("three", "7 injured in Aldmoor, said the Front")
    case.add([write("w", "9 killed in Vesh, said the Baker")], by=ME, protected=True, **fakes.STAGES)
    return case


@pytest.mark.parametrize(
    ("wanted", "questions"),
    [
        (Filter(claimant="ministry"), ["killed in Orvale"]),
        (Filter(claimant="front"), ["killed in Orvale", "injured in Aldmoor"]),
        (Filter(claimant="baker"), []),
        (Filter(least=50, harm="killed"), ["killed in Orvale", "killed in Vesh"]),
        (Filter(most=10), ["injured in Aldmoor", "killed in Vesh"]),
        (Filter(least=59, harm="injured"), []),
        (Filter(basis="none_stated", harm="killed"), ["killed in Orvale"]),
        (Filter(basis="body_count", harm="killed"), []),
    ],
)
def test_figures_are_found_by_what_their_claims_say(told: Case, wanted: Filter, questions: list[str]) -> None:
    """A protected figure's numbers are not in its columns, so that no filter by number gives or denies it away."""
    assert sorted(f.question for f in told.figures(wanted)) == sorted(questions)


def test_incidents_come_by_page_and_each_once(told: Case) -> None:
    pages = [told.incidents.search(Filter(), limit=2, offset=offset) for offset in (0, 2)]
    held = [incident[0].incident.id for page in pages for incident in page]
    assert len(held) == len(set(held)) == told.incidents.count(Filter()) == 3


def test_only_figures_that_fit_stand_in_an_incident(told: Case) -> None:
    found = told.incidents.search(Filter(harm="injured"), limit=9)
    assert [[figure.question for figure in incident] for incident in found] == [["injured in Aldmoor"]]


def test_a_place_without_coordinates_is_not_on_the_map(told: Case) -> None:
    assert told.incidents.places(Filter(), limit=9) == []
