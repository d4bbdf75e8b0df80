"""Documents made for the tests, of an invented event."""

import io

import pytest

from counterclaim.archive.obtain_facts import obtained
from counterclaim.reports import read_snapshot

SENTENCE = "Nine people were killed in the harbour of Quellport on Monday, the governor said."


@pytest.fixture
def sentence():
    return SENTENCE


@pytest.fixture
def read():
    """Reads bytes as if they had been obtained under a name."""

    def read(data, name="report.txt", **facts):
        item = obtained(data, address=name, collector="tests", **facts)
        return read_snapshot(item.data, item.snapshot)

    return read


@pytest.fixture
def pdf():
    """Makes a PDF of lines, a page for each list of lines."""

    def make(*pages, **settings):
        from reportlab.pdfgen.canvas import Canvas

        out = io.BytesIO()
        canvas = Canvas(out, **settings)
        canvas.setTitle("Harbour report")
        for lines in pages:
            for number, line in enumerate(lines):
                canvas.drawString(72, 760 - 14 * number, line)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return make


@pytest.fixture
def docx():
    """Makes a DOCX of paragraphs, with the rows of one table after them."""

    def make(paragraphs, rows=()):
        from docx import Document

        document = Document()
        document.core_properties.title = "Harbour report"
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    table.cell(i, j).text = cell
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make


@pytest.fixture
def xlsx():
    """Makes an XLSX of sheets, each a list of rows."""

    def make(**sheets):
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make
