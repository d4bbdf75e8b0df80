"""What bytes are: their first bytes go before what was declared and how they are named."""

import io
import zipfile

import pytest

from counterclaim.archive.obtain_media import media_type


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("data", "name", "declared", "kind"),
    [
        (b"Nine killed", "a.txt", None, "text/plain"),
        (b"Nine killed", "a", None, "text/plain"),
        (b"Nine killed", "a.md", None, "text/markdown"),
        (b"%PDF-1.7 ...", "a.txt", "text/plain", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "a.txt", None, "image/png"),
        (b"<!DOCTYPE html><html>", "a.txt", None, "text/html"),
        (b"\xef\xbb\xbf <!-- saved --> <html>", "a", None, "text/html"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "feed.xml", "text/html", "application/rss+xml"),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='y'>", "a", None, "application/atom+xml"),
        (b"id,text\n", "a.csv", None, "text/csv"),
        (b"id,text\n", "https://x.org/a.csv?x=1.html", None, "text/csv"),
        (b"id,text\n", "https://x.org/export", "text/csv; charset=utf-8", "text/csv"),
        (b'{"text": "x"}', "a.JSONL", None, "application/jsonl"),
        (zipped("word/document.xml"), "a.bin", None, DOCX),
        (zipped("xl/workbook.xml"), "a.zip", None, XLSX),
        (zipped("a.txt"), "a.docx", None, "application/zip"),
        (b"\x1f\x8b\x08", "a.txt", None, "application/gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", None, "application/x-ole-storage"),
        (b"<3 killed", "a.txt", None, "text/plain"),
        (b"<div>x</div>", "", None, "text/html"),
        (b"", "a.html", None, "text/html"),
    ],
)
def test_media_type(data, name, declared, kind):
    assert media_type(data, name, declared) == kind
