"""The commands of a case, on the real stages."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counterclaim.case import Case
from counterclaim.cli import app

PAGE = (
    "At least 40 civilians were killed in Orvale on 3 May 2031, the Ministry of Health said. "
    "The Northern Front said that 12 people were killed in the town."
)


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(
        app, [str(one) for one in arguments], env={"COUNTERCLAIM_BY": "A. Analyst", **(env or {})}
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "orvale.txt"
    file.write_text(PAGE)
    return file


@pytest.fixture
def made(tmp_path: Path, report: Path) -> str:
    location = str(tmp_path / "casebook")
    assert run("init", location, "--title", "Orvale").exit_code == 0
    result = run("add", location, report)
    assert result.exit_code == 0, result.output
    return location


def test_add_says_what_it_did_and_again_adds_nothing(made: str, report: Path) -> None:
    again = run("add", made, report)
    assert again.exit_code == 0
    assert again.stdout.startswith("0 snapshots, 1 obtained again, 0 reports, 0 claims")


def test_what_fails_is_listed_and_the_rest_is_done(made: str, report: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(PAGE.replace("40", "41"))
    result = run("add", made, "/nowhere.txt", tmp_path / "other.txt")
    assert result.exit_code == 3
    assert "/nowhere.txt" in result.stderr
    assert "1 report," in result.stdout


def test_nothing_but_faults_is_bad_input(made: str) -> None:
    result = run("add", made, "/nowhere.txt")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_figures_of_a_case_are_shown_as_they_stand(made: str) -> None:
    result = run("figures", made)
    assert result.exit_code == 0, result.output
    assert "1 figure, 1 disputed" in result.stdout
    assert "plain 1.0: low 12, high 40" in result.stdout


def test_figures_of_a_case_with_the_codebook_that_is_asked_for(made: str) -> None:
    (figure,) = [
        json.loads(line) for line in run("figures", made, "--rules", "ucdp-style", "--json").stdout.splitlines()
    ]
    assert [one["rules"] for one in figure["assessments"]] == ["ucdp-style"]


def test_what_is_protected_is_named_by_its_question_alone(tmp_path: Path) -> None:
    (tmp_path / "orvale.txt").write_text(PAGE)
    location = str(tmp_path / "sealed")
    assert run("init", location).exit_code == 0
    assert run("add", location, tmp_path / "orvale.txt", "--protected").exit_code == 0
    result = run("figures", location)
    assert "How many people were killed in Orvale" in result.stdout
    assert "At least 40" not in result.stdout
    assert run("figures", location, "--json").stdout == ""


@pytest.mark.parametrize("option", ["--sources", "--gazetteer", "--actors", "--jsonl"])
def test_options_of_reports_do_not_go_with_a_case(made: str, report: Path, option: str) -> None:
    result = run("figures", made, option, report)
    assert (result.exit_code, "give the case alone" in result.stderr) == (2, True)


@pytest.mark.parametrize("command", ["read", "figures"])
def test_a_case_among_reports_is_refused_in_words(made: str, report: Path, command: str) -> None:
    result = run(command, made, report)
    assert (result.exit_code, "is a case, not a report" in result.stderr) == (2, True)


def test_verify_is_sound_and_says_so_as_json_too(made: str) -> None:
    assert run("verify", made).stdout.startswith("Sound: ")
    assert json.loads(run("verify", made, "--json").stdout)["sound"] is True


def test_verify_names_what_is_wrong_and_exits_1(made: str) -> None:
    blob = next(path for path in (Path(made) / "blobs").rglob("*") if path.is_file())
    blob.write_bytes(b"changed")
    result = run("verify", made)
    assert result.exit_code == 1
    assert result.stdout == f"blob {blob.name}: its bytes are not those that were obtained. Restore it from a copy.\n"


def test_tables_that_are_wrong_are_made_again(made: str) -> None:
    with Case.open(made) as case, case.memory.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE claims SET low = 1")
    assert "--rebuild" in run("verify", made).stdout
    assert run("verify", made, "--quick").exit_code == 0
    assert run("verify", made, "--rebuild").stdout.startswith("Sound: ")


def test_show_knows_every_kind_of_id(made: str) -> None:
    with Case.open(made) as case:
        claim, figure = next(case.claims()).claim.id, next(case.figures()).id
        report, entry = next(case.reports()).id, next(case.entries()).entry.id
    for id_ in (claim, figure, report, entry):
        shown = run("show", made, id_, "--why")
        assert shown.exit_code == 0, shown.output
        assert json.loads(run("show", made, id_, "--json").stdout)
    assert "How each field was found" in run("show", made, claim, "--why").stdout
    missing = run("show", made, "claim-unknown")
    assert missing.exit_code == 2
    assert "nothing of this id" in missing.stderr


def test_looking_at_a_protected_report_is_recorded(made: str, tmp_path: Path) -> None:
    (tmp_path / "witness.txt").write_text(PAGE.replace("40", "44"))
    assert run("add", made, "--protected", tmp_path / "witness.txt").exit_code == 0
    with Case.open(made) as case:
        witness = next(report.id for report in case.reports() if report.id.startswith("witness"))
    run("show", made, witness, "--by", "B. Editor")
    with Case.open(made) as case:
        *_, last = case.entries()
        assert (last.entry.kind, last.content["subject"], last.who) == ("view", witness, "B. Editor")


def test_an_export_is_recorded_and_comes_back(made: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("export", made, "--as", "csv", "--out", out).exit_code == 0
    with Case.open(made) as case:
        *_, last = case.entries()
        assert (last.entry.kind, last.content["tier"]) == ("export", "public")
    other = tmp_path / "other"
    assert run("init", other).exit_code == 0
    taken = run("import", other, out)
    assert taken.exit_code == 0, taken.output
    assert taken.stdout.startswith("1 reports new")
    assert run("export", other, "--as", "csv", "--out", tmp_path / "again").exit_code == 0
    assert (tmp_path / "again" / "figures.csv").read_bytes() == (out / "figures.csv").read_bytes()
    assert run("export", made, "--as", "csv", "--out", out).exit_code == 2
    assert run("export", made, "--as", "papyrus", "--out", tmp_path / "p").exit_code == 2


def test_readings_and_judgements_are_taken_in(made: str, report: Path, tmp_path: Path) -> None:
    readings = tmp_path / "readings.jsonl"
    readings.write_text(run("read", report, "--json").stdout)
    assert run("import", made, readings).stdout.startswith("0 reports new, 0 updated, 1 as they were")
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("left,right,verdict,reason\nr2,r1,same,one father\n")
    assert "; 1 profiles" in run("import", made, pairs).stdout
    assert "; 0 profiles" in run("import", made, pairs).stdout
    pairs.write_text("left,right,verdict,reason\nr2,r1,perhaps,\n,r1,same,\n")
    wrong = run("import", made, pairs)
    assert wrong.exit_code == 2
    assert [line.split(":")[0].rsplit(", ")[-1] for line in wrong.stderr.splitlines()] == ["row 2", "row 3"]


def test_a_sealed_case_needs_its_passphrase(tmp_path: Path, report: Path) -> None:
    location, key = tmp_path / "sealed", {"COUNTERCLAIM_PASSPHRASE": "correct horse"}
    assert run("init", location, "--seal", env=key).exit_code == 0
    assert run("add", location, report, env=key).exit_code == 0
    refused = run("add", location, report)
    assert refused.exit_code == 2
    assert "passphrase" in refused.stderr
    assert run("verify", location).exit_code == 0


@pytest.mark.parametrize("command", ["add", "show", "verify", "export", "import"])
def test_a_case_that_is_not_there(command: str, tmp_path: Path, report: Path) -> None:
    more = {"add": [report], "show": ["x"], "export": ["--as", "csv", "--out", tmp_path / "o"], "import": [report]}
    (tmp_path / "profiles.csv").write_text("source,kind\nGazette,outlet\n")
    arguments = [tmp_path / "profiles.csv"] if command == "import" else more.get(command, [])
    result = run(command, tmp_path / "none", *arguments)
    assert result.exit_code == 2
    assert "there is no case here" in result.stderr
