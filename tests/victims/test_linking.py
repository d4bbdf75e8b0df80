"""Linking invented lists with known truth, and what bad or tiny lists give. One linkage is made and looked at from
all sides."""

import json
import re

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from counterclaim.cli import app
from counterclaim.errors import InputError
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.incremental import update
from counterclaim.victims.linking import link
from counterclaim.victims.lists import rows_of
from counterclaim.victims.output import person_ids, write
from counterclaim.victims.replicates import overlaps


@pytest.fixture(scope="module")
def made():
    return generate(
        [ListProfile("registry", 0.6), ListProfile("monitor", 0.5, father=0.9, birth_date=0.5)], 900, seed=3
    )


@pytest.fixture(scope="module")
def linkage(made):
    return link([rows_of(name, table, once=True) for name, table in made.tables.items()], one_to_one=True)


def linked(linkage):
    part = linkage.decided.part
    here = part[linkage.pairs.left] == part[linkage.pairs.right]
    return {
        (a, b)
        for a, b in zip(
            linkage.records[linkage.pairs.left[here]], linkage.records[linkage.pairs.right[here]], strict=True
        )
    }


def test_most_true_pairs_are_found_and_few_false_ones(linkage, made):
    found = linked(linkage)
    right = sum(made.truth[a] == made.truth[b] for a, b in found)
    possible = len(made.truth) - made.documented
    assert right / len(found) > 0.93
    assert right / possible > 0.9


def test_a_list_that_holds_a_person_once_never_has_two_rows_of_one_person(linkage):
    assert not pd.Series(zip(linkage.lists, linkage.decided.part, strict=True)).duplicated().any()


def test_the_interval_of_persons_holds_the_truth(linkage, made):
    low, high = overlaps(linkage, 60).interval()
    named = linkage.standard.rows["full_m"].notna()
    truth = len({made.truth[record] for record, held in zip(linkage.records, named, strict=True) if held})
    assert low - 5 <= truth <= high + 5  # 60 replicates tell the ends of the interval to about five persons


def test_replicates_differ_and_add_up_to_the_named_rows(linkage):
    overlap = overlaps(linkage, 20)
    rows = (overlap.replicates * overlap.histories.sum(axis=1)).sum(axis=1)
    assert (rows == linkage.standard.rows["full_m"].notna().sum()).all()
    assert len(set(overlap.replicates.sum(axis=1).tolist())) > 3


def test_the_same_seed_gives_the_same_files(linkage, made, tmp_path):
    again = link([rows_of(name, table, once=True) for name, table in made.tables.items()], one_to_one=True)
    for number, one in enumerate((linkage, again)):
        write(one, overlaps(one, 5), tmp_path / str(number), 0.0)
    for name in ("persons.csv", "pairs.csv", "overlap.csv", "overlap-replicates.csv"):
        assert (tmp_path / "0" / name).read_bytes() == (tmp_path / "1" / name).read_bytes()


def test_the_files_hold_no_name(linkage, made, tmp_path):
    write(linkage, overlaps(linkage, 2), tmp_path, 0.0)
    words = {word for table in made.tables.values() for name in table["name"] for word in name.split() if len(word) > 2}
    for file in tmp_path.iterdir():
        assert not words & set(re.findall(r"\w+", file.read_text("utf-8")))


def test_reviewed_pairs_bind_the_decision(linkage, made):
    a, b = sorted(linked(linkage))[0]
    now = pd.Timestamp("2024-01-01", tz="UTC").to_pydatetime()
    judged = link(
        [rows_of(name, table, once=True) for name, table in made.tables.items()],
        one_to_one=True,
        judgements=[Judgement.of(a, b, Verdict.DIFFERENT, "anna", now)],
    )
    assert (a, b) not in linked(judged)


def test_a_pair_that_nothing_proposed_is_one_person_where_somebody_says_so(linkage, made):
    """Two rows that are with nobody and agree in nothing, so that no rule of blocking pairs them: a reviewer knows better."""
    with_nobody = {
        record
        for record, many in zip(linkage.records, np.bincount(linkage.decided.part)[linkage.decided.part], strict=True)
        if many == 1
    }
    ends = zip(linkage.records[linkage.pairs.left], linkage.records[linkage.pairs.right], strict=True)
    proposed = {tuple(sorted(pair)) for pair in ends}
    ones, others = ([r for r in table["record"] if r in with_nobody] for table in list(made.tables.values())[:2])
    a, b = next(pair for x in ones for y in others if (pair := tuple(sorted((x, y)))) not in proposed)
    judged = link(
        [rows_of(name, table, once=True) for name, table in made.tables.items()],
        one_to_one=True,
        judgements=[Judgement.of(a, b, Verdict.SAME, "anna", pd.Timestamp("2024-01-01", tz="UTC").to_pydatetime())],
    )
    assert (a, b) in {tuple(sorted(pair)) for pair in linked(judged)}


def test_a_judgement_of_an_unknown_record_is_a_fault(made):
    lists = [rows_of(name, table.head(3)) for name, table in made.tables.items()]
    judgement = Judgement.of(
        "nobody-1", "nobody-2", Verdict.SAME, "anna", pd.Timestamp("2024-01-01", tz="UTC").to_pydatetime()
    )
    with pytest.raises(InputError, match="this record is in no list"):
        link(lists, judgements=[judgement])


def test_a_new_release_keeps_the_ids_of_persons_and_lists_what_changed(linkage, made):
    extra = pd.DataFrame({"record": ["late-1"], "name": ["ربيع طارق شريف النموذج"], "sex": ["m"], "age": ["30"]})
    tables = dict(made.tables)
    tables["monitor"] = pd.concat([tables["monitor"], extra], ignore_index=True).fillna("")
    after, changes = update(linkage, [rows_of(name, table, once=True) for name, table in tables.items()])
    assert changes.added == ("late-1",)
    assert changes.changed == changes.removed == ()
    before_ids = dict(zip(linkage.records, person_ids(linkage), strict=True))
    after_ids = dict(zip(after.records, person_ids(after), strict=True))
    assert all(after_ids[record] == person for record, person in before_ids.items())


def test_one_row_alone_is_one_person():
    alone = link([rows_of("one", pd.DataFrame({"name": ["Samer Haddad"]}))])
    assert overlaps(alone, 3).persons == 1


def test_rows_named_unknown_are_counted_and_never_linked():
    table = pd.DataFrame({"name": ["unknown"] * 10_000 + ["Samer Khaled Haddad"], "age": ["30"] * 10_001})
    result = link([rows_of("one", table)])
    assert len(np.unique(result.decided.part)) == 10_001
    assert result.standard.unnamed == 10_000


def test_identical_names_are_split_or_refused_in_words_and_never_squared():
    rows = 6000  # 18 million pairs if they were all compared
    table = pd.DataFrame({"name": ["Samer Khaled Haddad"] * rows})
    result = link([rows_of("one", table)])
    assert len(result.pairs) == 0
    assert any("nothing tells them apart" in note for note in result.notes)


def test_a_million_rows_with_few_names_make_no_quadratic_number_of_pairs():
    names = [f"Samer Khaled {family}" for family in ("Haddad", "Zayd", "Tarek")]
    result = link([rows_of("one", pd.DataFrame({"name": names * 3000, "sex": ["m"] * 9000}))])
    assert sum(result.blocks.pairs) <= 24 * 1_000_000  # no rule keeps a block of more than a million
    assert result.notes


def test_one_name_for_all_joins_nobody():
    tables = {"a": ["Samer Khaled Haddad"] * 300, "b": ["Samer Khaled Haddad"] * 200 + ["Rana Zayd"]}
    result = link([rows_of(name, pd.DataFrame({"name": names})) for name, names in tables.items()], one_to_one=True)
    assert len(np.unique(result.decided.part)) == 501


def test_the_command_writes_the_contracts_files_and_answers_bad_input_in_words(made, tmp_path):
    for name, table in made.tables.items():
        table.head(60).to_csv(tmp_path / f"{name}.csv", index=False)
    files = [str(tmp_path / f"{name}.csv") for name in made.tables]
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["link", *files, "--one-to-one", "--out", str(out), "--replicates", "5"])
    assert done.exit_code == 0, done.output
    assert (out / "persons.csv").read_text("utf-8").startswith("record,list,person,probability\n")
    assert (out / "pairs.csv").read_text("utf-8").startswith("left,right,probability,decision,reason\n")
    assert json.loads((out / "link.json").read_text("utf-8"))["seed"] == 1
    assert CliRunner().invoke(app, ["link", str(tmp_path / "none.csv"), "--out", str(out)]).exit_code == 2
