"""Who is blamed, and who only stands beside the harm or speaks of it."""

import pytest

from tests.claims.reading import reading


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Rebels killed 12 people in the port.", "Rebels"),
        ("Government forces executed 12 farmers.", "Government forces"),
        ("12 people were killed by militia fighters.", "militia fighters"),
        ("12 people were killed in Russian air strikes on the port.", "Russian"),
        ("12 people were killed when rebels shelled the port.", "rebels"),
        ("Rebel shelling killed 12 people.", "Rebel"),
        ("The mayor accused the army of killing 12 farmers.", "the army"),
    ],
)
def test_the_actor_of_the_harm_is_blamed(text: str, blamed: str) -> None:
    (claim,) = reading(text).claims
    assert claim.alleged_perpetrator is not None
    assert claim.alleged_perpetrator.words == blamed


@pytest.mark.parametrize(
    "text",
    [
        "A blast killed 12 people in the port.",
        "12 people were killed in the rebel-held port, the army said.",
        "More than 90,000 people were killed since the regime took power in 1998.",
        "A blast killed 12 rebels near a police station.",
        "Some 300 rebels were evacuated by the army.",
    ],
)
def test_bystanders_speakers_and_rescuers_are_not_blamed(text: str) -> None:
    assert [claim.alleged_perpetrator for claim in reading(text).claims] == [None]
