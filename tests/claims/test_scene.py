"""The scene: names of spots and families around a number, wherever in a report they are told."""

import pytest

from counterclaim.claims.scene import Scene
from tests.claims.reading import reading


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A shell hit the Oldham family home near the Lark Mosque.", ["Oldham", "Lark"]),
        ("Twelve were hurt on Tavell Street.", ["Tavell"]),
        ("They fled the village of Brindle.", ["Brindle"]),
        ("The hospital called Fenwick was hit.", ["Fenwick"]),
        ("A shell hit a family home near a mosque.", []),
        ("Oldham said that nine had died.", []),
        ("", []),
    ],
)
def test_names_of_spots_and_families(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in Scene(text).found] == names


def test_far_away_names_are_of_something_else() -> None:
    text = "The Lark Mosque. " + "Nothing of note was said there. " * 60 + "Nine people were killed."
    assert Scene(text).around(len(text) - 24, len(text) - 20) == []


def test_of_many_names_the_nearest_are_kept() -> None:
    text = " ".join(
        f"The {name} School." for name in "Ash Birch Cedar Dogwood Elder Fir Gorse Hazel Ivy Juniper".split()
    )
    kept = [text[start:end] for start, end in Scene(text).around(len(text), len(text))]
    assert (len(kept), kept[0], kept[-1]) == (8, "Cedar", "Juniper")


def test_a_claim_has_its_scene_in_the_words_of_the_report() -> None:
    text = "A shell hit the Oldham family home.\nNine people were killed near the Lark Mosque."
    (claim,) = reading(text).claims
    assert [span.words for span in claim.scene] == ["Oldham", "Lark"]
    assert all(text[span.start : span.end] == span.words for span in claim.scene)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("They mourned the death of Ralda Oldham (16).", []),
        ("The ministry published a list of 900 victims' names.", []),
        ("The blast killed 16 pupils (16 in all).", ["16"]),
        ("Shells killed two soldiers' wives.", ["two"]),
    ],
)
def test_ages_and_names_on_lists_count_nobody(text: str, counted: list[str]) -> None:
    assert [claim.quantity.words for claim in reading(text).claims][:1] == counted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A raid hit the town on May 3, 2031. The raid killed nine people.", "2031-05-03"),
        ("The army launched raids on May 3, 2031. The raids killed nine people.", None),
    ],
)
def test_the_day_on_which_a_campaign_began_is_no_events(text: str, day: str | None) -> None:
    (claim,) = reading(text).claims
    assert (claim.setting and str(claim.setting.from_)) == day


def test_a_long_list_of_the_dead_is_a_total() -> None:
    (claim,) = reading("The ministry released a list of 9,000 people who were killed.").claims
    assert claim.scope.value == "cumulative"
