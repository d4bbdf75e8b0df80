"""New releases by file: kept state, ids that stay, what changed; and profiles of lists, carried to the estimate."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from counterclaim.cli import app
from counterclaim.errors import InputError, UsageError
from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.lists import rows_of
from counterclaim.victims.profiles import described, read_profiles
from counterclaim.victims.releases import continued
from counterclaim.victims.state import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two lists without record ids, linked with --keep; then a release that drops a row, changes one and adds two."""
    where = tmp_path_factory.mktemp("releases")
    made = generate([ListProfile("ministry", 0.6), ListProfile("monitor", 0.5)], 160, seed=7)
    tables = {name: table.drop(columns="record") for name, table in made.tables.items()}
    for name, table in tables.items():
        table.to_csv(where / f"{name}.csv", index=False)
    (where / "profiles.csv").write_text("list,keeper,derived_from\nministry,Ministry,\nmonitor,,ministry\n", "utf-8")
    files = [str(where / f"{name}.csv") for name in tables]
    asked = ["--one-to-one", "--keep", "--replicates", "3", "--profiles", str(where / "profiles.csv")]
    done = CliRunner().invoke(app, ["link", *files, "--out", str(where / "one"), *asked])
    assert done.exit_code == 0, done.output
    later = tables["ministry"].iloc[1:].copy()
    later.iloc[0, later.columns.get_loc("age")] = "77"
    new = pd.DataFrame({"name": ["ربيع طارق شريف النموذج", "سليم طارق شريف النموذج"], "sex": ["m", "m"]})
    pd.concat([new.iloc[:1], later, new.iloc[1:]]).fillna("").to_csv(where / "ministry-may.csv", index=False)
    asked = ["--update", str(where / "one"), "--replicates", "3", "--out", str(where / "two")]
    done = CliRunner().invoke(app, ["link", str(where / "ministry-may.csv"), *asked])
    assert done.exit_code == 0, done.output
    (where / "said.txt").write_text(done.output, "utf-8")
    return where


def persons(where):
    table = pd.read_csv(where / "persons.csv", dtype=str)
    return dict(zip(table["record"], table["person"], strict=True))


def test_a_file_that_repeats_a_list_is_its_new_release(folder):
    assert "ministry-may was read as the new release of ministry" in (folder / "said.txt").read_text("utf-8")


def test_what_changed_is_listed(folder):
    changes = pd.read_csv(folder / "two" / "changes.csv")["change"].value_counts()
    # a row without an id of its own that changes is one gone and one added
    assert changes["record added"] == 3
    assert changes["record removed"] == 2
    assert "rows: 3 added, 0 changed, 2 gone" in (folder / "said.txt").read_text("utf-8")


def test_ids_of_persons_and_rows_stay(folder):
    before, after = persons(folder / "one"), persons(folder / "two")
    assert all(after[record] == before[record] for record in before if record in after)


def test_the_kept_state_is_for_its_owner_alone(folder):
    assert (folder / "one" / "state").stat().st_mode & 0o077 == 0


def test_a_kept_linkage_is_read_back_as_it_was(folder):
    kept = load(folder / "one")
    table = pd.read_csv(folder / "one" / "pairs.csv")
    assert kept.probabilities() == pytest.approx(table["probability"].to_numpy(), abs=1e-6)


def test_nothing_kept_is_said(tmp_path):
    with pytest.raises(UsageError, match="link once with --keep"):
        load(tmp_path)


def test_an_unrelated_file_is_another_list():
    one = rows_of("a", pd.DataFrame({"name": ["Samer Haddad", "Rana Zayd"]}))
    other = rows_of("b", pd.DataFrame({"name": ["Omar Tarek", "Lina Fares"]}))
    lists, notes = continued([one], [other])
    assert [found.about.id for found in lists] == ["a", "b"]
    assert "read as another one" in notes[0]


def test_profiles_reach_the_estimate_which_refuses_lists_made_from_one_another(folder):
    said = json.loads((folder / "one" / "link.json").read_text("utf-8"))
    assert said["lists"][1]["derived_from"] == ["ministry"]
    done = CliRunner().invoke(app, ["estimate", str(folder / "one" / "overlap.csv"), "--json", "--method", "bounds"])
    assert "was made from" in done.output


def test_profiles_name_lists_that_are_given(tmp_path):
    (tmp_path / "p.csv").write_text("list,keeper\nother,Somebody\n", "utf-8")
    with pytest.raises(InputError, match="no list of this name"):
        described([rows_of("a", pd.DataFrame({"name": ["Samer Haddad"]}))], read_profiles(tmp_path / "p.csv"))


def test_every_fault_of_profiles_is_told(tmp_path):
    (tmp_path / "p.csv").write_text("list,from\n,2024-01-01\na,May\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_profiles(tmp_path / "p.csv")
    assert "row 2" in str(caught.value)
    assert "row 3: `from` is no date" in str(caught.value)
