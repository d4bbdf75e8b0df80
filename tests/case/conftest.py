"""A case on each kind of database, with invented reports."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from counterclaim.case import Case, copying
from tests.case import fakes
from tests.conftest import a_postgres

ME = "A. Analyst"


@pytest.fixture(params=["sqlite", "postgres"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a case can be made."""
    return str(tmp_path / "case") if request.param == "sqlite" else str(request.getfixturevalue("fresh_postgres"))


@pytest.fixture
def case(location: str) -> Iterator[Case]:
    with Case.create(location, by=ME, new_grouping=fakes.Grouping) as made:
        yield made


@pytest.fixture(scope="session")
def in_postgres(postgres_server: str) -> Iterator[Callable[[Path], str]]:
    """Puts a case that was built in a folder into a database, once; its name, for copies."""
    made: dict[Path, str] = {}
    with ExitStack() as stack:

        def put(built: Path) -> str:
            if built not in made:
                address = stack.enter_context(a_postgres(postgres_server, "template0"))
                with Case.open(str(built), new_grouping=fakes.Grouping) as case:
                    copying.copy(case.memory, address)
                made[built] = address.rsplit("/", 1)[1]
            return made[built]

        yield put


@pytest.fixture(params=["sqlite", "postgres"])
def a_copy_of(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Copies a case that was built in a folder for one test, on each kind of database; where it is."""
    with ExitStack() as stack:

        def copy(built: Path) -> str:
            if request.param == "sqlite":
                return str(shutil.copytree(built, tmp_path / "copy"))
            name = request.getfixturevalue("in_postgres")(built)
            return stack.enter_context(a_postgres(request.getfixturevalue("postgres_server"), name))

        yield copy


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Writes a report's file; its path."""

    def write_(name: str, text: str) -> str:
        folder = tmp_path / "reports"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_text(text)
        return str(folder / f"{name}.txt")

    return write_


@pytest.fixture
def add(case: Case, write: Callable[..., str]) -> Callable[..., None]:
    """Adds a report's text under a name."""

    def add_(name: str, text: str) -> None:
        case.add([write(name, text)], by=ME, **fakes.STAGES)

    return add_
