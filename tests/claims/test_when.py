"""Expressions of time: the days they cover, and which of them a claim is given."""

from datetime import date

import pytest

from counterclaim.claims.calendar import expressions
from counterclaim.claims.parsing import parse
from counterclaim.claims.when import Clock

PUBLISHED = date(2031, 5, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("on Tuesday", date(2031, 5, 13), date(2031, 5, 13), "day"),
        ("on Wednesday", date(2031, 5, 14), date(2031, 5, 14), "day"),
        ("from June 2029 to 31 March 2031", date(2029, 6, 1), date(2031, 3, 31), "longer"),
        ("between 28 April and 3 May", date(2031, 4, 28), date(2031, 5, 3), "days"),
        ("from April 28 to May 3", date(2031, 4, 28), date(2031, 5, 3), "days"),
        ("from 28 December to 3 January", date(2030, 12, 28), date(2031, 1, 3), "days"),
        ("last Wednesday", date(2031, 5, 7), date(2031, 5, 7), "day"),
        ("yesterday", date(2031, 5, 13), date(2031, 5, 13), "day"),
        ("overnight", date(2031, 5, 13), date(2031, 5, 14), "days"),
        ("earlier this week", date(2031, 5, 12), date(2031, 5, 14), "week"),
        ("last month", date(2031, 4, 1), date(2031, 4, 30), "month"),
        ("over the past 24 hours", date(2031, 5, 13), date(2031, 5, 14), "days"),
        ("two days ago", date(2031, 5, 12), date(2031, 5, 12), "day"),
        ("on 3 May", date(2031, 5, 3), date(2031, 5, 3), "day"),
        ("on December 30", date(2030, 12, 30), date(2030, 12, 30), "day"),
        ("between 5 and 8 May", date(2031, 5, 5), date(2031, 5, 8), "days"),
        ("in March 2029", date(2029, 3, 1), date(2029, 3, 31), "month"),
        ("in 2028", date(2028, 1, 1), date(2028, 12, 31), "year"),
        ("since Sunday", date(2031, 5, 11), date(2031, 5, 14), "longer"),
        ("since 2029", date(2029, 1, 1), date(2031, 5, 14), "longer"),
        ("in a raid that began on Sunday", date(2031, 5, 11), date(2031, 5, 14), "longer"),
        ("since the offensive began in March", date(2031, 3, 1), date(2031, 5, 14), "longer"),
        ("since the war began in March 2029", date(2029, 3, 1), date(2031, 5, 14), "longer"),
        ("between Monday and Tuesday", date(2031, 5, 12), date(2031, 5, 13), "days"),
        ("currently", date(2031, 5, 14), date(2031, 5, 14), "day"),
        ("this weekend", date(2031, 5, 10), date(2031, 5, 11), "days"),
    ],
)
def test_days_of_an_expression(words: str, first: date, last: date, precision: str) -> None:
    (found,) = expressions(f"Ten people were killed {words}.", PUBLISHED)
    assert (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize("words", ["so far", "since then", "three days later", "on 31 June"])
def test_what_cannot_be_resolved_keeps_its_words_only(words: str) -> None:
    (found,) = expressions(f"Ten people were killed {words}.", PUBLISHED)
    assert (found.first, found.last, found.precision) == (None, None, "unknown")


@pytest.mark.parametrize("text", ["Ten may die.", "He counted 2031 people.", "March on the capital.", "Unit 24 fired."])
def test_what_is_no_time(text: str) -> None:
    assert expressions(text, PUBLISHED) == []


def test_without_a_date_of_publication_a_weekday_has_no_day() -> None:
    (found,) = expressions("Ten died on Tuesday.", None)
    assert found.first is None


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("The ministry said on Monday that 14 people were killed on Sunday.", "14", "on Sunday"),
        ("Fourteen civilians were killed, the hospital said on Monday.", "Fourteen", None),
        ("Saturday 3 May 2031 Nine people died in the shelling.", "Nine", None),
        ("Nine people died in the shelling on 3 May 2031, a doctor said.", "Nine", "3 May 2031"),
        ("The group on Monday claimed a bombing that killed 14 people.", "14", None),
        ("Since 2029 the war has so far killed 90,000 people.", "90,000", "Since 2029"),
        ("The war has so far killed 90,000 people.", "90,000", "so far"),
        ("In April the army admitted the deaths of 73 people since 2029.", "73", "since 2029"),
        ("More than 300 people are currently besieged.", "300", "currently"),
        ("On Friday a shell killed two. Six others were hurt.", "Six", None),
    ],
)
def test_the_time_of_a_claim_is_not_the_time_of_speaking(text: str, number: str, words: str | None) -> None:
    doc = next(parse([text]))
    start = text.index(number)
    when = Clock(doc, PUBLISHED).when_of((start, start + len(number)), (start, len(text)))
    assert (when.words if when else None) == words


def test_a_full_stop_belongs_to_no_month() -> None:
    (found,) = expressions("Ten people died on 3 March.", PUBLISHED)
    assert (found.start, found.end) == (19, 26)
