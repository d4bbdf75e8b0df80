"""What a table is told before anything is estimated."""

import pytest

from counterclaim.estimates.diagnosis import diagnose, refusals
from counterclaim.model import ListProfile, OverlapTable


def codes(table: OverlapTable) -> dict[str, str]:
    return {finding.code: finding.level for finding in diagnose(table)}


def plain(**counts: int) -> OverlapTable:
    return OverlapTable.of("abc", {sum(1 << "abc".index(name) for name in key): n for key, n in counts.items()})


GOOD = plain(a=50, b=40, c=30, ab=12, ac=9, bc=8, abc=3)


def test_a_good_table_has_notes_only() -> None:
    assert codes(GOOD) == {"table": "note"}
    assert refusals(diagnose(GOOD)) == ""


@pytest.mark.parametrize(
    ("table", "code", "level", "words"),
    [
        (OverlapTable.of("ab", {1: 5, 2: 4, 3: 2}), "few-lists", "refusal", "fewer than three"),
        (OverlapTable.of("abc", {}), "empty", "refusal", "Nobody is documented"),
        (plain(a=5, b=4, c=3), "no-overlap", "refusal", "on two lists"),
        (plain(abc=1), "few-persons", "refusal", "1 documented on 3 lists"),
        (plain(a=9, b=8, c=7, abc=1), "few-overlaps", "warning", "rests on 1 persons"),
        (plain(a=50, b=40, c=30, ab=12), "isolated-list", "warning", "c shares nobody"),
        (plain(a=50, b=40, ab=12), "empty-list", "warning", "Nobody is on c"),
        (plain(a=50, b=40, c=30, ab=12, ac=9), "empty-pairs", "note", "b and c"),
        (plain(abc=12), "identical", "refusal", "exactly the same 12 persons"),
        (plain(a=50, ab=60, c=30, ac=9, abc=5), "nested", "refusal", "65 persons on b is on a too"),
    ],
)
def test_findings(table: OverlapTable, code: str, level: str, words: str) -> None:
    assert codes(table)[code] == level
    assert words in next(finding.text for finding in diagnose(table) if finding.code == code)


def test_a_few_persons_inside_another_list_may_be_chance() -> None:
    assert "nested" not in codes(plain(a=500, ab=4, c=30, ac=9))


def test_a_list_made_from_another_is_refused() -> None:
    profiled = OverlapTable.of(GOOD.lists, dict(GOOD.histories), profiles=[ListProfile("b", derived_from=("a",))])
    assert codes(profiled)["derived"] == "refusal"


def test_two_lists_of_one_keeper_are_warned_of() -> None:
    profiles = [ListProfile("a", keeper="Ministry"), ListProfile("c", keeper="Ministry")]
    profiled = OverlapTable.of(GOOD.lists, dict(GOOD.histories), profiles=profiles)
    assert codes(profiled)["one-keeper"] == "warning"


def test_cumulative_releases_of_one_keeper_are_refused() -> None:
    """Every release repeats the one before, as the persons of March are in April's."""
    table = OverlapTable.of(("march", "april", "clinic"), {3: 200, 2: 60, 7: 30, 4: 50, 6: 10})
    assert "releases of one list" in refusals(diagnose(table))
