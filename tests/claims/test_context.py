"""Scope, polarity, basis, weapon and standing: every entry of their lexicons with an example and a counterexample."""

import pytest

from counterclaim.claims import context
from counterclaim.claims.lexicon import lowered, pattern, records, rows
from tests.claims.reading import reading

PATTERNS = [(name, row) for name in ("scopes", "polarity", "flags", "bases") for row in records(name)]


@pytest.mark.parametrize(("name", "row"), PATTERNS, ids=[f"{name}: {row['name']}" for name, row in PATTERNS])
def test_every_pattern_finds_its_example_and_not_its_counterexample(name: str, row: dict[str, str]) -> None:
    form = pattern(row["pattern"])
    before = row["name"] == "denial before"  # this one is matched up to where the number stands
    example, counter = ((text.split(" 30 ")[0] if before else text) for text in (row["example"], row["counterexample"]))
    assert form.search(lowered(example))
    assert not form.search(lowered(counter))


@pytest.mark.parametrize("row", rows("weapons"), ids=lambda row: row["words"])
def test_every_weapon_word_gives_event_type_and_weapon(row: dict[str, str]) -> None:
    event, weapon, told = context.event_of(f"They spoke of the {row['words']} there.", 0)
    assert (event, weapon or "", told) == (row["event_type"], row["weapon"], row["words"])


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A blast killed 12 people on Monday.", "event"),
        ("The five-year war has killed 90,000 people.", "cumulative"),
        ("More than 900 people have been killed since the conflict began.", "cumulative"),
        ("6.6 million people are internally displaced.", "stock"),
        ("About 400 people were displaced by the flood on Monday.", "event"),
        ("Six people were killed in the town, which has been held by rebels since 2012.", "event"),
    ],
)
def test_scope_is_that_of_the_number(text: str, scope: str) -> None:
    assert [claim.scope.value for claim in reading(text).claims] == [scope]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("About 300 fighters were evacuated.", "asserted"),
        ("About 300 fighters are expected to be evacuated on Monday.", "expected"),
        ("The ministry denied that 30 civilians were killed.", "denied"),
        ("The toll was expected to rise because 12 people had been wounded.", "asserted"),
    ],
)
def test_polarity_is_that_of_the_number(text: str, polarity: str) -> None:
    assert [claim.polarity.value for claim in reading(text).claims] == [polarity]


def test_figures_that_could_not_be_verified_are_flagged_in_the_sentence_before() -> None:
    text = "Norland said 900 people were evacuated. The figures could not be independently verified. Two boys drowned."
    assert [claim.flags for claim in reading(text).claims] == [("unverified",), ()]


def test_the_basis_is_what_the_claimant_says() -> None:
    claims = reading("A hospital director said 12 people were killed. Rebels said 30 people were killed.").claims
    assert [claim.basis.value for claim in claims] == ["medical_record", "none_stated"]
