"""Parts told in a later sentence than their whole."""

import pytest

from tests.claims.reading import reading


def parts(text: str) -> list[tuple[str, str]]:
    """The words of each part with those of its whole."""
    claims = reading(text).claims
    words = {claim.id: claim.quantity.words for claim in claims}
    return [(claim.quantity.words, words[claim.part_of]) for claim in claims if claim.part_of]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb wounded 60 people. Doctors said 11 of the injured were in a critical condition.", [("11", "60")]),
        ("A bomb killed 14 people. Four of the dead were children.", [("Four", "14")]),
        ("A bomb killed 14 people and wounded 60. Six of those killed were soldiers.", [("Six", "14")]),
        ("Police said 60 people were hurt. Of the wounded, 11 were in a critical condition.", [("11", "60")]),
        ("A bomb killed 14 people. Four policemen and a girl were among the dead.", [("Four", "14"), ("a", "14")]),
        ("The blast killed 112 people; 40 of them remain unidentified.", [("40", "112")]),
        ("A bomb wounded 60. Twelve of the most seriously wounded were flown abroad.", [("Twelve", "60")]),
        ("The Guild counts 8,112 people killed. Of these, 5,020 were civilians.", [("5,020", "8,112")]),
        ("Some 3,400 people fled the town. Of them, 1,900 were women.", [("1,900", "Some 3,400")]),
        ("There are three roads. Of these, 2 are closed.", []),
        ("A bomb killed 14 people. Four of the injured were children.", []),
        ("Four policemen and a girl were among the dead.", []),
        ("A bomb killed 14 people. Two of their neighbours were killed on the way home.", []),
        ("A bomb killed three people. Nine of the dead in the war were children.", []),
    ],
)
def test_a_part_is_linked_to_the_count_before_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


def test_the_victims_suffered_what_the_whole_did() -> None:
    claims = reading("A bomb killed 14 people. Three of the victims were from one family.").claims
    assert [claim.harm.value for claim in claims] == ["killed", "killed"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Doctors said many of the 240 wounded were in a serious condition.", ["240"]),
        ("Several of the 31 dead were women.", ["31"]),
        ("Most of the 1,200 displaced families are sheltering in schools.", ["1,200"]),
        ("Most of the town's 40,000 people fled.", ["Most of the"]),
    ],
)
def test_a_vague_part_does_not_hide_how_many_were_harmed(text: str, words: list[str]) -> None:
    assert [claim.quantity.words for claim in reading(text).claims] == words


def test_of_these_has_the_speaker_and_the_time_of_its_whole() -> None:
    whole, part = reading("The Guild counts 8,112 people killed since 2017. Of these, 5,020 were civilians.").claims
    assert part.claimant == whole.claimant
    assert (part.scope, part.when, part.category.value) == (whole.scope, whole.when, "civilians")
