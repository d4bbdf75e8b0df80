"""Speakers under one key, and who is merely described."""

import pytest
from figures_making import report, said
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.figures import Directory, group
from counterclaim.figures.names import initials, name_key, words
from counterclaim.figures.speakers import agency, is_generic, kind_of, same_speaker, speaker_of
from counterclaim.model import SourceProfile, Voice


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("the Northmark Observatory (NO)", "northmark observatory"),
        ("Northmark Observatory", "northmark observatory"),
        ("The London-based Northmark Observatory", "northmark observatory"),
        ("a spokesman for the Guild", "guild"),
        ("Guild's", "guild"),
        ("“Guild”", "guild"),
        ("the", "the"),
    ],
)
def test_spellings_meet_under_one_key(written, key):
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Northmark Observatory for Rights", "NOR", True),
        ("the Northmark Observatory for Rights", "the Observatory", True),
        ("the Northmark Observatory for Rights", "an observatory", False),
        ("the Northmark Observatory", "the Southmark Observatory", False),
        ("Arvenia", "Arvenia Today", False),
        ("Arvenia", "the Arvenia Red Crescent", False),
        ("the Guild", "the Guild", True),
        ("local activists", "activists", False),
    ],
)
def test_one_speaker_or_two(one, other, same):
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


@pytest.mark.parametrize(
    ("name", "generic"),
    [("activists", True), ("a local monitoring group", True), ("the Guild", False), ("residents of Oster", False)],
)
def test_who_is_described_and_not_named(name, generic):
    assert is_generic(name) is generic


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a war monitor", "monitor"),
        ("doctors at the field hospital", "medical"),
        ("the interior ministry", "government"),
        ("rebels", "armed group"),
        ("AFP", "media"),
        ("Ana Reed", None),
    ],
)
def test_kind_by_the_words(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("credit", "found"),
    [("Agence France-Presse", "afp"), ("Reuters", "reuters"), ("Alpha/AFP", None), ("the Guild", None)],
)
def test_agencies_by_name_and_alias(credit, found):
    assert agency(credit) == found


def test_initials_are_of_capitals():
    assert initials("the Northmark Observatory for Rights") == "nor"
    assert initials("Guild") == ""


def test_no_speaker_is_the_reports_own_voice_and_said_so():
    reading = report("a", said(40), source="Alpha")
    speaker = speaker_of(reading.claims[0], reading.report, Directory())
    assert (speaker.attributed, speaker.key, speaker.name) == (False, "report:alpha", "Alpha")


def test_a_pronoun_stays_within_its_report():
    one, two = report("a", said(40, by="it")), report("b", said(40, by="it"))
    keys = {speaker_of(r.claims[0], r.report, Directory()).key for r in (one, two)}
    assert len(keys) == 2


def test_the_name_in_the_chain_stands_for_the_pronoun():
    chain = (Voice("it", "said"), Voice("the Guild", "said"))
    reading = report("a", said(40, by="it", chain=chain))
    assert speaker_of(reading.claims[0], reading.report, Directory()).key == "guild"


def test_a_profile_gives_key_kind_and_side_at_the_reports_date():
    from datetime import date

    profiles = [
        SourceProfile("the Watch", ("Watch office",), "monitor", "the Crown", None, date(2031, 1, 31)),
        SourceProfile("the Watch", ("Watch office",), "monitor", "the League", date(2031, 2, 1), None),
    ]
    before, after = (
        report(i, said(40, by="Watch office"), published=day) for i, day in (("a", "2031-01-05"), ("b", "2031-03-05"))
    )
    sides = [speaker_of(r.claims[0], r.report, Directory(profiles)).side for r in (before, after)]
    assert sides == ["the Crown", "the League"]


def test_unknown_stays_unknown():
    reading = report("a", said(40, by="Ana Reed"))
    speaker = speaker_of(reading.claims[0], reading.report, Directory())
    assert (speaker.kind, speaker.side) == (None, None)


@pytest.mark.parametrize(("name", "found"), [("(EO)", ("eo",)), ("--", ("--",)), ("“ ”", ("“ ”",)), ("the", ("the",))])
def test_a_name_of_signs_alone_is_still_one(name, found):
    assert words(name) == found


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_words_can_be_a_speakers_name_and_an_outlets(name, outlet):
    told = group([report("a", said(3, by=name), source=outlet), report("b", said(4, by=name))])
    assert sum(len(figure.claims) for figure in told) == 2


def test_we_is_the_outlet_that_writes_it():
    reading = report("monday", said(54, by="We", at="Oster"), source="Harbour Aid")
    speaker = speaker_of(reading.claims[0], reading.report, Directory())
    assert (speaker.name, speaker.key) == ("Harbour Aid", "harbour aid")
