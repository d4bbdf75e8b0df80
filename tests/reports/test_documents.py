"""PDF and DOCX: their text, and what is truncated, encrypted or a bomb."""

import io
import zipfile
from datetime import date

import pytest

from counterclaim.errors import InputError


def test_a_pdf_gives_the_text_of_its_pages_with_lines_joined(read, pdf):
    data = pdf(
        ["Shelling of the harbour", "12 May 2031", "Nine people were killed in the", "harbour of Quellport."],
        ["Page two."],
    )
    (report,) = read(data, "report.pdf")
    assert report.text == (
        "Shelling of the harbour\n12 May 2031\nNine people were killed in the harbour of Quellport.\n\nPage two."
    )
    assert report.published == date(2031, 5, 12)
    assert report.title == "Harbour report"
    assert "pypdfium2" in report.reader


def test_a_pdf_is_known_by_its_bytes(read, pdf, sentence):
    (report,) = read(pdf([sentence]), "report.txt")
    assert report.text == sentence


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_a_fault(read, pdf, sentence, keep):
    data = pdf(*[[sentence] for _ in range(20)])
    with pytest.raises(InputError, match=r"report\.pdf: the PDF is truncated"):
        read(data[: int(keep * len(data))], "report.pdf")


def test_an_encrypted_pdf_is_a_fault(read, pdf, sentence):
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pdf([sentence], encrypt=StandardEncryption("word", canPrint=1))
    with pytest.raises(InputError, match="the PDF is encrypted"):
        read(data, "report.pdf")


def test_a_pdf_without_text_asks_for_text_recognition(read, pdf):
    with pytest.raises(InputError, match=r"holds images and no text\. Run it through text recognition"):
        read(pdf([], []), "report.pdf")


def test_a_broken_pdf_is_a_fault(read):
    with pytest.raises(InputError, match="truncated or broken"):
        read(b"%PDF-1.7\n" + b"nonsense " * 50 + b"%%EOF", "report.pdf")


def test_a_docx_gives_paragraphs_and_tables_in_order(read, docx, sentence):
    (report,) = read(docx([sentence, "Second."], [["Place", "Dead"], ["Quellport", "9"]]), "report.docx")
    assert report.text == f"{sentence}\nSecond.\nPlace\tDead\nQuellport\t9"
    assert report.title == "Harbour report"
    assert report.published is None  # the file's own date is not the report's


def test_a_docx_is_known_by_its_parts(read, docx, sentence):
    (report,) = read(docx([sentence]), "report.bin")
    assert report.text == sentence


def test_a_docx_bomb_is_a_fault(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40_000_000))
    with pytest.raises(InputError, match="decompression bomb"):
        read(out.getvalue(), "report.docx")


@pytest.mark.parametrize("keep", [0.3, 0.8, 0.99])
def test_a_truncated_docx_is_a_fault(read, docx, sentence, keep):
    data = docx([sentence])
    with pytest.raises(InputError, match=r"cannot be unpacked|zip archive"):
        read(data[: int(keep * len(data))], "report.docx")


def test_a_docx_with_broken_parts_is_a_fault(read, docx, sentence):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx([sentence]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name == "word/document.xml" else old.read(name))
    with pytest.raises(InputError, match="the document is broken"):
        read(out.getvalue(), "report.docx")


def test_entities_in_a_docx_are_not_expanded(read, docx):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(["Nine killed. MARK"]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                start = part.index(b"?>") + 2
                part = part[:start] + entity + part[start:].replace(b"MARK", b"&e;")
            new.writestr(name, part)
    (report,) = read(out.getvalue(), "report.docx")
    assert "root:" not in report.text
