"""Exports made in the browser: what is said beforehand, who may, what is fetched, what the ledger has of it."""

import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.exports.bag_file import verify_file
from counterclaim.model import EntryKind
from counterclaim.web.app import create_app
from counterclaim.web.jobs import Job
from counterclaim.web.settings import Settings
from tests.web.conftest import ME, case_of, token_of

Post = Callable[..., int]
PASSPHRASE = "twelve letters or more"


def made(client: TestClient, **order: str) -> Job:
    """The export's job once it has ended."""
    assert client.post("/exports", data={"form_token": token_of(client), **order}).status_code == 303
    jobs, pause = client.app.state.jobs, threading.Event()  # type: ignore[attr-defined]
    for _ in range(600):
        job: Job = jobs.all()[0]
        if not job.active:
            break
        pause.wait(0.05)
    return job


def fetched(client: TestClient, job: Job, **more: str) -> tuple[int, bytes]:
    answer = client.post(f"/exports/{job.id}/file", data={"form_token": token_of(client), **more})
    return answer.status_code, answer.content


def test_a_public_case_file_is_made_fetched_and_verified(client: TestClient, tmp_path: Path) -> None:
    job = made(client, format="casefile", tier="public")
    assert (job.state, job.told.startswith("Ready. SHA-256 of the hash list: ")) == ("done", True)
    page = client.get("/exports").text
    assert "Signed with the key" in page
    status, data = fetched(client, job)
    assert status == 200
    (tmp_path / "bag.zip").write_bytes(data)
    assert verify_file(tmp_path / "bag.zip", str).findings == ()
    left = [r.content for r in case_of(client).entries(kinds=(EntryKind.EXPORT,))]
    assert [(one["format"], one["tier"], one["sha256"] in job.told) for one in left] == [("casefile", "public", True)]
    *_, view = case_of(client).entries(kinds=(EntryKind.VIEW,))
    assert (view.who, view.content["purpose"]) == (ME, "fetched in the browser")
    assert left[0]["sha256"] in client.get("/exports").text


@pytest.mark.parametrize(
    ("name", "member"), [("csv", "claims.csv"), ("geojson", "figures.geojson"), ("ucdp", "ged-shaped.csv.about.txt")]
)
def test_every_kind_of_format_comes_as_one_archive(client: TestClient, name: str, member: str) -> None:
    job = made(client, format=name, tier="public")
    assert job.state == "done", job.told
    status, data = fetched(client, job)
    assert status == 200
    assert member in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_what_is_not_for_everybody_leaves_under_a_passphrase(client: TestClient, tmp_path: Path) -> None:
    job = made(client, format="casefile", tier="partner")
    assert fetched(client, job)[0] == 422
    assert fetched(client, job, passphrase="short")[0] == 422
    status, data = fetched(client, job, passphrase=PASSPHRASE)
    assert status == 200
    assert b"PK" not in data[:4]
    (tmp_path / "bag.sealed").write_bytes(data)
    assert verify_file(tmp_path / "bag.sealed", lambda: PASSPHRASE).findings == ()


def test_nothing_lies_open_while_it_waits(client: TestClient) -> None:
    job = made(client, format="csv", tier="partner")
    folder = Path(client.app.state.outbox._folder.name)  # type: ignore[attr-defined]
    assert job.state == "done"
    (kept,) = folder.iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    assert b"claims.csv" not in kept.read_bytes()


def test_what_was_made_before_a_restart_is_made_again(copy: str) -> None:
    with TestClient(create_app(Settings(copy, user=ME)), follow_redirects=False) as client:
        job = made(client, format="csv", tier="public")
    with TestClient(create_app(Settings(copy, user=ME)), follow_redirects=False) as client:
        assert fetched(client, job)[0] == 404
        assert "Make it again" in client.get("/exports").text


@pytest.mark.parametrize(
    ("order", "status"),
    [({"format": "papyrus", "tier": "public"}, 422), ({"format": "csv", "tier": "everybody"}, 422), ({}, 422)],
)
def test_what_cannot_be_made_is_refused(client: TestClient, post: Post, order: dict[str, str], status: int) -> None:
    assert post("/exports", **order) == status
    assert client.app.state.jobs.all() == []  # type: ignore[attr-defined]


def test_an_export_that_is_not_there_is_not_found(post: Post) -> None:
    assert post("/exports/none/file") == 404


PASSWORD = "a password of length"


@pytest.mark.parametrize(
    ("role", "public", "court"),
    [("reader", 403, 403), ("analyst", 303, 403), ("reviewer", 303, 403), ("admin", 303, 303)],
)
def test_who_may_make_which_tier(copy: str, role: str, public: int, court: int) -> None:
    app = create_app(Settings(copy, user=ME, team=True))
    app.state.accounts.put(role, role, PASSWORD)
    with TestClient(app, follow_redirects=False) as client:
        token = token_of(client, "/sign-in")
        client.post("/sign-in", data={"form_token": token, "name": role, "password": PASSWORD})
        page = client.get("/exports")
        assert page.status_code == 200
        assert ("Make it" in page.text) is (role != "reader")
        token = token_of(client, "/ledger")
        for tier, status in (("public", public), ("court", court)):
            answer = client.post("/exports", data={"form_token": token, "format": "csv", "tier": tier})
            assert answer.status_code == status, tier
