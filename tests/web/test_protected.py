"""What rests on protected contents is named in lists and no more; looking at it is recorded, on pages and in the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.case import Case
from counterclaim.model import EntryKind
from counterclaim.web.app import create_app
from counterclaim.web.settings import Settings
from tests.case import fakes
from tests.case.test_regroup_part import read
from tests.web.conftest import ME, case_of

#: stages of an invented language whose even numbers are said of a day
DATED = {**fakes.STAGES, "read": read}
WITNESS = "41 killed in Orvale, said the Baker"


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[TestClient]:
    """A case with a witness's report and an open one."""
    for name, text in (("witness", WITNESS), ("open", "3 injured in Aldmoor, said the Front")):
        (tmp_path / f"{name}.txt").write_text(text)
    with Case.create(str(tmp_path / "case"), by=ME) as case:
        case.add([str(tmp_path / "witness.txt")], by=ME, protected=True, **fakes.STAGES)
        case.add([str(tmp_path / "open.txt")], by=ME, **fakes.STAGES)
        case.regroup()
    with TestClient(create_app(Settings(str(tmp_path / "case"), user=ME)), follow_redirects=False) as client:
        yield client


def views(client: TestClient) -> list[str]:
    """The subjects of the views on record."""
    return [r.content["subject"] for r in case_of(client).entries(kinds=(EntryKind.VIEW,))]


def hidden_figure(client: TestClient) -> str:
    return next(f.id for f in case_of(client).figures() if f.harm.value == "killed")


@pytest.mark.parametrize("path", ["/figures", "/incidents", "/sources", "/api/figures", "/api/claims", "/ledger"])
def test_a_list_holds_no_word_of_a_protected_report_and_needs_no_record(guarded: TestClient, path: str) -> None:
    page = guarded.get(path).text
    assert [word for word in ("Orvale", "Baker", "41 killed") if word in page] == []
    assert views(guarded) == []


@pytest.mark.parametrize(
    "path", ["/figures/{figure}", "/api/figures/{figure}", "/api/claims/{claim}", "/incidents/{incident}"]
)
def test_looking_at_one_is_recorded(guarded: TestClient, path: str) -> None:
    figure = case_of(guarded).figure(hidden_figure(guarded))
    assert figure is not None
    asked = path.format(figure=figure.id, claim=figure.claims[0], incident=figure.incident.id)
    assert "Orvale" in guarded.get(asked).text
    assert views(guarded) == [figure.claims[0] if "claims" in path else figure.id]


def test_the_models_answer_to_one_is_recorded_and_a_list_of_answers_holds_none(tmp_path: Path) -> None:
    for name, text in (("a", "40 killed in Orvale, said the Baker"), ("b", "46 killed in Orvale, said the Front")):
        (tmp_path / f"{name}.txt").write_text(text)
    with Case.create(str(tmp_path / "case"), by=ME) as case:
        case.add([str(tmp_path / f"{name}.txt") for name in "ab"], by=ME, protected=True, **DATED)
        case.weighing.switch_on(reason="two differ", by=ME)
    with TestClient(create_app(Settings(str(tmp_path / "case"), user=ME)), follow_redirects=False) as client:
        answers = client.get("/api/weighing").json()["item"]["figures"]
        figure = answers[0]["figure"]
        assert answers == [{"figure": figure, "protected": True}]
        assert views(client) == []
        assert client.get(f"/api/weighing/{figure}").status_code == 200
        assert views(client) == [figure]


def test_looking_at_what_is_open_is_not(guarded: TestClient) -> None:
    open_ = next(f for f in case_of(guarded).figures() if f.harm.value == "injured")
    assert "Aldmoor" in guarded.get(f"/figures/{open_.id}").text
    assert views(guarded) == []
