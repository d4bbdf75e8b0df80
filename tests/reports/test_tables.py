"""Tables of reports: CSV, XLSX, JSON Lines in memory, feeds as files."""

from datetime import date

import pytest

from counterclaim.errors import InputError

CSV = """id,published,source,title,text
a,2031-05-12,Harbour Post,Nine killed,"Nine people were killed, the governor said."
b,,,,Ten were hurt.
"""


def test_a_csv_gives_a_report_a_row(read):
    first, second = read(CSV.encode(), "reports.csv")
    assert (first.id, first.source, first.title) == ("a", "Harbour Post", "Nine killed")
    assert first.published == date(2031, 5, 12)
    assert first.text == "Nine people were killed, the governor said."
    assert (second.id, second.published, second.source) == ("b", None, None)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_delimiters(read, mark):
    (report,) = read(f"text{mark}source\nNine killed{mark}Post\n".encode(), "reports.csv")
    assert (report.text, report.source) == ("Nine killed", "Post")


def test_rows_without_ids_are_numbered(read):
    first, second = read(b"text\nNine killed\nTen hurt\n", "reports.csv")
    assert first.id != second.id
    assert first.id.startswith("reports-")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"id,body\na,Nine\n", r"no column 'text' \(found: id, body\)\. Name a column 'text'"),
        (b"text\n", "a header and no row"),
        (b"x" * 200_000, "its first line, which should name the columns, is longer than 100,000"),
        (b"text,text\nNine,Ten\n", "two columns 'text'"),
        (b'text\n"Nine\n', None),
        (b"\n\n", "no column 'text'|holds no text"),
    ],
)
def test_a_csv_that_is_no_table_of_reports(read, data, fault):
    if fault is None:  # an open quotation mark at the end is read as far as it goes
        assert read(data, "reports.csv")[0].text.strip() == "Nine"
        return
    with pytest.raises(InputError, match=fault):
        read(data, "reports.csv")


def test_all_faults_of_a_table_are_given_at_once(read):
    data = b"id,published,text\na,12.5.31,Nine\nb,,\na,,Ten\nc,,Eleven,extra\n"
    with pytest.raises(InputError) as raised:
        read(data, "reports.csv")
    assert [(fault.place, fault.fault) for fault in raised.value.faults] == [
        ("row 2", "the date '12.5.31' is not an ISO date"),
        ("row 3", "holds no text"),
        ("row 5", "has 4 cells, the header 3"),
    ]


def test_an_id_that_stands_twice_is_a_fault(read):
    with pytest.raises(InputError, match="row 3: the id 'a' is that of row 2 too"):
        read(b"id,text\na,Nine\na,Ten\n", "reports.csv")


def test_an_xlsx_gives_a_report_a_row_of_the_sheet_that_has_text(read, xlsx):
    data = xlsx(
        Notes=[["nothing", "here"]],
        Reports=[["id", "published", "text"], [7, date(2031, 5, 12), "Nine killed"], [8, "2031-05-13", "Ten hurt"]],
    )
    first, second = read(data, "reports.xlsx")
    assert (first.id, first.published, first.text) == ("7", date(2031, 5, 12), "Nine killed")
    assert (second.id, second.published) == ("8", date(2031, 5, 13))


def test_an_xlsx_without_the_column_is_a_fault(read, xlsx):
    with pytest.raises(InputError, match=r"no sheet has a column 'text' \(found: id, body\)"):
        read(xlsx(A=[["id", "body"], [1, "Nine"]]), "reports.xlsx")


def test_a_truncated_xlsx_is_a_fault(read, xlsx):
    data = xlsx(A=[["text"], ["Nine"]])
    with pytest.raises(InputError, match=r"cannot be unpacked|zip archive"):
        read(data[: len(data) // 2], "reports.xlsx")


def test_a_json_lines_file_is_read(read):
    (report,) = read(b'{"id": "a", "text": " Nine killed\\r\\n"}\n', "reports.jsonl")
    assert (report.id, report.text) == ("a", " Nine killed\r\n")


def test_a_feed_as_a_file_gives_its_items_words(read):
    feed = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
    <item><title>Nine killed</title><link>https://x.example/9</link><pubDate>Mon, 12 May 2031 08:00:00 GMT</pubDate>
    <description>&lt;p&gt;Nine people were killed.&lt;/p&gt;&lt;script&gt;500&lt;/script&gt;</description></item>
    <item><title>Ten hurt</title></item></channel></rss>"""
    first, second = read(feed, "feed.xml")
    assert "Nine people were killed." in first.text
    assert "500" not in first.text
    assert (first.title, first.source, first.published) == ("Nine killed", "Harbour Post", date(2031, 5, 12))
    assert first.address == "https://x.example/9"
    assert second.text == "Ten hurt"


def test_a_feed_without_items_is_a_fault(read):
    with pytest.raises(InputError, match="the feed"):
        read(b"<rss version='2.0'><channel></channel></rss>", "feed.xml")
