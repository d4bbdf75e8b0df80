"""What is known of bytes when they are had, and how much of anything is taken."""

from dataclasses import dataclass
from datetime import UTC, datetime

from counterclaim import __version__
from counterclaim.archive.obtain_media import media_type
from counterclaim.model import Snapshot, sha256


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken before an item is refused. Sizes in bytes, times in seconds."""

    size: int = 200_000_000
    feed_size: int = 20_000_000
    feed_entries: int = 500
    ratio: int = 200  # gzip of prose stays below 10, of the most regular tables below 100
    ratio_from: int = 10_000_000  # small files may be very regular; a bomb is large
    redirects: int = 10
    connect: float = 10.0
    silence: float = 30.0  # between two pieces of an answer
    whole: float = 120.0  # one item from first to last byte: a server that drips never ends


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Obtained:
    """Bytes as obtained and the facts of how; `snapshot.sha256` is of `data`, taken at collection."""

    snapshot: Snapshot
    data: bytes


def obtained(
    data: bytes,
    *,
    address: str,
    collector: str,
    declared: str | None = None,
    final_address: str | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    status_code: int | None = None,
    proxy: str | None = None,
    listing: tuple[tuple[str, str], ...] = (),
) -> Obtained:
    """Hash the bytes now and write down the facts; the time is that of this call, in UTC."""
    return Obtained(
        Snapshot(
            sha256=sha256(data),
            size=len(data),
            media_type=media_type(data, final_address or address, declared),
            address=address,
            obtained_at=datetime.now(UTC),
            collector=collector,
            tool=f"counterclaim {__version__}",
            final_address=final_address,
            headers=headers,
            status_code=status_code,
            proxy=proxy,
            listing=listing,
        ),
        data,
    )
