"""Reports in bulk as JSON Lines: validated in one pass, yielded in another, one line in memory at a time.

The text is taken exactly as given: offsets refer to it.
"""

import hashlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any

from counterclaim.errors import Fault, InputError
from counterclaim.model import Report
from counterclaim.reports.extract import MAX_TEXT, Extract, ManyUnreadable, Unreadable, check_text
from counterclaim.reports.front_matter import iso_day
from counterclaim.reports.language import tag

_MAX_LINE = 8 * MAX_TEXT  # bytes: JSON writes a character in up to six
_MOST_FAULTS = 100
_WANTED = 'Write one object a line: {"id": ..., "text": ...}.'


def stream_jsonl(path: str) -> Iterator[Report]:
    """The reports of a JSON Lines file, in its order. Memory does not grow with their number but for 8 bytes an id.

    Keys: `text`, `id` (unique; the line's number where absent), `published` (ISO date), `source`, `title`, `language`.

    Raises:
        InputError: before anything is yielded, with every fault of the file, by line.
    """
    with _twice(path) as stream:
        faults = [Fault(path, error.place, error.fault, error.remedy) for error in _unreadable(stream)]
        if faults:
            raise InputError(faults)
        stream.seek(0)
        for number, line in _lines(stream):
            try:
                row = _row(line, number)
            except Unreadable as error:  # somebody wrote to the file between the passes
                raise InputError([Fault(path, f"line {number}", error.fault, error.remedy)]) from error
            yield Report(
                id=str(row.id),
                text=row.text,
                published=row.published,
                source=row.source,
                title=row.title,
                language=row.language,
                author=row.author,
                address=row.address,
                reader="jsonl",
            )


def read_jsonl(data: bytes) -> list[Extract]:
    """The reports of a JSON Lines file that is held in memory.

    Raises:
        ManyUnreadable: every fault of the file.
    """
    faults = list(_unreadable(io.BytesIO(data)))
    if faults:
        raise ManyUnreadable(faults)
    return [_row(line, number) for number, line in _lines(io.BytesIO(data))]


@contextmanager
def _twice(path: str) -> Iterator[IO[bytes]]:
    """The file, open to be read twice: a pipe, or standard input ("-"), is copied to a temporary file first."""
    try:
        stream = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        fault = f"cannot be read ({error.strerror})"
        raise InputError([Fault(path, "", fault, "Check the path and its permissions.")]) from error
    with ExitStack() as opened:
        if path != "-":
            opened.enter_context(stream)
            if os.path.isfile(path):
                yield stream
                return
        copy = opened.enter_context(tempfile.TemporaryFile())
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank, with their numbers; None for one that is too long, whose rest is passed over."""
    number = 0
    while line := stream.readline(_MAX_LINE + 1):
        number += 1
        if len(line) > _MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_MAX_LINE)
            yield number, None
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _unreadable(stream: IO[bytes]) -> Iterator[Unreadable]:
    seen: set[int] = set()
    count = wrong = 0
    for number, line in _lines(stream):
        count += 1
        try:
            identity = str(_row(line, number).id)
            digest = int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=8).digest(), "big")
            if digest in seen:
                raise Unreadable(f"the id {identity[:60]!r} stands on an earlier line too", "Make ids unique.")
            seen.add(digest)
        except Unreadable as error:
            wrong += 1
            if wrong <= _MOST_FAULTS:
                yield Unreadable(error.fault, error.remedy, f"line {number}")
    if wrong > _MOST_FAULTS:
        yield Unreadable(f"{wrong - _MOST_FAULTS:,} more lines have faults", "Mend these first.")
    if not count:
        yield Unreadable("holds no report", _WANTED)


def _row(line: bytes | None, number: int) -> Extract:
    if line is None:
        raise Unreadable(f"the line has more than {_MAX_LINE:,} bytes", "Split the report.")
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise Unreadable("is not UTF-8", "Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not JSON ({error.msg}, column {error.colno})", _WANTED) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not JSON that can be read ({str(error)[:80]})", _WANTED) from error
    if not isinstance(row, dict):
        raise Unreadable("is not a JSON object", _WANTED)
    text = row.get("text")
    if not isinstance(text, str):
        raise Unreadable("has no 'text'" if text is None else "its 'text' is not a string", _WANTED)
    check_text(text)
    identity = row.get("id")
    if identity is None:
        identity = f"line-{number}"
    if isinstance(identity, bool) or not isinstance(identity, str | int) or identity == "":
        raise Unreadable("its 'id' is neither a word nor a number", "Give a unique id.")
    return Extract(
        id=_checked(str(identity), "id"),
        text=text,
        published=iso_day(_word(row, "published") or ""),
        source=_word(row, "source"),
        title=_word(row, "title"),
        language=tag(_word(row, "language")),
        author=_word(row, "author"),
        address=_word(row, "url"),
        tool="jsonl",
    )


def _word(row: "dict[str, Any]", key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Unreadable(f"its {key!r} is not a string", "Put it in quotation marks, or leave it out.")
    return _checked(value, key)


def _checked(value: str, key: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(f"its {key!r} holds half of a character (a lone surrogate)", "Write the whole one.") from error
    return value
