"""Noise undone without moving an offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.fingerprint import PERMUTATIONS, fingerprint
from counterclaim.claims.noise import repair, title_end
from tests.claims.reading import harms, reading


@given(st.text(max_size=300))
def test_repair_keeps_the_length(text: str) -> None:
    assert len(repair(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Twelve men died”", '"Twelve men died"'),
        ("TWELVE MEN DIED IN THE PORT.", "Twelve men died in the port."),
        ("The mayor\nsaid so.", "The mayor said so."),
        ("29 people,151 of whom", "29 people 151 of whom"),
        ("_28 dead_", " 28 dead "),
        ("peop1e were d1splaced", "people were displaced"),
        ("the A1 road and the B1ue Mi1l", "the A1 road and the B1ue Mi1l"),
    ],
)
def test_repair_straightens_what_the_parser_stumbles_over(text: str, expected: str) -> None:
    assert repair(text) == expected


def test_a_title_that_the_body_repeats_is_a_sentence_of_its_own() -> None:
    title = "Blast kills 12 people in port"
    assert repair(f"{title}\n\n{title} A blast killed 12 people.").count("\n") == 3


def test_only_a_short_first_line_is_a_title() -> None:
    assert title_end("Blast kills 12\n\nA blast ...") == 14
    assert title_end("word " * 90 + "\n\nA blast ...") == 0


def test_words_are_those_of_the_report_and_not_of_its_repaired_twin() -> None:
    text = "TWELVE PEASANTS WERE KILLED NEAR THE “OLD” MILL."
    (claim,) = reading(text).claims
    assert claim.quantity.words == "TWELVE"
    assert claim.population is not None
    assert claim.population.words == "PEASANTS"


def test_text_without_commas_is_read_like_text_with_them() -> None:
    plain = "In the port 12 people were killed and 30 wounded the mayor said adding that six sailors were missing."
    prose = "In the port, 12 people were killed and 30 wounded, the mayor said, adding that six sailors were missing."
    assert harms(plain) == harms(prose) == [("12", "killed"), ("30", "injured"), ("six", "missing")]


def test_fingerprints_of_near_copies_agree_and_others_do_not() -> None:
    body = " ".join(f"word{i} falls on line{i}" for i in range(80))
    near, far = fingerprint(body + " The end."), fingerprint(body[::-1])
    same = sum(a == b for a, b in zip(fingerprint(body), near, strict=True))
    other = sum(a == b for a, b in zip(fingerprint(body), far, strict=True))
    assert same > 0.85 * PERMUTATIONS
    assert other < 0.15 * PERMUTATIONS
    assert all(0 <= value < 2**32 for value in near)
    assert fingerprint(" \n") == ()


@pytest.mark.parametrize(
    ("text", "harm", "words"),
    [
        ("Some 300 fami-\nlies were displaced in the prov-\nince of Kell.", "displaced", "fami-\nlies"),
        ("Some 300 fami-lies were dis-placed.", "displaced", "fami-lies"),
        ("At least 12 vil-\nlagers were kil-\nled on Monday.", "killed", "vil-\nlagers"),
    ],
)
def test_words_broken_at_a_lines_end_are_read_whole_and_told_as_written(text: str, harm: str, words: str) -> None:
    (claim,) = reading(text).claims
    assert claim.harm.value == harm
    assert claim.population is not None
    assert claim.population.words == words
    assert claim.population.holds(text)


@pytest.mark.parametrize("text", ["a rebel-\nheld town", "a well-known man", "the self-styled emir"])
def test_words_that_are_written_with_a_hyphen_keep_it(text: str) -> None:
    assert "\u00ad" not in repair(text)
