"""Whole sentences as reporters write them: what a denial denies, who speaks and who is harmed, where it was."""

import pytest

from tests.claims.reading import reading


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("The ministry denied that 30 civilians were killed.", ["denied"]),
        ("The army denied killing 12 people and wounding 30 others.", ["denied", "denied"]),
        ("A spokesman rejected the monitor's figure of 70 dead.", ["denied"]),
        ("There is no truth to reports that 30 people were killed, the ministry said.", ["denied"]),
        ("The claim that 60 died was rejected by the ministry.", ["denied"]),
        ("The rebels denied the accusation and said the army had killed 14 people.", ["asserted"]),
        ("The ministry rejected the allegations, saying its troops had killed 20 fighters.", ["asserted"]),
        ("The mayor denied reports that 30 people were killed, insisting only two had died.", ["denied", "asserted"]),
        ("The army denied that it killed 12 villagers and said five soldiers were wounded.", ["denied", "asserted"]),
        ("The ministry denied the reports, but witnesses counted 15 bodies.", ["asserted"]),
        ("The mayor, who has denied wrongdoing, said 12 people had died.", ["asserted"]),
    ],
)
def test_a_denial_reaches_what_it_denies_and_no_more(text: str, polarities: list[str]) -> None:
    assert [claim.polarity.value for claim in reading(text).claims] == polarities


@pytest.mark.parametrize(
    "text",
    [
        "The group denied involvement in the attack, which killed 12 people.",
        "Officials denied any soldiers had died after 12 people were killed on Monday.",
    ],
)
def test_who_denies_something_else_does_not_vouch_for_the_number(text: str) -> None:
    (claim,) = reading(text).claims
    assert (claim.polarity.value, claim.claimant) == ("asserted", None)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Another 27 were wounded, some of them seriously, the director of the hospital told reporters.",
            "the director of the hospital",
        ),
        (
            "Sixty people were evacuated, half of them by boat, a spokesman for the navy said.",
            "a spokesman for the navy",
        ),
    ],
)
def test_a_share_of_the_harmed_is_not_who_speaks(text: str, claimant: str) -> None:
    (claim,) = [claim for claim in reading(text).claims if claim.quantity.low in (27, 60)]
    assert claim.claimant is not None
    assert claim.claimant.words == claimant


@pytest.mark.parametrize(
    ("text", "harmed"),
    [
        ("Fourteen were hurt, three of them badly, a medic said.", ["Fourteen", "three"]),
        ("A policeman, wounded in the leg, said two of his colleagues had died.", ["A", "two"]),
    ],
)
def test_who_only_tells_is_not_harmed(text: str, harmed: list[str]) -> None:
    assert [claim.quantity.words for claim in reading(text).claims] == harmed


@pytest.mark.parametrize(
    "dateline", ["ORVALE, 4 May 2031 - ", "ORVALE, May 4 (Wire) - ", "ORVALE (Wire) - ", "Orvale, 4 May - "]
)
def test_a_dateline_with_a_day_does_not_place_what_the_sentence_places(dateline: str) -> None:
    text = f"{dateline}Nine people, among them three children, died when shells hit a market in the town of Spin Boldak, police said."
    assert [claim.place.words for claim in reading(text).claims if claim.place] == [
        "a market in the town of Spin Boldak"
    ] * 2


@pytest.mark.parametrize("deed", ["Shelling", "The capture", "The siege"])
def test_what_is_done_to_a_place_tells_where(deed: str) -> None:
    (claim,) = reading(f"{deed} of Misrata in Libya cost 40 lives, the police said.").claims
    assert claim.place is not None
    assert claim.place.words.startswith("Misrata")
