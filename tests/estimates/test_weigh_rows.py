"""Rows of counts: faults all at once with their rows, and what becomes of copies, revisions and hedges."""

import math
from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.estimates.weigh_rows import sort_rows
from counterclaim.estimates.weigh_table import read_table
from counterclaim.model import WeighRow
from counterclaim.stats.weighing import Kind


def row(value: float | None = 10.0, **more: object) -> WeighRow:
    given: dict[str, object] = {"figure": "f", "source": "s", "role": "neutral", "value": value, **more}
    return WeighRow(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (row(role="witness"), "row 1: the role 'witness' is not known"),
        (row(-3.0), "value is negative"),
        (row(math.nan), "value is not a finite number"),
        (row(math.inf), "value is not a finite number"),
        (row(1e12), "more people than there are"),
        (row(None), "the row has no number"),
        (row(figure=""), "the figure is missing"),
        (row(source=""), "the source is missing"),
        (row(low=20.0, high=10.0), "is above high"),
        (row(hedge="roughly"), "the hedge 'roughly' is not known"),
        (row(span="weekly"), "the span 'weekly' is not known"),
        (row(span="day"), "a count with a span has no as_of"),
        (row(population="livestock"), "the population 'livestock' is not known"),
        (row(floor=-1.0), "floor is negative"),
        (row(role="accused", population="combatants"), "the role accused is for harm to civilians"),
    ],
)
def test_a_bad_row_is_named(bad: WeighRow, words: str) -> None:
    with pytest.raises(InputError) as caught:
        sort_rows([bad])
    assert words in str(caught.value)


def test_all_faults_come_at_once_with_their_rows() -> None:
    with pytest.raises(InputError) as caught:
        sort_rows([row(-1.0), row(), row(role="x"), row(math.nan)])
    assert [fault.place for fault in caught.value.faults] == ["row 1", "row 3", "row 4"]


def test_no_rows_is_a_fault() -> None:
    with pytest.raises(InputError, match="no row to weigh"):
        sort_rows([])


def test_two_populations_in_one_figure_are_a_fault() -> None:
    with pytest.raises(InputError, match="different populations"):
        sort_rows([row(population="civilians"), row(source="t", population="combatants")])


@pytest.mark.parametrize(
    ("given", "kind", "low", "high"),
    [
        (row(45.0), Kind.EXACT, 45, 45),
        (row(45.0, hedge="about"), Kind.EXACT, 45, 45),
        (row(None, low=45.0), Kind.AT_LEAST, 45, 45),
        (row(45.0, low=45.0, hedge="at_least"), Kind.AT_LEAST, 45, 45),
        (row(45.0, high=45.0, hedge="at_most"), Kind.AT_MOST, 45, 45),
        (row(None, high=45.0), Kind.AT_MOST, 45, 45),
        (row(None, low=30.0, high=40.0), Kind.INTERVAL, 30, 40),
        (row(35.0, low=30.0, high=40.0, hedge="range"), Kind.INTERVAL, 30, 40),
        (row(None, low=24.0, hedge="vague"), Kind.AT_LEAST, 24, 24),
        (row(30.0, low=30.0, high=30.0, hedge="range"), Kind.EXACT, 30, 30),
    ],
)
def test_a_hedge_becomes_a_kind(given: WeighRow, kind: Kind, low: float, high: float) -> None:
    (statement,) = sort_rows([given])[0].statements
    assert (statement.kind, statement.low, statement.high) == (kind, low, high)


def test_rows_of_one_origin_are_the_first_and_its_copies() -> None:
    (figure,) = sort_rows([row(7.0, origin="o"), row(9.0, source="t", origin="o"), row(8.0, source="u", origin="p")])
    assert [(s.low, s.copies) for s in figure.statements] == [(7.0, 1), (8.0, 0)]


def test_duplicate_rows_without_origin_are_copies() -> None:
    (figure,) = sort_rows([row(), row(), row(source="t")])
    assert [s.copies for s in figure.statements] == [1, 0]


def test_an_origin_is_shared_within_a_figure_only() -> None:
    figures = sort_rows([row(origin="o"), row(figure="g", origin="o")])
    assert [len(figure.statements) for figure in figures] == [1, 1]


def test_a_speakers_later_count_of_an_event_replaces_its_earlier() -> None:
    (figure,) = sort_rows([row(10.0, as_of=date(2001, 1, 1)), row(30.0, as_of=date(2001, 1, 3)), row(20.0, source="t")])
    assert sorted(s.low for s in figure.statements) == [20.0, 30.0]
    assert figure.revised == 1


def test_counts_that_grow_are_all_kept() -> None:
    days = [date(2001, 1, 1), date(2001, 1, 3)]
    (figure,) = sort_rows([row(10.0 + n, as_of=day, span="cumulative") for n, day in enumerate(days)])
    assert figure.grows
    assert len(figure.statements) == 2


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "counts.csv"
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_table_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    (one,) = read_table(write(tmp_path, "\ufefffigure,source,role,value,as_of\nf,s,own,12,2001-02-03\n"))
    assert (one.value, one.as_of, one.place) == (12.0, date(2001, 2, 3), "row 2")


def test_every_cell_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    text = "figure,source,role,value,as_of\nf,s,own,twelve,\nf,s,boss,3,\nf,s,own,3,yesterday\n"
    with pytest.raises(InputError) as caught:
        read_table(write(tmp_path, text))
    places = {fault.place: fault.fault for fault in caught.value.faults}
    assert places == {
        "row 2": "value 'twelve' is not a number",
        "row 4": "as_of 'yesterday' is not a date",
        "row 3": "the role 'boss' is not known",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("figure,source,value\nf,s,1\n", "missing columns: role"),
        ("figure,source,role\nf,s,own\n", "missing columns: value"),
        ("figure,source,role,value,value\nf,s,own,1,2\n", "columns named twice: value"),
        ("figure,source,role,value\nf,s,own\n", "3 cells under 4 columns"),
        ("figure,source,role,value\nf,s,own,1,2\n", "5 cells under 4 columns"),
        ("", "missing columns"),
    ],
)
def test_a_table_of_the_wrong_shape_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_table(write(tmp_path, text))


def test_a_table_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(b"figure,source,role,value\nf,\xff,own,1\n")
    with pytest.raises(InputError, match="not UTF-8"):
        read_table(path)
