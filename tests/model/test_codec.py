"""Values to JSON and back, and canonical JSON."""

from datetime import date

import pytest

from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    Harm,
    Hedge,
    People,
    Place,
    Polarity,
    Scope,
    Span,
    Voice,
    When,
    canonical_json,
    claim_id,
    make_id,
    plain,
    revive,
)  # fmt: skip

TEXT = "At least 12 people were killed in Vesh on Monday, the ministry said."


def claim() -> Claim:
    return Claim(
        id=claim_id("0" * 64, 0, 11, Harm.KILLED), content=Span.of(TEXT, 0, 48),
        quantity=Count(0, 11, "At least 12", 12, None, Hedge.AT_LEAST), harm=Harm.KILLED,
        population=Span.of(TEXT, 12, 18), category=Category.PEOPLE, people=People(), claimant=Span.of(TEXT, 50, 62),
        cue=Span.of(TEXT, 63, 67), attribution=(Voice(Span.of(TEXT, 50, 62), "said"), Voice("The Vesh Courier", "reported")),
        basis=Basis.NONE_STATED, place=Place(31, 38, "in Vesh", name="Vesh"),
        when=When(39, 48, "on Monday", from_=date(2031, 5, 12), to=date(2031, 5, 12), precision="day"),
        alleged_perpetrator=None, scope=Scope.EVENT, polarity=Polarity.ASSERTED, headline=True,
    )  # fmt: skip


def test_a_claim_survives_the_journey_to_json_and_back() -> None:
    assert revive(Claim, plain(claim())) == claim()


def test_a_field_that_python_cannot_name_is_written_as_the_contract_says() -> None:
    assert plain(claim())["when"]["from"] == "2031-05-12"


def test_unknown_fields_are_ignored_because_fields_may_be_added() -> None:
    assert revive(Claim, plain(claim()) | {"later": 1}) == claim()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"harm": "eaten"}, r"Claim\.harm: 'eaten' is not one of killed"),
        ({"headline": "yes"}, r"Claim\.headline: expected bool"),
        ({"content": {"start": 0, "end": 2, "words": "abc"}}, r"Claim\.content: span 0-2 cannot hold"),
        (
            {"when": {"start": 0, "end": 1, "words": "x", "from": "31 May"}},
            r"Claim\.when\.from: '31 May' is not an ISO date",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_path(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        revive(Claim, plain(claim()) | change)


def test_a_missing_field_is_named() -> None:
    data = plain(claim())
    del data["harm"]
    with pytest.raises(ValueError, match="the field 'harm' is missing"):
        revive(Claim, data)


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert (
        canonical_json({"b": 1, "a": [1.0, "ö"]})
        == canonical_json({"a": [1.0, "ö"], "b": 1})
        == '{"a":[1,"ö"],"b":1}'.encode()
    )


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not representable in canonical JSON"):
        canonical_json(float("nan"))


def test_an_id_depends_on_its_kind_and_all_of_its_value() -> None:
    ids = {make_id("a", ["x", "y.z"]), make_id("a", ["x.y", "z"]), make_id("b", ["x", "y.z"])}
    assert len(ids) == 3
