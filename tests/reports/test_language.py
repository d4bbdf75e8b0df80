"""Which language a report is in: short texts, wire capitals, other scripts."""

import time

import pytest

from counterclaim.reports import READABLE, detect
from counterclaim.reports.language import tag


@pytest.mark.parametrize(
    "text",
    [
        "Forty-five people were killed in the harbour on Monday, the governor said.",
        "THE HARBOUR BATTALION COMMAND HAS REPORTED THAT ABOUT 50 PEASANTS HAVE BEEN KIDNAPPED BY REBELS",
        "12 killed",
        "Ostrava Kelm: 3 dead, 7 wounded (VTA)",
        "At least 30 dead in Quellport – live updates",
        "The minister said: «Se reportaron doce muertos». He did not say who had been killed or when that was.",
    ],
)
def test_english_is_found(text):
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Au moins douze civils ont été tués hier dans le bombardement du port, selon la mairie.", "fr"),
        ("Mindestens zwölf Menschen wurden am Montag bei einem Angriff auf den Hafen getötet.", "de"),
        ("Al menos doce civiles murieron ayer en el bombardeo del puerto, dijo el alcalde.", "es"),
        ("قتل اثنا عشر مدنيا في قصف الميناء أمس، حسب رئيس البلدية.", "ar"),
        ("По меньшей мере двенадцать мирных жителей погибли при обстреле порта.", "ru"),
        ("昨日の港への砲撃で少なくとも十二人の民間人が死亡した。", "ja"),
        ("Mindst tolv civile blev dræbt ved angrebet på havnen i går, siger borgmesteren.", "da"),
    ],
)
def test_another_language_is_named_and_not_readable(text, language):
    assert detect(text) == language
    assert language not in READABLE


@pytest.mark.parametrize("text", ["", "   ", "12 45 67", "…—!", "\ud800"])
def test_a_text_without_letters_is_undetermined(text):
    assert detect(text) == "und"


def test_the_cost_does_not_grow_with_the_text():
    detect("Au moins douze civils")  # loads the model

    def cost(text):
        began = time.process_time()
        for _ in range(5):
            detect(text)
        return time.process_time() - began

    french = "Au moins douze civils ont été tués hier dans le bombardement du port. "
    assert cost(french * 20_000) < 20 * cost(french * 30) + 0.05


@pytest.mark.parametrize(
    ("said", "code"),
    [("en", "en"), ("EN-gb", "en"), ("en_US", "en"), ("eng", "en"), (" English", "en"), ("Arabic", "ar"), ("fr", "fr")],
)
def test_a_language_that_somebody_wrote_down_is_understood(said, code):
    assert tag(said) == code


@pytest.mark.parametrize("said", [None, "", "klingon", "12", "e1"])
def test_an_unknown_language_is_left_to_detection(said):
    assert tag(said) is None
