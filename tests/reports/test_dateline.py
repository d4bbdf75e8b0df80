"""A report's own date near its top, kept apart from the dates of what it tells."""

from datetime import date

import pytest

from counterclaim.reports.dateline import dateline


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shelling kills nine\n\nSaturday 24 August 2013\n\nNine people were killed.", date(2013, 8, 24)),
        ("Shelling kills nine\n12 May 2031\nNine people were killed.", date(2031, 5, 12)),
        ("Published: May 12, 2031 at 14:05 GMT\nNine people were killed.", date(2031, 5, 12)),
        ("QUELLPORT, 12 May 2031 (HTA) — Nine people were killed.", date(2031, 5, 12)),
        ("QUELLPORT, May 12, 2031 - Nine people were killed.", date(2031, 5, 12)),
        ("Nine killed HTA Monday 12 May 2031 Nine people were killed", date(2031, 5, 12)),
        ("2031-05-12\nNine people were killed.", date(2031, 5, 12)),
        ("Published 12 May 2031, The Harbour Post\nNine people were killed.", date(2031, 5, 12)),
        ("By Ann Orr in Kell | 12 May 2031\nNine people were killed.", date(2031, 5, 12)),
        ("12 May 2031, The Harbour Post\nNine people were killed.", date(2031, 5, 12)),
        ("Published 12 May 2031\nUpdated 14 May 2031\nNine people were killed.", date(2031, 5, 12)),
        ("QUELLPORT, Arvenia (HTA) 12 May 2031 — Nine people were killed.", date(2031, 5, 12)),
        ("QUELLPORT 12 May 2031 - Nine people were killed.", date(2031, 5, 12)),
        ("Massacre in Kell\n\n12 May 2031. A rights group told of nine dead.", date(2031, 5, 12)),
        ("Statement of the General Staff, 12 May 2031\n\nNine people were killed.", date(2031, 5, 12)),
        ("Situation Report No. 14 (12 May 2031)\nNine people were killed.", date(2031, 5, 12)),
        ("Daily bulletin of the hospitals for 12 May 2031\nNine people were killed.", date(2031, 5, 12)),
        ("Date: 24/05/2031\nNine people were killed.", date(2031, 5, 24)),
        ("05/24/2031\nNine people were killed.", date(2031, 5, 24)),
        ("04.05.2031\nNine people were killed.", date(2031, 5, 4)),
        ("Updated on 2nd June, 2031.\nNine people were killed.", date(2031, 6, 2)),
    ],
)
def test_the_reports_own_date_is_found(text, day):
    assert dateline(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nine people were killed.",
        "Since the uprising of 15 March 2031, nine thousand people were killed.",
        "The truce signed on 12 May 2031 has ended.",
        "Nine people were killed on 12 May, the ministry said.",
        "12/05/2031\nNine people were killed.",  # day or month first: ambiguous
        "12 May 2031\n14 May 2031\nNine people were killed.",
        "Tuesday 12 May 2031\nNine people were killed.",  # that day was a Monday
        "The report issued on 12 May 2031 says that nine people were killed.",
        "The massacre in Kell, 12 May 2031\nNine people were killed.",
        "On 12 May 2031, The Harbour Post told of nine deaths.",
        "Nine people were killed. Statement of the General Staff, 12 May 2031, told of two.",
        "The bulletin tells of the massacre of 12 May 2031.\nNine people were killed.",
        "31/13/2031\nNine people were killed.",
        "31 February 2031\nNine people were killed.",
        "word " * 200 + "\n12 May 2031\nNine people were killed.",
    ],
)
def test_no_date_is_better_than_a_guess(text):
    assert dateline(text) is None
