"""A snapshot: bytes as obtained, which are never altered, and the facts of how they were obtained.

The fields are those of the Berkeley Protocol (HR/PUB/20/2), paragraph 155: address, headers, time, collector, tool,
hash at the point of collection. The Protocol calls this the evidentiary copy.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`sha256` names the bytes. `address` is a URL or a file's path as the collector gave it; `final_address` where
    redirects led. `obtained_at` is in UTC by `clock`. `headers` are those of the response, as received. `listing` is
    what the feed that led here says of the item: feed, title, published, source.
    """

    sha256: str
    size: int
    media_type: str
    address: str
    obtained_at: datetime
    collector: str
    tool: str
    final_address: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    status_code: int | None = None
    proxy: str | None = None
    clock: str = "system clock, UTC"
    listing: tuple[tuple[str, str], ...] = ()
