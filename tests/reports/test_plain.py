"""Plain text and Markdown: encodings, headers, and what is no text."""

import codecs
from datetime import date

import pytest

from counterclaim.errors import InputError

ACCENTS = "“Nine people” were killed near the Café d’Arc – the governor said."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ACCENTS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ACCENTS.encode(), "utf-8"),
        (ACCENTS.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + ACCENTS.encode("utf-16-be"), "utf-16-be"),
        (ACCENTS.encode("utf-32"), "utf-32-le"),
        (ACCENTS.encode("utf-16-le"), "utf-16-le"),
        (ACCENTS.encode("cp1252"), "cp1252 (detected)"),
    ],
)
def test_the_encoding_is_found_and_said(read, data, encoding):
    (report,) = read(data)
    assert report.text == ACCENTS
    assert report.reader.endswith(f"text; {encoding}")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "iso8859_5"])
def test_other_scripts_are_decoded(read, encoding):
    text = "По меньшей мере девять мирных жителей погибли при обстреле порта в понедельник, сообщил губернатор. " * 3
    (report,) = read(text.encode(encoding))
    assert report.text == text


@pytest.mark.parametrize(
    ("data", "declared", "used"),
    [
        (ACCENTS.encode(), "iso-8859-1", "utf-8, declared as iso-8859-1"),
        (ACCENTS.encode("cp1252"), "utf-8", "cp1252 (detected), declared as utf-8"),
        (ACCENTS.encode("cp1252"), "koi8-r", "cp1252 (detected), declared as koi8-r"),
        (ACCENTS.encode("cp1252"), "iso-8859-1", "cp1252, declared as iso-8859-1"),
        (ACCENTS.encode("cp1252"), "no-such-charset", "cp1252 (detected), declared as no-such-charset"),
        (ACCENTS.encode("cp1252"), "windows-1252", "windows-1252"),
    ],
)
def test_a_wrong_charset_is_put_right_and_said(read, data, declared, used):
    (report,) = read(data, headers=(("Content-Type", f"text/plain; charset={declared}"),))
    assert report.text == ACCENTS
    assert report.reader.endswith(f"text; {used}")


def test_a_text_cut_inside_a_character_keeps_the_rest(read):
    (report,) = read(("Caf\u00e9 " * 50).encode()[:-2])
    assert report.text.startswith("Café Café")
    assert report.text.endswith("\ufffd")
    assert "broken bytes" in report.reader


def test_line_ends_become_one_and_all_else_stays(read):
    (report,) = read(b"  Nine\r\nkilled\r\rtoday \t\n")
    assert report.text == "  Nine\nkilled\n\ntoday \t\n"


def test_a_header_gives_source_date_title_and_address(read):
    header = '---\nsource: Harbour Post\nPublished: 2031-05-12T08:00:00Z\ntitle: "Nine: killed"\nurl: https://x.example/a\n---\n\n'
    (report,) = read((header + "Nine killed.").encode(), "a.md")
    assert report.text == "Nine killed."
    assert (report.source, report.title) == ("Harbour Post", "Nine: killed")
    assert report.published == date(2031, 5, 12)
    assert report.address == "https://x.example/a"


@pytest.mark.parametrize(
    "text",
    [
        "---\nNine people were killed.\n---\nSo it was said.",
        "---\nsource: Harbour Post\nNine killed.",
        "Nine killed.\n---\nsource: Harbour Post\n---\n",
        "--- source: Harbour Post ---\nNine killed.",
    ],
)
def test_lines_that_are_no_header_stay_in_the_text(read, text):
    (report,) = read(text.encode())
    assert report.text == text
    assert report.source is None


def test_a_header_date_that_is_none_is_a_fault(read):
    with pytest.raises(InputError, match=r"a\.txt, header: the date '12/05/31' is not an ISO date"):
        read(b"---\npublished: 12/05/31\n---\nNine killed.", "a.txt")


def test_the_header_goes_before_the_dateline(read):
    (report,) = read(b"---\npublished: 2031-05-13\n---\nQUELLPORT, 12 May 2031 - Nine killed.")
    assert report.published == date(2031, 5, 13)


def test_ids_are_made_of_name_and_hash(read):
    (first,), (again,), (other,) = read(b"Nine", "x/a b.txt"), read(b"Nine", "y/a b.txt"), read(b"Ten", "a b.txt")
    assert first.id == again.id
    assert first.id.startswith("a-b-")
    assert first.id != other.id
    assert first.snapshot.startswith(first.id[-8:])


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is empty"),
        (b" \n\t ", "holds no text"),
        (b"---\nsource: x\n---\n", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (bytes(range(256)) * 20, "is binary data"),
        (b"\x00" * 500, "is binary data"),
        (b"\x01\x02\x03\x04" * 50 + b"text", "is binary data"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is binary data (image/png), not a report"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "password-protected or old Office file"),
        (b"PK\x03\x04" + bytes(100), "is a zip archive, not a report"),
    ],
)
def test_what_is_no_text_is_a_fault(read, data, fault):
    with pytest.raises(InputError) as raised:
        read(data, "report.txt")
    (only,) = raised.value.faults
    assert only.where == "report.txt"
    assert fault in only.fault
    assert only.remedy


def test_a_text_longer_than_any_report_is_a_fault(read):
    with pytest.raises(InputError, match="the text has 6,000,000 characters, more than the 5,000,000"):
        read(b"x" * 6_000_000)
