"""Whose claim a number is."""

import pytest

from counterclaim.claims.attribution import attribute
from counterclaim.claims.parsing import parser
from counterclaim.claims.speakers import Voicing, voice_of
from tests.claims.reading import reading


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
        ("The colonel rejected reports that 17 people were killed.", "17", "The colonel", "rejected"),
        ("The council says 90 fled; the governor says the real number is closer to 40.", "40", "the governor", "says"),
        ("The ministry put the dead at 23 and the wounded at 60.", "60", "The ministry", "put"),
        ("Aid groups say 90 people fled. The governor put the figure at 40.", "40", "The governor", "put"),
        ("12 people were reportedly killed.", "12", None, "reportedly"),
        ("The attack killed 12 people and the mayor asked for help.", "12", None, None),
        (
            "The observatory said the town was quiet. It added that 12 people had been killed there.",
            "12",
            "The observatory",
            "added",
        ),
        ("The general, who said 12 men had died, left the town.", "12", "The general", "said"),
        ("The hospital counted 12 dead, its doctors said.", "12", "its doctors", "said"),
        ("The agency reported 12 deaths citing a doctor in the town.", "12", "The agency", "reported"),
        ("The strikes killed 12 people HFM said on Monday.", "12", "HFM", "said"),
        (
            "Shells hit the market and 12 people were hurt said the source adding that more were missing.",
            "12",
            "the source",
            "said",
        ),
        (
            "A source at the port told the agency that shells hit two villages noting that 12 people were hurt.",
            "12",
            "A source at the port",
            "noting",
        ),
        ("Governor Reid, the head of the council, said 12 people were hurt.", "12", "Governor Reid", "said"),
        ("Records show that 12 people died, the mayor said.", "12", "Records", "show"),
        # Who denies being behind a bomb says nothing of whom it killed.
        ("The front denied that it was behind the bomb that killed 12 people in the port.", "12", None, None),
        ("The front denied that 12 people were killed.", "12", "The front", "denied"),
        (
            "The mayor of the port called on the army to free the 12 detained men.",
            "12",
            "The mayor of the port",
            "called on",
        ),
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


@pytest.mark.parametrize(
    ("after", "claimant"),
    [
        ("Another 9 were wounded.", "The clerk"),
        ("9 of the dead were children.", "The clerk"),
        # A turn, a speaker of its own, a war's total and a new paragraph end what was carried.
        ("Meanwhile 9 people drowned in the river.", None),
        ("Others, 9 in all, were hurt, the mayor said.", "the mayor"),
        ("The war has killed 9 thousand people since 2011.", None),
        ("\n\nAnother 9 were wounded.", None),
    ],
)
def test_a_count_is_carried_only_while_it_goes_on(after: str, claimant: str | None) -> None:
    voice = voicing(f"The clerk said that 40 people were killed in the port. {after}", "9")
    assert (voice.claimant and voice.claimant.words) == claimant


def test_chain_has_the_cited_source_first() -> None:
    voice = voicing("The agency reported 12 deaths citing a doctor in the town.", "12")
    assert [(link.role, getattr(link.speaker, "words", "")) for link in voice.chain] == [
        ("said", "a doctor"),
        ("reported", "The agency"),
    ]


def test_number_in_a_quotation_is_its_nearest_speakers() -> None:
    voice = voicing("“The league says 12 people died,” the mayor said.", "12")
    assert [getattr(link.speaker, "words", "") for link in voice.chain] == ["The league", "the mayor"]


@pytest.mark.parametrize(
    ("headline", "claimant"),
    [
        ("Shelling kills nine in Maraq: monitor", "monitor"),
        ("Shelling kills nine in Maraq - monitor | Harbour Courier", "monitor"),
        ("Shelling kills nine in Maraq Monitor", "Monitor"),
        ("Shelling in Maraq kills nine monitoring group says", "monitoring group"),
        ("Monitor: shelling kills nine in Maraq", "Monitor"),
        ("Shelling kills nine in Maraq - Harbour Courier", None),
        ("Shelling kills nine in Maraq | Harbour Courier", None),
        ("Shelling kills nine in Maraq", None),
    ],
)
def test_headlines(headline: str, claimant: str | None) -> None:
    voice = voicing(f"{headline}\n\nThe town was quiet on Tuesday.", "nine")
    assert (voice.claimant and voice.claimant.words) == claimant
    assert voice.rule == "headline"


def test_an_empty_report_has_no_speaker() -> None:
    assert voice_of(parser()(""), [], (0, 0), (0, 0)).rule == "report"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("At least 61 deaths were documented by Harbour Aid in the town of Kell.", "Harbour Aid"),
        ("214 civilian deaths have been verified by OHCHR in the valley since 2 May.", "OHCHR"),
        ("The deaths of 12 men were confirmed by doctors.", "doctors"),
        ("11:40 The general staff says 12 soldiers were killed.", "The general staff"),
        ("The army on Friday accused insurgents of slaughtering 17 villagers.", "The army"),
    ],
)
def test_who_counted_is_told_without_when_and_where(text, speaker):
    (claim,) = reading(text).claims
    assert claim.claimant is not None
    assert claim.claimant.words == speaker


def test_what_was_verified_by_nobody_named_has_no_speaker():
    (claim,) = reading("At least 61 deaths were documented in the town of Kell.").claims
    assert claim.claimant is None
