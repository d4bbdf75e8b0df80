"""Places: which words of a sentence are a claim's place."""

import pytest

from counterclaim.claims.parsing import parse
from counterclaim.claims.where import Locator
from counterclaim.model import Harm, Place


def place_of(text: str, number: str, harm: Harm = Harm.KILLED, source: str | None = None) -> Place | None:
    doc = next(parse([text]))
    start = text.index(number)
    sources = [(text.index(source), text.index(source) + len(source))] if source else []
    return Locator(doc).place_of((start, start + len(number)), (start, len(text)), sources, harm=harm)


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Twelve people were killed in the town of Zuwara in western Libya on Monday.", "Twelve", "the town of Zuwara"),
        ("Shells hit a market in Misrata, killing 9 people.", "9", "a market"),
        ("In Bani Walid 16 civilians were killed in four air strikes.", "16", "Bani Walid"),
        ("At least 30 were killed near Sirte, Libya.", "30", "near Sirte"),
        ("Four soldiers died in fighting in Libyas divided city of Benghazi.", "Four", "divided city of Benghazi"),
        ("A shell fell in Zuwara, wounding three; later a raid hit Sirte, where 12 people were killed.", "12", "Sirte"),
        ("A ship sank off Libya and 80 sailors drowned; the survivors were brought to Sfax in Tunisia.", "80", "Libya"),
        ("In Libya's north, raiders stormed Karvel and killed 14 people.", "14", "Karvel"),
        ("Four nurses from Tunis were killed in Sirte in Libya.", "Four", "Sirte"),
        ("Six people were killed on al-Karama neighbourhood in Libya.", "Six", "al-Karama neighbourhood"),
    ],
)
def test_place_words(text: str, number: str, words: str) -> None:
    place = place_of(text, number)
    assert place is not None
    assert words in place.words or place.words in words


def test_a_containing_unit_chooses_the_namesake() -> None:
    place = place_of("Ten people were killed in Tripoli in Lebanon, not in Libya.", "Ten")
    assert place is not None
    assert "Lebanon" in place.within


def test_a_place_in_the_name_of_the_speaker_is_not_where_it_happened() -> None:
    text = "A reporter in Sirte said 12 civilians were killed in Misrata in Libya."
    place = place_of(text, "12", source="A reporter in Sirte")
    assert place is not None
    assert place.words == "Misrata"


def test_people_who_fled_are_counted_where_they_left() -> None:
    place = place_of("About 900 people fled from Sirte to Misrata in Libya.", "900", Harm.DISPLACED)
    assert place is not None
    assert place.words == "Sirte"


def test_the_reports_main_place_stands_in_and_says_so() -> None:
    place = place_of("Shelling shook Misrata in Libya. Nine people died.", "Nine")
    assert place is not None
    assert (place.words, place.precision) == ("Misrata", "report")


@pytest.mark.parametrize(
    ("text", "number", "harm", "words"),
    [
        ("Three died in strikes in Libya, one in Zuwara and a second in Sirte.", "one", Harm.KILLED, "Zuwara"),
        ("Three died in strikes in Libya, one in Zuwara and a second in Sirte.", "a second", Harm.KILLED, "Sirte"),
        ("Rebels based in Sirte fired on Zuwara in Libya, killing 9.", "9", Harm.KILLED, "Zuwara"),
        (
            "Houses were hit in Sirte and 400 people were displaced in Misrata in Libya.",
            "400",
            Harm.DISPLACED,
            "Misrata",
        ),
        ("About 900 people arrived in Tripoli in Libya from Sirte.", "900", Harm.DISPLACED, "Sirte"),
        ("About 900 people were displaced by shelling from Chad into Sirte.", "900", Harm.DISPLACED, "Sirte"),
        ("About 900 people returned to Sirte in Libya from Chad.", "900", Harm.RETURNED, "Sirte"),
        ("A bomb hit Zuwara in Libya and the health office in Tripoli counted 9 dead.", "9", Harm.KILLED, "Zuwara"),
        ("The army of Chad killed 9 people in Sirte.", "9", Harm.KILLED, "Sirte"),
        ("Raids on Zuwara (he came from Sirte in Libya) killed 9.", "9", Harm.KILLED, "Zuwara"),
    ],
)
def test_which_of_two_places(text: str, number: str, harm: Harm, words: str) -> None:
    place = place_of(text, number, harm)
    assert place is not None
    assert place.words == words


def test_a_speaker_that_swallows_the_place_before_it() -> None:
    text = "Nine people were killed near Zuwara local media in Libya reported."
    place = place_of(text, "Nine", source="Zuwara local media")
    assert place is not None
    assert place.words == "near Zuwara"


@pytest.mark.parametrize(
    "text",
    ["Nine people died.", "The Army of Mercy said 9 people died.", "On Monday, the UN said Nine had died. May it end."],
)
def test_no_place(text: str) -> None:
    assert place_of(text, "9" if "9" in text else "Nine") is None
