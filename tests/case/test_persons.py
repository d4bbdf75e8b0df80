"""Persons looked up, tied to incidents, and kept from those who may not see them."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counterclaim.case import Case, Known, PersonFilter
from counterclaim.case.persons import disputes
from counterclaim.errors import CaseError, UsageError
from counterclaim.model import Consent, Fate, Harm, Use, Verdict
from tests.case import fakes
from tests.case.conftest import ME
from tests.case.test_rebuild import dump

HOSPITAL = (
    "record,name,sex,age,death_date,place,fate\n"
    "1,Samer Khaled Omar Haddad,m,30,2019-03-10,Orvale,killed\n"
    "2,Rana Yusuf Ali Zayd,f,9,2019-03-10,Orvale,killed\n"
    "3,Nadim Yusuf Ali Zayd,m,41,2019-05-01,Aldmoor,killed\n"
)
REGISTRY = (
    "record,name,sex,age,death_date,place,fate\n"
    "1,سامر خالد عمر حداد,m,30,2019-03-10,Orvale,شهيد\n"
    "2,هدى عادل منير شامي,f,52,2019-03-11,Orvale,مفقودة\n"
)
REPORTS = {"a": "40 killed in Orvale, said the Ministry", "b": "43 killed in Orvale, said the Front"}


def build(location: str, folder: Path, passphrase: str | None = None) -> None:
    """Two small lists of four persons, Samer on both by a reviewer's word, and reports of what happened in Orvale."""
    with Case.create(location, by=ME, passphrase=passphrase, new_grouping=fakes.Grouping) as case:
        for name, text in REPORTS.items():
            (folder / f"{name}.txt").write_text(text)
            case.add([str(folder / f"{name}.txt")], by=ME, **fakes.STAGES)
        for name, text in (("hospital", HOSPITAL), ("registry", REGISTRY)):
            (folder / f"{name}.csv").write_text(text, "utf-8")
            case.add_list(str(folder / f"{name}.csv"), by=ME, once=True, obtain=fakes.obtain)
        case.victims.judge("hospital:1", "registry:1", Verdict.SAME, by=ME)
        case.victims.link(by=ME, replicates=2)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("persons")
    build(str(folder / "case"), folder)
    return folder / "case"


@pytest.fixture
def linked(built: Path, a_copy_of: Callable[[Path], str]) -> Iterator[Case]:
    """A copy of its own for each test, on either database: linking takes longer than all else."""
    with Case.open(a_copy_of(built), new_grouping=fakes.Grouping) as case:
        yield case


def the(case: Case, words: str) -> Known:
    found, count = case.victims.persons(PersonFilter(words=words))
    assert count == 1, words
    return found[0]


def test_persons_come_in_the_order_of_lists_and_rows(linked: Case) -> None:
    found, count = linked.victims.persons()
    assert count == 4
    assert [len(known.rows) for known in found] == [2, 1, 1, 1]
    page, count = linked.victims.persons(limit=1, offset=1)
    assert (page[0].person, count) == (found[1].person, 4)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (PersonFilter(words="haddad"), ["Samer Khaled Omar Haddad"]),
        (PersonFilter(words="حداد"), ["Samer Khaled Omar Haddad"]),
        (PersonFilter(words="YUSUF zayd"), ["Rana Yusuf Ali Zayd", "Nadim Yusuf Ali Zayd"]),
        (PersonFilter(list="registry"), ["Samer Khaled Omar Haddad", "هدى عادل منير شامي"]),
        (PersonFilter(lists=2), ["Samer Khaled Omar Haddad"]),
        (PersonFilter(place="aldmoor"), ["Nadim Yusuf Ali Zayd"]),
        (PersonFilter(from_="2019-03-11", to="2019-03-31"), ["هدى عادل منير شامي"]),
        (PersonFilter(fate="missing"), ["هدى عادل منير شامي"]),
        (PersonFilter(fate="detained"), []),
        (PersonFilter(words="nobody"), []),
    ],
)
def test_a_filter_finds_the_persons_that_fit(linked: Case, wanted: PersonFilter, names: list[str]) -> None:
    found, count = linked.victims.persons(wanted)
    assert [known.name for known in found] == names
    assert count == len(names)


def incident_of(case: Case) -> str:
    return next(figure.incident.id for figure in case.figures() if figure.place and figure.place.name == "Orvale")


def test_a_person_tied_to_an_incident_is_known_there_and_can_be_taken_back(linked: Case) -> None:
    incident, samer = incident_of(linked), the(linked, "samer haddad")
    assert linked.victims.named(incident).persons == ()
    ties = linked.victims.tie(samer.person.id, incident, by=ME, reason="the registry names the market")
    assert len(ties) == 2
    assert linked.victims.named(incident).persons == (samer.person.id,)
    assert linked.victims.named(incident).of(Harm.KILLED) == 1
    assert linked.victims.person(samer.person.id).person.incidents == (incident,)  # type: ignore[union-attr]
    figure = next(figure for figure in linked.figures() if figure.incident.id == incident)
    assert linked.victims.floors([figure]) == {figure.id: 1}
    before = dump(linked)
    linked.rebuild()
    assert dump(linked) == before
    assert linked.verify().findings == ()
    for entry in ties:
        linked.withdraw(entry.id, by=ME, reason="another Samer")
    assert linked.victims.named(incident).persons == ()
    assert linked.victims.floors([figure]) == {}


def test_a_tie_follows_its_claim_into_another_grouping(linked: Case, tmp_path: Path) -> None:
    incident, samer = incident_of(linked), the(linked, "samer haddad")
    linked.victims.tie(samer.person.id, incident, by=ME, reason="known there")
    (tmp_path / "c.txt").write_text("9 injured in Orvale, said the Front")
    linked.add([str(tmp_path / "c.txt")], by=ME, **fakes.STAGES)
    assert linked.victims.named(incident_of(linked)).persons == (samer.person.id,)


def test_a_later_decision_prevails_over_an_earlier_one(linked: Case) -> None:
    incident, samer = incident_of(linked), the(linked, "samer haddad")
    linked.victims.tie(samer.person.id, incident, by=ME, reason="yes")
    linked.victims.tie(samer.person.id, incident, by=ME, reason="no, he was elsewhere", holds=False)
    assert linked.victims.named(incident).persons == ()


def test_the_missing_are_not_counted_among_the_dead(linked: Case) -> None:
    incident = incident_of(linked)
    for words in ("samer haddad", "شامي"):
        linked.victims.tie(the(linked, words).person.id, incident, by=ME, reason="there")
    known = linked.victims.named(incident)
    assert (len(known.persons), known.of(Harm.KILLED), known.of(Harm.MISSING), known.floor) == (2, 1, 1, 1)
    assert known.of(Harm.DISPLACED) is None


def test_a_lists_own_incident_field_ties_where_it_gives_an_id_of_the_case(linked: Case, tmp_path: Path) -> None:
    incident = incident_of(linked)
    (tmp_path / "monitor.csv").write_text(
        f"record,name,fate,incident\n1,Adel Samir Nouri,killed,{incident}\n2,Hani Samir Nouri,killed,the market\n"
    )
    linked.add_list(str(tmp_path / "monitor.csv"), by=ME, once=True, obtain=fakes.obtain)
    linked.victims.link(by=ME, replicates=2)
    assert linked.victims.named(incident).persons == (the(linked, "adel nouri").person.id,)


def test_place_and_day_propose_and_do_not_tie(linked: Case) -> None:
    figure = next(figure for figure in linked.figures() if figure.place and figure.place.name == "Orvale")
    dated = replace(figure, from_=date(2019, 3, 10), to=date(2019, 3, 10))
    assert [known.name for known in linked.victims.proposed(dated)] == [
        "Samer Khaled Omar Haddad",
        "Rana Yusuf Ali Zayd",
        "هدى عادل منير شامي",
    ]
    assert linked.victims.proposed(figure) == []  # nobody said when
    assert linked.victims.named(figure.incident.id).persons == ()


def test_names_are_for_reviewers_until_somebody_allows_or_refuses_them(linked: Case) -> None:
    samer = the(linked, "samer haddad").person.id
    assert the(linked, "samer haddad").open_to == "reviewer"
    yes = Consent(Use.SHOW_NAME, True, "the family", date(2024, 1, 1))
    entries = linked.victims.consent(samer, by=ME, reason="asked by telephone", given=yes)
    assert the(linked, "samer haddad").open_to == "reader"
    linked.victims.consent(samer, by=ME, reason="they asked", sensitive=["sexual_violence"])
    assert the(linked, "samer haddad").open_to == "reviewer"
    no = Consent(Use.SHOW_NAME, False, "the family", date(2024, 2, 1))
    linked.victims.consent(samer, by=ME, reason="they changed their mind", given=no)
    assert the(linked, "samer haddad").open_to == "admin"
    before = dump(linked)
    linked.rebuild()
    assert dump(linked) == before
    assert all(linked.entry(entry.id).entry.protected for entry in entries)  # type: ignore[union-attr]


def test_a_child_is_sensitive_whatever_was_allowed(linked: Case) -> None:
    rana = the(linked, "rana zayd")
    assert rana.sensitive == ("child",)
    linked.victims.consent(rana.person.id, by=ME, reason="asked", given=Consent(Use.SHOW_NAME, True, "the mother"))
    assert the(linked, "rana zayd").open_to == "reviewer"


def test_a_row_whose_linking_was_refused_takes_no_part(linked: Case) -> None:
    nadim = the(linked, "nadim zayd").person.id
    linked.victims.consent(nadim, by=ME, reason="asked", given=Consent(Use.LINK, False, "the brother"))
    done = linked.victims.link(by=ME, replicates=2)
    assert (done.left_out, done.persons) == (1, 3)
    assert any("took no part" in note for note in done.notes)
    assert linked.victims.persons(PersonFilter(words="nadim"))[1] == 0


def test_what_was_allowed_goes_with_the_row(linked: Case) -> None:
    samer = the(linked, "samer haddad")
    consent = Consent(Use.SHOW_NAME, True, "Huda Haddad")
    linked.victims.consent(samer.person.id, by=ME, reason="asked", given=consent)
    linked.victims.tie(samer.person.id, incident_of(linked), by=ME, reason="named by Huda")
    for row in samer.rows:
        linked.erase(row.entry, reason="the family asked", by=ME)
    assert "Huda" not in str([line.content for line in linked.entries()])
    assert linked.victims.person(samer.person.id) is None
    before = dump(linked)
    linked.rebuild()
    assert dump(linked) == before
    assert linked.verify().findings == ()


def test_two_reviewers_judge_blind_and_then_see_each_other(linked: Case) -> None:
    samer = the(linked, "samer haddad")
    ends = [row.entry for row in samer.rows]
    ((_, mine),) = linked.victims.pairs_among(ends, ME)
    assert [one.reviewer for _, one in mine] == [ME]
    ((_, blind),) = linked.victims.pairs_among(ends, "B. Reviewer")
    assert blind == []
    assert linked.victims.waiting("B. Reviewer")[0].left in ends  # judged once: a second judgement comes first
    linked.victims.judge(*ends, Verdict.DIFFERENT, by="B. Reviewer", reason="two men")
    ((_, both),) = linked.victims.pairs_among(ends, "B. Reviewer")
    assert sorted(one.verdict.value for _, one in both) == ["different", "same"]
    (agreement,) = linked.victims.agreements()
    assert (agreement.pairs, agreement.observed, len(agreement.differing)) == (1, 0.0, 1)
    entry, last = linked.victims.last_judgement("B. Reviewer") or ("", None)
    assert last is not None
    assert last.verdict is Verdict.DIFFERENT
    linked.withdraw(entry, by="B. Reviewer", reason="undone")
    assert linked.victims.last_judgement("B. Reviewer") is None


def test_a_judgement_binds_the_next_linkage(linked: Case) -> None:
    samer = the(linked, "samer haddad")
    entry, _ = linked.victims.last_judgement(ME) or ("", None)
    linked.withdraw(entry, by=ME, reason="not sure")
    linked.victims.judge(*[row.entry for row in samer.rows], Verdict.DIFFERENT, by=ME)
    done = linked.victims.link(by=ME, replicates=2)
    assert done.persons == 5
    assert done.changes["split"][0][0] == samer.person.id


def test_a_judgement_needs_two_rows_of_the_case(linked: Case) -> None:
    with pytest.raises(UsageError, match="no row of a victim list has this name"):
        linked.victims.judge("hospital:1", "hospital:99", Verdict.SAME, by=ME)
    with pytest.raises(UsageError, match="or several have"):
        linked.victims.judge("1", "hospital:3", Verdict.SAME, by=ME)
    with pytest.raises(UsageError, match="on two rows"):
        linked.victims.judge("hospital:1", "hospital:1", Verdict.SAME, by=ME)


def test_a_tie_needs_an_incident_and_a_reason(linked: Case) -> None:
    samer = the(linked, "samer haddad").person.id
    with pytest.raises(UsageError, match="no such incident"):
        linked.victims.tie(samer, "incident-none", by=ME, reason="x")
    with pytest.raises(UsageError, match="a reason"):
        linked.victims.tie(samer, incident_of(linked), by=ME, reason=" ")
    with pytest.raises(UsageError, match="no such person"):
        linked.victims.tie("person-none", incident_of(linked), by=ME, reason="x")


def test_fates_are_told_apart(linked: Case) -> None:
    assert the(linked, "samer haddad").person.fate is Fate.DEAD
    assert the(linked, "شامي").person.fate is Fate.MISSING


def test_a_person_is_shown_with_what_its_rows_dispute(linked: Case) -> None:
    samer = the(linked, "samer haddad")
    assert [row.record.list for row in samer.rows] == ["hospital", "registry"]
    assert samer.person.disputes == ()
    changed = replace(samer.rows[1].record, fate=Fate.MISSING, standard={**samer.rows[1].record.standard, "age": "33"})
    found = disputes([samer.rows[0], replace(samer.rows[1], record=changed)])
    assert {one.fact: [value for value, _ in one.values] for one in found} == {
        "fate": ["dead", "missing"],
        "age": ["30", "33"],
    }


@pytest.mark.parametrize(("ages", "disputed"), [(("30", "31"), False), (("30", "32"), True), (("30", ""), False)])
def test_ages_a_year_apart_and_unsaid_ones_are_no_dispute(linked: Case, ages: tuple[str, str], disputed: bool) -> None:
    rows = [
        replace(row, record=replace(row.record, standard={**row.record.standard, "age": age}))
        for row, age in zip(the(linked, "samer haddad").rows, ages, strict=True)
    ]
    assert bool(disputes(rows)) is disputed


def test_ties_consents_and_judgements_are_the_same_on_either_database(location: str, tmp_path: Path) -> None:
    build(location, tmp_path)
    with Case.open(location, new_grouping=fakes.Grouping) as case:
        samer = the(case, "samer haddad").person.id
        case.victims.tie(samer, incident_of(case), by=ME, reason="there")
        case.victims.consent(samer, by=ME, reason="asked", given=Consent(Use.SHOW_NAME, True, "the family"))
        assert case.victims.named(incident_of(case)).floor == 1
        assert [one.reviewer for _, ((_, one),) in case.victims.pairs_among(rows_of(case), ME)] == [ME]
        before = dump(case)
        case.rebuild()
        assert dump(case) == before
        assert case.verify().findings == ()


def rows_of(case: Case) -> list[str]:
    return [row.entry for row in the(case, "samer haddad").rows]


def test_a_sealed_case_links_and_searches_and_shows_no_name_without_its_passphrase(tmp_path: Path) -> None:
    location = tmp_path / "sealed"
    build(str(location), tmp_path, passphrase="correct horse")
    with Case.open(str(location), passphrase="correct horse", new_grouping=fakes.Grouping) as case:
        samer = the(case, "samer haddad")
        case.victims.tie(samer.person.id, incident_of(case), by=ME, reason="said Huda Haddad")
        case.victims.consent(samer.person.id, by=ME, reason="asked", given=Consent(Use.SHOW_NAME, True, "Huda Haddad"))
        before = dump(case)
        case.rebuild()
        assert dump(case) == before
        assert case.verify().findings == ()
    with Case.open(str(location), new_grouping=fakes.Grouping) as case:
        with pytest.raises(CaseError, match="passphrase"):
            case.victims.persons()
        with pytest.raises(CaseError, match="passphrase"):
            case.victims.link(by=ME)
        overlap = case.victims.overlap()  # counts are no names
        assert overlap is not None
        assert overlap.table.overlaps == 1
    words = [word.encode() for word in ("Samer", "Haddad", "سامر", "حداد", "Huda", "Orvale,m")]
    held = b"".join(path.read_bytes() for path in location.rglob("*") if path.is_file())
    database = sqlite3.connect(location / "case.sqlite")
    bodies = [row[0] for row in database.execute("SELECT body FROM openings WHERE NOT sealed")]
    database.close()
    held += b"".join(zlib.decompress(body) for body in bodies)
    assert [word for word in words if word in held] == []
