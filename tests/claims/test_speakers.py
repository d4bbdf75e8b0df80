"""Whose claim a number is."""

import pytest

from counterclaim.claims.attribution import attribute
from counterclaim.claims.parsing import parser
from counterclaim.claims.speakers import Voicing, voice_of


def voicing(text: str, number: str) -> Voicing:
    doc = parser()(text)
    start = text.index(number)
    span = (start, start + len(number))
    return voice_of(doc, attribute(doc), span, span)


@pytest.mark.parametrize(
    ("text", "number", "claimant", "cue"),
    [
        ("The ministry said 12 people were killed.", "12", "The ministry", "said"),
        ("At least 12 people were killed, the ministry said on Monday.", "12", "the ministry", "said"),
        ("According to the mayor, 12 people were killed.", "12", "the mayor", "According to"),
        ("A blast killed 12 people at a market late on Saturday residents said.", "12", "residents", "said"),
        ("Twelve people were killed.", "Twelve", None, None),
        ("12 people were reportedly killed.", "12", None, "reportedly"),
        ("The attack killed 12 people and the mayor asked for help.", "12", None, None),
        (
            "The observatory said the town was quiet. It added that 12 people had been killed there.",
            "12",
            "The observatory",
            "added",
        ),
        ("The general, who said 12 men had died, left the town.", "12", "The general", "said"),
        (
            "“Planes came at noon and again at dusk. They killed 12 people,” the mayor said.",
            "12",
            "the mayor",
            "said",
        ),
    ],
)
def test_claimant(text: str, number: str, claimant: str | None, cue: str | None) -> None:
    voice = voicing(text, number)
    assert (voice.claimant and voice.claimant.words, voice.cue and voice.cue.words) == (claimant, cue)


def test_an_event_is_no_speaker() -> None:
    assert voicing("The attack showed that 12 people could be killed.", "12").claimant is None


def test_headline_speaker() -> None:
    text = "Shelling kills nine in Maraq: monitor\n\nThe town was quiet on Tuesday."
    voice = voicing(text, "nine")
    assert voice.rule == "headline"
    assert voice.claimant is not None
    assert voice.claimant.words == "monitor"
