"""What an editor reads: directions of words, widths of columns, pages to turn to, marks that do not hide one another."""

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from counterclaim.case import Case, Tier
from counterclaim.exports.pdf import pdf
from counterclaim.exports.showing import isolated
from counterclaim.plots.claims_over_time import Point, svg
from tests.exports.conftest import COLLECTOR

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("spokesman سامر حداد: 45 people", f"spokesman {FSI}سامر حداد{PDI}: 45 people"),
        ("Reasons: القائمة (2) كاملة. 12", f"Reasons: {FSI}القائمة (2) كاملة{PDI}. 12"),
        ("דוד and سامر, 3", "דוד and سامر, 3"),  # it begins from the right
        ("45 people were killed", "45 people were killed"),
        ("a ב b ג", f"a {FSI}ב{PDI} b {FSI}ג{PDI}"),
    ],
)
def test_a_number_after_an_arabic_name_stays_after_it(text: str, apart: str) -> None:
    assert isolated(text) == apart


@pytest.fixture(scope="module")
def pages(made: Path, tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    """The report of a court's case file as PDF."""
    import shutil

    folder = tmp_path_factory.mktemp("pdf")
    shutil.copytree(made, folder / "case")
    with Case.open(str(folder / "case")) as case:
        contents, _ = case.case_file(Tier.COURT, by=COLLECTOR)
    return pypdfium2.PdfDocument(pdf(contents))


def words(pages: pypdfium2.PdfDocument, place: int) -> str:
    return " ".join(pages[place].get_textpage().get_text_bounded().split())


def test_the_front_page_says_where_chapters_and_figures_are(pages: pypdfium2.PdfDocument) -> None:
    front = words(pages, 0)
    for chapter, last in re.findall(r"(Contrary evidence|Methodology)[ .]+(\d+)", front):
        assert words(pages, int(last) - 1).startswith(chapter)
    question, page = re.search(r"(How many [a-z]+ were killed in Orvale[^?]*\?) \((\d+)\)", front).groups()  # type: ignore[union-attr]
    assert question in words(pages, int(page) - 1)
    assert f"1 / {len(pages)}" in front


def test_no_word_leaves_the_page_or_lies_on_another(pages: pypdfium2.PdfDocument) -> None:
    for page in pages:
        text, (width, height) = page.get_textpage(), page.get_size()
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            assert left > 20, text.get_text_bounded(left, bottom, right, top)
            assert right < width - 20, text.get_text_bounded(left, bottom, right, top)
            assert 0 < bottom < top < height


def at(picture: str) -> list[tuple[float, float]]:
    mark = r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="middle" fill="#\w+">[●■▲×]'
    return [(float(x), float(y)) for x, y in re.findall(mark, picture)]


def test_marks_at_one_place_stand_beside_one_another_and_one_day_is_told_once() -> None:
    day = date(2031, 5, 3)
    points = [
        Point(day, 31, 31, side, f"{side} said 31", struck) for side, struck in (("a", False), ("b", True), ("", False))
    ]
    picture = svg(points, "How many?")
    assert len(set(at(picture))) == 3
    assert picture.count("2031-05-03") == 1
    apart = svg([*points, Point(date(2031, 5, 9), 12, 12, "a", "12")], "How many?")
    assert apart.count("2031-05-03") == 1
    assert apart.count("2031-05-09") == 1
