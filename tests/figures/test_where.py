"""Places made comparable: containment, namesakes, distance, and the spots that part events of one town."""

from dataclasses import replace

import pytest
from figures_making import place

from counterclaim.figures.where import Setting, kilometres, kin_names, one_name, setting, spots, where
from counterclaim.model import Place


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Oster", "Oster", Setting.SAME),
        ("Oster", "Osterby", Setting.SAME),
        ("Oster", "Harn", Setting.APART),
        ("Oster", "Northmark", Setting.WITHIN),
        ("Oster", "Southmark", Setting.APART),
        ("Northmark", "Southmark", Setting.APART),
        ("Oster", "Arvenia", Setting.WITHIN),
        ("Arvenia", "Arvenia", Setting.SAME),
        ("Oster", "Nowhere Mill", Setting.UNKNOWN),
        ("Nowhere Mill", "Nowhere Mill", Setting.SAME),
    ],
)
def test_how_two_places_stand(one, other, expected):
    assert setting(where(place(one)), where(place(other))) is expected
    assert setting(where(place(other)), where(place(one))) is expected


def test_a_namesake_abroad_is_apart():
    abroad = replace(place("Oster"), within=("Eastshire", "Belmark"))
    assert setting(where(place("Oster")), where(abroad)) is Setting.APART


def test_the_town_that_names_its_area_may_stand_for_it():
    capital = replace(place("Oster"), name="Northmark", within=("Northmark Province", "Arvenia"))
    assert setting(where(capital), where(place("Harn"))) is Setting.WITHIN


def test_words_that_name_no_place_set_none():
    assert where(Place(0, 8, "the area")) is None
    assert where(Place(0, 12, "Nowhere Mill")) is not None


def test_distance_on_the_sphere():
    quarter = kilometres(Place(0, 1, "A", latitude=0.0, longitude=0.0), Place(0, 1, "B", latitude=0.0, longitude=90.0))
    assert quarter == pytest.approx(6371.0088 * 3.141592653589793 / 2)


def test_distance_needs_both_coordinates():
    assert kilometres(place("Oster"), place("Nowhere Mill")) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the Marlow quarter of Oster", {"marlow"}),
        ("Oster", set()),
        ("the Oster hospital", set()),
        ("northern Oster", set()),
        ("near the Peace Market in Oster", {"peace"}),
    ],
)
def test_spots_are_the_names_beside_the_towns(words, found):
    from counterclaim.figures.where import sound

    here = replace(place("Oster"), start=0, end=len(words), words=words)
    assert spots(here) == {sound(name) for name in found}


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("killed five of the Oldham family", 1),
        ("the Oldham and Reed families", 1),
        ("killed a family", 0),
        ("five people", 0),
    ],
)
def test_names_of_families(text, many):
    assert len(kin_names(text)) == many


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("al qamishli", "qamishli", True),
        ("ar raqqah", "raqqa", True),
        ("al hasakah", "al-hasakah", True),
        ("oster", "harn", False),
        ("al bab", "al mayadin", False),
    ],
)
def test_transliterations_of_one_name_meet(one, other, same):
    assert one_name(one, other) is same
