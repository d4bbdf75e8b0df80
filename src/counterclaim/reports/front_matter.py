"""The header of a plain text or Markdown report: lines "key: value" between two lines "---" at its very beginning.

---
source: The Harbour Post
published: 2031-05-12
title: Shelling in the old town
url: https://example.org/old-town
---
"""

import re
from datetime import date

from counterclaim.reports.extract import Unreadable

_HEADER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]*(.*)\Z")


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header's keys (lower case) and the text after it; no keys where the text has no such header.

    A block with any other line in it is not a header and stays in the text.
    """
    found = _HEADER.match(text[:20_000])
    if not found:
        return {}, text
    keys: dict[str, str] = {}
    for line in found.group(1).split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if not match:
            return {}, text
        value = match.group(2).strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        keys[match.group(1).lower()] = value
    return keys, text[found.end() :].lstrip("\n")


def iso_day(value: str, place: str = "") -> date | None:
    """The day of an ISO date or time; None for an empty value.

    Raises:
        Unreadable: anything else.
    """
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise Unreadable(
            f"the date {value.strip()[:40]!r} is not an ISO date", "Write it as 2031-05-12.", place
        ) from error
