from dataclasses import replace
from datetime import UTC, datetime

import pytest

from counterclaim.archive.chain import Head, breaks, follow
from counterclaim.model import Entry, EntryKind

AT = datetime(2031, 5, 1, tzinfo=UTC)


def chain(length: int) -> tuple[list[tuple[Entry, str]], Head]:
    head, lines = Head(), []
    for number in range(length):
        entry, head = follow(head, EntryKind.NOTE, f"{number:064}", at=AT, by="actor-1", tool="t 1")
        lines.append((entry, entry.digest))
    return lines, head


def said(lines: list[tuple[Entry, str]], head: Head) -> str:
    return "\n".join(map(str, breaks(lines, head)))


def test_a_whole_chain_has_no_breaks() -> None:
    assert said(*chain(5)) == ""
    assert said([], Head()) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2031, 5, 2, tzinfo=UTC)},
        {"by": "actor-2"},
        {"tool": "t 2"},
        {"about": "entry-0"},
        {"protected": True},
    ],
)
def test_each_field_is_bound(change: dict[str, object]) -> None:
    lines, head = chain(5)
    lines[2] = (replace(lines[2][0], **change), lines[2][1])  # type: ignore[arg-type]
    assert "entry 3 (note): its header is not what was written" in said(lines, head)
    assert "entry 4 (note): it does not follow" in said(lines, head)


def test_a_missing_an_added_and_a_swapped_entry_are_found() -> None:
    lines, head = chain(5)
    assert "entry 3: it is missing" in said(lines[:2] + lines[3:], head)
    assert "entry 4: it is missing" in said([*lines[:3], lines[2], *lines[3:]], head)
    assert said([lines[1], lines[0], *lines[2:]], head)


def test_a_chain_cut_at_its_end_does_not_reach_its_head() -> None:
    lines, head = chain(5)
    assert "it names entry 5, the last one found is 4" in said(lines[:4], head)


def test_an_id_is_made_of_the_header() -> None:
    (entry, digest), *_ = chain(1)[0]
    assert entry.id == f"entry-{digest[:20]}"
    assert b'"previous":"' + b"0" * 64 in entry.header
