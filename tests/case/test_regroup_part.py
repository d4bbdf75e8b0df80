"""A case grouped part by part equals the case grouped as a whole, whatever came, changed and went in between."""

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from counterclaim.case import Case
from counterclaim.figures import CODEBOOKS, Grouping
from counterclaim.model import (
    Claim,
    Decision,
    DecisionKind,
    EntryKind,
    Figure,
    Reading,
    Report,
    SourceProfile,
    When,
)
from counterclaim.store.tables import filing_blocks, filing_parts, filings
from tests.case import fakes
from tests.case.conftest import ME

TABLES = (filings, filing_blocks, filing_parts)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(str(tmp_path / "case"), by=ME) as made:
        yield made


#: an invented country of two areas, known to a gazetteer
UNITS = {
    "Orvale": ("Northmark", "Arvenia"), "Aldmoor": ("Northmark", "Arvenia"), "Tarn": ("Southmark", "Arvenia"),
    "Northmark": ("Arvenia",), "Arvenia": (),
}  # fmt: skip


def read(reports: Iterable[Report]) -> Iterator[Any]:
    """As `fakes.read`, with places of a gazetteer, and a day where the number is even."""
    for reading in fakes.read(reports):
        yield replace(reading, claims=tuple(map(placed, reading.claims)))


def placed(claim: Claim) -> Claim:
    assert claim.place is not None
    kind = {"Arvenia": "country", "Northmark": "admin1"}.get(claim.place.words, "town")
    place = replace(claim.place, precision=kind, gazetteer_id=claim.place.words, within=UNITS[claim.place.words])
    number = claim.quantity.low or 0
    day = date(2031, 3, 4 + number // 2 % 3)
    return replace(claim, place=place, when=None if number % 2 else When(0, 1, "x", day, day, "day"))


def put(case: Case, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(text)
    case.add([str(path)], by=ME, obtain=fakes.obtain, read_snapshot=fakes.read_snapshot, read=read)


def state(case: Case) -> tuple[dict[str, Figure], list[list[str]]]:
    with case.memory.look() as connection:
        rows = [sorted(map(str, connection.execute(select(table)).all())) for table in TABLES]
    return {figure.id: figure for figure in case.figures()}, rows


def told(chance: random.Random) -> str:
    lines = []
    for _ in range(chance.randint(1, 3)):
        number, town = chance.choice([4, 12, 40, 41, 90]), chance.choice(sorted(UNITS))
        lines.append(
            f"{number} {chance.choice(['killed', 'injured'])} in {town}, said the {chance.choice(['Front', 'Ministry'])}"
        )
    return "; ".join(lines)


def watching(taken: list[str]) -> Callable[[Sequence[SourceProfile]], Grouping]:
    """Groupings that note the reports which they take in."""

    class Watched(Grouping):
        def add(self, reading: Reading, only: Collection[str] | None = None) -> None:
            taken.append(reading.report.id)
            super().add(reading, only)

    return lambda profiles: Watched(profiles, tuple(CODEBOOKS))


@pytest.mark.parametrize("seed", range(6))
def test_part_by_part_is_as_a_whole(case: Case, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for i in range(12):
        put(case, tmp_path, f"r{i}", told(chance))
    found = list(case.claims())
    first, other = chance.sample(found, 2)
    case.decide(Decision(DecisionKind.MERGE, (case.anchor(first.claim.id), case.anchor(other.claim.id)), "one"), by=ME)
    apart = case.decide(Decision(DecisionKind.SPLIT, (case.anchor(found[5].claim.id),), "another"), by=ME)
    case.withdraw(apart.id, by=ME, reason="the same after all")
    case.decide(Decision(DecisionKind.REJECT, (case.anchor(found[3].claim.id),), "no"), by=ME)
    case.erase(next(line.entry.id for line in case.entries(kinds=[EntryKind.REPORT])), reason="withdrew", by=ME)
    put(case, tmp_path, "late", told(chance))
    part = state(case)
    case.regroup(anyway=True)
    assert state(case) == part


@pytest.mark.parametrize("seed", range(4))
def test_decisions_that_come_and_go_between_regroupings(case: Case, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for i in range(10):
        put(case, tmp_path, f"r{i}", told(chance))
    standing: list[str] = []
    for step in range(8):
        if standing and chance.random() < 0.3:
            case.withdraw(standing.pop(chance.randrange(len(standing))), by=ME, reason="not so")
        elif chance.random() < 0.3:
            put(case, tmp_path, f"more{step}", told(chance))
        else:
            kind, many = chance.choice([(DecisionKind.MERGE, 2), (DecisionKind.SPLIT, 1)])
            anchors = tuple(case.anchor(one.claim.id) for one in chance.sample(list(case.claims()), many))
            standing.append(case.decide(Decision(kind, anchors, "so"), by=ME).id)
        case.regroup()
    part = state(case)
    case.regroup(anyway=True)
    assert state(case) == part


PROFILES = (
    SourceProfile("Front", kind="armed group", side="Front"), SourceProfile("Front", kind="armed group", side="Highland"),
    SourceProfile("Ministry", ("the Ministry",), "government", "Arvenia"), SourceProfile("Gazette", depends_on=("Front",)),
    SourceProfile("Nobody", side="Arvenia"), SourceProfile("Gazette", kind="outlet", to=date(2031, 3, 3)),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_profiles_that_come_and_go_between_regroupings(case: Case, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for i in range(10):
        put(case, tmp_path, f"r{i}", told(chance))
    standing: list[str] = []
    for step in range(10):
        if standing and chance.random() < 0.4:
            case.withdraw(standing.pop(chance.randrange(len(standing))), by=ME, reason="not so")
        else:
            standing.append(case.profile(chance.choice(PROFILES), by=ME).id)
        if chance.random() < 0.3:
            put(case, tmp_path, f"more{step}", told(chance))
        if chance.random() < 0.7:
            case.regroup()
    part = state(case)
    case.regroup(anyway=True)
    assert state(case) == part


def test_a_profile_regroups_what_it_concerns_and_no_more(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path, "a", "40 killed in Orvale, said the Ministry")
    put(case, tmp_path, "b", "40 killed in Tarn, said the Front")
    taken: list[str] = []
    with Case.open(case.memory.location, new_grouping=watching(taken)) as other:
        other.profile(SourceProfile("Front", side="Highland"), by=ME)
        other.regroup()
        assert taken == ["b"]
        other.profile(SourceProfile("Nobody", side="Highland"), by=ME)
        other.regroup()
    assert taken == ["b"]


def test_a_process_that_was_not_there_before_goes_on(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path, "a", "40 killed in Orvale, said the Ministry")
    with Case.open(case.memory.location) as other:
        put(other, tmp_path, "b", "58 killed in Orvale, said the Front")
    put(case, tmp_path, "c", "7 injured in Aldmoor, said the Front")
    part = state(case)
    case.regroup(anyway=True)
    assert state(case) == part


def test_only_what_may_be_one_event_is_read_and_no_decision_elsewhere(case: Case, tmp_path: Path) -> None:
    for name, town in (("a", "Orvale"), ("b", "Tarn"), ("c", "Tarn")):
        put(case, tmp_path, name, f"40 killed in {town}, said the Ministry")
    anchors = tuple(
        case.anchor(one.claim.id) for one in case.claims() if one.claim.place and one.claim.place.words == "Tarn"
    )
    case.decide(Decision(DecisionKind.SPLIT, anchors, "another"), by=ME)
    case.regroup()
    taken: list[str] = []
    with Case.open(case.memory.location, new_grouping=watching(taken)) as other:
        put(other, tmp_path, "d", "58 killed in Orvale, said the Front")
    assert len(taken) == 2
