"""What keeps strangers and hostile pages out: headers, tokens, origins, hosts, sign-in, roles."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from counterclaim.web.app import create_app
from counterclaim.web.security import HEADERS, LARGEST, Limiter, local
from counterclaim.web.settings import Settings
from tests.web.conftest import ME, case_of, token_of

PASSWORD = "correct horse battery"
HERE = {"origin": "http://testserver"}


@pytest.mark.parametrize(
    "path", ["/", "/figures", "/nowhere", "/api/figures", "/api/none", "/openapi.json", "/static/app.js", "/base-map"]
)
def test_every_answer_carries_the_policy(reading_client: TestClient, path: str) -> None:
    answer = reading_client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert ("no-store" in answer.headers.get("cache-control", "")) != path.startswith("/static/")


def test_refused_and_broken_answers_carry_it_too(client: TestClient) -> None:
    other_host = client.get("/figures", headers={"host": "evil.example"})
    no_token = client.post("/jobs/add", data={"target": "x"})
    client.app.state.jobs.all = None  # type: ignore[attr-defined]
    with TestClient(client.app, raise_server_exceptions=False) as broken:
        fault = broken.get("/work")
    assert [a.status_code for a in (other_host, no_token, fault)] == [400, 403, 500]
    assert "Traceback" not in fault.text
    assert "TypeError" in fault.text
    for answer in (other_host, no_token, fault):
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("token", [None, "", "wrong", "ü"])
def test_a_change_without_the_token_of_the_session_is_refused(client: TestClient, token: str | None) -> None:
    token_of(client)
    data = {"target": "nothing"} | ({} if token is None else {"form_token": token})
    assert client.post("/jobs/add", data=data).status_code == 403
    assert client.app.state.jobs.all() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver:9"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_change_from_another_origin_is_refused_even_with_the_token(
    client: TestClient, headers: dict[str, str]
) -> None:
    data = {"form_token": token_of(client), "target": "nothing"}
    assert client.post("/jobs/add", data=data, headers=headers).status_code == 403
    assert client.post("/ledger/verify", data=data, headers=HERE).status_code == 200


def test_a_form_token_is_of_one_session(client: TestClient) -> None:
    with TestClient(client.app) as other:
        token = token_of(other)
    token_of(client)
    assert client.post("/ledger/verify", data={"form_token": token}).status_code == 403


def test_too_large_a_change_is_refused_before_it_is_read(client: TestClient) -> None:
    headers = {"content-length": str(LARGEST + 1), "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/ledger/verify", content=b"", headers=headers).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765"])
def test_another_host_name_is_refused(reading_client: TestClient, host: str) -> None:
    assert reading_client.get("/figures", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
        "evil",
    ],
)
def test_nothing_leads_on_to_another_site(back: str) -> None:
    assert local(back) == "/figures"


def test_a_path_of_ours_is_gone_on_to() -> None:
    assert local("/reports/a?b=1#c") == "/reports/a?b=1#c"


@pytest.fixture
def team(copy: str) -> Iterator[TestClient]:
    """A team's application with one account of each role."""
    app = create_app(Settings(copy, user=ME, team=True))
    for role in ("reader", "analyst", "reviewer", "admin"):
        app.state.accounts.put(role, role, PASSWORD)
    with TestClient(app, follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, name: str, password: str = PASSWORD, next_: str = "/figures") -> tuple[int, str]:
    data = {"form_token": token_of(client, "/sign-in"), "name": name, "password": password, "next": next_}
    answer = client.post("/sign-in", data=data)
    return answer.status_code, answer.headers.get("location", "")


def test_a_stranger_sees_nothing_of_a_teams_case(team: TestClient) -> None:
    figure = next(case_of(team).figures()).id
    for path in (
        "/figures",
        f"/figures/{figure}",
        "/incidents",
        "/persons",
        "/review",
        "/reports",
        "/sources",
        "/ledger",
        "/work",
        "/base-map",
        "/accounts",
    ):
        answer = team.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")
    assert team.get("/api/figures").status_code == 401
    assert team.get(f"/api/figures/{figure}").status_code == 401


def test_signing_in_leads_on_and_out_again(team: TestClient) -> None:
    assert sign_in(team, "reader", next_="/ledger") == (303, "/ledger")
    assert team.get("/ledger").status_code == 200
    token = re.search(r'name="form_token" value="([^"]+)"', team.get("/ledger").text)
    assert token
    assert team.post("/sign-out", data={"form_token": token[1]}).status_code == 303
    assert team.get("/ledger").status_code == 303


def test_signing_in_leads_to_no_other_site(team: TestClient) -> None:
    assert sign_in(team, "reader", next_="https://evil.example/") == (303, "/figures")


def test_a_wrong_password_and_an_unknown_name_read_the_same(team: TestClient) -> None:
    assert sign_in(team, "reader", "wrong") == sign_in(team, "nobody", "wrong") == (403, "")


def test_an_eleventh_try_waits_even_with_the_right_password(team: TestClient) -> None:
    tries = [sign_in(team, "admin", "wrong")[0] for _ in range(10)]
    assert set(tries) == {403}
    assert sign_in(team, "admin")[0] == 429


def test_a_flood_of_names_frees_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.web.security.MANY", 50)
    limiter = Limiter(times=1, seconds=1000)
    assert limiter.allows("victim")
    assert all(limiter.allows(f"name {i}") for i in range(200))
    assert not limiter.allows("victim")


#: what a role may do: the path of a change, and the least role
CHANGES = {
    "/claims/{claim}/reject": "analyst", "/figures/{figure}/split": "analyst", "/figures/{figure}/merge": "analyst", "/jobs/add": "analyst",
    "/sources/profile": "analyst", "/claims/add": "analyst", "/figures/{figure}/determine": "reviewer",
    "/persons/{person}/tie": "analyst", "/persons/{person}/consent": "reviewer", "/persons/{person}/sensitive": "reviewer",
    "/review/judge": "reviewer",
    "/estimates/run": "analyst", "/estimates/table": "analyst", "/estimates/e-none/accept": "analyst", "/weighing/on": "analyst",
    "/weighing/off": "analyst",
    "/ledger/{entry}/erase": "admin", "/accounts": "admin",
}  # fmt: skip


@pytest.mark.parametrize("role", ["reader", "analyst", "reviewer", "admin"])
def test_a_role_may_do_what_it_includes_and_no_more(team: TestClient, role: str) -> None:
    case = case_of(team)
    figure = next(case.figures())
    names = {"claim": figure.claims[0], "figure": figure.id, "entry": "e-none", "person": "person-none"}
    assert sign_in(team, role)[0] == 303
    token = re.search(r'name="form_token" value="([^"]+)"', team.get("/ledger").text)
    assert token
    before = case.count_entries()
    ranks = ("reader", "analyst", "reviewer", "admin")
    for path, least in CHANGES.items():
        status = team.post(path.format(**names), data={"form_token": token[1]}).status_code
        allowed = ranks.index(role) >= ranks.index(least)
        assert status == (422 if allowed else 403), (
            path,
            status,
        )  # the empty form does not fit; a role is looked at first
    assert case.count_entries() == before


def test_an_analyst_cannot_take_back_a_reviewers_determination(team: TestClient) -> None:
    from counterclaim.model import Conclusion, Determination, Standard

    case = case_of(team)
    figure = next(case.figures())
    entry = case.determine(
        Determination(figure.id, figure.claims, Conclusion.VERIFIED, Standard.BALANCE, "reviewer", "Three lists.")
    )
    sign_in(team, "analyst")
    data = {"form_token": token_of(team), "reason": "No."}
    assert team.post(f"/decisions/{entry.id}/withdraw", data=data).status_code == 403
    assert not case.determinations(figure.id)[0].withdrawn


def test_a_changed_account_ends_its_sessions(team: TestClient) -> None:
    sign_in(team, "analyst")
    assert team.get("/figures").status_code == 200
    team.app.state.accounts.put("analyst", "reader", PASSWORD)  # type: ignore[attr-defined]
    assert team.get("/figures").status_code == 303


def test_passwords_are_kept_as_hashes_only(team: TestClient) -> None:
    with case_of(team).memory.look() as connection:
        held = connection.exec_driver_sql("SELECT name, role, password, stamp FROM web_accounts").all()
    assert {row.password.split("$")[1] for row in held} == {"argon2id"}
    assert [row.name for row in held if PASSWORD in "".join(row)] == []


def test_only_a_team_has_a_sign_in(reading_client: TestClient) -> None:
    assert reading_client.get("/sign-in").headers["location"] == "/figures"
    assert reading_client.get("/accounts").status_code == 404
