"""Quantities: every way that reports count, each with its interval and hedge; and what is no quantity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim import quantities
from counterclaim.claims.lexicon import rows
from counterclaim.claims.quantities import find


def read(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(q.words, q.low, q.high, q.hedge.value) for q in quantities(text)]


def whole(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(text[f.start : f.end], f.low, f.high, f.hedge.value) for f in find(text, whole=True)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "hedge"),
    [
        ("He counted 45 people", "45", 45, 45, "exact"),
        ("at least 45 people", "at least 45", 45, None, "at_least"),
        ("more than 45 people", "more than 45", 46, None, "at_least"),
        ("up to 45 people", "up to 45", None, 45, "at_most"),
        ("as many as 45 people", "as many as 45", None, 45, "at_most"),
        ("fewer than 50 people", "fewer than 50", None, 49, "at_most"),
        ("some 45 people", "some 45", 45, 45, "about"),
        ("about 45 people", "about 45", 45, 45, "about"),
        ("between 30 and 40 people", "between 30 and 40", 30, 40, "range"),
        ("30 to 40 people", "30 to 40", 30, 40, "range"),
        ("30-40 people", "30-40", 30, 40, "range"),
        ("eight or nine people", "eight or nine", 8, 9, "range"),
        ("45 or more people", "45 or more", 45, None, "at_least"),
        ("45 or so people", "45 or so", 45, 45, "about"),
        ("45+ people", "45+", 45, None, "at_least"),
        ("30-plus people", "30-plus", 30, None, "at_least"),
        ("dozens of people", "dozens", 24, None, "vague"),
        ("tens of thousands of people", "tens of thousands", 20000, None, "vague"),
        ("several dozen people", "several dozen", 36, None, "vague"),
        ("1,300 people", "1,300", 1300, 1300, "exact"),
        ("20 000 people", "20 000", 20000, 20000, "exact"),
        ("4.8 million people", "4.8 million", 4_800_000, 4_800_000, "exact"),
        ("4 to 5 million people", "4 to 5 million", 4_000_000, 5_000_000, "range"),
        ("half a million people", "half a million", 500_000, 500_000, "exact"),
        ("more than a quarter of a million people", "more than a quarter of a million", 250_001, None, "at_least"),
        ("one and a half million people", "one and a half million", 1_500_000, 1_500_000, "exact"),
        ("two hundred and fifty people", "two hundred and fifty", 250, 250, "exact"),
        ("twenty-five people", "twenty-five", 25, 25, "exact"),
        ("thirtythree people", "thirtythree", 33, 33, "exact"),
        ("nearly two dozen people", "nearly two dozen", 24, 24, "about"),
        ("a hundred people", "a hundred", 100, 100, "exact"),
        ("sales of $7.2 billion", "$7.2 billion", 7.2e9, 7.2e9, "exact"),
        ("a 0.6 per cent fee", "0.6", 0.6, 0.6, "exact"),
        ("worth exactly $2000.", "$2000", 2000, 2000, "exact"),
        ("almost half of the town", "almost half", 0.5, 0.5, "about"),
        ("more than a third of the town", "more than a third", 1 / 3, None, "at_least"),
        ("ranging from 200 to 4 million crowns", "ranging from 200 to 4 million", 200, 4e6, "range"),
        ("shrank by 1 to 1.5 metres", "1 to 1.5", 1, 1.5, "range"),
        ("about 1.5×10^-9 grams", "about 1.5×10^-9", 1.5e-9, 1.5e-9, "about"),
        # numbers damaged on their way
        ("some 3, 500 families", "some 3, 500", 3500, 3500, "about"),
        ("some 3.500 families", "some 3.500", 3500, 3500, "about"),
        ("some 5,1 70 people", "some 5,1 70", 5170, 5170, "about"),
        ("some 600individuals", "some 600", 600, 600, "about"),
    ],
)
def test_a_quantity_is_read_with_its_words(
    text: str, words: str, low: float | None, high: float | None, hedge: str
) -> None:
    assert read(text)[-1] == (words, low, high, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "on 12 May",
        "on May 12, 2014",
        "in 2016",
        "at 8:30",
        "2014-05-12",
        "the 12/05/2014 raid",
        "since 1998",
        "12 o'clock",
    ],
)
def test_dates_years_and_hours_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["He flew a Boeing 737 Max", "It beat the Galaxy 12", "Ann Orr, 25, said so", "Route 66 is long"]
)
def test_a_number_that_is_a_name_or_an_age_is_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words", "hedge", "high"),
    [
        ("All the women left", "All the", "all", None),
        ("most of the families left", "most of the", "vague", None),
        ("no civilians were hurt", "no", "none", 0),
        ("nearly half of the people left", "nearly half of the", "about", None),
    ],
)
def test_wholes_and_nothing_are_quantities_of_people(text: str, words: str, hedge: str, high: float | None) -> None:
    assert [(w, h, u) for w, _, u, h in whole(text)] == [(words, hedge, high)]


@pytest.mark.parametrize("text", ["no longer", "no doubt about it", "no sign of them", "no more than a day"])
def test_no_is_not_always_a_number(text: str) -> None:
    assert [item for item in whole(text) if item[3] == "none"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Season 2 starts",
        "see page 4",
        "open 24/7",
        "the 70th minute",
        "his 2nd goal",
        "They live at 49 Otter Ranch Road",
        "They live at 9 Elm St",
        "the same one",
        "They help one another",
        "call 020",
        "a relay of 4x4 teams",
    ],
)
def test_names_ordinals_addresses_and_pronouns_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["How many left the town?", "Nobody knows how many were hurt", "how\nmany died"])
def test_a_question_for_a_number_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_two_numbers_in_one_list_stay_two() -> None:
    assert [item[:2] for item in read("12 people and 5 soldiers")] == [("12", 12), ("5", 5)]


def test_a_change_and_a_level_are_two_numbers_and_no_range() -> None:
    assert [item[1] for item in read("Prices rose by 4 per cent to 28 crowns")] == [4, 28]


@pytest.mark.parametrize("row", rows("hedges"), ids=lambda row: row["words"])
def test_every_hedge_of_the_lexicon_binds_a_number(row: dict[str, str]) -> None:
    text = f"{row['words']} 45 boats" if row["where"] == "before" else f"45 boats {row['words']}"
    if row["where"] == "after":
        text = f"45 {row['words']} boats"
    assert read(f"They saw {text} there")[-1][3] == row["hedge"]


@pytest.mark.parametrize("row", rows("vague"), ids=lambda row: row["words"])
def test_every_vague_word_of_the_lexicon_has_its_least_number(row: dict[str, str]) -> None:
    assert (row["words"], int(row["low"]), None, "vague") in read(f"They saw {row['words']} of them")


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("0123456789,.- –/$%+ \u00a0\nabdeflmnorstuvwxyz"), max_size=60)
    | st.text(max_size=40)
    | st.lists(
        st.sampled_from("at least 45 million half a dozen to and or between more than - 1,300 .5 two".split()),
        max_size=9,
    ).map(" ".join)
)
def test_any_text_gives_quantities_whose_words_stand_where_they_say(text: str) -> None:
    found = find(text, whole=True)
    assert all(0 <= f.start <= f.core < f.end <= len(text) for f in found)
    assert all(f.low is None or f.high is None or f.low <= f.high for f in found)
    assert all(q.holds(text) for q in quantities(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It grew from 252 miles to 287 miles.", 252, 287),
        ("between 5 kg and 10 kg of rice", 5, 10),
        ("The operation took half an hour.", 0.5, 0.5),
        ("At least two-thirds of the wells are dry.", 2 / 3, None),
        ("The vessel is 1/4 full.", 0.25, 0.25),
    ],
)
def test_measured_ranges_and_shares(text: str, low: float, high: float | None) -> None:
    (one,) = quantities(text)
    assert (one.low, one.high) == (low, high)


@pytest.mark.parametrize("text", ["between 5 men and 10 women", "from 3 towns to 4 villages"])
def test_numbers_of_unlike_things_are_no_range(text: str) -> None:
    assert len(quantities(text)) == 2


@pytest.mark.parametrize("text", ["They live in room 12.", "Leave by gate 14.", "The shop stays open 24/7."])
def test_a_number_of_a_door_or_a_saying_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The detachment killed thirteen (13) fighters.", ["thirteen (13)"]),
        ("We deplore two (02) dead and six (6) wounded.", ["two (02)", "six (6)"]),
        ("Two (of 13) buses burned.", ["Two", "13"]),
        ("In camp nine (12 families) all was quiet.", ["nine", "12"]),
    ],
)
def test_a_number_in_words_and_in_figures_is_one(text, words):
    assert [one.words for one in quantities(text)] == words
