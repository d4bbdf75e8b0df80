"""From paths to reports: one item's fault does not stop the rest; no bytes at all raise anything but InputError."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.archive.obtain_facts import obtained
from counterclaim.errors import Fault, InputError
from counterclaim.reports import load, load_all, read_snapshot

NAMES = ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.csv", "a.tsv", "a.xlsx", "a.jsonl", "a.rss", "a.gz", "a"]
HEADS = [
    b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<rss><channel><item>", b"<feed xmlns='http://www.w3.org/2005/Atom'>",
    b"text,id\n", b'{"text": "', b"---\npublished: ", b"\x1f\x8b\x08", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0'?>",
    b"<p>", b"\xd0\xcf\x11\xe0", b"{\\rtf1 ",
]  # fmt: skip


def test_load_gives_the_reports_of_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("Nine killed.")
    (tmp_path / "b.html").write_text("<p>Ten hurt.</p>")
    assert [report.text for report in load(str(tmp_path))] == ["Nine killed.", "Ten hurt."]


def test_load_raises_every_fault(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("Nine killed.")
    (tmp_path / "c.csv").write_text("body\nx\n")
    with pytest.raises(InputError) as raised:
        load(str(tmp_path))
    assert [fault.where for fault in raised.value.faults] == [str(tmp_path / "a.txt"), str(tmp_path / "c.csv")]


def test_load_all_goes_on_after_a_fault(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(100))
    (tmp_path / "b.txt").write_text("Nine killed.")
    fault, report = load_all([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(fault, Fault)
    assert report.text == "Nine killed."


def test_load_all_reads_one_item_at_a_time(tmp_path):
    (tmp_path / "a.txt").write_text("Nine killed.")
    items = load_all([str(tmp_path / "a.txt"), str(tmp_path / "never.txt")])
    assert next(items).text == "Nine killed."  # the second is not touched yet
    (tmp_path / "never.txt").write_text("Ten hurt.")
    assert next(items).text == "Ten hurt."


def test_a_report_names_its_snapshot_reader_and_version(tmp_path):
    (tmp_path / "a.txt").write_text("Nine killed.")
    (report,) = load(str(tmp_path / "a.txt"))
    assert len(report.snapshot) == 64
    assert report.reader.startswith("counterclaim ")
    assert report.address == str(tmp_path / "a.txt")
    assert report.sha256 == report.snapshot  # plain UTF-8 text: the bytes are the text


def test_a_gzipped_report_is_read(read):
    (report,) = read(gzip.compress(b"<p>Nine people were killed.</p>"), "a.html.gz")
    assert report.text == "Nine people were killed."


def test_a_gzip_in_a_gzip_is_a_fault(read):
    with pytest.raises(InputError, match="compressed twice"):
        read(gzip.compress(gzip.compress(b"Nine")), "a.txt.gz")


def survives(data, name):
    item = obtained(data, address=name, collector="tests")
    try:
        reports = read_snapshot(item.data, item.snapshot)
    except InputError as error:
        for fault in error.faults:
            assert fault.where == name
            assert fault.fault
            assert "Traceback" not in str(fault)
        return
    assert reports
    for report in reports:
        assert report.text.strip()
        report.text.encode()  # no half characters
        assert read_snapshot(item.data, item.snapshot)[0] == reports[0]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(NAMES))
def test_any_bytes_give_reports_or_faults(head, tail, name):
    survives(head + tail, name)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HEADS), st.text(max_size=200), st.sampled_from(NAMES))
def test_any_text_gives_reports_or_faults(head, tail, name):
    survives(head + tail.encode("utf-8", "surrogatepass"), name)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_documents_with_a_few_bytes_changed_give_reports_or_faults(data, made):
    name, whole = data.draw(st.sampled_from(made))
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(changed), name)


@pytest.fixture(scope="module")
def made(request):
    import io

    from docx import Document
    from openpyxl import Workbook
    from reportlab.pdfgen.canvas import Canvas

    sentence = "Nine people were killed in the harbour of Quellport."
    pdf, docx, xlsx = io.BytesIO(), io.BytesIO(), io.BytesIO()
    canvas = Canvas(pdf)
    canvas.drawString(72, 700, sentence)
    canvas.save()
    document = Document()
    document.add_paragraph(sentence)
    document.save(docx)
    book = Workbook()
    book.active.append(["text"])
    book.active.append([sentence])
    book.save(xlsx)
    return [("a.pdf", pdf.getvalue()), ("a.docx", docx.getvalue()), ("a.xlsx", xlsx.getvalue())]
