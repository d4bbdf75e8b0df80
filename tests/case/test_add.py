from collections.abc import Callable
from dataclasses import replace

import pytest

from counterclaim.case import Case, Filter
from counterclaim.model import EntryKind
from tests.case import fakes
from tests.case.conftest import ME

ORVALE = "40 killed in Orvale, said the Ministry"


def test_what_is_added_can_be_read_back(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    assert [report.text for report in case.reports()] == [ORVALE]
    reading = case.reading("a")
    assert reading is not None
    assert [claim.quantity.low for claim in reading.claims] == [40]


def test_claims_are_found_by_harm_and_number(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE + "; 90 injured in Orvale, said the Ministry")
    assert [found.claim.quantity.low for found in case.claims(Filter(harm="injured"))] == [90]
    assert [found.claim.quantity.low for found in case.claims(Filter(most=50))] == [40]
    assert case.count_claims() == 2


def test_figures_come_disputed_first(case: Case, add: Callable[..., None]) -> None:
    add("a", "3 killed in Aldmoor, said the Ministry")
    add("b", ORVALE)
    add("c", "55 killed in Orvale, said the Front")
    assert [figure.question for figure in case.figures()] == ["killed in Orvale", "killed in Aldmoor"]


def test_the_same_bytes_again_add_only_that_they_were_obtained_again(case: Case, write: Callable[..., str]) -> None:
    path = write("a", ORVALE)
    case.add([path], by=ME, **fakes.STAGES)
    again = case.add([path], by=ME, **fakes.STAGES)
    assert (again.snapshots, again.again, again.reports) == (0, 1, 0)
    kinds = [line.entry.kind for line in case.entries()]
    assert kinds.count(EntryKind.SNAPSHOT) == 2
    assert kinds.count(EntryKind.REPORT) == kinds.count(EntryKind.READING) == 1


def test_the_same_file_named_twice_is_read_once(case: Case, write: Callable[..., str]) -> None:
    path = write("a", ORVALE)
    added = case.add([path, path], by=ME, **fakes.STAGES)
    assert (added.snapshots, added.again, added.reports) == (1, 1, 1)


def test_a_failed_item_is_listed_and_the_rest_go_on(case: Case, write: Callable[..., str]) -> None:
    added = case.add([write("empty", ""), "/nowhere.txt", write("a", ORVALE)], by=ME, **fakes.STAGES)
    assert added.reports == 1
    assert [fault.fault for fault in added.failed] == ["it is empty", "there is no such file"]


def test_bytes_that_no_reader_understands_are_kept_all_the_same(case: Case, write: Callable[..., str]) -> None:
    added = case.add([write("empty", "")], by=ME, **fakes.STAGES)
    assert added.snapshots == 1
    assert case.verify().sound


def test_a_report_that_cannot_be_read_is_said_to_be_so(case: Case, write: Callable[..., str]) -> None:
    added = case.add([write("a", "?? unknown tongue")], by=ME, **fakes.STAGES)
    assert [fault.fault for fault in added.failed] == ["no reader for this language"]
    assert case.reading("a") is None
    assert case.report("a") is not None


def test_two_files_that_use_one_id_for_different_texts_are_both_kept(case: Case, write: Callable[..., str]) -> None:
    first = write("a", ORVALE)
    case.add([first], by=ME, **fakes.STAGES)
    write("a", "41 killed in Orvale, said the Ministry")
    case.add([first], by=ME, **fakes.STAGES)
    texts = sorted(report.text for report in case.reports())
    assert texts == [ORVALE, "41 killed in Orvale, said the Ministry"]
    assert len({report.id for report in case.reports()}) == 2


def test_two_reports_with_one_text_have_the_same_claims_and_stay_two(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    add("b", ORVALE + "\n\nNothing else.")
    assert [found.report for found in case.claims()] == ["a", "b-0"]


def test_a_snapshot_of_many_reports_is_read_in_several_transactions(case: Case, write: Callable[..., str]) -> None:
    text = "\n\n".join(f"{n} killed in Town{n}, said the Front" for n in range(1, 71))
    added = case.add([write("many", text)], by=ME, **fakes.STAGES)
    assert (added.snapshots, added.reports, added.claims) == (1, 70, 70)


def test_an_interrupted_snapshot_is_completed_without_doubles(case: Case, write: Callable[..., str]) -> None:
    text = "\n\n".join(f"{n} killed in Town{n}, said the Front" for n in range(1, 71))
    path = write("many", text)

    def stop_late(reports):  # type: ignore[no-untyped-def]
        reports = list(reports)
        if any(report.id == "many-40" for report in reports):
            raise KeyboardInterrupt
        return fakes.read(reports)

    with pytest.raises(KeyboardInterrupt):
        case.add([path], by=ME, obtain=fakes.obtain, read_snapshot=fakes.read_snapshot, read=stop_late)
    assert len(list(case.reports())) == 32
    case.add([path], by=ME, **fakes.STAGES)
    assert len(list(case.reports())) == 70
    assert case.count_claims() == 70
    assert case.verify().sound


def test_every_entry_says_who_when_and_with_which_tool(case: Case, add: Callable[..., None]) -> None:
    add("a", ORVALE)
    lines = list(case.entries())
    assert {line.who for line in lines} == {ME}
    assert all(line.entry.tool.startswith("counterclaim ") for line in lines)
    assert [line.entry.sequence for line in lines] == list(range(1, len(lines) + 1))


@pytest.mark.parametrize("text", [f"{10**30} killed in Orvale, said the Ministry", "a lone surrogate \\ud800"])
def test_what_the_ledger_cannot_hold_is_a_fault_of_its_report_alone(
    case: Case, write: Callable[..., str], text: str
) -> None:
    def read_snapshot(data, snapshot):  # type: ignore[no-untyped-def]
        for report in fakes.read_snapshot(data, snapshot):
            yield replace(report, text=report.text.replace("\\ud800", "\ud800"))

    stages = {**fakes.STAGES, "read_snapshot": lambda *given: list(read_snapshot(*given))}
    added = case.add([write("odd", text), write("a", ORVALE)], by=ME, **stages)
    assert len(added.failed) == 1
    assert [found.report for found in case.claims()] == ["a"]
    assert case.verify().findings == ()
