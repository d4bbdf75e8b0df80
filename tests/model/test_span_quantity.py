"""Spans and counts refuse what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Count, Hedge, Span


@given(st.text(min_size=1), st.data())
def test_a_span_holds_the_words_it_was_made_from(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Span.of(text, start, end).holds(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 99)])
def test_a_span_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie in a text of 5"):
        Span.of("words", start, end)


def test_a_span_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        Span(0, 3, "four")


@pytest.mark.parametrize(
    ("left", "right", "excluded"),
    [
        ((40, 40), (58, 58), True),
        ((40, None), (58, 58), False),
        ((None, 40), (58, 58), True),
        ((30, 60), (58, 90), False),
        ((60, None), (None, 59), True),
        ((0, 0), (1, None), True),
        ((None, None), (5, 5), False),
    ],
)
def test_which_counts_exclude_one_another(
    left: tuple[int | None, int | None], right: tuple[int | None, int | None], excluded: bool
) -> None:
    one, other = (Count(0, 1, "x", low, high, Hedge.EXACT) for low, high in (left, right))
    assert one.excludes(other) is excluded
    assert other.excludes(one) is excluded


@pytest.mark.parametrize(("low", "high"), [(5, 4), (-1, None)])
def test_an_impossible_count_is_refused(low: int, high: int | None) -> None:
    with pytest.raises(ValueError, match=r"is empty|counted from zero"):
        Count(0, 1, "x", low, high, Hedge.RANGE)
