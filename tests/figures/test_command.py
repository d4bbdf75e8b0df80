"""`counterclaim figures`: JSON by the contract, a page for people, and clear lines for bad input."""

import json

import pytest
from figures_making import report, said
from typer.testing import CliRunner

from counterclaim.cli import app
from counterclaim.model import Figure, Hedge, Polarity, plain, revive

HERE = {"at": "Oster", "on": "2031-03-04"}
RUN = CliRunner()


def claims_file(tmp_path, *readings):
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(plain(reading)) + "\n" for reading in readings), encoding="utf-8")
    return str(path)


def two(tmp_path):
    return claims_file(
        tmp_path,
        report("a", said(9500, by="the Crown", population="evacuees", flags=("unverified",), **HERE)),
        report("b", said(7500, "civilians", "the League", **HERE)),
    )


def test_json_holds_what_the_contract_names(tmp_path):
    result = RUN.invoke(
        app, ["figures", "--claims", two(tmp_path), "--json", "--rules", "plain", "--rules", "ucdp-style"]
    )
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    figure = json.loads(line)
    assert {
        "id",
        "question",
        "harm",
        "category",
        "scope",
        "place",
        "from",
        "to",
        "incident",
        "status",
        "denied_by",
        "claims",
    } <= set(figure)
    assert {"reports", "origins", "relations", "assessments"} <= set(figure)
    assert set(figure["incident"]) == {"id", "event_type", "weapon", "actors"}
    assert figure["status"] == "not_comparable"
    assert [a["rules"] for a in figure["assessments"]] == ["plain", "ucdp-style"]
    assert {"left", "right", "kind", "about", "reason"} <= set(figure["relations"][0])
    assert revive(Figure, figure).id == figure["id"]


def test_people_see_question_words_speakers_and_flags(tmp_path):
    result = RUN.invoke(app, ["figures", "--claims", two(tmp_path), "--rules", "all"], env={"COLUMNS": "160"})
    assert result.exit_code == 0
    for part in ("1 figure, 1 disputed", "not comparable", "the Crown", "9500 evacuees", "unverified", "ibc-style"):
        assert part in result.stdout


def test_all_faults_of_a_claims_file_at_once(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b'{"report": {}}\nno json\n\n\xff\xfe\n')
    result = RUN.invoke(app, ["figures", "--claims", str(path), "--json"])
    assert result.exit_code == 2
    assert [line.split(": ")[0].rsplit(", ", 1)[1] for line in result.stderr.splitlines()] == [
        "line 1",
        "line 2",
        "line 4",
    ]
    assert "Traceback" not in result.stderr


def test_a_report_given_twice_in_a_claims_file_is_named(tmp_path):
    reading = report("a", said(40, **HERE))
    result = RUN.invoke(app, ["figures", "--claims", claims_file(tmp_path, reading, reading)])
    assert result.exit_code == 2
    assert "line 2: the report 'a' is on line 1 too" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Nothing to group"),
        (["--claims", "x", "--jsonl", "y"], "one or the other"),
        (["--claims", "x", "--rules", "hearsay"], "There are: plain"),
        (["--claims", "missing.jsonl"], "missing.jsonl"),
        (["--claims", "x", "--sources", "missing.csv"], "missing.csv"),
    ],
)
def test_bad_usage_is_answered_in_words(arguments, told):
    result = RUN.invoke(app, ["figures", *arguments])
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_sides_come_from_the_profiles(tmp_path):
    profiles = tmp_path / "profiles.csv"
    profiles.write_text("source,kind\nthe Crown,party\nthe League,party\n", encoding="utf-8")
    reading = report(
        "a",
        said(40, by="the Guild", blamed="the Crown", **HERE),
        said(40, by="Ana Reed", blamed="the League", **HERE),
    )
    path = claims_file(tmp_path, reading)
    result = RUN.invoke(
        app, ["figures", "--claims", path, "--json", "--rules", "airwars-style", "--sources", str(profiles)]
    )
    assert json.loads(result.stdout)["assessments"][0]["grade"] == "contested"


def test_no_claims_at_all_is_said(tmp_path):
    path = claims_file(tmp_path, report("a"))
    assert "No claims" in RUN.invoke(app, ["figures", "--claims", path]).stdout
    assert RUN.invoke(app, ["figures", "--claims", path, "--json"]).stdout == ""


def test_a_report_dated_in_the_future_is_taken_and_named(tmp_path):
    path = claims_file(tmp_path, report("a", said(40, at="Oster"), published="2931-01-01"))
    result = RUN.invoke(app, ["figures", "--claims", path, "--json"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert "a: dated 2931-01-01, which is yet to come" in result.stderr


def test_only_denials_give_a_figure_without_a_number(tmp_path):
    denial = said(None, by="the Crown", polarity=Polarity.DENIED, hedge=Hedge.ALL, words="any", **HERE)
    result = RUN.invoke(app, ["figures", "--claims", claims_file(tmp_path, report("a", denial)), "--json"])
    (assessment,) = json.loads(result.stdout)["assessments"]
    assert (assessment["low"], assessment["high"]) == (None, None)
    assert "no count" in assessment["reasons"][0]["text"]


def test_reports_are_read_and_grouped(tmp_path):
    """Through the reader: two invented reports of one day."""
    first = "Shelling killed 40 civilians in Brindlemark on 4 March 2031, the Guild said."
    second = "Shelling killed 58 civilians in Brindlemark on 4 March 2031, the League said."
    path = tmp_path / "reports.jsonl"
    rows = [
        {"id": name, "text": text, "published": "2031-03-05", "source": name}
        for name, text in (("alpha", first), ("beta", second))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = RUN.invoke(app, ["figures", "--jsonl", str(path), "--json"])
    assert result.exit_code == 0, result.stderr
    (figure,) = [figure for figure in map(json.loads, result.stdout.splitlines()) if figure["harm"] == "killed"]
    assert (figure["status"], figure["reports"]) == ("conflicting", ["alpha", "beta"])
