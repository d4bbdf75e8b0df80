import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from counterclaim.case import Case
from counterclaim.errors import CounterclaimError
from counterclaim.model import Decision, DecisionKind
from counterclaim.store.tables import claims, entries, openings, snapshots, state
from tests.case import fakes
from tests.case.conftest import ME

TEXT = "40 killed in Orvale, said the Ministry; 9 injured in Orvale, said the Front"


@pytest.fixture
def full(case: Case, add: Callable[..., None]) -> Case:
    add("a", TEXT)
    add("b", "55 killed in Orvale, said the Front")
    claim = next(case.claims()).claim.id
    case.decide(Decision(DecisionKind.CORRECT, (case.anchor(claim),), "so", {"category": "civilians"}), by=ME)
    case.checkpoint(by=ME)
    add("c", "1 killed in Aldmoor, said the Front")
    return case


def change(case: Case, statement: object) -> None:
    with case.memory.engine.begin() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def said(case: Case) -> str:
    result = case.verify()
    assert not result.sound
    return "\n".join(str(finding) for finding in result.findings)


def test_a_sound_case_is_sound(full: Case) -> None:
    result = full.verify()
    assert result.findings == ()
    assert result.notes == ()
    assert (result.blobs, result.erased) == (3, 0)
    assert result.entries == result.contents == len(list(full.entries()))
    assert result.spans == 4 * 4  # content, quantity, claimant and place of each claim


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2031-01-01T00:00:00+00:00"),
        ("by", "actor-0000000000000000"),
        ("tool", "other"),
        ("commitment", "0" * 64),
    ],
)
def test_a_changed_field_of_an_entry_is_found(full: Case, column: str, value: str) -> None:
    change(full, update(entries).where(entries.c.sequence == 5).values({column: value}))
    assert "entry 5" in said(full)


def test_a_field_that_no_entry_can_hold_is_found(full: Case) -> None:
    change(full, update(entries).where(entries.c.sequence == 5).values(kind="repor7"))
    assert "entry 5: it holds what no entry can" in said(full)


def test_an_entry_rewritten_with_its_digest_breaks_the_chain(full: Case) -> None:
    line = next(line for line in full.entries() if line.entry.sequence == 5)
    from dataclasses import replace

    forged = replace(line.entry, tool="other")
    values = {"tool": "other", "digest": forged.digest, "id": forged.id}
    change(full, update(entries).where(entries.c.sequence == 5).values(values))
    assert "entry 6" in said(full)
    assert "does not follow the entry before it" in said(full)


def test_a_changed_content_is_found(full: Case) -> None:
    with full.memory.look() as connection:
        body = bytearray(connection.scalar(select(openings.c.body).where(openings.c.sequence == 4)))
    body[len(body) // 2] ^= 1
    change(full, update(openings).where(openings.c.sequence == 4).values(body=bytes(body)))
    assert "entry 4 (report): its content was changed" in said(full)


def test_a_content_destroyed_without_a_tombstone_is_found(full: Case) -> None:
    change(full, delete(openings).where(openings.c.sequence == 4))
    assert "entry 4 (report): its content is gone and no tombstone says why" in said(full)


def test_entries_cut_off_at_the_end_are_found(full: Case) -> None:
    last = len(list(full.entries()))
    change(full, delete(openings).where(openings.c.sequence == last))
    change(full, delete(entries).where(entries.c.sequence == last))
    assert f"it names entry {last}, the last one found is {last - 1}" in said(full)


def test_a_changed_head_is_found(full: Case) -> None:
    change(
        full, update(state).where(state.c.key == "head").values(value=json.dumps({"sequence": 2, "digest": "0" * 64}))
    )
    assert "the ledger's head" in said(full)


def test_an_entry_taken_out_is_found(full: Case) -> None:
    change(full, delete(openings).where(openings.c.sequence == 7))
    change(full, delete(entries).where(entries.c.sequence == 7))
    assert "entry 7: it is missing" in said(full)


def test_a_missing_and_a_changed_blob_are_found(full: Case) -> None:
    first, second, _ = full.memory.blobs.names()
    full.memory.blobs.delete(first)
    full.memory.blobs.put(second, b"other bytes")
    found = said(full)
    assert f"blob {first}: it is missing" in found
    assert f"blob {second}: its bytes are not those that were obtained" in found


def test_a_table_that_is_not_what_the_ledger_says_is_found_and_rebuilt(full: Case) -> None:
    claim = next(full.claims()).claim.id
    change(full, update(claims).where(claims.c.id == claim).values(low=1))
    change(full, delete(snapshots).where(snapshots.c.sequence == 3))
    found = said(full)
    assert f"table claims, row {claim} a: it was changed" in found
    assert "table snapshots, row 3: it is missing" in found
    full.rebuild()
    assert full.verify().findings == ()


def test_a_blob_that_no_entry_names_is_noted_and_no_fault(full: Case) -> None:
    full.memory.blobs.put("ab" * 32, b"left by a crash")
    result = full.verify()
    assert result.findings == ()
    assert "1 blobs are named by no entry" in result.notes[0]


def test_one_changed_byte_of_the_database_file_is_found_or_means_nothing(tmp_path: Path) -> None:
    """At 25 random places. A byte of free space, or of an index, may change without changing what the case says."""
    (tmp_path / "a.txt").write_text(TEXT)
    with Case.create(str(tmp_path / "case"), by=ME, new_grouping=fakes.Grouping) as case:
        case.add([str(tmp_path / "a.txt")], by=ME, **fakes.STAGES)
    file = tmp_path / "case" / "case.sqlite"
    original = file.read_bytes()
    with Case.open(str(tmp_path / "case"), new_grouping=fakes.Grouping) as case:
        good = everything(case)
    places = random.Random(11)
    found = 0
    for _ in range(25):
        changed = bytearray(original)
        place = places.randrange(len(original))
        changed[place] ^= 1 << places.randrange(8)
        file.write_bytes(bytes(changed))
        try:
            with Case.open(str(tmp_path / "case"), new_grouping=fakes.Grouping) as case:
                sound = case.verify().sound
                if sound:
                    assert everything(case) == good, f"byte {place}"
                found += not sound
        except CounterclaimError:
            found += 1
    file.write_bytes(original)
    assert found > 0


def everything(case: Case) -> list[object]:
    return [list(case.entries()), list(case.claims()), list(case.reports())]
