"""Who speaks how often and who calls whom what, counted over the case; protected reports are not counted."""

from collections.abc import Callable

from counterclaim.case import Case
from tests.case import fakes
from tests.case.conftest import ME


def test_names_are_counted_by_speaker_target_and_words(case: Case, add: Callable[..., None]) -> None:
    add("one", "4 killed in Orvale, said the Front. They fought the bandits and the bandits")
    add("two", "5 killed in Orvale, said the Ministry. They fought the patriots")
    assert [(c.speaker, c.own_voice, c.words, c.times) for c in case.voices.callings(9)] == [
        ("Gazette", True, "bandits", 2),
        ("Gazette", True, "patriots", 1),
    ]


def test_speakers_and_outlets_are_counted_most_frequent_first(case: Case, add: Callable[..., None]) -> None:
    add("one", "4 killed in Orvale, said the Front")
    add("two", "5 killed in Orvale, said the Front")
    add("three", "5 killed in Aldmoor, said the Ministry")
    assert case.voices.speakers(9) == [("Front", 2), ("Ministry", 1)]
    assert case.voices.outlets(1) == [("Gazette", 3)]


def test_nothing_of_a_protected_report_is_counted_by_name(case: Case, write: Callable[..., str]) -> None:
    case.add([write("w", "4 killed in Orvale, said the Baker by the bandits")], by=ME, protected=True, **fakes.STAGES)
    assert case.voices.speakers(9) == []
    assert case.voices.callings(9) == []


def test_labels_go_when_their_report_is_erased_and_come_back_on_rebuild(case: Case, add: Callable[..., None]) -> None:
    add("one", "4 killed in Orvale, said the Front of the bandits")
    before = case.voices.callings(9)
    case.rebuild()
    assert case.voices.callings(9) == before != []
    entry = next(r.entry.id for r in case.entries() if r.entry.kind.value == "report")
    case.erase(entry, reason="it endangers a person", by=ME)
    assert case.voices.callings(9) == []
    assert case.verify().findings == ()
