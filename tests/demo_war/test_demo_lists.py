"""The demo's victim lists: persons and the undocumented fall in the stated intervals; releases of one ministry are
refused as lists; the known victims stand beside what is said."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counterclaim import demo_war
from counterclaim.case import Case, PersonFilter
from counterclaim.case.link import Linked
from counterclaim.cli.demo_lists import RELEASES, THREE, add_lists
from counterclaim.estimates.settings import Settings
from counterclaim.estimates.undocumented import estimate
from counterclaim.model import Harm, Method

TOOL = Path(__file__).parents[2] / "tools" / "make_demo_lists.py"
#: of some 1,260 persons, each with a chance of being wrongly joined or parted, the ends of 100 replicates are known to
#: about two
ENDS = 3


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads(demo_war.TRUTH.read_text("utf-8"))["lists"]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Linked]:
    case = Case.create(str(tmp_path_factory.mktemp("lists") / "case"), by="test", title="The invented war")
    case.give_gazetteer(demo_war.GAZETTEER, by="test")
    wanted = ("02-", "09-", "23-", "26-")
    case.add([str(path) for path in demo_war.reports() if path.name.startswith(wanted)], by="test")
    return case, add_lists(case, "test")


def test_every_row_says_that_it_is_invented() -> None:
    for path in demo_war.LISTS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["note"] for row in csv.DictReader(file)} == {"invented"}, path.name


def test_the_lists_are_what_their_tool_makes(tmp_path: Path) -> None:
    shutil.copytree(demo_war.FOLDER, tmp_path / "demo_war")
    code = (
        "import runpy, pathlib; from counterclaim import demo_war as d;"
        f"d.LISTS = pathlib.Path({str(tmp_path / 'demo_war' / 'lists')!r});"
        f"d.TRUTH = pathlib.Path({str(tmp_path / 'demo_war' / 'truth.json')!r});"
        f"runpy.run_path({str(TOOL)!r}, run_name='__main__')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    for path in [*demo_war.LISTS.glob("*.csv"), demo_war.TRUTH]:
        made = tmp_path / "demo_war" / path.relative_to(demo_war.FOLDER)
        assert made.read_text("utf-8") == path.read_text("utf-8"), path.name


def test_the_persons_of_all_lists_fall_in_the_interval(linked: tuple[Case, Linked], truth: dict[str, Any]) -> None:
    _, done = linked
    assert done.low - ENDS <= truth["on_any_list"] <= done.high + ENDS


def test_most_persons_are_found_and_few_are_made_up(linked: tuple[Case, Linked], truth: dict[str, Any]) -> None:
    case, _ = linked
    persons, _ = case.victims.persons()
    # the second release has the rows of the first again, under other numbers
    of = {row.record.id: known.person.id for known in persons for row in known.rows if not row.record.id.endswith("-B")}
    assert of.keys() <= truth["persons"].keys()
    together = {held: {truth["persons"][record] for record in of if of[record] == held} for held in set(of.values())}
    mixed = sum(len(who) > 1 for who in together.values())
    assert mixed < 0.04 * len(together)


def test_the_undocumented_fall_in_the_stated_interval(linked: tuple[Case, Linked], truth: dict[str, Any]) -> None:
    case, _ = linked
    overlap = case.victims.overlap(THREE)
    assert overlap is not None
    settings = Settings(methods=(Method.LOGLINEAR,), bootstrap=0)
    found = estimate((overlap.table, *overlap.replicates[:10]), settings).estimates[0]
    low, high = found.undocumented.low, found.undocumented.high
    assert low is not None
    assert high is not None
    assert low <= truth["undocumented_by_three"] <= high


def test_the_releases_of_one_ministry_are_refused_as_lists(linked: tuple[Case, Linked]) -> None:
    case, _ = linked
    overlap = case.victims.overlap(RELEASES)
    assert overlap is not None
    answer = estimate((overlap.table,), Settings())
    assert answer.estimates == ()
    assert answer.refusals
    assert any("ministry" in finding.text.lower() or "release" in finding.text.lower() for finding in answer.diagnosis)


def test_the_known_victims_stand_beside_what_is_said(linked: tuple[Case, Linked], truth: dict[str, Any]) -> None:
    case, _ = linked
    figure = next(
        figure
        for figure in case.figures()
        if figure.harm is Harm.KILLED and figure.place and figure.place.gazetteer_id == "inv-tolvane"
    )
    known = case.victims.named(figure.incident.id)
    assert known.of(Harm.KILLED) == truth["known"]["Tolvane market, 10 March"] == 46
    assert case.victims.floors([figure]) == {figure.id: 46}


def test_some_whom_the_monitor_calls_missing_are_dead_on_other_lists(linked: tuple[Case, Linked]) -> None:
    case, _ = linked
    disputed, count = case.victims.persons(PersonFilter(disputed=True, list="monitor"), limit=None)
    fates = [known for known in disputed if any(one.fact == "fate" for one in known.person.disputes)]
    assert 10 <= len(fates) <= 20
    assert count >= len(fates)
