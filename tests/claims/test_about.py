"""Which countries a report speaks of."""

import pytest

from counterclaim.claims.about import countries_of
from counterclaim.claims.columns import Columns
from counterclaim.claims.parsing import parse
from counterclaim.places import default_gazetteer


def weights(text: str) -> dict[str, float]:
    return countries_of(Columns(next(parse([text]))), default_gazetteer())


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Russian jets struck a market in Libya.", "LY"),
        ("A US-led coalition bombed a convoy in Yemen.", "YE"),
        ("The Sudanese said so; French troops did not.", "SD"),
        ("Strikes hit Benghazi and Misrata.", "LY"),
        ("YemenŠ—Ès coast was hit.", "YE"),
    ],
)
def test_the_country_that_a_report_is_set_in(text: str, country: str) -> None:
    found = weights(text)
    assert max(found, key=lambda code: found[code]) == country


def test_planes_alone_tell_little() -> None:
    assert sum(weights("Russian jets struck a market.").values()) < 0.5


def test_a_report_without_countries_tells_nothing() -> None:
    assert weights("Ten died.") == {}
