"""Quotation marks of every kind, balanced and not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.quotes import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no more" and left.', ['"no more"']),
        ("He said “no more” and left.", ["“no more”"]),
        ("He said «no more» and left.", ["«no more»"]),
        ("He said „no more“ and left.", ["„no more“"]),
        ("He said ``no more'' and left.", ["``no more''"]),
        ("He said ''no more'' and left.", ["''no more''"]),
        ("He said ‘no more’ and left.", ["‘no more’"]),
        ("He said 'we don't know' and left.", ["'we don't know'"]),
        ("The army's men and the rebels' men met.", []),
        ("“One ‘two’ three” four", ["“One ‘two’ three”"]),
        ('"One."He said "two".', ['"One."', '"two"']),
        ('A mark " that closes nothing', []),
        ("He said “no more and left.", []),
        ('He said "one and "two" to her.', ['"two"']),
        ("“One two,“ she said.", ["“One two,“"]),
        ('“One two," she said.', ['“One two,"']),
        ("", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotations(text)] == expected


def test_mark_opening_each_paragraph_continues() -> None:
    text = "“We came at dawn.\n\n“The road was open,” the mayor said."
    (one,) = quotations(text)
    assert [text[start:end] for start, end in one.pieces] == ["“We came at dawn.", "“The road was open,”"]


def test_open_mark_does_not_run_into_a_paragraph_that_does_not_open() -> None:
    text = "“We came at dawn.\n\nThe road was open, the mayor said."
    assert quotations(text) == ()


@given(st.text(alphabet="ab \n.,\"'“”‘’«»`", max_size=80))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for each in quotations(text):
        assert end <= each.start < each.end <= len(text)
        assert each.pieces[0][0] == each.start
        assert each.pieces[-1][1] == each.end
        end = each.end
