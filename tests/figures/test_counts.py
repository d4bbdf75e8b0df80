"""Counts for weighing: roles from profiles and population, copies by origin, denials never rows."""

import pytest
from tests.figures.figures_making import report, said

from counterclaim.figures import Directory, group
from counterclaim.figures.counts import Counts, counts_of
from counterclaim.model import Claim, Harm, Hedge, Polarity, Reading, Role, Scope, SourceProfile

PROFILES = [
    SourceProfile("Wire", kind="agency"),
    SourceProfile("Daily", kind="outlet", side="none"),
    SourceProfile("Town Hospital", kind="hospital"),
    SourceProfile("Monitor", kind="monitor"),
    SourceProfile("Defence Office", ("the Defence Office",), kind="government", side="Arvenian state"),
    SourceProfile("Arvenian army", ("army",), kind="armed_forces", side="Arvenian state"),
    SourceProfile("Hill Front", ("the Front",), kind="armed_group", side="Hill Front"),
    SourceProfile("Quiet Office", kind="local_authority"),
]


def counts(*claims: Claim, profiles: list[SourceProfile] = PROFILES) -> Counts:
    """The counts of the figure that most of the claims answer."""
    readings: list[Reading] = []
    for number, claim in enumerate(claims):
        readings.append(report(f"r{number}", claim, source="Daily", published="2031-05-04"))
    figure = max(group(readings, profiles), key=lambda f: len(f.claims))
    known = {claim.id: (claim, reading.report) for reading in readings for claim in reading.claims}
    return counts_of(figure, known, Directory(profiles))


def told(number: int, by: str | None, people: str = "civilians", **more: object) -> Claim:
    return said(number, people, by, at="Oster", on="2031-05-03", **more)  # type: ignore[arg-type]


def roles(found: Counts) -> dict[str, str]:
    return {row.source: row.role for row in found.rows}


def test_the_alleged_perpetrator_of_harm_to_civilians_is_accused_and_its_opponent_own() -> None:
    found = counts(
        told(40, "Town Hospital", blamed="army"), told(9, "Defence Office"), told(45, "the Front"), told(38, "Monitor")
    )
    assert roles(found) == {
        "Town Hospital": "neutral", "Defence Office": "accused", "Hill Front": "own", "Monitor": "neutral",
    }  # fmt: skip
    assert {row.population for row in found.rows} == {"civilians"}


def test_of_combatants_the_dead_ones_side_is_own_and_who_fought_them_the_enemy() -> None:
    found = counts(
        told(12, "army", "soldiers", population="soldiers of the Arvenian army", blamed="the Front"),
        told(60, "the Front", "soldiers"),
        told(20, "Monitor", "soldiers"),
    )
    assert roles(found) == {"Arvenian army": "own", "Hill Front": "enemy", "Monitor": "neutral"}
    assert {row.population for row in found.rows} == {"combatants"}


def test_a_side_that_denies_harm_to_civilians_is_accused_of_it_and_its_opponent_is_not() -> None:
    denied = told(0, "Defence Office", hedge=Hedge.NONE, polarity=Polarity.DENIED)
    conceded = told(9, "army")
    found = counts(told(40, "Town Hospital"), told(50, "the Front"), conceded, denied)
    assert roles(found) == {"Town Hospital": "neutral", "Hill Front": "own", "Arvenian army": "accused"}


@pytest.mark.parametrize(
    ("people", "own", "enemy"),
    [("soldiers", "Arvenian army", "Hill Front"), ("fighters", "Hill Front", "Arvenian army")],
)
def test_where_one_army_fights_one_group_soldiers_and_fighters_tell_whose_dead_they_are(
    people: str, own: str, enemy: str
) -> None:
    found = counts(told(12, "army", people), told(60, "the Front", people), told(20, "Monitor", people))
    assert {roles(found)[own], roles(found)[enemy]} == {"own", "enemy"}
    assert roles(found)[own] == "own"
    third = [*PROFILES, SourceProfile("River Front", kind="armed_group", side="River Front")]
    found = counts(told(12, "army", people), told(60, "the Front", people), told(20, "Monitor", people), profiles=third)
    assert {roles(found)[own], roles(found)[enemy]} == {"unknown"}


def test_no_count_of_civilians_or_of_people_ever_has_an_enemy() -> None:
    for people in ("civilians", "people", "children"):
        found = counts(
            told(40, "Town Hospital", people, blamed="army"), told(70, "the Front", people), told(3, "army", people)
        )
        assert found.rows
        assert Role.ENEMY.value not in {row.role for row in found.rows}
        assert {row.population for row in found.rows} == {"civilians"}


@pytest.mark.parametrize(
    ("speaker", "role", "because"),
    [
        ("Town Hospital", "neutral", "no side is written down"),
        ("Quiet Office", "unknown", "its profile names no side"),
        ("Elder Bram", "unknown", "nobody has written down"),
        ("Defence Office", "unknown", "nothing says what that is"),
    ],
)
def test_what_nobody_wrote_down_stays_unknown_and_the_reason_is_said(speaker: str, role: str, because: str) -> None:
    found = counts(told(40, speaker), told(44, "Monitor"))
    (spoken,) = [each for each in found.roles if each.source == speaker]
    assert spoken.role.value == role
    assert because in spoken.why


def test_a_profile_counts_only_on_its_days() -> None:
    from datetime import date

    turned = SourceProfile("Elder Bram", kind="official", side="Hill Front", from_=date(2031, 6, 1))
    found = counts(told(40, "Elder Bram"), told(44, "Monitor"), profiles=[*PROFILES, turned])
    assert roles(found)["Elder Bram"] == "unknown"


def test_a_denial_is_no_row_however_often_it_is_made() -> None:
    heard = [told(40, "Town Hospital", blamed="army"), told(45, "Monitor")]
    denials = [told(0, f"the Defence Office {n}", hedge=Hedge.NONE, polarity=Polarity.DENIED) for n in range(20)]
    found = counts(*heard, *denials)
    assert len(found.rows) == 2
    assert len(found.denials) == 20


def test_copies_share_an_origin_and_the_one_that_is_known_speaks_first() -> None:
    found = counts(told(40, None), told(40, "Town Hospital"), told(45, "Monitor"))
    first, second = [row for row in found.rows if row.value == 40]
    assert first.origin == second.origin
    assert first.source == "Town Hospital"


def test_one_original_source_is_not_weighed() -> None:
    assert counts(told(40, "Town Hospital"), told(40, None)).rows == ()


def test_a_number_that_its_own_source_revised_is_left_out() -> None:
    revised = [
        report("early", told(20, "Town Hospital"), source="Daily", published="2031-05-04"),
        report("late", told(40, "Town Hospital"), source="Daily", published="2031-05-06"),
        report("other", told(44, "Monitor"), source="Daily", published="2031-05-06"),
    ]
    (figure,) = group(revised, PROFILES)
    known = {claim.id: (claim, reading.report) for reading in revised for claim in reading.claims}
    assert sorted(row.value or 0 for row in counts_of(figure, known, Directory(PROFILES)).rows) == [40, 44]


def test_bounds_are_carried_over_as_bounds() -> None:
    found = counts(told((40, None), "Town Hospital"), told((30, 50), "Monitor"))  # type: ignore[arg-type]
    assert {(row.hedge, row.value, row.low, row.high) for row in found.rows} == {
        ("at_least", None, 40.0, None), ("range", None, 30.0, 50.0),
    }  # fmt: skip


def test_a_running_total_keeps_each_speakers_earlier_counts_with_their_days() -> None:
    of_war = [
        report(f"t{n}", said(number, "people", by, at="Arvenia", scope=Scope.CUMULATIVE, harm=Harm.KILLED),
               source="Daily", published=day)
        for n, (number, by, day) in enumerate(
            [(100, "Monitor", "2031-05-01"), (150, "Monitor", "2031-06-01"), (180, "Town Hospital", "2031-06-02")]
        )
    ]  # fmt: skip
    (figure,) = group(of_war, PROFILES)
    known = {claim.id: (claim, reading.report) for reading in of_war for claim in reading.claims}
    rows = counts_of(figure, known, Directory(PROFILES)).rows
    assert {(row.value, str(row.as_of), row.span) for row in rows} == {
        (100.0, "2031-05-01", "cumulative"), (150.0, "2031-06-01", "cumulative"), (180.0, "2031-06-02", "cumulative"),
    }  # fmt: skip
    assert len({row.origin for row in rows}) == 3
