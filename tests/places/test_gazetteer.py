"""Names to places: spelling, namesakes, overlays."""

from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.places import Gazetteer, default_gazetteer, fold, read_overlay, skeleton
from counterclaim.places.gazetteer import gazetteer_file


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Deir Ezzor"),
        ("São Paulo", "Sao Paulo"),
        ("Umm al-Fahm", "Umm Al Fahm"),
        ("N'Djamena", "Ndjamena"),
    ],
)
def test_fold_ignores_accents_spaces_and_hyphens(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Khan Sheikhoun", "Khan Shaykhun"), ("al-Qusayr", "Al Qusair"), ("Zawiyah", "Zawiya"), ("Saraqib", "Sarakeb")],
)
def test_skeleton_survives_transliteration(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Tripoli", "Tropoja"), ("Mosul", "Musayyib")])
def test_skeleton_keeps_different_towns_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("name", "weights", "country"),
    [
        ("Tripoli", {"LY": 1.0}, "LY"),
        ("Tripoli", {"LB": 1.0}, "LB"),
        ("Cordoba", {"AR": 1.0}, "AR"),
        ("Cordoba", {"ES": 1.0}, "ES"),
        ("Hama", {"SY": 1.0}, "SY"),
        ("Hama", {}, "SY"),
    ],
)
def test_a_namesake_is_chosen_by_what_the_report_is_about(name: str, weights: dict[str, float], country: str) -> None:
    entry = default_gazetteer().best(name, weights)
    assert entry is not None
    assert entry.country == country


def test_a_word_for_the_kind_of_place_chooses_the_unit() -> None:
    assert default_gazetteer().best("Idlib", {"SY": 1.0}, "admin1").kind == "admin1"  # type: ignore[union-attr]


def test_an_unknown_name_is_no_place() -> None:
    assert default_gazetteer().best("Zzyzzqtown", {"SY": 1.0}) is None


def test_an_overlay_wins_over_a_namesake(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "id,name,latitude,longitude,kind,alternates\nX-1,Paris,-40.5,-15.25,village,Parys\n", encoding="utf-8"
    )
    entries, alternates = read_overlay(path)
    gazetteer = Gazetteer(gazetteer_file(), entries, alternates)
    assert [gazetteer.best(name, {}).id for name in ("Paris", "Parys")] == ["X-1", "X-1"]  # type: ignore[union-attr]


def test_every_fault_of_an_overlay_is_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("id,name,latitude,longitude,kind\na,A,95,0,town\nb,B,x,0,town\nc,C,1,2,town\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_overlay(path)
    assert [fault.place for fault in caught.value.faults] == ["row 2", "row 3"]


@pytest.mark.parametrize(
    ("written", "country", "name"),
    [
        ("Dair az-Zawr", "SY", "Deir Ezzor"),
        ("Khan Younes", "PS", "Khan Younis"),
        ("Hodeida", "YE", "Hodeidah"),
        ("Kharkov", "UA", "Kharkiv"),
        ("Fallouja", "IQ", "Fallujah"),
    ],
)
def test_a_transliteration_finds_the_name_that_english_reports_use(written: str, country: str, name: str) -> None:
    entry = default_gazetteer().best(written, {country: 1.0})
    assert entry is not None
    assert entry.name == name


def test_what_sounds_alike_in_another_country_is_no_place() -> None:
    assert default_gazetteer().spelt_like("Dair az-Zawr", ["PE"]) == ()
