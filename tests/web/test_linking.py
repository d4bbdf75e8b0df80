from datetime import date

from counterclaim.model import Report, ReportHead
from counterclaim.web.linking import with_reports
from tests.case import fakes


def head(ident: str, source: str | None, day: date | None) -> ReportHead:
    return ReportHead(ident, source, day, "en", "0" * 64)


def known(*heads: ReportHead) -> dict[str, tuple[object, ReportHead]]:
    reading = next(iter(fakes.read([Report("a", "40 killed in Orvale, said the Ministry")])))
    return {f"claim-{n}": (reading.claims[0], one) for n, one in enumerate(heads)}


def test_reports_are_named_by_source_and_day() -> None:
    told = with_reports("said again in 03-daily-1a.", known(head("03-daily-1a", "Island Daily", date(2031, 3, 10))))
    assert told == 'said again in <a href="/reports/03-daily-1a">Island Daily, 2031-03-10</a>.'


def test_an_id_inside_another_word_is_left_alone() -> None:
    heads = known(head("part1", "Gazette", None), head("part1-2", None, None))
    assert with_reports("part1-2, part12 and part1", heads) == (
        '<a href="/reports/part1-2">part1-2</a>, part12 and <a href="/reports/part1">Gazette</a>'
    )


def test_words_of_reports_stay_words() -> None:
    heads = known(head("a", "<b>Gazette", None))
    assert with_reports("<script> in a", heads) == '&lt;script&gt; in <a href="/reports/a">&lt;b&gt;Gazette</a>'
    assert with_reports("<script>", {}) == "&lt;script&gt;"
