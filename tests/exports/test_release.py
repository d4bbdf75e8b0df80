"""What a tier may have of a value: names, places, addresses, cells."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.exports.addresses import public_address
from counterclaim.exports.cells import line, restore, safe
from counterclaim.exports.coarse import WITHHELD, Coarse
from counterclaim.exports.mask import Mask

MASK = Mask(["Tamsin Orrelby Vey", "Åsa Lindqvall", "Pell", "زبير إدران", "Unknown", "X"])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Tamsin Orrelby Vey died", "██████ ███████ ███ died"),
        ("TAMSIN  ORRELBY-VEY's son", "██████  ███████-███'s son"),
        ("Asa Lindqvall", "███ █████████"),
        ("A\u030asa Lindqvall", "█\u030a██ █████████"),
        ("Pell, of Pelltown", "████, of Pelltown"),
        ("قتل وزبير إدران في السوق", "قتل █████ █████ في السوق"),
        ("زُبَيْر إدران", "█ُ█َ█ْ█ █████"),
        ("file_tamsin_orrelby_vey.txt", "file_██████_███████_███.txt"),
        ("Tamsin Orrelby, and Vey", "Tamsin Orrelby, and Vey"),
        ("Unknown; X marks", "Unknown; X marks"),
        ("", ""),
    ],
)
def test_names_are_blacked_out_letter_for_letter(words: str, shown: str) -> None:
    assert MASK.text(words) == shown


@given(st.text(max_size=80))
def test_no_letter_moves_and_twice_is_once(words: str) -> None:
    shown = MASK.text(words)
    assert len(shown) == len(words)
    assert MASK.text(shown) == shown


def test_a_spans_words_are_cut_from_the_masked_text() -> None:
    text = "Vey said that Tamsin Orrelby Vey died"
    data = {"content": {"start": 14, "end": 28, "words": text[14:28]}, "claims": ["Pell"], "report": {"title": "Pell"}}
    made = MASK.value(data, MASK.text(text))
    assert made == {
        "content": {"start": 14, "end": 28, "words": "██████ ███████"}, "claims": ["Pell"], "report": {"title": "████"},
    }  # fmt: skip


CAMP = {
    "words": "the school", "name": "Harrow School", "latitude": -31.7512, "longitude": 19.6049, "precision": "exact", "gazetteer_id": "g1",
    "within": ["Harrow", "Marrowen"],
}  # fmt: skip
TOWN = {**CAMP, "name": "Orvale", "precision": "town"}


@pytest.mark.parametrize(
    ("place", "said", "changed"),
    [
        (TOWN, date(2031, 1, 1), {"latitude": -31.8, "longitude": 19.6}),
        (CAMP, date(2031, 1, 1), {"latitude": -31.8, "longitude": 19.6, "name": "Harrow", "precision": "admin2", "gazetteer_id": None}),
        (TOWN, date(2031, 5, 20), {"latitude": None, "longitude": None, "name": "Marrowen", "precision": "country",
                                   "gazetteer_id": None, "within": ["Marrowen"]}),
        (TOWN, None, {"latitude": None, "longitude": None, "name": "Marrowen", "precision": "country", "gazetteer_id": None,
                      "within": ["Marrowen"]}),
        ({**TOWN, "within": []}, None, {"latitude": None, "longitude": None, "name": WITHHELD, "precision": "vague", "gazetteer_id": None}),
    ],
)  # fmt: skip
def test_places_of_the_living_are_coarse_and_late(
    place: dict[str, Any], said: date | None, changed: dict[str, Any]
) -> None:
    coarse = Coarse(date(2031, 6, 1))
    made = coarse.place(place, said)
    assert made == {**place, **changed}
    assert coarse.place(made, said) == made


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://paper.example/a/1?page=2#top", "https://paper.example/a/1?page=2"),
        ("https://me:secret@paper.example/a?token=1&id=3&sid=9", "https://paper.example/a?id=3"),
        ("/home/someone/reports/a.txt", None),
        ("file:///home/someone/a.txt", None),
        ("http://192.168.1.7/a", None),
        ("http://[fd00::1]/a", None),
        ("http://archive.internal/a", None),
        ("http://localhost:8000/a", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_only_pages_that_anybody_can_open_have_an_address(address: str | None, shown: str | None) -> None:
    assert public_address(address) == shown


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+cmd|x", "@SUM(1)", "\t=1", "\r=1", "\n=1", "'=1", "''=1", "＝1"])
def test_a_cell_that_would_run_is_words(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert restore(safe(text)) == text


@pytest.mark.parametrize("text", ["-31.75", "-4", "it's", "'quoted'", "a=b", ""])
def test_a_cell_that_cannot_run_is_as_it_was(text: str) -> None:
    assert safe(text) == text
    assert restore(text) == text


@given(st.text(alphabet="'=+-@\t\r\n,;|\"a1", max_size=12))
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    import csv
    import io

    (row,) = csv.reader(io.StringIO(line([safe(text), "x"]), newline=""))
    assert restore(row[0]) == text
