"""Places and times of any text at all: no exception, right spans, a cost that grows with the length."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims.parsing import parse
from counterclaim.claims.when import Clock
from counterclaim.claims.where import Locator

_PIECES = ["Sirte", "in", "Libya", "killed", "12", ",", "and", "(", ")", "\n", "-", "al-", "of", "the", "town", "said", "Monday", "since",
           "2029", "'s", "—", "  ", "FATA", "from", "\u200b", "İ", "ﬁ", "Ё"]  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))


@settings(deadline=None, max_examples=80)
@given(text=_TEXTS, first=st.integers(0, 90), length=st.integers(0, 20))
def test_any_text_has_places_and_times_or_none(text: str, first: int, length: int) -> None:
    doc = next(parse([text]))
    span = (min(first, len(text)), min(first + length, len(text)))
    place, when = Locator(doc).place_of(span, span), Clock(doc, date(2031, 5, 14)).when_of(span, span)
    for found in (place, when):
        assert found is None or text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "piece", ["12 killed in Sirte on Monday and ", "Sirte Libya ", "the town of the town of ", "("]
)
def test_the_cost_grows_with_the_length(piece: str) -> None:
    def seconds(copies: int) -> float:
        text = piece * copies
        doc = next(parse([text]))
        began = time.process_time()
        locator, clock = Locator(doc), Clock(doc, date(2031, 5, 14))
        for i in range(0, len(text) - len(piece), len(piece)):
            locator.place_of((i, i + 2), (i, i + 10))
            clock.when_of((i, i + 2), (i, i + 10))
        return time.process_time() - began

    seconds(20)  # lexicons and gazetteer are loaded before the clock starts
    assert seconds(800) < 12 * max(seconds(200), 0.02)
