"""The tour of the demo, done in a real browser as a first-time user does it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from counterclaim import demo_war
from counterclaim.case import Case
from counterclaim.case.estimate_sources import read_source
from counterclaim.figures import read_profiles
from counterclaim.web.app import create_app
from counterclaim.web.settings import Settings
from tests.web.conftest import ME
from tests.web.test_browser import serve, violations, watched

pytestmark = pytest.mark.browser
#: reports of the evacuation and of the clinic: those that the tour speaks of
NUMBERS = ("11", "15", "16", "17", "23", "24", "25", "26", "27")


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small demo: its reports of the evacuation and the clinic, the witness's statement, the ministry's releases."""
    folder = tmp_path_factory.mktemp("tour") / "demo-case"
    with Case.create(str(folder), by=ME) as case:
        (folder / "demo").touch()
        case.give_gazetteer(demo_war.GAZETTEER, by=ME)
        for profile in read_profiles(demo_war.SOURCES):
            case.profile(profile, by=ME)
        case.add([str(path) for path in demo_war.reports() if path.name[:2] in NUMBERS], by=ME)
        case.add([str(demo_war.WITNESS)], by=ME, protected=True)
        releases = read_source(demo_war.RELEASES, demo_war.RELEASES_LISTS)
        case.estimates.run(case.estimates.give(releases, "one ministry's releases", by=ME).name, by=ME)
    return str(folder)


@pytest.fixture
def served(location: str, tmp_path: Path) -> Iterator[str]:
    shutil.copytree(location, tmp_path / "demo-case")
    for address, _ in serve(str(tmp_path / "demo-case")):
        yield address


def test_every_step_can_be_done_and_says_what_it_did(browser: Browser, served: str) -> None:
    page, wrong = watched(browser, served)
    page.goto(served)
    assert page.url == f"{served}/tour"
    buses = page.locator("#breakdown")
    assert "not comparable" in buses.inner_text()
    buses.get_by_role("button").click()
    assert "The breakdown has arrived" in page.locator("#breakdown").inner_text()

    clinic = page.locator("#denials")
    before = int(clinic.locator("p", has_text="denial").last.inner_text().split("denial")[0].split()[-1])
    clinic.get_by_role("button").click()
    clinic = page.locator("#denials")
    assert f"{before + 3} denials" in clinic.inner_text()
    rows = [row.locator("td").all_inner_texts() for row in clinic.locator("tbody tr").all()]
    assert [row for row in rows if row[0] != row[1]] == []
    assert len(rows) >= 5

    page.locator("#witness").get_by_role("button").click()
    assert "every hash, span and row holds" in page.locator("#witness").inner_text()
    assert "Use the latest release alone" in page.locator("#releases").inner_text()
    page.locator("#truth summary").click()
    assert "6,200 people" in page.locator("#truth").inner_text()
    assert violations(page) == []
    page.locator("#words a").click()
    assert page.locator(":target").inner_text() != ""
    assert wrong == []
    page.close()


def test_another_case_has_no_tour(reading_client: TestClient) -> None:
    assert reading_client.get("/tour").status_code == 404
    assert 'href="/tour"' not in reading_client.get("/figures").text


def test_the_tour_of_a_demo_is_named_in_the_navigation(location: str, tmp_path: Path) -> None:
    shutil.copytree(location, tmp_path / "case")
    with TestClient(create_app(Settings(str(tmp_path / "case"), user=ME)), follow_redirects=False) as client:
        assert client.get("/").headers["location"] == "/tour"
        assert 'href="/tour" aria-current="page"' in client.get("/tour").text
