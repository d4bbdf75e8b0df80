"""What holds between several speakers in the same words is said once, with all who stand behind it."""

from figures_making import report, said

from counterclaim.figures import Directory, group
from counterclaim.figures.explain import told
from counterclaim.model import Hedge, Polarity, RelationKind

HERE = {"at": "Oster", "on": "2031-03-04"}


def sentences(*readings) -> list[tuple[RelationKind, str]]:
    (figure,) = group(readings)
    known = {claim.id: (claim, reading.report) for reading in readings for claim in reading.claims}
    return told(figure, figure.relations, known, Directory())


def test_two_speakers_of_one_number_contradict_a_third_in_one_sentence():
    told_ = sentences(
        report("monday", said(9, by="the Guild", **HERE)),
        report("tuesday", said(9, by="the League", **HERE)),
        report("wednesday", said(14, by="the Crown", **HERE)),
    )
    (conflict,) = [text for kind, text in told_ if kind is RelationKind.CONFLICTS]
    assert conflict == (
        "9 people and 14 people cannot both be right: no number satisfies both. (the Guild; the League | the Crown)"
    )


def test_a_pair_alone_is_told_with_its_speakers_and_counts():
    (told_,) = sentences(
        report("monday", said(9, by="the Guild", **HERE)), report("tuesday", said(14, by="the Crown", **HERE))
    )
    assert told_[1].startswith("the Guild: 9 people; the Crown: 14 people. 9 people and 14 people cannot both be right")


def test_one_denial_of_several_counts_is_told_once():
    told_ = sentences(
        report("monday", said(9, by="the Guild", **HERE)),
        report("tuesday", said(9, by="the League", **HERE)),
        report("friday", said(None, by="the Crown", polarity=Polarity.DENIED, hedge=Hedge.ALL, words="any", **HERE)),
    )
    denials = [text for kind, text in told_ if kind is RelationKind.DENIES]
    assert denials == ["the Crown denies the counts of the Guild; the League. No count of zero."]


def test_a_denial_of_a_number_does_not_deny_counts_that_it_does_not_fit():
    told_ = sentences(
        report("monday", said(12, by="the Guild", **HERE)),
        report("tuesday", said(30, by="the League", **HERE)),
        report("friday", said(30, by="the Crown", polarity=Polarity.DENIED, **HERE)),
    )
    denials = [text for kind, text in told_ if kind is RelationKind.DENIES]
    assert denials == ["the Crown denies the count of the League: 30 people. No count of zero."]
