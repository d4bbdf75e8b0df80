"""A figure explained: a reader can follow any bound to the words."""

from figures_making import report, said

from counterclaim.figures import CODEBOOKS, Directory, group
from counterclaim.figures.explain import explain, in_order, points, told
from counterclaim.model import Basis, Hedge, Polarity, SourceProfile
from counterclaim.plots.claims_over_time import svg, terminal

HERE = {"at": "Oster", "on": "2031-03-04"}
PROFILES = (SourceProfile("the Crown", kind="party"), SourceProfile("the League", kind="party"))
READINGS = (
    report("monday", said((40, None), "civilians", "the League", blamed="the Crown", basis=Basis.NAMED_LIST, **HERE)),
    report("tuesday", said(58, by="the Guild", flags=("unverified",), **HERE), published="2031-03-06"),
    report("wednesday", said(9, "civilians", "the Crown", **HERE), published="2031-03-07"),
    report(
        "thursday",
        said(None, by="the Crown", polarity=Polarity.DENIED, hedge=Hedge.ALL, words="any", **HERE),
        published=None,
    ),
)
KNOWN = {claim.id: (claim, reading.report) for reading in READINGS for claim in reading.claims}


def figure():
    (found,) = group(READINGS, PROFILES, tuple(CODEBOOKS))
    return found


def test_every_claim_stands_with_speaker_words_basis_and_report():
    text = explain(figure(), KNOWN, Directory(PROFILES))
    for part in ("[the Crown] the Crown: '9 civilians killed'", "named list", "<monday>", "(unverified)", "(denied)"):
        assert part in text


def test_every_relation_and_every_reason_is_in_words():
    found = figure()
    text = explain(found, KNOWN, Directory(PROFILES))
    assert all(said in text for _, said in told(found, found.relations, KNOWN, Directory(PROFILES)))
    assert all(reason.text in text for assessment in found.assessments for reason in assessment.reasons)
    assert all(assessment.notice in text for assessment in found.assessments)


def test_each_bound_leads_to_the_words_in_the_report():
    found = figure()
    plain = found.assessments[0]
    text = explain(found, KNOWN, Directory(PROFILES))
    low = next(reason for reason in plain.reasons if reason.bound == "low")
    claim, head = KNOWN[low.claims[0]]
    assert f"{claim.quantity.words!r} in {head.id} at {claim.quantity.start}" in text


def test_claims_whose_report_is_not_at_hand_are_named():
    found = figure()
    assert all(f"{ident} (its report is not at hand)" in explain(found, {}) for ident in found.claims)


def test_the_disputed_come_first():
    calm = report("calm", said(3, at="Vell", on="2031-03-04"))
    ordered = in_order(group((calm, *READINGS)))
    assert [f.status.value for f in ordered] == ["conflicting", "single_source"]


def test_the_picture_has_every_number_with_its_words():
    drawn = points(figure(), KNOWN, Directory(PROFILES))
    picture = svg(drawn, "How many?")
    assert picture.count("<g><title>") == 3
    assert "2031-03-06, the Guild: 58 people" in picture
    assert picture == svg(list(reversed(drawn)), "How many?")


def test_the_picture_is_well_formed_whatever_the_words():
    from dataclasses import replace
    from xml.etree import ElementTree

    hostile = [replace(point, words='<script>"&', side="A & B <c>") for point in points(figure(), KNOWN)]
    ElementTree.fromstring(svg(hostile, '<b>&"'))


def test_the_terminal_shows_each_side_with_a_mark_of_its_own():
    text = terminal(points(figure(), KNOWN, Directory(PROFILES)))
    assert "● the Crown" in text
    assert "■ the League" in text
    assert "▲ side unknown" in text
    assert text.splitlines()[0].strip().startswith(("│", "50", "58"))


def test_nothing_to_draw_is_said():
    assert terminal([]) == "(no numbers to draw)\n"
    assert svg([], "Empty").startswith("<svg")
