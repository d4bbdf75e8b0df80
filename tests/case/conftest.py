"""A case on each kind of database, with invented reports."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterclaim.case import Case
from tests.case import fakes

ME = "A. Analyst"


@pytest.fixture(params=["sqlite", "postgres"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a case can be made."""
    return str(tmp_path / "case") if request.param == "sqlite" else str(request.getfixturevalue("fresh_postgres"))


@pytest.fixture
def case(location: str) -> Iterator[Case]:
    with Case.create(location, by=ME, new_grouping=fakes.Grouping) as made:
        yield made


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
