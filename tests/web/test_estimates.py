"""The Estimates pages and the model on the Sources page: what they show, who may do what, jobs behind them."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from counterclaim.case import Case
from counterclaim.model import Standard
from counterclaim.store.ledger import set_state
from counterclaim.web.intervals import overlap
from tests.web.conftest import ME, OVERLAP, QUICK, SCRIPT, case_of, token_of
from tests.web.test_jobs import wait

Post = Callable[..., int]
CSV = b"a,b,c,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,20\n1,0,1,15\n0,1,1,12\n1,1,1,9\n"


def made(case: Case) -> str:
    """The id of the estimate that has answers."""
    return next(one.id for one in case.estimates.all() if one.estimation.estimates)


def ended(client: TestClient, kind: str) -> str:
    """What the newest job of a kind says once it has ended."""
    jobs = client.app.state.jobs  # type: ignore[attr-defined]
    job = next(one for one in jobs.all() if one.kind == kind)
    assert wait(jobs, job.id, "done", "failed", "cancelled") == "done", jobs.get(job.id)
    return str(jobs.get(job.id).told)


def test_refusals_stand_among_the_answers_and_agreement_is_called_no_evidence(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    for stored in case.estimates.all():
        page = reading_client.get(f"/estimates/{stored.id}").text
        for refusal in stored.estimation.refusals:
            assert refusal.reason in page.replace("&#39;", "'")
        if stored.estimation.estimates:
            assert "agreement is no evidence" in page
            assert "A table, and no number" in page
        else:
            assert "every method refuses this table" in page


def test_names_of_lists_and_reasons_are_only_words(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    for path in ("/estimates", f"/estimates/{made(case)}", "/sources"):
        page = reading_client.get(path).text
        assert SCRIPT not in page
        assert page.count("window.hit") >= 1  # it is shown, escaped


def test_every_assumption_has_its_own_tick_and_all_are_needed(client: TestClient, post: Post) -> None:
    case, id_ = case_of(client), made(case_of(client))
    page = client.get(f"/estimates/{id_}").text
    boxes = page.count('name="ticked"')
    stored = case.estimates.find(id_)
    assert stored is not None
    answer = stored.estimation.estimates[0]
    assert boxes == len(stored.assumptions(answer)) > 5
    form = {"answer": "loglinear bic", "standard": Standard.BALANCE.value, "reason": "Three teams."}
    assert post(f"/estimates/{id_}/accept", **form, ticked=list(range(boxes - 1))) == 422
    assert post(f"/estimates/{id_}/accept", **form, ticked=list(range(boxes))) == 303
    (headline,) = case.estimates.find(id_).headlines  # type: ignore[union-attr]
    assert "accepted by A. Analyst" in " ".join(client.get("/estimates").text.split())
    assert post(f"/decisions/{headline.entry}/withdraw", reason="Too soon.", back=f"/estimates/{id_}") == 303
    assert "(withdrawn)" in client.get(f"/estimates/{id_}").text


def test_a_given_table_is_estimated_by_a_job_that_can_be_found_again(client: TestClient) -> None:
    form = {"form_token": token_of(client), "name": "regions"}
    answer = client.post("/estimates/table", data=form, files={"counts": ("regions.csv", CSV, "text/csv")})
    assert answer.status_code == 303, answer.text
    run = {"form_token": form["form_token"], "source": "table:regions", "seed": "3", "level": "0.9"}
    assert client.post("/estimates/run", data=run).status_code == 303
    told = ended(client, "estimate")
    stored = case_of(client).estimates.find(told.split(":")[0])
    assert stored is not None
    assert (stored.title, stored.by, stored.estimation.seed) == ("regions", ME, 3)
    assert f"/estimates/{stored.id}" in client.get("/jobs/list?kind=estimate").text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/estimates/run", {"source": "table:nobody"}),
        ("/estimates/run", {"source": "table:parish", "level": "1"}),
        ("/weighing/on", {"reason": " "}),
        ("/weighing/on", {"reason": "Again."}),
    ],
)
def test_what_does_not_fit_is_refused_in_words(post: Post, path: str, form: dict[str, str]) -> None:
    assert post(path, **form) == 422


def test_a_table_with_faults_names_them_all(client: TestClient) -> None:
    form = {"form_token": token_of(client), "name": "broken"}
    broken = b"a,b,c,count\n1,0,2,50\n0,0,0,4\n1,1,0,-1\n"
    answer = client.post("/estimates/table", data=form, files={"counts": ("broken.csv", broken, "text/csv")})
    assert answer.status_code == 422
    assert all(f"row {number}" in answer.text for number in (2, 3, 4))


def test_the_model_is_switched_off_and_on_and_run_by_chains(client: TestClient, post: Post) -> None:
    case = case_of(client)
    marked = next(one for one in case.figures() if any(made.rules == "weigh" for made in one.assessments))
    assert ">model</span>" in client.get(f"/figures/{marked.id}").text
    assert "<option selected>weigh</option>" in client.get("/figures?rules=weigh").text
    assert post("/weighing/off", reason="It was quoted as a fact.") == 303
    assert ">model</span>" not in client.get(f"/figures/{marked.id}").text
    assert "is off in this case" in client.get("/sources").text
    assert "<option selected>plain</option>" in client.get("/figures?rules=weigh").text
    assert client.get("/api/weighing").status_code == 404
    assert post("/weighing/on", reason="The desk asks for it.", level="0.8", seed="4") == 303
    assert post("/weighing/run") == 303
    assert "figures weighed" in ended(client, "weigh")
    page = client.get("/sources").text
    assert "no ranking" in page
    assert "cannot be known" in page
    assert "The desk asks for it." in page


def test_the_page_of_sources_says_how_many_counts_have_changed_since_they_were_learned(client: TestClient) -> None:
    case = case_of(client)
    case.figures()
    assert "not yet asked about" not in client.get("/sources").text
    with case.memory.change() as connection:
        set_state(connection, "weighed_since", "12")
    assert "not yet asked about: 12." in client.get("/sources").text


def test_a_cancelled_run_of_the_chains_records_nothing(client: TestClient, post: Post) -> None:
    case, jobs = case_of(client), client.app.state.jobs  # type: ignore[attr-defined]
    before = case.count_entries()
    assert post("/weighing/run") == 303
    job = next(one for one in jobs.all() if one.kind == "weigh")
    pause = threading.Event()
    while not jobs.cancel(job.id):
        pause.wait(0.01)
    assert wait(jobs, job.id, "cancelled", "done") == "cancelled"
    assert case.count_entries() == before


def test_strata_are_shown_by_themselves_and_added_up_in_the_overlap(client: TestClient) -> None:
    case = case_of(client)
    strata = [replace(OVERLAP, stratum=name) for name in ("north", "south")]
    case.estimates.give(strata, "two regions", by=ME)
    stored = case.estimates.run("two regions", QUICK, by=ME)
    page = client.get(f"/estimates/{stored.id}").text
    assert "By stratum" in page
    assert all(f'<th scope="row">{name}</th>' in page for name in ("north", "south"))
    assert "documented cases, not of all" in page
    drawn = overlap(stored.tables)
    assert sum(history["count"] for history in drawn["histories"]) == 2 * OVERLAP.documented
    assert drawn["lists"][0]["size"] == 2 * OVERLAP.on("parish")
