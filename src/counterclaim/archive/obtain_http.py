"""An http(s) address to bytes, with every fact that the Berkeley Protocol asks for; a feed to its pages."""

import time
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import httpx

from counterclaim import __version__
from counterclaim.archive.obtain_address import Forbidden, check_name, resolve, split
from counterclaim.archive.obtain_facts import Limits, Obtained, obtained
from counterclaim.archive.obtain_feed import BadFeed, Entry, entries
from counterclaim.archive.obtain_media import FEEDS
from counterclaim.archive.obtain_unpack import Refused, inflate
from counterclaim.errors import Fault

#: "identity": the bytes hashed are then the bytes sent; servers that compress all the same are unpacked with a bound
_ASK = {
    "user-agent": f"Mozilla/5.0 (compatible; Counterclaim/{__version__})",
    "accept": "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, */*;q=0.8",
    "accept-language": "en, *;q=0.5",
    "accept-encoding": "identity",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Failed(Exception):
    """The item could not be had: fault and remedy."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.fault, self.remedy = fault, remedy


def from_address(
    target: str,
    *,
    collector: str,
    allow_private: frozenset[str],
    proxy: str | None,
    progress: Callable[[str], None] | None,
    limits: Limits,
) -> Iterator[Obtained | Fault]:
    """The page at `target`; if it is a feed, each page that the feed lists."""
    try:
        fetcher = _Fetcher(collector, allow_private, proxy, limits)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        yield Fault(
            proxy or "",
            "",
            f"is not a proxy that can be used ({error})",
            "Give http://HOST:PORT; socks5:// needs the package httpx[socks].",
        )
        return
    with fetcher:
        if progress:
            progress(target)
        first = fetcher.get(target)
        if isinstance(first, Fault) or first.snapshot.media_type not in FEEDS:
            yield first
            return
        try:
            listed = entries(first.data, first.snapshot.final_address or target)
        except BadFeed as error:
            yield Fault(target, "", str(error), "Give the addresses of the pages themselves.")
            return
        for entry in listed[: limits.feed_entries]:
            if entry.address is None:
                yield Fault(target, f"entry {entry.number}", "has no address", "Obtain it by hand.")
                continue
            if progress:
                progress(entry.address)
            yield fetcher.get(entry.address, _listing(target, first.snapshot.sha256, entry))
        if len(listed) > limits.feed_entries:
            yield Fault(
                target,
                f"entry {limits.feed_entries + 1}",
                f"the feed lists {len(listed):,} items; the first {limits.feed_entries} were obtained",
                "Give the others by their addresses.",
            )


def _listing(feed: str, digest: str, entry: Entry) -> tuple[tuple[str, str], ...]:
    published = entry.published.isoformat() if entry.published else None
    facts = {"feed": feed, "feed_sha256": digest, "title": entry.title, "published": published, "source": entry.source}
    return tuple((key, value) for key, value in facts.items() if value)


class _Fetcher:
    """One client for all items of a target: every hop's host is checked, and connected to by its checked address."""

    def __init__(self, collector: str, allow_private: frozenset[str], proxy: str | None, limits: Limits) -> None:
        self._collector, self._allow, self._limits = collector, allow_private, limits
        self._proxy = _without_password(proxy) if proxy else None
        timeout = httpx.Timeout(limits.silence, connect=limits.connect)
        # trust_env off: what goes through a proxy is the collector's decision, recorded in the snapshot
        self._client = httpx.Client(timeout=timeout, proxy=proxy, trust_env=False, follow_redirects=False)

    def __enter__(self) -> "_Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, target: str, listing: tuple[tuple[str, str], ...] = ()) -> Obtained | Fault:
        """The bytes that `target` leads to through redirects, or the fault."""
        deadline = time.monotonic() + self._limits.whole
        address = target
        try:
            for _ in range(self._limits.redirects + 1):
                with self._open(address) as answer:
                    location = answer.headers.get("location")
                    if answer.status_code in _REDIRECTS and location:
                        address = urljoin(address, location)
                        continue
                    if not 200 <= answer.status_code < 300:
                        raise _Failed(
                            f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip(),
                            "Try later, or save the page by hand.",
                        )
                    data = _unpacked(self._body(answer, deadline), answer, self._limits)
                    if not data:
                        raise _Failed("the server sent an empty page", "Try later, or save the page by hand.")
                    return obtained(
                        data,
                        address=target,
                        collector=self._collector,
                        declared=answer.headers.get("content-type"),
                        final_address=address,
                        headers=tuple(
                            (key.decode("latin-1"), value.decode("latin-1")) for key, value in answer.headers.raw
                        ),
                        status_code=answer.status_code,
                        proxy=self._proxy,
                        listing=listing,
                    )
            raise _Failed(f"redirects more than {self._limits.redirects} times", "Give the final address.")
        except _Failed as error:
            return Fault(target, "", error.fault, error.remedy)
        except Forbidden as error:
            via = "" if address == target else f"redirects to {address}: "
            return Fault(target, "", f"{via}{error}", "If you trust it, allow the host by name (--allow-private HOST).")
        except Refused as error:
            return Fault(target, "", str(error), "Save the page by hand if you trust it.")
        except httpx.TimeoutException:
            return Fault(target, "", "the server does not answer in time", "Try later.")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, OSError, ValueError) as error:
            return Fault(target, "", f"cannot be fetched ({error or type(error).__name__})", "Check the address.")

    def _open(self, address: str) -> "_Answer":
        parts = split(address)
        host, port = str(parts.hostname), parts.port or (443 if parts.scheme.lower() == "https" else 80)
        if self._proxy:
            check_name(host, self._allow)
            return _Answer(self._client, self._client.build_request("GET", address, headers=_ASK))
        url, fault = httpx.URL(address), None
        for numeric in resolve(host, port, self._allow):
            # the address is pinned; name and certificate stay those of the host (httpx's sni_hostname extension)
            request = self._client.build_request(
                "GET",
                url.copy_with(host=numeric),
                headers={**_ASK, "host": url.netloc.decode("ascii")},
                extensions={"sni_hostname": url.raw_host.decode("ascii")},
            )
            try:
                return _Answer(self._client, request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                fault = error
        raise fault or Forbidden(f"the host {host} has no address")

    def _body(self, answer: httpx.Response, deadline: float) -> list[bytes]:
        said = answer.headers.get("content-type", "").lower()
        limit = self._limits.feed_size if "rss" in said or "atom" in said else self._limits.size
        pieces, size = [], 0
        for piece in answer.iter_raw():  # as they come: gathering pieces would let a drip outlast the deadline
            size += len(piece)
            pieces.append(piece)
            if size > limit:
                raise _Failed(f"sends more than the {limit:,} bytes that one item may have", "Save it by hand.")
            if time.monotonic() > deadline:
                raise _Failed(f"was still sending after {self._limits.whole:g} seconds", "Save it by hand.")
        return pieces


def _without_password(proxy: str) -> str:
    url = httpx.URL(proxy)
    return str(url.copy_with(username=None, password=None)) if url.userinfo else proxy


class _Answer:
    """An open response, closed on leaving the block."""

    def __init__(self, client: httpx.Client, request: httpx.Request) -> None:
        self._response = client.send(request, stream=True)

    def __enter__(self) -> httpx.Response:
        return self._response

    def __exit__(self, *_: object) -> None:
        self._response.close()


def _unpacked(pieces: list[bytes], answer: httpx.Response, limits: Limits) -> bytes:
    """The body without its Content-Encoding. Only gzip and deflate are unpacked: no other was asked for."""
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return b"".join(pieces)
    if coding in ("gzip", "x-gzip"):
        return inflate(pieces, 16 + zlib.MAX_WBITS, limits)
    if coding == "deflate":
        try:
            return inflate(pieces, zlib.MAX_WBITS, limits)
        except Refused as error:
            if "broken" not in str(error):
                raise
            return inflate(pieces, -zlib.MAX_WBITS, limits)  # some servers send deflate without its wrapper
    raise Refused(f"is encoded as {coding!r}, which was not asked for")
