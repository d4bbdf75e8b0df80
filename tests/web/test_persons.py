"""Pages of persons: who may see whose name, what is on record of it, ties, consent, blind review, linking as work."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from counterclaim.case import Case, PersonFilter
from counterclaim.model import Consent, EntryKind, Use, Verdict
from counterclaim.web.app import create_app
from counterclaim.web.settings import Settings
from tests.web.conftest import ME, SCRIPT, case_of, token_of
from tests.web.test_security import PASSWORD, sign_in

Post = Callable[..., int]
SAMER = "Samer Khaled Omar Haddad"


@pytest.fixture
def team(copy: str) -> Iterator[TestClient]:
    app = create_app(Settings(copy, user=ME, team=True))
    for role in ("reader", "analyst", "reviewer", "admin"):
        app.state.accounts.put(role, role, PASSWORD)
    with TestClient(app, follow_redirects=False) as client:
        yield client


def person_of(case: Case, words: str) -> str:
    (known,), _ = case.victims.persons(PersonFilter(words=words))
    return known.person.id


def views(case: Case) -> int:
    return len(list(case.entries(kinds=[EntryKind.VIEW])))


def test_persons_are_listed_with_their_lists_and_that_is_on_record(client: TestClient) -> None:
    case = case_of(client)
    before = views(case)
    page = client.get("/persons").text
    assert SAMER in page
    assert '<bdi lang="ar">هدى عادل منير شامي</bdi>' in page
    assert "hospital, registry" in page
    (view,) = list(case.entries(kinds=[EntryKind.VIEW]))[before:]
    assert person_of(case, "haddad") in view.content["subject"]
    assert SAMER not in str(view.content)


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("words=haddad", SAMER, "Rana"),
        ("words=حداد", SAMER, "Rana"),
        ("list=registry&fate=missing", "شامي", SAMER),
        ("place=tolvane&since=2019-03-11&until=2019-03-12", "شامي", SAMER),
        ("disputed=1", SAMER, "Rana"),
        ("lists=2", SAMER, "شامي"),
    ],
)
def test_filters_leave_only_who_fits(reading_client: TestClient, query: str, found: str, not_found: str) -> None:
    page = reading_client.get(f"/persons?{query}").text
    assert found in page
    assert not_found not in page


@pytest.mark.parametrize("query", ["fate=none", "since=never", "lists=" + "9" * 500, "sure=%00", "list=%F0%9F%92%A3"])
def test_a_filter_that_makes_no_sense_shows_a_page(reading_client: TestClient, query: str) -> None:
    assert reading_client.get(f"/persons?{query}").status_code == 200


def test_one_person_is_shown_side_by_side_with_what_is_disputed(client: TestClient) -> None:
    case = case_of(client)
    before = views(case)
    page = client.get(f"/persons/{person_of(case, 'haddad')}").text
    assert '<td dir="auto" lang="ar">سامر خالد عمر حداد</td>' in page
    assert "<b>age</b>" in page
    assert "given" in page
    assert views(case) == before + 1
    assert client.get("/persons/person-none").status_code == 404


def test_another_reviewers_word_is_kept_until_one_has_judged_too(client: TestClient, post: Post) -> None:
    case = case_of(client)
    path = f"/persons/{person_of(case, 'haddad')}"
    assert "one man" not in client.get(path).text
    assert "one man" not in client.get("/review").text
    pair = case.victims.waiting(ME)[0]
    assert post("/review/judge", left=pair.left, right=pair.right, verdict="same", reason="spelling") == 303
    assert "one man" in client.get(path).text
    assert "1.00" in client.get("/review").text or "not defined" in client.get("/review").text
    assert post("/review/undo") == 303
    assert "one man" not in client.get(path).text
    assert post("/review/undo") == 422


def test_review_shows_no_probability_and_looking_is_on_record(client: TestClient) -> None:
    case = case_of(client)
    pair, before = case.victims.waiting(ME)[0], views(case)
    page = client.get("/review").text
    assert f"{pair.probability:.3f}" not in page
    assert f"{pair.probability:.2f}" not in page
    assert views(case) == before + 1


def test_readers_see_no_name_and_cannot_find_one_by_asking(team: TestClient) -> None:
    case = case_of(team)
    person = person_of(case, "haddad")
    sign_in(team, "reader")
    before = views(case)
    for path in ("/persons", f"/persons/{person}", "/api/persons", f"/api/persons/{person}"):
        answer = team.get(path)
        assert answer.status_code == 200
        assert "Samer" not in answer.text
        assert "سامر" not in answer.text
    assert team.get("/api/persons?words=haddad").json()["total"] == 0
    assert team.get("/api/persons?since=2019-03-11").json()["total"] == 0
    assert team.get("/api/persons?fate=dead").json()["total"] == 3
    assert team.get("/review").status_code == 403
    assert views(case) == before


def test_consent_opens_a_name_to_readers_and_refusal_closes_it_to_reviewers(team: TestClient) -> None:
    case = case_of(team)
    person = person_of(case, "haddad")
    case.victims.consent(
        person, by=ME, reason="asked", given=Consent(Use.SHOW_NAME, True, "the family", date(2024, 1, 1))
    )
    sign_in(team, "reader")
    assert SAMER in team.get("/persons").text
    assert team.get("/api/persons?words=haddad").json()["items"][0]["name"] == SAMER
    case.victims.consent(person, by=ME, reason="asked", given=Consent(Use.SHOW_NAME, False, "the family"))
    sign_in(team, "reviewer")
    assert SAMER not in team.get("/persons").text
    assert SAMER not in team.get(f"/persons/{person}").text
    assert "Rana" in team.get("/persons").text
    sign_in(team, "admin")
    assert SAMER in team.get("/persons").text


def test_an_analyst_can_tie_nobody_whose_name_they_may_not_see(team: TestClient) -> None:
    case = case_of(team)
    person, figure = person_of(case, "haddad"), next(case.figures())
    sign_in(team, "analyst")
    data = {"form_token": token_of(team), "incident": figure.incident.id, "reason": "there"}
    assert team.post(f"/persons/{person}/tie", data=data).status_code == 403
    assert case.victims.named(figure.incident.id).persons == ()


def market(case: Case) -> str:
    figures = [
        f for f in case.figures() if f.harm == "killed" and f.place and f.place.name.startswith("Tolvane") and f.from_
    ]
    return max(figures, key=lambda figure: len(figure.claims)).incident.id


def test_a_tied_person_is_known_on_the_pages_of_incident_and_figure(client: TestClient, post: Post) -> None:
    case = case_of(client)
    incident, person = market(case), person_of(case, "haddad")
    assert "known by name" not in client.get(f"/incidents/{incident}").text
    assert post(f"/persons/{person}/tie", incident=f"/incidents/{incident}", reason="both lists say so") == 303
    page = client.get(f"/incidents/{incident}").text
    assert re.search(r"1 named of \d+–\d+", page)
    assert f'href="/persons?incident={incident}"' in page
    assert SAMER not in page
    assert SAMER in client.get(f"/persons?incident={incident}").text
    killed = next(f for f in case.figures() if f.incident.id == incident and f.harm == "killed")
    assert re.search(r"1 named of \d+–\d+", client.get(f"/figures/{killed.id}").text)
    tie = next(case.entries(kinds=[EntryKind.TIE])).entry.id
    for entry in [r.entry.id for r in case.entries(kinds=[EntryKind.TIE])]:
        assert post(f"/ties/{entry}/withdraw", reason="another Samer", back=person) == 303
    assert "known by name" not in client.get(f"/incidents/{incident}").text
    assert post(f"/ties/{tie}/withdraw", reason="again", back=person) == 422
    assert case.verify().findings == ()


def test_persons_near_an_incident_wait_for_a_decision_and_looking_is_on_record(client: TestClient, post: Post) -> None:
    case = case_of(client)
    incident, person = next(
        (figure.incident.id, near[0].person.id) for figure in case.figures() if (near := case.victims.proposed(figure))
    )
    page = f"/incidents/{incident}/persons"
    assert page in client.get(f"/incidents/{incident}").text
    before = views(case)
    assert f'href="/persons/{person}"' in client.get(page).text
    assert views(case) == before + 1
    assert post(f"/persons/{person}/tie", incident=incident, reason="both lists say so", holds="true", back=page) == 303
    assert f'href="/persons/{person}"' not in client.get(page).text
    assert person in case.victims.named(incident).persons


def test_persons_near_an_incident_are_named_to_reviewers_only(team: TestClient) -> None:
    case = case_of(team)
    incident = next(figure.incident.id for figure in case.figures() if case.victims.proposed(figure))
    sign_in(team, "reader")
    assert team.get(f"/incidents/{incident}/persons").status_code == 403
    sign_in(team, "analyst")
    page = team.get(f"/incidents/{incident}/persons").text
    assert "not shown to your role" in page
    assert SAMER not in page


def test_consent_and_marks_are_recorded_and_shown(client: TestClient, post: Post) -> None:
    case = case_of(client)
    person = person_of(case, "haddad")
    assert (
        post(f"/persons/{person}/consent", use="share", given="false", who="the mother", reason="by telephone") == 303
    )
    assert post(f"/persons/{person}/sensitive", marks="Sexual violence", reason="the hospital says") == 303
    page = client.get(f"/persons/{person}").text
    assert "refused" in page
    assert "the mother" in page
    assert "sexual violence" in page
    assert post(f"/persons/{person}/consent", use="none", given="true", who="x", reason="y") == 422


@pytest.mark.parametrize("values", [{"left": "a", "right": "b"}, {"left": "", "right": ""}])
def test_a_judgement_on_what_is_not_there_is_refused(client: TestClient, post: Post, values: dict[str, str]) -> None:
    assert post("/review/judge", **values, verdict="same") == 422


def test_a_hostile_name_is_only_words(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    hostile = person_of(case, "window.hit")
    for path in ("/persons", f"/persons/{hostile}", "/review"):
        page = reading_client.get(path).text
        assert SCRIPT not in page
        assert "<img" not in page


def test_linking_is_work_that_can_be_cancelled_and_changes_nothing_then(client: TestClient, post: Post) -> None:
    case = case_of(client)
    jobs, entries = client.app.state.jobs, case.count_entries()  # type: ignore[attr-defined]
    token = token_of(client)
    assert client.post("/jobs/link", data={"form_token": token}).status_code == 303
    job = jobs.all()[0]
    assert client.post(f"/jobs/{job.id}/cancel", data={"form_token": token}).status_code == 303
    assert ended(client) in ("cancelled", "done")
    if jobs.get(job.id).state == "cancelled":
        assert case.count_entries() == entries


def test_linking_as_work_says_what_came_of_it(client: TestClient, post: Post) -> None:
    assert post("/jobs/link") == 303
    assert ended(client) == "done"
    assert re.match(r"6 records, \d persons", client.app.state.jobs.all()[0].told)  # type: ignore[attr-defined]
    assert "link" in client.get("/work").text


def ended(client: TestClient) -> str:
    """The state of the last job once it has ended, or after a minute."""
    pause = threading.Event()
    for _ in range(600):
        job = client.app.state.jobs.all()[0]  # type: ignore[attr-defined]
        if not job.active:
            break
        pause.wait(0.1)
    return str(job.state)


def test_two_people_judging_blind_differ_and_the_page_says_so(team: TestClient) -> None:
    case = case_of(team)
    pair = case.victims.waiting("reviewer")[0]
    sign_in(team, "reviewer")
    assert "to settle" in team.get("/review").text.lower() or "No pair was judged by two" in team.get("/review").text
    data = {"form_token": token_of(team, "/review"), "left": pair.left, "right": pair.right, "verdict": "different"}
    assert team.post("/review/judge", data=data).status_code == 303
    page = team.get("/review").text
    assert "B. Reviewer, reviewer" in page
    assert "0 %" in page
    assert [one.verdict for one in case.victims.judgements()] == [Verdict.SAME, Verdict.DIFFERENT]
