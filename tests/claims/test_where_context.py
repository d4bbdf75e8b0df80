"""Places in the light of the whole report: the town named last, a number told again, the report's own place."""

import pytest

from counterclaim.claims.parsing import parse
from counterclaim.claims.where import Locator
from counterclaim.model import Harm, Place


def place_of(text: str, number: str) -> Place | None:
    doc = next(parse([text]))
    start = text.rindex(number)
    return Locator(doc).place_of((start, start + len(number)), (start, start + len(number)), harm=Harm.KILLED)


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Troops left Sirte in Libya. Later they entered Zuwara. Shells in the town killed 12.", "12", "Zuwara"),
        ("Strikes hit Ibb province and Aden city in Yemen. In the province 15 people died.", "15", "Ibb"),
        ("Strikes hit Ibb province and Aden city in Yemen. In the city 15 people died.", "15", "Aden"),
        ("Shells fell on Misrata in Libya. They killed 12 people at a market.", "12", "Misrata"),
    ],
)
def test_a_noun_stands_for_the_place_of_its_kind_named_last(text: str, number: str, name: str) -> None:
    place = place_of(text, number)
    assert place is not None
    assert (place.name or "").startswith(name)


def test_another_town_is_not_the_town_named_last() -> None:
    place = place_of("Troops fought in Zuwara in Libya, then in Sirte. In another town 12 died.", "12")
    assert place is not None
    assert place.words == "another town"


def test_a_number_told_again_brings_its_place() -> None:
    text = "Raids kill 47.\nTroops fought in Misrata in Libya for days. Raids on Zuwara killed 47 people."
    doc = next(parse([text]))
    place = Locator(doc).place_of((11, 13), (6, 13), harm=Harm.KILLED)
    assert place is not None
    assert (place.words, place.precision) == ("Zuwara", "report")


def test_the_country_of_a_headline_is_the_place_told_later() -> None:
    text = "Raids in Libya kill 47.\nRaids on Zuwara killed 47 people."
    doc = next(parse([text]))
    place = Locator(doc).place_of((20, 22), (15, 22), harm=Harm.KILLED)
    assert place is not None
    assert (place.words, place.precision, (place.name or "")[:6]) == ("Libya", "country", "Zuwara")


def test_a_village_that_the_gazetteer_lacks_lies_in_the_province_of_the_report() -> None:
    text = "Raids hit the province of Ibb in Yemen for days. Nobody came. In the village of Qarzumab 15 people died."
    place = place_of(text, "15")
    assert place is not None
    assert (place.name, place.within, place.latitude) == ("Qarzumab, Ibb", ("Ibb", "Yemen"), None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Washington spoke. Raids hit the town of Zuwara in Libya. Fifteen died.", "the town of Zuwara"),
        ("Raids hit the village of Qarzumab. Libyan doctors came. Fifteen died.", "the village of Qarzumab"),
        ("TRIPOLI (Agency) - Raids struck Zuwara in Libya. Fifteen died.", "Zuwara"),
        ("A meeting was held in Tripoli in Libya. A bombing killed people in Zuwara. Fifteen died.", "Zuwara"),
    ],
)
def test_the_place_of_the_report_is_where_harm_is_told(text: str, words: str) -> None:
    place = place_of(text, "Fifteen")
    assert place is not None
    assert (place.words, place.precision) == (words, "report")


def test_a_country_that_only_sends_planes_is_no_place() -> None:
    assert place_of("Russian jets flew. Fifteen died.", "Fifteen") is None


@pytest.mark.parametrize(
    ("text", "number", "rule"),
    [
        ("Fifteen died in Zuwara in Libya.", "Fifteen", "in the sentence, clause, attached, after, "),
        ("Raids hit Zuwara in Libya. Fifteen died.", "Fifteen", "the report's main place"),
        ("Raids kill 47.\nRaids on Zuwara in Libya killed 47 people.", "47", "where the number is told again"),
        ("Troops left Sirte in Libya. Shells in the town killed 12.", "12", "stands for Sirte"),
    ],
)
def test_the_rule_that_found_a_place_is_told(text: str, number: str, rule: str) -> None:
    start = text.index(number)
    quantity = (start, start + len(number))
    _, told = Locator(next(parse([text]))).placed(quantity, (start, len(text.split("\n")[0])))
    assert rule.rstrip(", ") in told


@pytest.mark.parametrize(
    ("opening", "there"),
    [
        ("Elsewhere, ", False),
        ("About 40 kilometres to the south, ", False),
        ("Further north, ", False),
        ("On Monday, ", True),
        ("Forty miles of road were closed and ", True),
    ],
)
def test_a_sentence_that_leaves_the_place_does_not_take_it_over(opening: str, there: bool) -> None:
    place = place_of(f"Raids hit the town of Zuwara. {opening}gunmen shot dead fifteen farmers.", "fifteen")
    assert (place is not None and "Zuwara" in place.name) is there
