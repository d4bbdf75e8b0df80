"""`counterclaim estimate` as people and scripts use it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.cli import app

TABLE = "north,south,clinic,count\n1,0,0,120\n0,1,0,90\n0,0,1,70\n1,1,0,31\n1,0,1,22\n0,1,1,18\n1,1,1,9\n"
RUNNER = CliRunner()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "overlap.csv"
    made.write_text(TABLE)
    return made


def test_json_of_one_method(path: Path) -> None:
    result = RUNNER.invoke(app, ["estimate", str(path), "--json", "--method", "decomposable", "--seed", "3"])
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["table"] == {"lists": ["north", "south", "clinic"], "documented": 360, "overlaps": 80}
    assert [each["method"] for each in data["estimates"]] == ["decomposable"]
    assert data["seed"] == 3


def test_the_exact_grid_ends_where_it_is_told(path: Path) -> None:
    asked = ["estimate", str(path), "--json", "--method", "decomposable", "--grid", "exact", "--grid-end", "3600"]
    (made,) = json.loads(RUNNER.invoke(app, asked).stdout)["estimates"]
    assert made["diagnostics"]["grid_points"] == made["diagnostics"]["grid_end"] == 3600


def test_the_order_is_kept(path: Path) -> None:
    asked = ["estimate", str(path), "--json", "--method", "loglinear", "--max-order", "1", "--bootstrap", "0"]
    first = json.loads(RUNNER.invoke(app, asked).stdout)["estimates"][0]
    assert (first["criterion"], first["model"]) == ("bic", "[1,2,3]")


def test_the_page_is_for_people(path: Path) -> None:
    result = RUNNER.invoke(app, ["estimate", str(path), "--method", "bounds", "--method", "decomposable"])
    assert result.exit_code == 0
    assert "360 documented on 3 lists (north, south, clinic); 80 on more than one." in result.stdout


def test_pictures_are_written(path: Path, tmp_path: Path) -> None:
    RUNNER.invoke(app, ["estimate", str(path), "--method", "bounds", "--svg", str(tmp_path / "out")])
    assert (tmp_path / "out" / "intervals.svg").read_text().rstrip().endswith("</svg>")


def test_faults_of_the_table_exit_two_with_their_rows(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b,c,count\n1,0,0,-4\n0,0,0,5\n")
    result = RUNNER.invoke(app, ["estimate", str(bad)])
    assert result.exit_code == 2
    assert "bad.csv, row 2: the count is -4, below zero" in result.stderr
    assert "row 3: the history of nobody's list is given" in result.stderr


def test_two_lists_are_an_answer_not_an_error(tmp_path: Path) -> None:
    two = tmp_path / "two.csv"
    two.write_text("a,b,count\n1,0,10\n0,1,8\n1,1,3\n")
    result = RUNNER.invoke(app, ["estimate", str(two), "--json"])
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["estimates"] == []
    assert all("fewer than three" in refusal["reason"] for refusal in data["refusals"])


def test_profiles_refuse_lists_made_from_one_another(path: Path, tmp_path: Path) -> None:
    profiles = tmp_path / "lists.csv"
    profiles.write_text("list,keeper,criteria,derived_from\nclinic,Clinic,treated,south\n")
    result = RUNNER.invoke(app, ["estimate", str(path), "--json", "--profiles", str(profiles), "--method", "bounds"])
    assert "clinic was made from south" in json.loads(result.stdout)["refusals"][0]["reason"]


@pytest.mark.parametrize(
    "asked", [["--level", "2"], ["nothing.csv"], ["--delta", "-1"], []], ids=["level", "no file", "delta", "no table"]
)
def test_bad_usage_exits_two(path: Path, asked: list[str]) -> None:
    table = [] if asked in (["nothing.csv"], []) else [str(path)]
    result = RUNNER.invoke(app, ["estimate", *table, *asked])
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_the_worked_example_shows_what_was_published() -> None:
    asked = ["estimate", "--example", "--method", "loglinear", "--bootstrap", "0"]
    text = " ".join(RUNNER.invoke(app, asked).stdout.split())
    assert "4,400 documented on 4 lists (EXH, ABA, OSCE, HRW)" in text
    assert "10,357 8,994 to 12,110" in text
    assert "10,356 in all, 95 % interval 9,002 to 12,122" in text
