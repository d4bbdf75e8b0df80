"""Lists, persons and review of a case in the terminal."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counterclaim.case import Case, Filter
from counterclaim.cli import app
from counterclaim.model import EntryKind, Verdict
from tests.case import fakes
from tests.case.test_persons import HOSPITAL, REGISTRY
from tests.case.test_regroup_part import read

RANA = "3,رنا يوسف علي زايد,f,9,2019-03-10,Orvale,شهيدة\n"


def run(*arguments: str, text: str | None = None, by: str = "anna") -> Result:
    return CliRunner().invoke(app, list(arguments), input=text, env={"COUNTERCLAIM_BY": by, "COLUMNS": "200"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case with two linked lists; the tests go through it in order, as a person does."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "hospital.csv").write_text(HOSPITAL, "utf-8")
    (folder / "registry.csv").write_text(REGISTRY.replace("name,", "victim,", 1) + RANA, "utf-8")
    case = str(folder / "case")
    assert run("init", case).exit_code == 0
    said = run("add", case, str(folder / "hospital.csv"), "--as", "list", "--keeper", "St Orla", "--once")
    assert said.exit_code == 0, said.output
    more = ("--column", "name=victim", "--criteria", "the dead", "--derived-from", "hospital", "--fate", "dead")
    assert run("add", case, str(folder / "registry.csv"), "--as", "list", *more).exit_code == 0
    assert run("link", case, "--replicates", "2").exit_code == 0
    return case


def test_a_list_is_added_with_what_is_known_of_it(made: str) -> None:
    with Case.open(made) as case:
        hospital, registry = case.lists()
        assert (hospital.about.keeper, hospital.about.once) == ("St Orla", True)
        assert (registry.about.criteria, registry.about.derived_from) == ("the dead", ("hospital",))
        assert registry.about.columns["name"] == "victim"
        assert registry.about.fate == "dead"


def test_every_fault_of_every_list_is_told_at_once_and_nothing_is_added(made: str, tmp_path: Path) -> None:
    (tmp_path / "nameless.csv").write_text("a,b\n1,2\n")
    (tmp_path / "hospital.csv").write_text("name\nAdel Nouri\n")
    (tmp_path / "twice.csv").write_text("record,name\n1,Adel Nouri\n1,Hani Nouri\n")
    files = [str(tmp_path / f"{name}.csv") for name in ("nameless", "hospital", "twice")]
    said = run("add", made, *files, str(tmp_path / "none.csv"), "--as", "list")
    assert said.exit_code == 2
    for told in (
        "no column of names",
        "another list of the case is called",
        "record id stands in another row",
        "none.csv",
    ):
        assert told in said.output
    with Case.open(made) as case:
        assert len(case.lists()) == 2


def test_linking_a_case_says_how_many_persons_and_no_name(made: str) -> None:
    said = run("link", made, "--replicates", "2")
    assert said.exit_code == 0, said.output
    assert re.search(r"6 records, \d persons \(95 % interval", said.output)
    assert "Haddad" not in said.output


def test_link_of_files_still_asks_where_the_results_go(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nAdel Nouri\n")
    said = run("link", str(tmp_path / "a.csv"))
    assert said.exit_code == 2
    assert "--out DIR" in said.output


def test_a_person_is_shown_with_its_rows_and_that_is_recorded(made: str) -> None:
    with Case.open(made) as case:
        person = case.victims.persons()[0][0].person.id
        views = len(list(case.entries(kinds=[EntryKind.VIEW])))
    said = run("show", made, person, "--why")
    assert said.exit_code == 0, said.output
    assert "Samer Khaled Omar Haddad" in said.output
    assert "name may be shown to" in said.output
    assert "Why they are one person" in said.output
    with Case.open(made) as case:
        assert len(list(case.entries(kinds=[EntryKind.VIEW]))) == views + 1


def test_two_reviewers_go_through_the_pairs_of_a_case_blind(made: str) -> None:
    with Case.open(made) as case:
        case.victims.judge("hospital:1", "registry:1", Verdict.SAME, by="boris", reason="one man")
    first = run("review", made, text="d\ntwo men\nw\ns\nsame spelling\nq\n")
    assert first.exit_code == 0, first.output
    assert "Samer Khaled Omar Haddad" in first.output
    assert "one man" not in first.output
    assert "Withdrawn" in first.output
    shown = run("review", made, "--agreement")
    assert "anna and boris: 1 pairs, agree on 100%" in shown.output
    with Case.open(made) as case:
        assert any(view.content["purpose"] == "review" for view in case.entries(kinds=[EntryKind.VIEW]))
        assert case.verify().findings == ()


def test_judgements_bind_the_next_linkage_and_the_change_is_told(made: str) -> None:
    """A person knows what no evidence tells: these two rows are one, though little agrees."""
    with Case.open(made) as case:
        case.victims.judge("hospital:3", "registry:3", Verdict.SAME, by="anna", reason="her brother says so")
    said = run("link", made, "--replicates", "2")
    assert said.exit_code == 0, said.output
    assert "joined into person-" in said.output


def test_claims_that_wait_are_listed_with_what_to_do(made: str, tmp_path: Path) -> None:
    (tmp_path / "arabic.txt").write_text("قال مسؤول في المستشفى إن ٤٥ شخصا قتلوا في السوق يوم الاثنين.", "utf-8")
    run("add", made, str(tmp_path / "arabic.txt"))
    said = run("review", made, "--claims")
    assert said.exit_code == 0, said.output
    assert "it could not be read; add its claims by hand" in said.output


def test_claims_are_confirmed_rejected_and_corrected_with_a_reason_and_asked_about_once(tmp_path: Path) -> None:
    where = str(tmp_path / "case")
    with Case.create(where, by="anna") as case:
        for name, count in (("Baker", 40), ("Front", 46), ("Union", 52)):
            (tmp_path / f"{name}.txt").write_text(f"{count} killed in Orvale, said the {name}")
            case.add([str(tmp_path / f"{name}.txt")], by="anna", **{**fakes.STAGES, "read": read})
        assert [figure.status.value for figure in case.figures()] == ["conflicting"]
    answers = "c\nin two papers\nr\nanother town\nx\nbasis\neyewitness\nshe was there\n"
    said = run("review", where, "--claims", "--decide", text=answers)
    assert said.exit_code == 0, said.output
    assert "3 decisions by anna" in said.output
    with Case.open(where) as case:
        found = [case.claim(one.claim.id) for one in case.claims(Filter(rejected=True))]
        assert sorted(one.rejected for one in found if one) == [False, False, True]
        assert [one.claim.basis.value for one in found if one].count("eyewitness") == 1
        (note,) = case.entries(kinds=[EntryKind.NOTE])
        assert note.content["reason"] == "in two papers"
    assert "0 decisions" in run("review", where, "--claims", "--decide").output


def test_a_value_that_a_field_cannot_have_changes_nothing(tmp_path: Path) -> None:
    where = str(tmp_path / "case")
    with Case.create(where, by="anna") as case:
        for name, count in (("Baker", 40), ("Front", 46)):
            (tmp_path / f"{name}.txt").write_text(f"{count} killed in Orvale, said the {name}")
            case.add([str(tmp_path / f"{name}.txt")], by="anna", **{**fakes.STAGES, "read": read})
        before = case.count_entries()
    said = run("review", where, "--claims", "--decide", text="x\nbasis\nhearsay\nq\n")
    assert "basis cannot be hearsay" in said.output
    with Case.open(where) as case:
        assert case.count_entries() == before
