"""PROFILES.csv: what is read, and every fault of a bad file at once."""

from datetime import date

import pytest

from counterclaim.errors import InputError
from counterclaim.figures import Directory, read_profiles

HEADER = "source,aliases,kind,side,from,to,depends_on\n"


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "profiles.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_profile_is_read_with_all_its_columns(tmp_path):
    path = write(
        tmp_path,
        HEADER + "the Crown,the palace|royal court,party,,,,\nAlpha,,outlet,the palace,2031-01-01,,Reuters;AFP\n",
    )
    crown, alpha = read_profiles(path)
    assert crown.aliases == ("the palace", "royal court")
    assert (alpha.side, alpha.from_, alpha.to, alpha.depends_on) == (
        "the palace",
        date(2031, 1, 1),
        None,
        ("Reuters", "AFP"),
    )


def test_only_the_name_is_needed(tmp_path):
    (profile,) = read_profiles(write(tmp_path, "source\nAlpha\n"))
    assert (profile.kind, profile.side) == (None, None)


def test_all_faults_are_told_at_once(tmp_path):
    rows = ",,outlet,,,,\nAlpha,,outlet,,4 March,,\nBeta,,outlet,,2031-02-01,2031-01-01,\n"
    rows += "the Crown,,party,,,,\nGamma,,outlet,the Crwon,,,\n"
    with pytest.raises(InputError) as caught:
        read_profiles(write(tmp_path, HEADER + rows))
    told = str(caught.value).splitlines()
    assert [line.split(":")[0].rsplit(", ", 1)[1] for line in told] == ["row 2", "row 3", "row 4", "row 6"]
    assert "the side 'the Crwon' is" in told[3]
    assert "Add a row for it" in told[3]


def test_sides_are_free_words_where_no_party_is_described(tmp_path):
    (profile,) = read_profiles(write(tmp_path, HEADER + "Alpha,,outlet,north,,,\n"))
    assert Directory([profile]).side("Alpha") == "north"


@pytest.mark.parametrize("side", ["", "none", "Unknown", "neutral"])
def test_words_for_no_side_name_nobody(tmp_path, side):
    (profile,) = read_profiles(write(tmp_path, HEADER + f"Alpha,,outlet,{side},,,\n"))
    assert profile.side is None


def test_a_party_is_on_its_own_side(tmp_path):
    (crown,) = read_profiles(write(tmp_path, HEADER + "the Crown,,party,,,,\n"))
    assert Directory([crown]).side("Crown") == "the Crown"


def test_a_table_without_the_column_source(tmp_path):
    with pytest.raises(InputError, match="no column `source`"):
        read_profiles(write(tmp_path, "name,side\nAlpha,north\n"))


def test_an_empty_file(tmp_path):
    with pytest.raises(InputError, match="no column `source`"):
        read_profiles(write(tmp_path, ""))


def test_another_encoding_is_named(tmp_path):
    with pytest.raises(InputError, match="not UTF-8"):
        read_profiles(write(tmp_path, "source\nZoë\n", "latin-1"))
