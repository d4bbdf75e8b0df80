"""`weigh CASE`, as a person types it."""

import json
from pathlib import Path

import pytest

from tests.case.test_commands import run

PROFILES = "source,kind,side\nTown Hospital,hospital,\nRelief Monitor,monitor,\n"
REPORTS = (
    "At least 40 civilians were killed in Orvale on 3 May 2031, the Town Hospital said.",
    "The Relief Monitor said that 46 civilians were killed in Orvale on 3 May 2031.",
)


@pytest.fixture
def made(tmp_path: Path) -> str:
    """A case in which two sources differ about one figure."""
    location = str(tmp_path / "casebook")
    (tmp_path / "profiles.csv").write_text(PROFILES)
    assert run("init", location).exit_code == 0
    assert run("import", location, tmp_path / "profiles.csv").exit_code == 0
    for number, text in enumerate(REPORTS):
        (tmp_path / f"r{number}.txt").write_text(text)
        assert run("add", location, tmp_path / f"r{number}.txt").exit_code == 0
    return location


def test_it_asks_for_a_persons_reason_first(made: str) -> None:
    off = run("weigh", made)
    assert off.exit_code == 2
    assert "--on" in off.stderr
    on = run("weigh", made, "--on", "Two sources differ.", "--level", "0.8")
    assert on.exit_code == 0, on.output
    assert "Orvale" in on.stdout
    assert "2 original counts" in on.stdout
    assert "a model's assessment, not a finding" in on.stdout
    assert run("weigh", made, "--on", "Again.").exit_code == 2


def test_a_full_run_is_shown_as_json_and_as_the_figures_assessment(made: str) -> None:
    assert run("weigh", made, "--on", "Two sources differ.").exit_code == 0
    found = json.loads(run("weigh", made, "--json").stdout)
    assert found["diagnostics"]["engine"] == "gibbs"
    (figure,) = found["figures"]
    assert (figure["claims"], figure["origins"]) == (2, 2)
    shown = json.loads(run("show", made, figure["figure"], "--json").stdout)
    (assessment,) = [one for one in shown["assessments"] if one["rules"] == "weigh"]
    assert assessment["level"] == 0.9
    assert "a full run of chains" in assessment["reasons"][-1]["text"]


def test_off_takes_it_out_of_every_figure(made: str) -> None:
    assert run("weigh", made, "--on", "Two sources differ.").exit_code == 0
    assert run("weigh", made, "--off", "It was quoted as a fact.").exit_code == 0
    assert run("weigh", made, "--off", "Again.").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("--sensitivity",), "go with a file of counts"),
        (("--draws", "9000"), "go with a file of counts"),
        (("--on", "a", "--off", "b"), "exclude one another"),
        (("--on", "a", "--level", "2"), "must lie between 0 and 1"),
    ],
)
def test_options_that_do_not_fit_are_refused(made: str, arguments: tuple[str, ...], fault: str) -> None:
    result = run("weigh", made, *arguments)
    assert result.exit_code == 2
    assert fault in result.stderr


def test_on_and_off_need_a_case(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("figure,source,role,value\na,b,neutral,3\n")
    assert "go with a case" in run("weigh", tmp_path / "c.csv", "--on", "x").stderr
