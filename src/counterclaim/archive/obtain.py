"""Obtaining: files, folders, addresses and feeds to bytes with the facts of how they were had.

The facts are those of the Berkeley Protocol (HR/PUB/20/2), paragraph 155. What fails is yielded as a Fault in its
place and the rest go on: nothing is skipped silently.
"""

from collections.abc import Callable, Collection, Iterator

from counterclaim.archive.obtain_facts import DEFAULT_LIMITS, Limits, Obtained
from counterclaim.errors import Fault

__all__ = ["DEFAULT_LIMITS", "FIRST_FETCH_WARNING", "Limits", "Obtained", "is_address", "obtain"]

#: what a person is told, on standard error, before anything is fetched from a site for the first time
FIRST_FETCH_WARNING = (
    "Fetching: the site sees the network address that asks, when, and for which page, and the name of this tool. "
    "If that could endanger someone, stop and set a proxy (--proxy), or save the page another way and add the file."
)


def is_address(target: str) -> bool:
    """Whether `target` is fetched over the network rather than read from disk."""
    return target[:8].lower().startswith(("http://", "https://"))


def obtain(
    target: str,
    *,
    collector: str,
    allow_private: Collection[str] = (),
    proxy: str | None = None,
    progress: Callable[[str], None] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Obtained | Fault]:
    """Everything that `target` leads to: a file, each file of a folder, a page, each page that a feed lists.

    Args:
        target: a path, or an http(s) address of a page, a file or an RSS or Atom feed.
        collector: who collects, as the snapshot records it.
        allow_private: names of hosts that may lie on a private, loopback or link-local network.
        proxy: address of an HTTP proxy (SOCKS with httpx[socks] installed), which then resolves the names.
        progress: called with the address of each item before it is read.
    """
    if is_address(target):
        # httpx takes a fifth of a second to import; files need none of it
        from counterclaim.archive.obtain_http import from_address

        yield from from_address(
            target,
            collector=collector,
            allow_private=frozenset(name.lower() for name in allow_private),
            proxy=proxy,
            progress=progress,
            limits=limits,
        )
    else:
        from counterclaim.archive.obtain_files import from_path

        yield from from_path(target, collector=collector, progress=progress, limits=limits)
