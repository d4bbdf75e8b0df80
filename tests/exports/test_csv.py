from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.case import Case, Tier
from counterclaim.errors import InputError, UsageError
from counterclaim.exports.csv import ALWAYS, write_csv
from counterclaim.exports.csv_read import read_csv
from counterclaim.model import Decision, DecisionKind, SourceProfile
from tests.case import fakes
from tests.case.conftest import ME


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.create(str(tmp_path / "case"), by=ME, new_grouping=fakes.Grouping)
    texts = {
        "a": "40 killed in Orvale, said the Ministry; the bandits fled",
        "b": '55 killed in Orvaleh, said the Front\n"quoted", with commas',
        "c": "?? unknown tongue",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    made.add([str(tmp_path / f"{name}.txt") for name in texts], by=ME, **fakes.STAGES)
    first, second = (made.anchor(found.claim.id) for found in made.claims())
    made.decide(Decision(DecisionKind.MERGE, (first, second), "one town"), by=ME)
    made.profile(SourceProfile("Gazette", ("The Gazette",), "outlet"), by=ME)
    (tmp_path / "w.txt").write_text("7 injured in Aldmoor, said the Baker")
    made.add([str(tmp_path / "w.txt")], by=ME, protected=True, **fakes.STAGES)
    return made


def export(case: Case, folder: Path, tier: Tier) -> dict[str, bytes]:
    given = case.give(tier)
    write_csv(folder, given.reports, given.figures, given.profiles, given.groupings)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def taken_in(location: Path, folder: Path) -> Case:
    made = Case.create(str(location), by="C. Colleague", new_grouping=fakes.Grouping)
    taken = read_csv(folder)
    made.take(taken.reports, taken.profiles, taken.groupings, by="C. Colleague", origin=folder.name)
    return made


@pytest.mark.parametrize("tier", list(Tier))
def test_an_export_taken_into_an_empty_case_and_exported_again_has_the_same_bytes(
    case: Case, tmp_path: Path, tier: Tier
) -> None:
    first = export(case, tmp_path / "out", tier)
    other = taken_in(tmp_path / "other", tmp_path / "out")
    assert other.verify().findings == ()
    assert export(other, tmp_path / "again", tier) == first
    assert set(first) == set(ALWAYS)
    assert first["figures.csv"].count(b"\n") > 1


def test_an_export_taken_in_twice_changes_nothing(case: Case, tmp_path: Path) -> None:
    export(case, tmp_path / "out", Tier.PARTNER)
    other = taken_in(tmp_path / "other", tmp_path / "out")
    entries = other.count_entries()
    taken = read_csv(tmp_path / "out")
    done = other.take(taken.reports, taken.profiles, taken.groupings, by=ME, origin="out")
    assert (done.reports, done.updated, done.unchanged, done.others) == (0, 0, 4, 0)
    assert other.count_entries() == entries + 1  # the new name alone


def test_a_changed_claim_updates_its_report(case: Case, tmp_path: Path) -> None:
    export(case, tmp_path / "out", Tier.PARTNER)
    other = taken_in(tmp_path / "other", tmp_path / "out")
    file = tmp_path / "out" / "claims.csv"
    file.write_text(file.read_text().replace("none_stated", "eyewitness", 1))
    taken = read_csv(tmp_path / "out")
    done = other.take(taken.reports, by=ME, origin="out")
    assert (done.updated, done.unchanged) == (1, 3)
    assert [found.claim.basis for found in other.claims()].count("eyewitness") == 1  # type: ignore[comparison-overlap]


def test_the_public_tier_holds_no_protected_report_no_full_text_and_no_collector(case: Case, tmp_path: Path) -> None:
    public = b"".join(export(case, tmp_path / "public", Tier.PUBLIC).values())
    for word in (b"Baker", b"Aldmoor", b"with commas", ME.encode(), str(tmp_path / "w.txt").encode()):
        assert word not in public
    assert b"40 killed in Orvale" in public
    partner = b"".join(export(case, tmp_path / "partner", Tier.PARTNER).values())
    assert b"7 injured in Aldmoor, said the Baker" in partner


def test_words_without_their_text_stand_where_they_stood(case: Case, tmp_path: Path) -> None:
    export(case, tmp_path / "out", Tier.PUBLIC)
    other = taken_in(tmp_path / "other", tmp_path / "out")
    claim = next(other.claims())
    report, original = other.report(claim.report), case.report(claim.report)
    assert report is not None
    assert original is not None
    assert claim.claim.content.holds(report.text)
    assert claim.claim.content.holds(original.text)
    assert "fled" not in report.text


def test_a_folder_that_holds_something_is_not_written_to(case: Case, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(UsageError, match="not an empty folder"):
        export(case, tmp_path / "full", Tier.PUBLIC)


def spoil(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / name
        file.write_text(file.read_text().replace(old, new, 1))

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (spoil("claims.csv", ",exact,", ",exactly,"), "claims.csv, row 2: .*'exactly' is not one of"),
        (spoil("claims.csv", ",40,40,40,", ",40,forty,40,"), "column quantity.low: 'forty' is no whole number"),
        (spoil("claims.csv", "report,id", "rapport,id"), "it lacks the column report"),
        (spoil("reports.csv", ",a,", ",zz,"), "claims.csv, a: its report is not in reports.csv"),
        (lambda folder: (folder / "reports.csv").unlink(), "there is no such file"),
        (lambda folder: (folder / "labels.csv").write_bytes(b"\xff\xfe\x00"), "no CSV in UTF-8"),
    ],
)
def test_faults_of_a_folder_are_named(case: Case, tmp_path: Path, change: Callable[[Path], None], message: str) -> None:
    export(case, tmp_path / "out", Tier.PUBLIC)
    change(tmp_path / "out")
    with pytest.raises(InputError, match=message):
        read_csv(tmp_path / "out")
