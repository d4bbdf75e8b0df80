"""`counterclaim read` as people and scripts use it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.cli import app

RUNNER = CliRunner()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [
        {
            "id": "a",
            "source": "Gull",
            "text": "Ten people were killed in a raid blamed on the hill lads. The terrorists fled.",
        },
        {"id": "b", "source": "Gull", "text": "The terrorists left Kell on Monday, and two guards were wounded."},
        {"id": "c", "source": "Tern", "text": "The rebels left Kell. The freedom fighters sang."},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_parties_of_the_war_can_be_given(reports: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("name,kind,aliases\nSallow Order,armed_group,hill lads\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["read", "--jsonl", str(reports), "--json", "--actors", str(actors)])
    assert result.exit_code == 0
    first = json.loads(result.stdout.splitlines()[0])
    assert [c["alleged_perpetrator"]["words"] for c in first["claims"] if c["alleged_perpetrator"]] == ["the hill lads"]


def test_every_fault_of_a_list_of_parties_is_told(reports: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("name,kind\n,armed_group\nHill Front,\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["read", "--jsonl", str(reports), "--json", "--actors", str(actors)])
    assert result.exit_code == 2
    assert "row 2: name empty" in result.stderr
    assert "row 3: kind empty" in result.stderr


def test_an_outlets_habit_of_names_is_told_over_all_its_reports(reports: Path) -> None:
    result = RUNNER.invoke(app, ["read", "--jsonl", str(reports)])
    assert result.exit_code == 0
    after = result.stdout.split("Names over all reports")[1]
    assert "Gull" in after
    assert "terrorists” 2" in " ".join(after.split())
    assert "100%" in after


def test_one_report_has_no_habits(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("The terrorists left Kell. The terrorists came back.", encoding="utf-8")
    result = RUNNER.invoke(app, ["read", str(path)])
    assert "Names over all reports" not in result.stdout
