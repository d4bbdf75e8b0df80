"""Who said what: constructions with what they must give, and sentences that attribute nothing."""

import pytest

from counterclaim.claims.attribution import Attributed, attribute, nested
from counterclaim.claims.parsing import parser


def read(text: str) -> list[Attributed]:
    return attribute(parser()(text))


def words(text: str, offsets: tuple[tuple[int, int], ...]) -> str:
    return " ... ".join(text[start:end] for start, end in offsets)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The ministry said that the bridge was closed.",
            "The ministry",
            "said",
            "that the bridge was closed",
        ),
        ("The bridge was closed, the ministry said.", "the ministry", "said", "The bridge was closed"),
        ("Rebels denied the accusation.", "Rebels", "denied", "the accusation"),
        ("The envoy urged both sides to leave the town.", "The envoy", "urged", "both sides to leave the town"),
        ("The general vowed to retake the port.", "The general", "vowed", "to retake the port"),
        (
            "According to a doctor in the town, the clinic was hit twice.",
            "a doctor in the town",
            "According to",
            "the clinic was hit twice",
        ),
        (
            "“The road is open and it will stay so,” the governor said.",
            "the governor",
            "said",
            "“The road is open and it will stay so,”",
        ),
        (
            "The claim that the port had fallen was repeated.",
            "",
            "The claim",
            "that the port had fallen",
        ),
        (
            "The army's claim that the port had fallen was wrong.",
            "The army",
            "'s claim",
            "that the port had fallen",
        ),
        ("The mayor is sure that help will come.", "The mayor", "is sure", "that help will come"),
        (
            "The raid was condemned by the league.",
            "the league",
            "was condemned",
            "The raid",
        ),
    ],
)
def test_construction(text: str, source: str, cue: str, content: str) -> None:
    found = [(words(text, one.source), words(text, one.cue), words(text, one.content)) for one in read(text)]
    assert (source, cue, content) in found


@pytest.mark.parametrize(
    "text",
    [
        "The convoy reached the port before dawn.",
        "Two shells fell near the market.",
        "Snow covered the hills above Maraq.",
        "",
        " \n\n ",
        "!!! ??? 12",
    ],
)
def test_no_attribution(text: str) -> None:
    assert read(text) == []


def test_interrupted_content_comes_in_pieces() -> None:
    text = "The siege, the envoy said, was over by noon."
    (one,) = [each for each in read(text) if words(text, each.cue) == "said"]
    assert words(text, one.content) == "The siege ... was over by noon"


def test_quotation_goes_on_after_the_cue() -> None:
    text = "“We saw three planes over the town,” the mayor said. “They came back in the evening.”"
    (one,) = [each for each in read(text) if words(text, each.cue) == "said"]
    assert words(text, one.content) == "“We saw three planes over the town,” ... “They came back in the evening.”"
    assert one.kind == "direct"


def test_speaker_stands_before_the_cue_where_commas_are_lost() -> None:
    text = "A bomb killed nine people at a checkpoint near the river on Saturday residents said."
    (one,) = [each for each in read(text) if words(text, each.cue) == "said"]
    assert words(text, one.source) == "residents"
    assert words(text, one.content).startswith("A bomb killed nine people")


def test_what_a_quoted_speaker_attributes_is_nested() -> None:
    text = "“The league says that the road is open and safe for all,” the mayor said."
    doc = parser()(text)
    assert [words(text, one.source) for one in attribute(doc)] == ["the mayor"]
    assert "The league" in [words(text, one.source) for one in nested(doc)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Villages were shelled for a second day, residents said.",
            "residents",
            "Villages were shelled for a second day",
        ),
        ("She wrote: “The road is closed and will stay closed.”", "She", "“The road is closed and will stay closed.”"),
        ("The mayor said in a statement that the road was closed.", "The mayor", "that the road was closed"),
        ("The road was closed all of May, court records show.", "court records", "The road was closed all of May"),
        ("The league called on both sides to stop the shelling.", "The league", "both sides to stop the shelling"),
        ("They accused the army of looting the town.", "They", "the army of looting the town"),
        ("The witnesses, who said that the road was open, left.", "who", "that the road was open"),
    ],
)
def test_source_and_content(text: str, source: str, content: str) -> None:
    assert (source, content) in [(words(text, one.source), words(text, one.content)) for one in read(text)]


def test_headline_names_its_speaker_last() -> None:
    text = "Shelling kills nine in Maraq: monitor\n\nNine people died in the town on Monday."
    headline = [each for each in read(text) if each.kind == "headline"]
    assert [words(text, each.source) for each in headline] == ["monitor"]
