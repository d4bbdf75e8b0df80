"""One case read once from reports of the invented war and a hostile one; each test that changes it gets a copy."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim import demo_war
from counterclaim.case import Case, copying
from counterclaim.estimates.settings import Settings
from counterclaim.figures import read_profiles
from counterclaim.model import ListProfile, Method, OverlapTable, Verdict
from counterclaim.web.app import create_app
from counterclaim.web.settings import Settings as WebSettings
from tests.conftest import a_postgres

ME = "A. Analyst"
#: what would run if one place were not escaped
SCRIPT = "<script>window.hit=1</script>"
IMAGE = '"><img src=x onerror=window.hit=1>'
HOSTILE = f"""Rescuers and {SCRIPT}{IMAGE}

By {SCRIPT}

QUELLPORT, 14 March 2019 - Rescuers {IMAGE} said 45 people were killed in Quellport on Monday. The "{SCRIPT}" terrorists
killed 12 civilians in Quellport, said spokesman {IMAGE} Smith. {{{{ 7 * 7 }}}} </script><svg onload=window.hit=1>
"""
#: two lists of five invented persons; Samer is on both, and somebody's name is a script
LISTS = {
    "hospital": "record,name,sex,age,death_date,place,status\n"
    "1,Samer Khaled Omar Haddad,m,30,2019-03-10,Tolvane,killed\n"
    "2,Rana Yusuf Ali Zayd,f,9,2019-03-10,Tolvane,killed\n"
    f'3,"{SCRIPT} Yusuf {IMAGE.replace(chr(34), chr(34) * 2)}",m,41,2019-05-01,Hesmar,killed\n',
    "registry": "record,name,sex,age,death_date,place,status\n"
    "1,سامر خالد عمر حداد,m,33,2019-03-10,Tolvane,شهيد\n"
    "2,رنا يوسف علي زايد,f,9,2019-03-10,Tolvane,شهيدة\n"
    "3,هدى عادل منير شامي,f,52,2019-03-11,Tolvane,مفقودة\n",
}
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
        for name, text in LISTS.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
            case.add_list(str(folder / f"{name}.csv"), by=ME, once=True, keeper=SCRIPT)
        case.victims.judge("hospital:1", "registry:1", Verdict.SAME, by="B. Reviewer", reason="one man")
        case.victims.link(by=ME, replicates=2)
    return folder / "case"


@pytest.fixture(scope="session")
def made_in_postgres(made: Path, postgres_server: str) -> Iterator[str]:
    """The name of a database that holds the same case, for copies."""
    with a_postgres(postgres_server, "template0") as address:
        with Case.open(str(made)) as case:
            copying.copy(case.memory, address)
        yield address.rsplit("/", 1)[1]


@contextmanager
def a_copy(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The case in a place of its own, in the kind of database that the fixture's parameter names."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("made"), folder)
        yield str(folder)
    else:
        template = request.getfixturevalue("made_in_postgres")
        with a_postgres(request.getfixturevalue("postgres_server"), template) as address:
            yield address


@pytest.fixture(params=["sqlite", "postgres"])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A case of the test's own."""
    with a_copy(request, tmp_path / "case") as location:
        yield location


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def reading_client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of tests that only look."""
    with (
        a_copy(request, tmp_path_factory.mktemp("looked") / "case") as location,
        TestClient(create_app(WebSettings(location, user=ME)), follow_redirects=False) as client,
    ):
        yield client


@pytest.fixture
def client(copy: str) -> Iterator[TestClient]:
    """A client of a test that changes its case."""
    with TestClient(create_app(WebSettings(copy, user=ME)), follow_redirects=False) as client:
        yield client


def form_token(page: str) -> str:
    """The token of a session's forms, read off a page as a browser has it."""
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found, "the page has no form"
    return found[1]


def token_of(client: TestClient, path: str = "/work") -> str:
    """The token of this session's forms."""
    return form_token(client.get(path).text)


@pytest.fixture
def post(client: TestClient) -> Callable[..., int]:
    """Send a form from a page of ours; the status."""

    def post_(path: str, **values: object) -> int:
        return client.post(path, data={"form_token": token_of(client), **values}).status_code

    return post_


def case_of(client: TestClient) -> Case:
    """The case behind a client."""
    return client.app.state.desk.case  # type: ignore[attr-defined]
