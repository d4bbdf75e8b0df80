"""The JSON API: what the case holds, in pages; errors as errors; its specification kept."""

from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from counterclaim.model import plain
from tests.web.conftest import case_of

LISTS = ("/api/figures", "/api/claims", "/api/reports", "/api/ledger", "/api/estimates")


@pytest.mark.parametrize("noun", ["figures", "claims", "reports"])
def test_pages_together_hold_everything_once(reading_client: TestClient, noun: str) -> None:
    total = reading_client.get(f"/api/{noun}?limit=1").json()["total"]
    seen = []
    for offset in range(0, total + 10, 10):
        page = reading_client.get(f"/api/{noun}?limit=10&offset={offset}").json()
        assert page["total"] == total
        seen += [item["id"] for item in page["items"]]
    assert len(seen) == len(set(seen)) == total > 10


def test_a_brief_list_has_the_numbers_of_each_figure_and_not_its_reasons(reading_client: TestClient) -> None:
    whole = reading_client.get("/api/figures?limit=20").json()["items"]
    brief = reading_client.get("/api/figures?limit=20&brief=true").json()["items"]
    told = [one for one in whole if not one.get("protected")]
    assert [one.keys() for one in brief] == [one.keys() for one in whole]
    for one, other in zip(told, (one for one in brief if not one.get("protected")), strict=True):
        assert (one["claims"], one["status"]) == (other["claims"], other["status"])
        assert [a["low"] for a in one["assessments"]] == [a["low"] for a in other["assessments"]]
        assert (other["relations"], other["assessments"][0]["reasons"]) == ([], [])
    assert any(one["relations"] for one in told)


def test_one_figure_and_one_claim_are_what_the_case_holds(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    figure = next(case.figures())
    assert reading_client.get(f"/api/figures/{figure.id}").json()["item"] == plain(figure)
    claim = reading_client.get(f"/api/claims/{figure.claims[0]}").json()["item"]
    assert claim["id"] == figure.claims[0]
    assert claim["report"] in figure.reports


def test_estimates_come_with_refusals_and_without_a_headline(reading_client: TestClient) -> None:
    found = reading_client.get("/api/estimates").json()
    assert found["total"] == len(found["items"]) == 2
    refused, made = found["items"]
    assert "release 2 was made from release 1" in refused["estimation"]["refusals"][0]["reason"]
    assert made["estimation"]["estimates"][0]["total"]["best"] > 390
    assert made["accepted"] == refused["accepted"] == []
    assert reading_client.get(f"/api/estimates/{made['id']}").json()["item"] == made


def test_the_model_is_said_with_who_switched_it_on_and_its_answers_stand_in_the_figures(
    reading_client: TestClient,
) -> None:
    found = reading_client.get("/api/weighing").json()["item"]
    assert found["switch"]["by"] == "A. Analyst"
    assert [source["source"] for source in found["sources"]] == sorted(source["source"] for source in found["sources"])
    one = found["figures"][0]
    assert reading_client.get(f"/api/weighing/{one['figure']}").json()["item"] == one
    figure = reading_client.get(f"/api/figures/{one['figure']}").json()["item"]
    (assessment,) = [made for made in figure["assessments"] if made["rules"] == "weigh"]
    assert {"low", "best", "high", "grade"} <= {reason["bound"] for reason in assessment["reasons"]}
    assert reading_client.get("/api/weighing/none").status_code == 404


def test_the_ledger_is_given_without_contents(reading_client: TestClient) -> None:
    page = reading_client.get("/api/ledger?limit=5&after=3").json()
    assert [item["sequence"] for item in page["items"]] == [4, 5, 6, 7, 8]
    assert all("content" not in item for item in page["items"])


@pytest.mark.parametrize(
    ("path", "status"),
    [("figures?limit=0", 422), ("figures?limit=501", 422), ("claims?offset=-1", 422), ("figures/none", 404), ("claims/none", 404),
     ("nothing", 404)],
)  # fmt: skip
def test_errors_are_json_with_a_sentence(reading_client: TestClient, path: str, status: int) -> None:
    answer = reading_client.get(f"/api/{path}")
    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)
    assert answer.json()["detail"]


def test_nothing_can_be_changed_without_a_token(reading_client: TestClient) -> None:
    assert reading_client.post("/api/figures", json={}).status_code == 403


def test_the_specification_is_kept_and_nothing_breaks(reading_client: TestClient) -> None:
    schema = schemathesis.openapi.from_dict(reading_client.get("/openapi.json").json())
    asked = 0
    for operation in schema.get_all_operations():
        case_strategy = operation.ok().as_strategy()

        @settings(
            max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case_strategy)
        def check(case: schemathesis.Case) -> None:
            nonlocal asked
            path = case.path.format(**{k: quote(str(v), safe="") for k, v in (case.path_parameters or {}).items()})
            query = {k: v for k, v in dict(case.query or {}).items() if v is not None}
            answer = reading_client.request(case.method, path, params=query)
            asked += 1
            assert answer.status_code < 500, (path, query)
            assert answer.status_code in (200, 404, 422), (path, query)
            if answer.status_code == 200 and path in LISTS:
                assert set(answer.json()) == {"total", "items"}

        check()
    assert asked > 30
