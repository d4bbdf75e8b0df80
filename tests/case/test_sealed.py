import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import CaseError
from tests.case import fakes
from tests.case.conftest import ME

SECRET = "correct horse"
WITNESS = "40 killed in Orvale, said the Baker"
LIST = "record,name\nr1,Zed Quux\n"


@pytest.fixture
def sealed(location: str, write: Callable[..., str], tmp_path: Path) -> str:
    """The location of a sealed case with a protected report, a public one and a victim list."""
    (tmp_path / "list.csv").write_text(LIST)
    with Case.create(location, by=ME, passphrase=SECRET, new_grouping=fakes.Grouping) as case:
        case.add([write("secret", WITNESS)], by=ME, protected=True, **fakes.STAGES)
        case.add([write("public", "3 injured in Aldmoor, said the Front")], by=ME, **fakes.STAGES)
        case.add_list(str(tmp_path / "list.csv"), by=ME, obtain=fakes.obtain)
    return location


def test_with_the_passphrase_everything_is_there(sealed: str) -> None:
    with Case.open(sealed, passphrase=SECRET, new_grouping=fakes.Grouping) as case:
        assert next(report.text for report in case.reports()) == WITNESS
        assert sorted(figure.question for figure in case.figures()) == ["injured in Aldmoor", "killed in Orvale"]
        assert [row.written["name"] for row in case.records(case.lists()[0].id)] == ["Zed Quux"]
        secret = case.report("secret")
        assert secret is not None
        assert secret.snapshot is not None
        assert case.snapshot_bytes(secret.snapshot).decode() == WITNESS
        assert case.is_protected("secret")
        assert not case.is_protected("public")
        result = case.verify()
        assert result.findings == ()
        assert result.notes == ()
        case.rebuild()
        assert case.verify().findings == ()


def test_a_wrong_passphrase_is_refused(sealed: str) -> None:
    with pytest.raises(CaseError, match="does not open the case"):
        Case.open(sealed, passphrase="wrong")


def test_without_the_passphrase_only_what_is_public_can_be_read(sealed: str) -> None:
    with Case.open(sealed, new_grouping=fakes.Grouping) as case:
        assert [report.id for report in case.reports()] == ["public"]
        assert case.report("secret") is None
        with pytest.raises(CaseError, match="passphrase"):
            next(case.records(case.lists()[0].id))
        with pytest.raises(CaseError, match="passphrase"):
            case.note({}, by=ME)
        result = case.verify()
        assert result.findings == ()
        assert "sealed contents were not opened" in result.notes[0]


def test_no_protected_word_lies_open_on_the_disk(
    tmp_path: Path, write: Callable[..., str], request: pytest.FixtureRequest
) -> None:
    location = tmp_path / "case"
    (tmp_path / "list.csv").write_text(LIST)
    with Case.create(str(location), by=ME, passphrase=SECRET, new_grouping=fakes.Grouping) as case:
        case.add([write("secret", WITNESS)], by=ME, protected=True, **fakes.STAGES)
        case.add_list(str(tmp_path / "list.csv"), by=ME, obtain=fakes.obtain)
        case.figures()
    import sqlite3
    import zlib

    connection = sqlite3.connect(location / "case.sqlite")
    stored = [path.read_bytes() for path in (location / "blobs").rglob("*") if path.is_file()]
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall():
        for row in connection.execute(f"SELECT * FROM {table}"):
            for value in row:
                stored.append(value if isinstance(value, bytes) else str(value).encode())
    for value in stored:
        with contextlib.suppress(zlib.error):
            value += zlib.decompress(value)
        for word in (b"Baker", b"Orvale", b"Quux", ME.encode(), SECRET.encode()):
            assert word not in value
