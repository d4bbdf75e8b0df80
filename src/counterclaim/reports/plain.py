"""Plain text and Markdown. The text is kept as it stands, but for its header and line ends."""

from counterclaim.reports.dateline import dateline
from counterclaim.reports.decoding import decode
from counterclaim.reports.extract import Extract
from counterclaim.reports.front_matter import iso_day, split_header
from counterclaim.reports.issuer import issuer
from counterclaim.reports.language import tag


def read_text(data: bytes, declared: str | None = None) -> Extract:
    """A plain text or Markdown report. A date or source in the header goes before those that
    the text's first lines tell.

    Raises:
        Unreadable: the bytes are not text, or the header's date is no date.
    """
    text, encoding = decode(data, declared)
    keys, body = split_header(text)
    published = iso_day(keys.get("published") or keys.get("date") or "", "header")
    return Extract(
        text=body,
        tool=f"text; {encoding}",
        published=published or dateline(body),
        source=keys.get("source") or issuer(body),
        title=keys.get("title") or None,
        author=keys.get("author") or None,
        address=keys.get("url") or None,
        language=tag(keys.get("language")),
    )
