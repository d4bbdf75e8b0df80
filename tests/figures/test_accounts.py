"""What one report says of one event: when claims continue an account, and when they begin another."""

import pytest
from figures_making import report, said

from counterclaim.figures.account import accounts
from counterclaim.model import Hedge, Polarity, Scope

DAY = "2031-03-04"


def shape(*claims, published="2031-03-05"):
    return [len(account.claims) for account in accounts(report("a", *claims, published=published))]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([said(40, at="Oster", on=DAY), said(5)], [2]),
        ([said(40, at="Oster", on=DAY), said(5, at="Vell")], [1, 1]),
        ([said(40, at="Oster", on=DAY), said(5, at="Oster", on="2031-03-01")], [1, 1]),
        ([said(40, at="Oster", on=DAY), said(5, at="Vell"), said(3)], [1, 2]),
        ([said(40, at="Oster", on=DAY), said(5, at="Vell"), said(3, at="Oster")], [2, 1]),
        ([said(40, at="Oster", on=DAY), said(900, scope=Scope.CUMULATIVE), said(5)], [2, 1]),
        ([said(40), said(5)], [2]),
        ([], []),
    ],
)
def test_where_accounts_begin(claims, expected):
    assert shape(*claims) == expected


def test_an_account_takes_its_place_and_day_from_any_of_its_claims():
    (account,) = accounts(report("a", said(40), said(5, at="Oster", on=DAY)))
    assert account.where.town == "oster"
    assert account.first.isoformat() == DAY


def test_the_headline_leads_an_account():
    (account,) = accounts(report("a", said(90, at="Oster"), said(40, headline=True)))
    assert account.lead == 40


def test_vague_words_are_no_tolls():
    (account,) = accounts(report("a", said((24, None), hedge=Hedge.VAGUE, words="dozens")))
    assert account.tolls == frozenset()


@pytest.mark.parametrize(
    ("on", "polarity", "stated"),
    [
        ("2031-09-01", Polarity.ASSERTED, None),
        ("2031-09-01", Polarity.EXPECTED, "2031-09-01"),
        (("2031-03-01", "2031-03-31"), Polarity.ASSERTED, None),
        (("2031-01-01", "2031-01-31"), Polarity.ASSERTED, "2031-01-01"),
        (DAY, Polarity.ASSERTED, DAY),
    ],
)
def test_days_that_a_report_can_have_meant(on, polarity, stated):
    (account,) = accounts(report("a", said(40, at="Oster", on=on, polarity=polarity)))
    assert (account.first.isoformat() if account.first else None) == stated
