"""Every harm of sentences in many manners of reporting, and nothing else. The sentences are in styles.py."""

import pytest

from tests.claims import styles
from tests.claims.reading import reading


@pytest.mark.parametrize(("text", "told"), styles.TOLD)
def test_the_sentence_tells_these_harms_and_no_others(text: str, told: list[tuple[str, int]]) -> None:
    found = [(c.harm.value, c.quantity.low or c.quantity.high) for c in reading(text).claims]
    assert found == told


@pytest.mark.parametrize(("text", "words", "harm", "category"), styles.SHARES)
def test_a_share_of_people_told_before_is_a_part_of_them(text: str, words: str, harm: str, category: str) -> None:
    whole, part = reading(text).claims
    assert (part.quantity.words, part.harm.value, part.category.value) == (words, harm, category)
    assert part.part_of == whole.id


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The envoy denied hitting homes, saying that the strikes killed 85 insurgents.", "asserted"),
        ("The envoy denied that the strikes killed 85 villagers.", "denied"),
    ],
)
def test_a_denial_ends_where_its_speaker_asserts(text: str, polarity: str) -> None:
    assert [c.polarity.value for c in reading(text).claims] == [polarity]


@pytest.mark.parametrize(("text", "category"), styles.OWN)
def test_losses_are_of_the_side_that_suffers_them(text: str, category: str) -> None:
    assert [c.category.value for c in reading(text).claims] == [category]


@pytest.mark.parametrize(("text", "voices"), styles.VOICED)
def test_who_vouches_for_the_number(text: str, voices: list[str | None]) -> None:
    assert [c.claimant.words if c.claimant else None for c in reading(text).claims] == voices
