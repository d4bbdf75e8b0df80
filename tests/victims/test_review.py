"""Clerical review: the order of the queue, blindness, withdrawal, kappa, and the loop in a terminal."""

from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from counterclaim.cli import app
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.person import RecordPair
from counterclaim.victims.judgements import append, read_labels, standing
from counterclaim.victims.review import agreement, queue, side_by_side

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def pair(left, right, probability):
    return RecordPair(left, right, probability, "same", "")


def said(left, right, verdict, who, withdrawn=False):
    return Judgement(left, right, Verdict(verdict), who, NOW, withdrawn=withdrawn)


def test_the_pairs_nearest_to_even_come_first_and_clear_ones_never():
    pairs = [pair("a", "b", 0.99), pair("c", "d", 0.5), pair("e", "f", 0.3), pair("g", "h", 0.9999)]
    assert [one.left for one in queue(pairs, [], "anna")] == ["c", "e", "a"]


def test_where_lists_hold_a_person_once_a_rival_of_a_sure_pair_waits():
    pairs = [
        RecordPair("a", "b", 0.99, "same", ""),
        RecordPair("a", "c", 0.5, "different", ""),
        RecordPair("d", "e", 0.2, "different", ""),
    ]
    assert [one.right for one in queue(pairs, [], "anna", once=True)] == ["e", "b", "c"]
    assert [one.right for one in queue(pairs, [], "anna")] == ["c", "e", "b"]


def test_a_pair_another_has_judged_comes_first_and_ones_own_does_not_come_back():
    pairs = [pair("a", "b", 0.99), pair("c", "d", 0.5)]
    judged = [said("a", "b", "same", "boris"), said("c", "d", "same", "anna")]
    assert [one.left for one in queue(pairs, judged, "anna")] == ["a"]


def test_a_withdrawn_judgement_puts_the_pair_back():
    judged = [said("c", "d", "same", "anna"), said("c", "d", "same", "anna", withdrawn=True)]
    assert standing(judged) == ()
    assert len(queue([pair("c", "d", 0.5)], judged, "anna")) == 1


def test_kappa_is_cohens():
    # Observed agreement 0.7; both say "same" of half: expected 0.5; kappa 0.4 (Cohen 1960, formula 1)
    ones = ["same"] * 5 + ["different"] * 5
    others = ["same"] * 4 + ["different"] + ["same"] * 2 + ["different"] * 3
    judged = [said(f"a{i}", f"b{i}", verdict, "anna") for i, verdict in enumerate(ones)]
    judged += [said(f"a{i}", f"b{i}", verdict, "boris") for i, verdict in enumerate(others)]
    found = agreement(judged, "anna", "boris")
    expected = 0.5 * 0.6 + 0.5 * 0.4
    assert found.observed == pytest.approx(0.7)
    assert found.kappa == pytest.approx((0.7 - expected) / (1 - expected))
    assert len(found.differing) == 3


def test_kappa_is_not_defined_where_both_only_ever_say_one_thing():
    judged = [said("a", "b", "same", "anna"), said("a", "b", "same", "boris")]
    assert agreement(judged, "anna", "boris").kappa is None


def test_no_pair_in_common_has_no_agreement():
    assert agreement([said("a", "b", "same", "anna")], "anna", "boris").observed is None


def test_a_judgement_has_one_order():
    assert Judgement.of("z", "a", Verdict.SAME, "anna", NOW).pair == ("a", "z")
    with pytest.raises(ValueError, match="smaller id first"):
        Judgement("z", "a", Verdict.SAME, "anna", NOW)


def test_judgements_survive_the_file(tmp_path):
    judged = [said("a", "b", "same", "anna"), said("c", "d", "unsure", "boris")]
    append(tmp_path / "j.csv", judged[:1])
    append(tmp_path / "j.csv", judged[1:])
    assert read_labels(tmp_path / "j.csv") == tuple(judged)


def test_side_by_side_marks_what_differs():
    rows = side_by_side({"name": "Samer", "age": "3", "x": ""}, {"name": "Samer ", "age": "4", "x": ""})
    assert rows == (("name", "Samer", "Samer ", False), ("age", "3", "4", True))


def test_two_reviewers_work_through_a_folder_in_a_terminal(tmp_path):
    (tmp_path / "a.csv").write_text("record,name,age\na1,Samer Khaled Haddad,30\na2,Rana Omar Zayd,20\n", "utf-8")
    (tmp_path / "b.csv").write_text("record,name,age\nb1,Samir Khaled Hadad,31\nb2,Rana Omar Zaid,20\n", "utf-8")
    out = tmp_path / "out"
    run = CliRunner().invoke
    assert run(app, ["link", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--out", str(out)]).exit_code == 0
    (out / "pairs.csv").write_text(
        "left,right,probability,decision,reason\na1,b1,0.5,same,given alike\na2,b2,0.6,same,given same\n", "utf-8"
    )
    first = run(app, ["review", str(out), "--reviewer", "anna"], input="s\nspelling\nw\nd\nbrothers\ns\n\n")
    assert first.exit_code == 0, first.output
    assert "Samer Khaled Haddad" in first.output
    assert "Withdrawn" in first.output
    second = run(app, ["review", str(out), "--reviewer", "boris"], input="s\n\ns\n\n")
    assert second.exit_code == 0, second.output
    shown = run(app, ["review", str(out), "--agreement"])
    assert "anna and boris: 2 pairs, agree on 50%" in shown.output
    assert {one.verdict.value for one in read_labels(out / "judgements.csv") if one.reviewer == "anna"} == {
        "same",
        "different",
    }
