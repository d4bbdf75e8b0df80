"""A news page: its article's text, title, date, author and outlet, by trafilatura (Barbaresi, ACL 2021 demo).

Nothing of the page is executed, loaded or kept as markup: the report is text.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from counterclaim.reports.dateline import dateline
from counterclaim.reports.decoding import decode
from counterclaim.reports.extract import Extract, Unreadable

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_TITLE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}\Z")
_NEVER_SHOWN = ("template", "noscript", "iframe", "object", "svg")
_NOT_WORDS = ("script", "style", "title")  # trafilatura reads metadata in them
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ ", "abcdefghijklmnopqrstuvwxyz"  # the space has no partner: it is dropped
_HIDDEN = f"//*[@hidden or contains(translate(@style, '{_UPPER}', '{_LOWER}'), 'display:none')]"
_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "td")
_TAGS_DEEP = 3_000  # open elements beyond which a page is built to break parsers; real pages stay below 100
_ATTRIBUTES = 1_000  # of one element: parsers take quadratic time over them
_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}")
_MOST_MARKS = 40_000  # "<" of a page whose article is searched for; the time for that grows faster than the page
#: characters of markup; the largest news pages have one million
_MAX_MARKUP = 5_000_000


def read_html(data: bytes, declared: str | None = None, address: str | None = None) -> Extract:
    """The article of a page. `declared` is the charset of the Content-Type, `address` where the page came from.

    Raises:
        Unreadable: no text, no page, or markup built to break parsers.
    """
    stated = declared or _stated(data)
    markup, encoding = decode(data, stated)
    if len(markup) > _MAX_MARKUP:
        raise Unreadable(f"the page has {len(markup):,} characters of markup", "Save its article as text.")
    return from_markup(markup, f"trafilatura {_version()}; {encoding}", address)


def from_markup(markup: str, tool: str, address: str | None = None) -> Extract:
    """The article of decoded markup.

    Raises:
        Unreadable: see `read_html`.
    """
    _check_depth(markup)
    web = address if address and "://" in address else None
    try:
        found = _article(markup, web) if markup.count("<") <= _MOST_MARKS else {}
        text = _clean(found.get("text") or "")
        if not text:
            # no article: all that a person would see, for a notice of one line is a report too
            text = visible(markup)
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError, OverflowError) as error:
        raise Unreadable(
            f"its markup cannot be parsed ({type(error).__name__})", "Save its text and add that."
        ) from error
    title = _title(found)
    if title and not text.lower().startswith(title.lower()):
        # the headline is what the outlet itself says first, and often holds the number
        text = f"{title}\n\n{text}"
    return Extract(
        text=text,
        tool=tool,
        published=_day(found.get("date")) or dateline(text),
        source=_outlet(found, web),
        title=title,
        author=_clean(found.get("author") or "") or None,
        address=found.get("url") or web,
    )


def _article(markup: str, address: str | None) -> Mapping[str, Any]:
    import trafilatura

    tree = trafilatura.load_html(markup)
    if tree is None:
        return {}
    _drop(tree, *_NEVER_SHOWN)
    document: Any = trafilatura.bare_extraction(
        tree,
        url=address,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        # the first date of publication, from metadata and markup; a search of the whole text finds events' dates
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    return document.as_dict() if document is not None else {}


def visible(markup: str) -> str:
    """All words of the markup that a person would see, a line a block; nothing where there are none."""
    import lxml.html
    from lxml.etree import ParserError

    try:
        root = lxml.html.document_fromstring(markup)
    except ParserError:  # nothing but comments and white space
        return ""
    _drop(root, *_NEVER_SHOWN, *_NOT_WORDS)
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    body = root.find("body")
    lines = (" ".join(line.split()) for line in str((root if body is None else body).text_content()).split("\n"))
    return _clean("\n".join(line for line in lines if line))


def _drop(root: Any, *tags: str) -> None:
    """Take out elements of those tags, and those that the page hides from its readers; what follows them stays."""
    for element in list(root.xpath(" | ".join([_HIDDEN, *(f"//{tag}" for tag in tags)]))):
        if element.getparent() is not None:
            element.drop_tree()


def _clean(text: str) -> str:
    return _UNSEEN.sub(" ", text).strip()


def _title(found: Mapping[str, Any]) -> str | None:
    title = " ".join(_clean(found.get("title") or "").split())
    outlet = (found.get("sitename") or "").lower()
    tail = _TITLE_TAIL.search(title)
    if tail and outlet and tail.group().strip(" |–—-").lower() == outlet:
        title = title[: tail.start()]
    return title or None


def _outlet(found: Mapping[str, Any], address: str | None) -> str | None:
    name = _clean(found.get("sitename") or "")
    where = found.get("url") or address
    host = (urlsplit(where).hostname or "").removeprefix("www.") if where else ""
    return name or host or None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _check_depth(markup: str) -> None:
    """Refuse what would exhaust a recursive parser: thousands of elements, each inside the last."""
    opened = len(re.findall(r"<(?:div|span|b|i|em|font|table|ul|ol|blockquote|section|a)\b", markup, re.IGNORECASE))
    closed = markup.count("</")
    if any(tag.group().count("=") > _ATTRIBUTES for tag in _TAG.finditer(markup)):
        raise Unreadable("an element of its markup has attributes without end", "Save its text and add that.")
    if opened - closed > _TAGS_DEEP:
        raise Unreadable("its markup nests without end", "Save its text and add that.")


def _stated(data: bytes) -> str | None:
    found = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _version() -> str:
    import trafilatura

    return str(trafilatura.__version__)
