"""Reports in bulk: validated whole before anything is yielded, the text exactly as given, memory flat."""

import io
import json
import os
import threading
import tracemalloc
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import InputError
from counterclaim.reports import stream_jsonl


def written(tmp_path, *lines):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return str(path)


def test_reports_come_in_order_with_their_fields(tmp_path):
    path = written(
        tmp_path,
        {"id": "b", "text": "Nine", "published": "2031-05-12", "source": "Post", "title": "T", "language": "en"},
        {"id": "a", "text": "Ten", "published": None, "source": None},
        {"text": "Eleven"},
    )
    first, second, third = stream_jsonl(path)
    assert (first.id, first.text, first.published) == ("b", "Nine", date(2031, 5, 12))
    assert (first.source, first.title, first.language) == ("Post", "T", "en")
    assert (second.id, second.published, second.source) == ("a", None, None)
    assert third.id == "line-3"


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: not text.isspace()))
def test_the_text_is_exactly_as_given(tmp_path_factory, text):
    path = written(tmp_path_factory.mktemp("jsonl"), {"id": "a", "text": text})
    (report,) = stream_jsonl(path)
    assert report.text == text


def test_every_fault_is_given_at_once_before_anything_is_yielded(tmp_path):
    path = written(
        tmp_path,
        {"id": "a", "text": "Nine"},
        b"{not json",
        b"[1]",
        {"id": "b"},
        {"id": "c", "text": 7},
        {"id": "d", "text": "  "},
        {"id": "a", "text": "Ten"},
        {"id": "e", "text": "Ten", "published": "May"},
        {"id": "f", "text": "Ten", "source": 7},
        {"id": {}, "text": "Ten"},
        b'{"id": "g", "text": "Ten \\ud800 hurt"}',
        b'{"id": "\\ud800", "text": "Ten"}',
        b'{"id": "h", "text": "\xff"}',
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5_000 + b', "text": "Ten"}',
    )
    stream = stream_jsonl(path)
    with pytest.raises(InputError) as raised:
        next(stream)
    assert [fault.place for fault in raised.value.faults] == [f"line {n}" for n in range(2, 16)]
    said = "\n".join(map(str, raised.value.faults))
    for words in (
        "is not JSON (Expecting property name enclosed in double quotes, column 2)",
        "is not JSON that can be read", "is not a JSON object", "has no 'text'", "its 'text' is not a string", "holds no text",
        "the id 'a' stands on an earlier line too", "the date 'May' is not an ISO date", "its 'source' is not a string",
        "its 'id' is neither a word nor a number", "a lone surrogate) at offset 4", "its 'id' holds half", "is not UTF-8",
    ):  # fmt: skip
        assert words in said


def test_many_faults_are_counted_and_not_all_told(tmp_path):
    with pytest.raises(InputError) as raised:
        list(stream_jsonl(written(tmp_path, *[b"{"] * 1_000)))
    assert len(raised.value.faults) == 101
    assert raised.value.faults[-1].fault == "900 more lines have faults"


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_a_file_without_reports_is_a_fault(tmp_path, content):
    with pytest.raises(InputError, match="holds no report"):
        list(stream_jsonl(written(tmp_path, content)))


def test_blank_lines_line_ends_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = written(tmp_path, b'\xef\xbb\xbf{"id": "a", "text": "Nine"}\r', b"", b'{"id": "b", "text": "Ten"}\r', b"")
    assert [report.text for report in stream_jsonl(path)] == ["Nine", "Ten"]


def test_a_line_without_end_is_a_fault_in_little_memory(tmp_path):
    path = tmp_path / "reports.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        stream.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(InputError, match=r"line 1: the line has more than 40,000,000 bytes"):
        list(stream_jsonl(str(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 130_000_000  # one line's limit, and the buffer that reads it


def test_memory_does_not_grow_with_the_number_of_reports(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.jsonl"
        with path.open("w") as stream:
            for number in range(count):
                stream.write(json.dumps({"id": f"r{number}", "text": "Nine people were killed. " * 8}) + "\n")
        tracemalloc.start()
        assert sum(1 for _ in stream_jsonl(str(path))) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    few, many = peak(500), peak(10_000)
    # the set of ids: an integer of 36 bytes and up to 4 slots of 16 bytes each, doubled while it grows
    assert many - few < 10_000 * 200


def test_a_pipe_can_be_read(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(b'{"id": "a", "text": "Nine"}\n'))
    writer.start()
    assert [report.text for report in stream_jsonl(str(path))] == ["Nine"]
    writer.join()


def test_standard_input_can_be_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "Nine"}\n')))
    assert [report.text for report in stream_jsonl("-")] == ["Nine"]


@pytest.mark.parametrize("name", ["absent", "."])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path, name):
    with pytest.raises(InputError, match="cannot be read"):
        list(stream_jsonl(str(tmp_path / name)))
