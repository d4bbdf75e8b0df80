"""A feed that is given as a file: one report for each item that it carries the words of. Nothing is fetched."""

from counterclaim.archive.obtain_feed import BadFeed, entries
from counterclaim.reports.extract import Extract, Unreadable
from counterclaim.reports.html import visible


def read_feed(data: bytes, address: str | None = None) -> list[Extract]:
    """The reports in an RSS or Atom feed's own words; items with a title only are reports of a title.

    Raises:
        Unreadable: it is no feed, or no item has words.
    """
    try:
        listed = entries(data, address or "")
    except BadFeed as error:
        raise Unreadable(str(error), "Obtain it again.") from error
    found = []
    for entry in listed:
        words = visible(f"<div>{entry.markup}</div>") if entry.markup else ""
        text = "\n\n".join(part for part in (entry.title, words) if part)
        if not text:
            continue
        found.append(
            Extract(
                text=text,
                tool=f"feedparser; lxml; item {entry.number}",
                published=entry.published,
                source=entry.source,
                title=entry.title,
                author=entry.author,
                address=entry.address,
            )
        )
    if not found:
        raise Unreadable("no item of the feed has words", "Give the addresses of its pages.")
    return found
