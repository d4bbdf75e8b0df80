from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from counterclaim.case import Case
from counterclaim.model import Decision, DecisionKind, EntryKind, SourceProfile
from counterclaim.store.tables import PROJECTION
from tests.case import fakes
from tests.case.conftest import ME


def dump(case: Case) -> dict[str, list[Any]]:
    """Every row of every projected table."""
    with case.memory.look() as connection:
        return {table.name: sorted(map(str, connection.execute(select(table)).all())) for table in PROJECTION}


def test_a_case_with_a_history_is_rebuilt_exactly(case: Case, add: Callable[..., None], tmp_path: Path) -> None:
    for number, name in enumerate("abcdef"):
        add(
            name,
            f"{40 + number} killed in Orvale, said the Ministry; the bandits; "
            f"{number} injured in Aldmoor, said the Front",
        )
    ids = [found.claim.id for found in case.claims()]
    case.decide(Decision(DecisionKind.REJECT, (case.anchor(ids[0]),), "no"), by=ME)
    wrong = case.decide(Decision(DecisionKind.CORRECT, (case.anchor(ids[1]),), "so", {"harm": "killed"}), by=ME)
    case.decide(Decision(DecisionKind.MERGE, (case.anchor(ids[2]), case.anchor(ids[3])), "one"), by="B. Editor")
    case.decide(Decision(DecisionKind.MERGE, (case.anchor(ids[1]), case.anchor(ids[5])), "one"), by="B. Editor")
    case.withdraw(wrong.id, by=ME, reason="misread")
    case.profile(SourceProfile("Gazette", kind="outlet"), by=ME)
    (tmp_path / "list.csv").write_text("record,name\nr1,Zed Quux\nr2,Ann Blorp\n")
    case.add_list(str(tmp_path / "list.csv"), by=ME, obtain=fakes.obtain)
    case.reread(by=ME, read=lambda reports: (replace(r, labels=()) for r in fakes.read(reports)))
    case.erase(next(line.entry.id for line in case.entries(kinds=[EntryKind.REPORT])), reason="withdrew", by=ME)
    before = dump(case)
    assert all(before[name] for name in ("claims", "figures", "figure_claims", "rulings", "records", "actors"))
    case.rebuild()
    assert dump(case) == before
    assert case.verify().findings == ()
