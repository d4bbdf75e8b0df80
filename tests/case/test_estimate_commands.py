"""`estimate CASE`, `accept` and `show` of an estimate, as a person types them."""

import json
from pathlib import Path

import pytest

from counterclaim.case import Case
from tests.case.test_commands import run

TABLE = "parish,clinic,monitor,count\n1,0,0,120\n0,1,0,90\n0,0,1,70\n1,1,0,40\n1,0,1,30\n0,1,1,25\n1,1,1,15\n"
RELEASES = "list,keeper,derived_from\nparish,Ministry of Orvale,\nclinic,Ministry of Orvale,parish\n"
QUICK = ("--method", "loglinear", "--bootstrap", "0")


@pytest.fixture
def made(tmp_path: Path) -> str:
    (tmp_path / "villages.csv").write_text(TABLE)
    assert run("init", tmp_path / "casebook").exit_code == 0
    return str(tmp_path / "casebook")


@pytest.fixture
def estimate(made: str, tmp_path: Path) -> str:
    """The id of an estimate of the case."""
    result = run("estimate", made, "--table", tmp_path / "villages.csv", *QUICK, "--json")
    assert result.exit_code == 0, result.output
    return str(json.loads(result.stdout)["id"])


def ticks(count: int) -> list[str]:
    return [part for number in range(1, count + 1) for part in ("--tick", str(number))]


def test_a_case_keeps_the_table_and_shows_the_estimate_with_why(made: str, estimate: str) -> None:
    again = run("estimate", made, "--table", "villages", *QUICK)
    assert again.stdout.startswith(f"{estimate}  of table:villages")
    assert "No number of it is a headline" in again.stdout
    shown = run("show", made, estimate, "--why")
    assert "parish: kept by nobody written down" in shown.stdout
    assert "one by one" in shown.stdout
    assert json.loads(run("show", made, estimate, "--json").stdout)["id"] == estimate


def test_accepting_needs_every_tick_and_then_the_number_stands_with_its_name(made: str, estimate: str) -> None:
    of_method = ("accept", made, estimate, "--method", "loglinear", "--reason", "Three separate teams.")
    told = run(*of_method)
    assert told.exit_code == 2
    listed = [line for line in told.stderr.splitlines() if line[:1].isdigit()]
    short = run(*of_method, *ticks(len(listed) - 1))
    assert short.exit_code == 2
    assert "Not ticked" in short.stderr
    assert run(*of_method, *ticks(len(listed)), "--by", "B. Statistician").exit_code == 0
    assert "accepted by B. Statistician" in " ".join(run("show", made, estimate).stdout.split())


def test_lists_made_from_one_another_are_refused_in_words(made: str, tmp_path: Path) -> None:
    (tmp_path / "lists.csv").write_text(RELEASES)
    result = run("estimate", made, "--table", tmp_path / "villages.csv", "--profiles", tmp_path / "lists.csv", *QUICK)
    assert result.exit_code == 0
    assert "clinic was made from parish" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ((), "say from what"),
        (("--table", "towns"), "has no such lists or table"),
        (("--profiles", "lists.csv"), "--profiles goes with --table"),
    ],
)
def test_what_it_cannot_know_it_asks_for(made: str, arguments: tuple[str, ...], fault: str) -> None:
    result = run("estimate", made, *arguments)
    assert result.exit_code == 2
    assert fault in result.stderr


def test_a_stale_estimate_says_so(made: str, estimate: str, tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text(TABLE.replace("15", "16"))
    assert run("estimate", made, "--table", tmp_path / "villages.csv", *QUICK).exit_code == 0
    assert "The data have changed since" in run("show", made, estimate).stdout
    with Case.open(made) as case:
        assert [one.current for one in case.estimates.all()] == [True, False]


def test_a_table_option_needs_a_case(tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text(TABLE)
    result = run("estimate", tmp_path / "villages.csv", "--table", "x")
    assert result.exit_code == 2
    assert "--table goes with a case" in result.stderr
