"""RSS and Atom: what a feed lists."""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urljoin

from counterclaim.archive.obtain_address import Forbidden, split


class BadFeed(Exception):
    """The bytes are no feed that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `markup` is the HTML that the feed carries of it; it is never executed or shown as it is."""

    number: int
    title: str | None
    address: str | None
    published: date | None
    source: str | None
    author: str | None
    markup: str


def entries(data: bytes, base: str = "") -> list[Entry]:
    """The items of an RSS or Atom feed, in its order.

    Raises:
        BadFeed: it cannot be parsed, or lists nothing.
    """
    import feedparser  # a tenth of a second, and most runs see no feed

    # a response header keeps feedparser from guessing from a name; markup is kept, for it is only ever read as text
    parsed = feedparser.parse(data, response_headers={"content-location": base}, sanitize_html=False)
    if not parsed.entries:
        why = parsed.get("bozo_exception")
        raise BadFeed(f"the feed cannot be read ({why})" if why else "the feed lists nothing")
    outlet = _words(parsed.feed.get("title"))
    return [_entry(number, item, outlet, base) for number, item in enumerate(parsed.entries, 1)]


def _entry(number: int, item: "dict[str, object]", outlet: str | None, base: str) -> Entry:
    contents = item.get("content")
    bodies = [str(part.get("value") or "") for part in contents] if isinstance(contents, list) else []
    summary = str(item.get("summary") or "")
    origin = item.get("source")
    named = _words(origin.get("title")) if isinstance(origin, dict) else None
    return Entry(
        number=number,
        title=_words(item.get("title")),
        address=_address(item.get("link"), base),
        published=_day(item.get("published_parsed")),
        source=named or outlet,
        author=_words(item.get("author")),
        markup=max([*bodies, summary], key=len),
    )


def _words(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _address(link: object, base: str) -> str | None:
    address = urljoin(base, str(link)) if link else ""
    try:
        split(address)
    except (Forbidden, ValueError):
        return None
    return address


def _day(moment: object) -> date | None:
    """feedparser gives UTC as nine numbers. An entry's `updated` is left alone: it is not when it was published."""
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).date()  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, OSError):
        return None
