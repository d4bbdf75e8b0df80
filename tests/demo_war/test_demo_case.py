"""The demo's case: built as `counterclaim demo` builds it, checked by `verify`, its disputes those of the truth file."""

from pathlib import Path

import pytest

from counterclaim import demo_war
from counterclaim.case import Case, Filter
from counterclaim.case.estimate_sources import read_source
from counterclaim.figures import read_profiles


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("demo") / "case"
    made = Case.create(str(folder), by="test", title="The invented war")
    made.give_gazetteer(demo_war.GAZETTEER, by="test")
    for profile in read_profiles(demo_war.SOURCES):
        made.profile(profile, by="test")
    made.add([str(path) for path in demo_war.reports()], by="test")
    return made


def test_every_report_is_read(case: Case) -> None:
    assert case.count_reports() == len(demo_war.reports())


def test_every_hash_span_and_row_holds(case: Case) -> None:
    assert [str(flaw) for flaw in case.verify().findings] == []


def test_the_market_is_disputed_and_denied(case: Case) -> None:
    figures = [
        f
        for f in case.figures(Filter(status="conflicting"))
        if f.harm == "killed" and f.place and "Tolvane" in f.place.name
    ]
    assert any(figure.denied_by for figure in figures)


def test_two_counts_that_only_seem_to_conflict_are_not_called_a_conflict(case: Case) -> None:
    known = case.known([c for f in case.figures() for c in f.claims])
    for figure in case.figures(Filter(status="conflicting")):
        words = {known[c][0].quantity.words for c in figure.claims if c in known}
        assert not {"6,200", "4,900"} <= words


def test_the_same_files_again_add_nothing_but_that_they_were_obtained_again(case: Case) -> None:
    before = case.count_claims()
    again = case.add([str(Path(demo_war.reports()[0]))], by="test")
    assert (again.again, again.reports, case.count_claims()) == (1, 0, before)


def test_one_ministrys_releases_are_refused_as_lists_in_words(case: Case) -> None:
    releases = read_source(demo_war.RELEASES, demo_war.RELEASES_LISTS)
    made = case.estimates.run(case.estimates.give(releases, "releases", by="test").name, by="test")
    assert made.estimation.estimates == ()
    reasons = " ".join(refusal.reason for refusal in made.estimation.refusals)
    assert "was made from release of 14 March" in reasons
    assert "Use the latest release alone" in reasons
