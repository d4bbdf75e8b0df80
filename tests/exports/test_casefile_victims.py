"""Persons in a case file, by tier and consent; estimates with their assumptions; the model's results in no public file."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.case import Case, PersonFilter, Tier
from counterclaim.case.give import give
from counterclaim.estimates.settings import Settings
from counterclaim.exports.casefile import write_casefile
from counterclaim.exports.casefile_verify import verify_bag
from counterclaim.model import Assessment, Consent, Method, OverlapTable, Standard, Use
from tests.case import fakes
from tests.case.test_persons import ME, build
from tests.exports.test_casefile import all_words, files

ANALYST = "Odalys Brancaster"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four persons of two lists (one a child), an estimate that somebody accepted."""
    folder = tmp_path_factory.mktemp("victims")
    build(str(folder / "case"), folder)
    with Case.open(str(folder / "case"), new_grouping=fakes.Grouping) as case:
        counts = {1: 120, 2: 90, 4: 70, 3: 40, 5: 30, 6: 25, 7: 15}
        case.estimates.give([OverlapTable.of(("parish", "clinic", "monitor"), counts)], "villages", by=ME)
        made = case.estimates.run("villages", Settings(methods=(Method.LOGLINEAR, Method.BOUNDS), bootstrap=0), by=ME)
        case.estimates.accept(
            made.id, "loglinear", None, ticked=range(99), standard=Standard.BALANCE, reason="It is met.", by=ANALYST
        )
    return folder / "case"


@pytest.fixture
def linked(built: Path, tmp_path: Path) -> Iterator[Case]:
    shutil.copytree(built, tmp_path / "case")
    with Case.open(str(tmp_path / "case"), new_grouping=fakes.Grouping) as case:
        yield case


def the(case: Case, words: str) -> str:
    (found,), _ = case.victims.persons(PersonFilter(words=words))
    return found.person.id


def told(case: Case, tier: Tier, folder: Path) -> tuple[list[dict[str, Any]], str]:
    """The persons of a fresh case file, and every word of it."""
    write_casefile(folder, *case.case_file(tier, by=ME))
    assert verify_bag(folder).findings == ()
    lines = (folder / "data" / "persons.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines], "\n".join(words for path in files(folder) for words in all_words(path))


def names(persons: list[dict[str, Any]]) -> list[str]:
    return sorted(one["name"] for one in persons if "name" in one)


NAMES = (
    "Samer Khaled Omar Haddad",
    "Rana Yusuf Ali Zayd",
    "Nadim Yusuf Ali Zayd",
    "هدى عادل منير شامي",
    "سامر خالد عمر حداد",
)


def test_in_public_nobody_is_named_and_the_sensitive_are_counted(linked: Case, tmp_path: Path) -> None:
    persons, words = told(linked, Tier.PUBLIC, tmp_path / "bag")
    assert names(persons) == []
    assert persons.count({"sensitive": True}) == 1
    assert {one["died"] for one in persons if not one.get("sensitive")} == {"2019", None}
    assert [name for name in (*NAMES, ME, ANALYST) if name in words] == []
    assert "Nobody is named in the public tier" in words


def test_a_pseudonym_is_the_same_in_every_export(linked: Case, tmp_path: Path) -> None:
    first, _ = told(linked, Tier.PUBLIC, tmp_path / "first")
    second, _ = told(linked, Tier.COURT, tmp_path / "second")
    public = {one["person"] for one in first if "person" in one}
    assert len(public) == 3
    assert public < {one["person"] for one in second}


def test_a_partner_has_the_names_of_those_who_allowed_it(linked: Case, tmp_path: Path) -> None:
    assert names(told(linked, Tier.PARTNER, tmp_path / "silent")[0]) == []
    for words in ("samer haddad", "rana zayd"):  # Rana is a child: sharing her name takes more than a yes
        linked.victims.consent(the(linked, words), by=ME, reason="asked", given=Consent(Use.SHARE, True, "the family"))
    persons, words = told(linked, Tier.PARTNER, tmp_path / "asked")
    assert names(persons) == ["Samer Khaled Omar Haddad"]
    assert "Nadim Yusuf" not in words
    assert ANALYST not in words


def test_a_court_has_names_but_of_those_who_refused_and_of_children_only_with_a_yes(
    linked: Case, tmp_path: Path
) -> None:
    persons, _ = told(linked, Tier.COURT, tmp_path / "silent")
    assert "Rana Yusuf Ali Zayd" not in names(persons)
    assert len(names(persons)) == 3
    linked.victims.consent(
        the(linked, "rana zayd"), by=ME, reason="asked", given=Consent(Use.COURT, True, "the mother")
    )
    linked.victims.consent(
        the(linked, "nadim zayd"), by=ME, reason="asked", given=Consent(Use.COURT, False, "the brother")
    )
    persons, words = told(linked, Tier.COURT, tmp_path / "asked")
    assert "Rana Yusuf Ali Zayd" in names(persons)
    assert "Nadim Yusuf" not in words
    assert ANALYST in words


def test_an_estimate_carries_its_assumption_interval_seed_and_who_accepted_it(linked: Case, tmp_path: Path) -> None:
    _, words = told(linked, Tier.COURT, tmp_path / "bag")
    (estimate,) = (
        json.loads(line) for line in (tmp_path / "bag" / "data" / "estimates.jsonl").read_text("utf-8").splitlines()
    )
    (accepted,) = estimate["accepted"]
    assert (accepted["by"], accepted["standard"], accepted["reason"]) == (
        ANALYST,
        "balance_of_probabilities",
        "It is met.",
    )
    page = (tmp_path / "bag" / "data" / "report" / "persons.html").read_text("utf-8")
    for part in (accepted["assumptions"][0], "Seed 1", "390 documented", f"accepted by {ANALYST}"):
        assert part.replace("'", "&#x27;") in page, part
    assert page.count("<svg") == 1
    assert "loglinear bic" in words


def test_without_an_acceptance_no_total_is_a_headline(linked: Case, tmp_path: Path) -> None:
    (stored,) = linked.estimates.all()
    linked.withdraw(stored.accepted[0].entry, by=ANALYST, reason="The parish list is a copy.")
    _, words = told(linked, Tier.COURT, tmp_path / "bag")
    assert "withdrawn" in words


def test_what_the_model_says_is_in_no_public_figure(linked: Case) -> None:
    from dataclasses import replace

    figure = next(linked.figures())
    weighed = replace(figure, assessments=(Assessment("weigh", "1", 1, 2, 3), Assessment("plain", "1", 1, 2, 3)))
    shown = {tier: give(linked.memory, tier).release.figure(weighed) for tier in Tier}
    assert [a.rules for a in shown[Tier.PUBLIC].assessments] == ["plain"]
    assert [a.rules for a in shown[Tier.PARTNER].assessments] == ["weigh", "plain"]


def test_who_gave_a_consent_is_hidden_by_name_and_a_description_is_not(linked: Case) -> None:
    from counterclaim.case.hidden import hidden_names

    for by in ("Orrin Haddad", "the family"):
        linked.victims.consent(the(linked, "samer haddad"), by=ME, reason="asked", given=Consent(Use.SHARE, True, by))
    with linked.memory.look() as connection:
        hidden = set(hidden_names(linked.memory, connection))
    assert {"Orrin Haddad", "Samer Khaled Omar Haddad", "Samer Haddad", ME, ANALYST} <= hidden
    assert "the family" not in hidden


def test_the_methodology_says_how_persons_and_estimates_were_made(linked: Case, tmp_path: Path) -> None:
    told(linked, Tier.PUBLIC, tmp_path / "bag")
    page = (tmp_path / "bag" / "data" / "report" / "methodology.html").read_text("utf-8")
    for part in (
        "5 rows were compared in", "3 persons are counted (95 % interval", "from 2 replicates", "1 judgement of reviewers", "Seed",
        "hospital", "villages", "loglinear", "bounds", "How the undocumented were estimated",
    ):  # fmt: skip
        assert part in page, part


def test_methods_that_refuse_for_one_reason_are_told_once(linked: Case, tmp_path: Path) -> None:
    linked.estimates.run("lists", Settings(methods=(Method.LOGLINEAR, Method.BOUNDS), bootstrap=0), by=ME)
    told(linked, Tier.COURT, tmp_path / "bag")
    page = (tmp_path / "bag" / "data" / "report" / "persons.html").read_text("utf-8")
    assert "No method gives a number." in page
    assert page.count("loglinear, bounds: no number.") == 1
    assert "Made of 2 replicates of the linkage" in page
