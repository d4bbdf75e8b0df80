from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import UsageError
from counterclaim.model import Decision, DecisionKind, EntryKind
from tests.case import fakes
from tests.case.conftest import ME

WITNESS = "40 killed in Orvale, said the Baker"
LIST = "record,name,father\nr1,Zed Quux,Old Quux\nr2,Ann Blorp,Old Blorp\n"


def entry_of(case: Case, kind: EntryKind, place: int = 0) -> str:
    return [line.entry.id for line in case.entries(kinds=[kind])][place]


def test_an_erased_report_is_gone_everywhere_and_verify_accepts_its_tombstones(
    case: Case, add: Callable[..., None]
) -> None:
    add("a", WITNESS)
    add("b", "3 injured in Aldmoor, said the Front")
    claim = next(case.claims()).claim.id
    case.decide(Decision(DecisionKind.CORRECT, (case.anchor(claim),), "so", {"category": "civilians"}), by=ME)
    tombstones = case.erase(entry_of(case, EntryKind.REPORT), reason="the witness withdrew", by=ME)
    assert len(tombstones) == 4  # report, reading, snapshot, decision
    assert case.report("a") is None
    assert [found.report for found in case.claims()] == ["b"]
    assert [figure.question for figure in case.figures()] == ["injured in Aldmoor"]
    assert case.decisions() == []
    assert len(list(case.memory.blobs.names())) == 1
    result = case.verify()
    assert result.findings == ()
    assert result.erased == 4
    contents = [line.content for line in case.entries()]
    assert not any("Baker" in str(content) for content in contents)
    assert [c["reason"] for c in contents if c and "because_of" in c] == ["the witness withdrew"] * 4


def test_an_erased_report_leaves_no_bytes_in_the_files(tmp_path: Path) -> None:
    file = tmp_path / "w.txt"
    file.write_text(WITNESS)
    location = tmp_path / "case"
    with Case.create(str(location), by=ME, new_grouping=fakes.Grouping) as case:
        case.add([str(file)], by=ME, **fakes.STAGES)
        sequence = next(line.entry.sequence for line in case.entries(kinds=[EntryKind.REPORT]))
        with case.memory.look() as connection:
            body = connection.exec_driver_sql(f"SELECT body FROM openings WHERE sequence={sequence}").scalar()
        assert any(body in path.read_bytes() for path in location.iterdir() if path.is_file())
        case.erase(entry_of(case, EntryKind.REPORT), reason="the witness withdrew", by=ME)
        for path in location.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert body not in data
                assert b"Baker" not in data


def test_erasing_a_row_of_a_victim_list_destroys_the_file_it_came_in(case: Case, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    stored = case.add_list(str(tmp_path / "list.csv"), by=ME, obtain=fakes.obtain)
    case.judge({"left": "r1", "right": "x9", "verdict": "same"}, by=ME)
    case.judge({"left": "r2", "right": "x8", "verdict": "same"}, by=ME)
    case.erase(entry_of(case, EntryKind.RECORD), reason="the family asked", by=ME)
    assert [row.id for row in case.records(stored.id)] == ["r2"]
    assert [judged.judgement["left"] for judged in case.judgements()] == ["r2"]
    assert list(case.memory.blobs.names()) == []
    assert case.verify().findings == ()


def test_a_collectors_name_can_be_erased_and_the_pseudonym_stays(case: Case, add: Callable[..., None]) -> None:
    add("a", WITNESS)
    actor = entry_of(case, EntryKind.ACTOR)
    case.erase(actor, reason="at risk", by="B. Editor")
    lines = list(case.entries())
    assert ME not in str([line.content for line in lines])
    assert {line.who.partition("-")[0] for line in lines} == {"actor", "B. Editor"}
    assert case.verify().findings == ()


@pytest.mark.parametrize(
    ("kind", "reason", "message"),
    [
        (EntryKind.CASE, "so", "cannot be erased"),
        (EntryKind.REPORT, " ", "needs a reason"),
        (None, "so", "no such entry"),
    ],
)
def test_what_cannot_be_erased(
    case: Case, add: Callable[..., None], kind: EntryKind | None, reason: str, message: str
) -> None:
    add("a", WITNESS)
    target = entry_of(case, kind) if kind else "entry-unknown"
    with pytest.raises(UsageError, match=message):
        case.erase(target, reason=reason, by=ME)


def test_nothing_is_erased_twice(case: Case, add: Callable[..., None]) -> None:
    add("a", WITNESS)
    target = entry_of(case, EntryKind.REPORT)
    case.erase(target, reason="withdrew", by=ME)
    with pytest.raises(UsageError, match="erased before"):
        case.erase(target, reason="withdrew", by=ME)


def test_an_erasure_that_a_crash_interrupted_is_finished_when_the_case_is_opened(
    case: Case, add: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    add("a", WITNESS)

    def crash(memory: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("counterclaim.case.erase.finish_erasures", crash)
        with pytest.raises(KeyboardInterrupt):
            case.erase(entry_of(case, EntryKind.REPORT), reason="withdrew", by=ME)
    assert len(list(case.memory.blobs.names())) == 1
    with Case.open(case.memory.location, new_grouping=fakes.Grouping) as again:
        assert list(again.memory.blobs.names()) == []
        assert again.verify().findings == ()


def test_what_was_erased_can_be_added_again(case: Case, add: Callable[..., None]) -> None:
    add("a", WITNESS)
    case.erase(entry_of(case, EntryKind.REPORT), reason="by mistake", by=ME)
    add("a", WITNESS)
    assert [report.text for report in case.reports()] == [WITNESS]
    case.rebuild()
    assert case.verify().findings == ()
