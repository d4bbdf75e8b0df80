"""What tells events of one town and day apart: names of spots and families, and how large and how exact the counts are."""

from dataclasses import replace

import pytest
from figures_making import place, report, said

from counterclaim.figures import group
from counterclaim.figures.account import accounts
from counterclaim.figures.sameness import bits, traits
from counterclaim.figures.scene import place_keys, scene_keys
from counterclaim.figures.where import where

DAY = "2031-03-04"


def told(number, *scene, at="Oster", **more):
    (account,) = accounts(report("r", said(number, at=at, on=DAY, scene=scene, **more)))
    return traits(account)


@pytest.mark.parametrize(
    ("phrases", "telling"),
    [
        (["Lark Mosque"], 2),
        (["al-Oldham", "Oldham"], 1),
        (["the Abu Oldham"], 1),
        (["Syrian", "Peru"], 0),
        (["Northern", "Old"], 0),
        (["market"], 0),
    ],
)
def test_the_words_that_tell_a_spot(phrases, telling):
    assert len(scene_keys(phrases)) == telling


def test_spellings_of_a_name_meet():
    assert scene_keys(["Sheikh Khaldoun"]) == scene_keys(["Khaldun"])


def test_the_place_itself_is_no_spot_within_it():
    assert scene_keys(["Oster"]) <= place_keys(where(place("Oster")))
    assert bits(told(40, "Oster"), told(40, "Oster")) == bits(told(40), told(40))


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (told(40, "Lark"), told(40)),
        (told(40), told(40, "Marlow")),
        (told(40, "Marlow"), told(40, "Marlow", "Tavell", "Brindle")),
    ],
)
def test_spots_in_common_speak_for_one_event_and_others_against(stronger, weaker):
    one = told(40, "Lark", "Fenwick", "Quill")
    assert bits(one, stronger) > bits(one, weaker)


def test_one_name_of_many_in_common_tells_nothing():
    many = told(40, "Lark", "Fenwick", "Brindle", "Tavell")
    other = told(40, "Lark", "Marlow", "Quill", "Ashdown")
    assert bits(many, other) == bits(told(40), told(40))


def test_two_houses_of_one_town_and_day_are_two_events():
    first = report("a", said(12, at="Oster", on=DAY, scene=("Oldham", "Lark", "Fenwick"), headline=True))
    second = report("b", said(30, at="Oster", on=DAY, scene=("Brindle", "Tavell", "Quill"), headline=True))
    assert len(group([first, second])) == 2


def test_one_house_told_with_two_counts_is_one_event():
    first = report("a", said(12, at="Oster", on=DAY, scene=("Oldham",), headline=True))
    second = report("b", said(17, at="Oster", on=DAY, scene=("Oldham",), headline=True))
    assert [figure.status.value for figure in group([first, second])] == ["conflicting"]


def test_small_counts_that_differ_speak_against_one_event_and_large_ones_for_it():
    assert bits(told(2), told(5)) < bits(told(2), told(2))
    assert bits(told(20), told(50)) > bits(told(2), told(5))


def test_a_building_without_a_name_lies_in_the_area_that_the_reader_found():
    house = replace(place("Northmark"), end=7, words="a house", precision="vague")
    assert where(house).area == "northmark"


def test_a_region_across_areas_is_known_by_its_country_only():
    sahel = replace(place("Northmark"), gazetteer_id="CC-fells", precision="vague")
    assert (where(sahel).country, where(sahel).area) == ("arvenia", "")
