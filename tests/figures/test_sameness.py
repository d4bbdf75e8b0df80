"""Evidence that two accounts tell of one event: which comparisons speak for it, which against, and what they outweigh."""

import math

import pytest
from figures_making import place, report, said

from counterclaim.figures.account import accounts
from counterclaim.figures.sameness import bits, evidence, traits

DAY, NEXT, LATER = "2031-03-04", "2031-03-05", "2031-03-08"


def told(*claims, **more):
    (account,) = accounts(report("r", *claims, **more))
    return traits(account)


def kind(claim, event_type):
    from dataclasses import replace

    return replace(claim, event_type=event_type)


A = told(said(40, at="Oster", on=DAY))


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (told(said(40, at="Oster", on=DAY)), told(said(58, at="Oster", on=DAY))),
        (told(said(44, at="Oster", on=DAY)), told(said(400, at="Oster", on=DAY))),
        (told(said(40, at="Oster", on=DAY)), told(said(40, at="Northmark", on=DAY))),
        (told(said(40, at="Northmark", on=DAY)), told(said(40, at="Harn", on=DAY))),
        (told(said(40, at="Harn", on=DAY)), told(said(40, at="Vell", on=DAY))),
        (told(said(40, at="Oster", on=DAY)), told(said(40, at="Oster", on=NEXT))),
        (told(said(40, at="Oster", on=NEXT)), told(said(40, at="Oster", on=LATER), published=LATER)),
        (told(said(40, "civilians", at="Oster", on=DAY)), told(said(40, "soldiers", at="Oster", on=DAY))),
        (told(said(40, at="Oster"), published=DAY), told(said(40, at="Oster"), published=NEXT)),
    ],
)
def test_more_agreement_is_more_evidence(stronger, weaker):
    assert bits(A, stronger) > bits(A, weaker)


def test_evidence_is_mutual():
    other = told(said(58, at="Harn"), published=NEXT)
    assert bits(A, other) == bits(other, A)


def test_the_bits_are_the_sum_of_what_is_told():
    other = told(said(58, at="Northmark", on=DAY))
    same = told(said(58, at="Northmark", on=NEXT))
    gap = sum(w for _, w in evidence(A, other)) - sum(w for _, w in evidence(A, same))
    assert math.isclose(gap, bits(A, other) - bits(A, same))


def test_agreeing_on_a_rare_kind_of_event_says_more():
    strike, poison = (kind(said(40, at="Oster", on=DAY), name) for name in ("air_strike", "chemical_attack"))
    assert bits(told(poison), told(poison)) > bits(told(strike), told(strike)) > bits(told(strike), told(poison))


def test_a_place_that_only_its_report_speaks_of_excludes_little():
    guessed = told(said(40, at=place("Vell", "report"), on=DAY))
    own = told(said(40, at="Vell", on=DAY))
    assert bits(A, guessed) > bits(A, own)


def test_a_number_too_common_tells_little():
    few = told(said(2, at="Oster", on=DAY))
    assert bits(few, few) < bits(A, A)
