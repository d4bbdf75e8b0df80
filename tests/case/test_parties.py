"""A case's own parties: kept in the ledger, known to the reader, refused with every fault."""

from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import InputError

ME = "A. Analyst"
TEXT = "Ten people were killed on Monday in a raid blamed on the hill lads in the port of Kell.\n"


def _case(folder: Path, actors: str | None) -> Case:
    made = Case.create(str(folder / "case"), by=ME)
    if actors is not None:
        path = folder / "actors.csv"
        path.write_text(actors, encoding="utf-8")
        made.give_actors(path, by=ME)
    report = folder / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    made.add([str(report)], by=ME)
    return made


def _blamed(case: Case) -> list[str | None]:
    found = [f.claim.alleged_perpetrator for f in case.claims()]
    return [span.words if span else None for span in found]


def test_a_party_that_was_given_is_blamed_by_its_alias(tmp_path: Path) -> None:
    actors = "name,kind,aliases\nSallow Order,armed_group,hill lads\n"
    with _case(tmp_path, actors) as case:
        assert _blamed(case) == ["the hill lads"]


def test_the_newest_list_is_the_one_in_use(tmp_path: Path) -> None:
    with _case(tmp_path, "name,kind\nhill lads,armed_group\n") as case:
        other = tmp_path / "other.csv"
        other.write_text("name,kind\nHill Front,monitor\n", encoding="utf-8")
        assert _blamed(case) == ["the hill lads"]
        case.give_actors(other, by=ME)
        case.reread(by=ME)
        assert _blamed(case) == [None]


def test_faults_of_a_list_are_told_together_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 2: name empty.*\n.*row 3: kind empty"):
        _case(tmp_path, "name,kind\n,armed_group\nSallow Order,\n")
