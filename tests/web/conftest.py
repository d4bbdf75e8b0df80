"""One case read once from reports of the invented war and a hostile one; each test that changes it gets a copy."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim import demo_war
from counterclaim.case import Case
from counterclaim.estimates.settings import Settings
from counterclaim.figures import read_profiles
from counterclaim.model import ListProfile, Method, OverlapTable
from counterclaim.web.app import create_app
from counterclaim.web.settings import Settings as WebSettings

ME = "A. Analyst"
#: what would run if one place were not escaped
SCRIPT = "<script>window.hit=1</script>"
IMAGE = '"><img src=x onerror=window.hit=1>'
HOSTILE = f"""Rescuers and {SCRIPT}{IMAGE}

By {SCRIPT}

QUELLPORT, 14 March 2019 - Rescuers {IMAGE} said 45 people were killed in Quellport on Monday. The "{SCRIPT}" terrorists
killed 12 civilians in Quellport, said spokesman {IMAGE} Smith. {{{{ 7 * 7 }}}} </script><svg onload=window.hit=1>
"""
#: three invented lists that overlap; and three releases of one ministry, which are one list
OVERLAP = OverlapTable.of(
    ("parish", SCRIPT, "monitor"), {1: 120, 2: 90, 4: 70, 3: 40, 5: 30, 6: 25, 7: 15},
    profiles=[ListProfile("parish", SCRIPT, "buried here")],
)  # fmt: skip
RELEASES = OverlapTable.of(
    ("release 1", "release 2", "release 3"), {4: 50, 6: 40, 7: 110},
    profiles=[ListProfile("release 2", "Ministry of Health", None, ("release 1",))],
)  # fmt: skip
QUICK = Settings(methods=(Method.LOGLINEAR, Method.DECOMPOSABLE, Method.BOUNDS), bootstrap=0)
ARABIC = "قال مسؤول في المستشفى إن ٤٥ شخصا قتلوا في السوق يوم الاثنين."


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case; nobody changes it."""
    folder = tmp_path_factory.mktemp("web")
    reports = folder / "reports"
    reports.mkdir()
    for path in demo_war.reports():
        shutil.copy(path, reports)
    (reports / "x onerror='alert(1)' <b>.txt").write_text(HOSTILE, "utf-8")
    (reports / "arabic.txt").write_text(ARABIC, "utf-8")
    with Case.create(str(folder / "case"), by=ME, title=SCRIPT) as case:
        case.give_gazetteer(demo_war.GAZETTEER, by=ME)
        case.note({"base_map": json.loads(demo_war.MAP.read_text("utf-8"))}, by=ME)
        for profile in read_profiles(demo_war.SOURCES):
            case.profile(profile, by=ME)
        case.add([str(reports)], by=ME)
        case.weighing.switch_on(reason=f"Two sides differ. {SCRIPT}", by=ME)
        for name, table in (("parish", OVERLAP), (f"releases {SCRIPT}", RELEASES)):
            case.estimates.run(case.estimates.give([table], name, by=ME).name, QUICK, by=ME)
        case.regroup()
    return folder / "case"


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> str:
    """A case of the test's own."""
    shutil.copytree(made, tmp_path / "case")
    return str(tmp_path / "case")


@pytest.fixture(scope="session")
def reading_client(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of tests that only look."""
    place = tmp_path_factory.mktemp("looked") / "case"
    shutil.copytree(made, place)
    with TestClient(create_app(WebSettings(str(place), user=ME)), follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(copy: str) -> Iterator[TestClient]:
    """A client of a test that changes its case."""
    with TestClient(create_app(WebSettings(copy, user=ME)), follow_redirects=False) as client:
        yield client


def token_of(client: TestClient, path: str = "/work") -> str:
    """The token of this session's forms, read off a page as a browser has it."""
    found = re.search(r'name="form_token" value="([^"]+)"', client.get(path).text)
    assert found, f"{path} has no form"
    return found[1]


@pytest.fixture
def post(client: TestClient) -> Callable[..., int]:
    """Send a form from a page of ours; the status."""

    def post_(path: str, **values: object) -> int:
        return client.post(path, data={"form_token": token_of(client), **values}).status_code

    return post_


def case_of(client: TestClient) -> Case:
    """The case behind a client."""
    return client.app.state.desk.case  # type: ignore[attr-defined]
