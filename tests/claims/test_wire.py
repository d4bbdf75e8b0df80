"""Tolls of wire copy in capitals. The sentences are in wire.py."""

import pytest

from tests.claims import wire
from tests.claims.reading import reading


@pytest.mark.parametrize(("text", "tolls"), wire.TOLLS)
def test_every_toll_of_wire_copy_is_found(text: str, tolls: list[tuple[str, int]]) -> None:
    found = [(c.harm.value, c.quantity.low, c.quantity.high) for c in reading(text).claims]
    for harm, number in tolls:
        assert any(h == harm and number in (low, high, (low or 1) - 1) for h, low, high in found), (harm, number, found)


@pytest.mark.parametrize("text", wire.UNHURT)
def test_no_harm_is_read_where_nobody_came_to_any(text: str) -> None:
    assert not [c for c in reading(text).claims if c.quantity.low]
