import pytest

from counterclaim.archive.sealing import Seal
from counterclaim.store.engine import is_address, postgres_engine, without_password
from counterclaim.store.packing import LARGEST, pack, text, unpack, whole


@pytest.mark.parametrize("seal", [None, Seal(b"k" * 32)])
def test_data_come_back(seal: Seal | None) -> None:
    data = {"words": "أربعون “40”", "n": None, "list": [1, 2.5, True]}
    assert unpack(pack(data, "claim 1", seal), "claim 1", seal) == data


def test_changed_bytes_are_not_taken_for_data() -> None:
    packed = pack({"n": 1}, "claim 1")
    with pytest.raises(ValueError, match="claim 1: the stored bytes were changed"):
        unpack(packed[:-1] + b"x", "claim 1")


@pytest.mark.parametrize(("given", "kept"), [(None, None), (7, 7), (10**30, LARGEST), (-(10**30), -LARGEST)])
def test_a_number_fits_its_column(given: int | None, kept: int | None) -> None:
    assert whole(given) == kept


@pytest.mark.parametrize(("given", "kept"), [(None, None), ("a\x00b", "a\ufffdb"), ("a\ud800b", "a?b"), ("é", "é")])
def test_a_text_fits_every_database(given: str | None, kept: str | None) -> None:
    assert text(given) == kept


@pytest.mark.parametrize(
    ("location", "expected"),
    [("postgresql://u@h/d", True), ("postgres://u@h/d", True), ("casebook", False), ("/a/postgresql", False)],
)
def test_a_location_is_a_folder_or_an_address(location: str, expected: bool) -> None:
    assert is_address(location) is expected


def test_an_address_always_gets_our_driver() -> None:
    assert postgres_engine("postgres://u@h/d").url.drivername == "postgresql+pg8000"


def test_a_password_is_never_shown() -> None:
    assert without_password("postgresql://ann:secret@host:5432/db") == "postgresql://…@host:5432/db"
    assert without_password("folder/case@home") == "folder/case@home"
