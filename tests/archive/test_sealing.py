import json

import pytest

from counterclaim.archive.sealing import Seal, new_seal, open_seal
from counterclaim.errors import CaseError


@pytest.fixture(scope="module")
def made() -> tuple[Seal, str]:
    return new_seal("correct horse")


def test_what_is_sealed_opens_with_the_passphrase_alone(made: tuple[Seal, str]) -> None:
    seal, record = made
    sealed = seal.seal(b"a name", "entry 1")
    assert b"a name" not in sealed
    assert open_seal("correct horse", record).open(sealed, "entry 1") == b"a name"
    with pytest.raises(CaseError, match="does not open the case"):
        open_seal("wrong horse", record)


def test_sealed_bytes_cannot_change_or_change_places(made: tuple[Seal, str]) -> None:
    seal, _ = made
    sealed = seal.seal(b"a name", "entry 1")
    with pytest.raises(ValueError, match="changed, or belong elsewhere"):
        seal.open(sealed, "entry 2")
    with pytest.raises(ValueError, match="changed, or belong elsewhere"):
        seal.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "entry 1")


def test_the_record_holds_neither_key_nor_passphrase(made: tuple[Seal, str]) -> None:
    settings = json.loads(made[1])
    assert settings["kdf"] == "argon2id"
    assert (settings["passes"], settings["lanes"], settings["memory_kib"]) == (3, 4, 65_536)  # RFC 9106, section 4
    assert "horse" not in made[1]


@pytest.mark.parametrize("record", ["", "{}", '{"key": 1}'])
def test_a_damaged_record_is_said_to_be_so(record: str) -> None:
    with pytest.raises(CaseError):
        open_seal("correct horse", record)
