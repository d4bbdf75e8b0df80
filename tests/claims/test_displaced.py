"""Forced movement in the words of monitors, agencies and local offices. The sentences are in displaced.py."""

import pytest

from tests.claims import displaced
from tests.claims.reading import reading


@pytest.mark.parametrize(("text", "number", "harm", "unit"), displaced.MOVED)
def test_who_had_to_move_is_counted(text: str, number: int, harm: str, unit: str) -> None:
    found = [(c.quantity.low, c.quantity.high, c.harm.value, c.quantity.unit.value) for c in reading(text).claims]
    assert any(number in (low, high) or low == number + 1 for low, high, *rest in found if rest == [harm, unit]), found


@pytest.mark.parametrize(
    "text",
    [
        "Shops counted 3,150 new arrivals in their books.",
        "Some 430 people agreed with their neighbours.",
        "The school sent 230 families a letter.",
        "About 600 families have been sleeping well.",
        "Some 25,000 people are on the list.",
        "The army moved 240 crates into the hall.",
        "Fire crews told 900 residents to wait.",
        "Some 382 spectators arrived in the valley after lunch.",
        "The storm put 2,780 boats in 23 harbours.",
        "A choir of 70 people moved the mayor.",
    ],
)
def test_who_only_came_went_or_stayed_is_not(text: str) -> None:
    assert [c.harm.value for c in reading(text).claims] == []


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Federal drones killed 57 people sheltering in a camp at Dessa.", "killed"),
        ("Gunmen killed 14 people fleeing the town.", "killed"),
        ("The raid wounded 30 people living in tents.", "injured"),
        ("In Dofar 1,430 families were affected and relocated.", "displaced"),
    ],
)
def test_what_was_done_to_people_comes_before_where_they_stay(text: str, harm: str) -> None:
    (claim,) = reading(text).claims
    assert claim.harm.value == harm
