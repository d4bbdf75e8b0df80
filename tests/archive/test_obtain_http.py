"""Fetching from a server on this machine: facts, limits, redirects, feeds. Nothing outside is asked."""

import gzip
import hashlib
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from datetime import UTC
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from counterclaim.archive.obtain import FIRST_FETCH_WARNING, Limits, Obtained, obtain
from counterclaim.errors import Fault

PAGE = b"<!doctype html><html><body><p>Nine people were killed in the harbour.</p></body></html>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Nine killed</title><link>{base}/page</link><pubDate>Mon, 12 May 2031 23:30:00 +0000</pubDate></item>
<item><title>Gone</title><link>{base}/missing</link></item>
<item><title>No link</title></item>
<item><title>Inside</title><link>http://10.0.0.1/secret</link></item>
</channel></rss>"""


@contextmanager
def site(answers):
    """A server on a free loopback port; `answers` maps a path to a function of the handler."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.seen.append((self.path, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has read enough
                answers.get(self.path, missing)(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    server.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(body, status=200, **headers):
    def answer(handler):
        handler.send_response(status)
        for key, value in headers.items():
            handler.send_header(key.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


missing = send(b"gone", 404)


def redirect(to, status=302):
    return send(b"", status, Location=to)


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.end_headers()
    handler.wfile.write(b"<rss><channel>")
    for _ in range(400):
        handler.wfile.write(b"<item><title>x</title></item>" * 400)


def dripping(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.02)


def silent(handler):
    time.sleep(1)


def fetch(address, **settings):
    settings.setdefault("allow_private", {"127.0.0.1"})
    return list(obtain(address, collector="A. Collector", **settings))


def test_a_page_is_had_as_received_with_its_facts():
    with site({"/page": send(PAGE, Content_Type="text/html; charset=utf-8", X_Note="kept")}) as server:
        (item,) = fetch(f"{server.base}/page")
    facts = item.snapshot
    assert item.data == PAGE
    assert facts.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (facts.address, facts.final_address) == (f"{server.base}/page", f"{server.base}/page")
    assert (facts.status_code, facts.media_type, facts.collector) == (200, "text/html", "A. Collector")
    assert ("X-Note", "kept") in facts.headers
    assert facts.obtained_at.tzinfo is UTC
    assert server.seen[0][1]["host"] == server.base.removeprefix("http://")


def test_redirects_are_followed_and_the_final_address_is_kept():
    with site({"/old": redirect("/page", 301), "/page": send(PAGE)}) as server:
        (item,) = fetch(f"{server.base}/old")
    assert item.snapshot.address.endswith("/old")
    assert item.snapshot.final_address.endswith("/page")


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://2130706433:9/"]
)
def test_loopback_is_refused_unless_allowed(target):
    (item,) = fetch(target, allow_private=())
    assert "private or loopback network" in item.fault
    assert "--allow-private" in item.remedy


@pytest.mark.parametrize(
    "inside", ["http://localhost:{port}/page", "http://10.0.0.1/", "http://169.254.169.254/meta", "http://[::1]/"]
)
def test_a_redirect_to_a_private_network_is_refused(inside):
    answers = {"/page": send(PAGE)}
    with site(answers) as server:
        answers["/out"] = redirect(inside.format(port=server.server_port))
        (item,) = fetch(f"{server.base}/out")
        asked = [path for path, _ in server.seen]
    assert "redirects to" in item.fault
    assert "private or loopback network" in item.fault
    assert asked == ["/out"]


@pytest.mark.parametrize(
    ("to", "fault"),
    [
        ("file:///etc/passwd", "not an http or https address"),
        ("ftp://example.org/", "not an http or https address"),
        ("javascript:alert(1)", "cannot be fetched"),
    ],
)
def test_a_redirect_to_another_scheme_is_refused(to, fault):
    with site({"/out": redirect(to)}) as server:
        (item,) = fetch(f"{server.base}/out")
    assert fault in item.fault


def test_the_connection_goes_to_the_checked_address(monkeypatch):
    """A name that answers with a public address when checked and with a private one later gains nothing."""
    import socket

    real, asked = socket.getaddrinfo, []

    def rebinding(host, *rest, **more):
        if host == "rebind.example":
            asked.append(host)
            return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", *rest, **more)
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with site({"/page": send(PAGE)}) as server:
        (item,) = fetch(f"http://rebind.example:{server.server_port}/page", allow_private={"rebind.example"})
    assert isinstance(item, Obtained)
    assert asked == ["rebind.example"]
    assert server.seen[0][1]["host"] == f"rebind.example:{server.server_port}"


def test_a_circle_of_redirects_ends():
    with site({"/a": redirect("/b"), "/b": redirect("/a")}) as server:
        (item,) = fetch(f"{server.base}/a")
    assert item.fault == "redirects more than 10 times"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (send(b"broken", 500), "the server answered 500"),
        (send(b"gone", 404), "the server answered 404"),
        (send(b"", 200), "empty page"),
        (send(b"", 304), "the server answered 304"),
        (send(b"short", Content_Length="500"), "cannot be fetched"),
        (send(b"x", Content_Encoding="br"), "'br', which was not asked for"),
        (send(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "truncated"),
        (send(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"), "decompression bomb"),
    ],
)
def test_answers_that_hold_no_page(answer, fault):
    with site({"/page": answer}) as server:
        (item,) = fetch(f"{server.base}/page")
    assert fault in item.fault


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw_deflate)]
)
def test_compressed_pages_are_unpacked(coding, pack):
    with site({"/page": send(pack(PAGE), Content_Encoding=coding)}) as server:
        (item,) = fetch(f"{server.base}/page")
    assert item.data == PAGE


def test_a_feed_that_never_ends_is_cut_off():
    with site({"/feed": endless}) as server:
        (item,) = fetch(f"{server.base}/feed", limits=Limits(feed_size=1_000_000))
    assert "sends more than the 1,000,000 bytes" in item.fault


def test_a_server_that_drips_is_cut_off():
    with site({"/page": dripping}) as server:
        began = time.monotonic()
        (item,) = fetch(f"{server.base}/page", limits=Limits(whole=0.2))
        assert time.monotonic() - began < 3  # it drips for four seconds at least
    assert "was still sending after 0.2 seconds" in item.fault


def test_a_server_that_is_silent_is_left():
    with site({"/page": silent}) as server:
        (item,) = fetch(f"{server.base}/page", limits=Limits(silence=0.1))
    assert item.fault == "the server does not answer in time"


def test_a_feed_gives_its_pages_with_what_it_says_of_them_and_goes_on_after_faults():
    answers = {"/page": send(PAGE)}
    with site(answers) as server:
        feed = FEED.format(base=server.base).encode()
        answers["/feed"] = send(feed, Content_Type="application/rss+xml")
        page, gone, linkless, inside = fetch(f"{server.base}/feed")
    assert page.data == PAGE
    assert dict(page.snapshot.listing) == {
        "feed": f"{server.base}/feed",
        "feed_sha256": hashlib.sha256(feed).hexdigest(),
        "title": "Nine killed",
        "published": "2031-05-12",
        "source": "Harbour Post",
    }
    assert "answered 404" in gone.fault
    assert (linkless.place, linkless.fault) == ("entry 3", "has no address")
    assert "private or loopback" in inside.fault


def test_a_feed_that_answers_500_is_a_fault():
    with site({"/feed": send(b"<rss/>", 500, Content_Type="application/rss+xml")}) as server:
        (item,) = fetch(f"{server.base}/feed")
    assert isinstance(item, Fault)
    assert "answered 500" in item.fault


@pytest.mark.parametrize("body", [b"<rss version='2.0'><channel></channel></rss>", b"<rss><chann"])
def test_a_feed_without_items_is_a_fault(body):
    with site({"/feed": send(body, Content_Type="application/rss+xml")}) as server:
        (item,) = fetch(f"{server.base}/feed")
    assert "the feed" in item.fault


def test_entities_in_a_feed_do_not_explode():
    doubling = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    items = "<item><title>&a11;</title></item>"
    body = f'<!DOCTYPE rss [<!ENTITY a0 "xxxxxxxxxx">{doubling}]><rss><channel>{items}</channel></rss>'
    with site({"/feed": send(body.encode(), Content_Type="application/rss+xml")}) as server:
        found = fetch(f"{server.base}/feed")
    assert all(isinstance(item, Fault) for item in found)


def test_a_feed_with_more_items_than_are_taken_says_so():
    answers = {"/page": send(PAGE)}
    with site(answers) as server:
        items = "".join(f"<item><link>{server.base}/page?{i}</link></item>" for i in range(3))
        answers["/feed"] = send(f"<rss><channel>{items}</channel></rss>".encode())
        found = fetch(f"{server.base}/feed", limits=Limits(feed_entries=2))
    assert len(found) == 3
    assert "lists 3 items; the first 2" in found[-1].fault


def test_a_proxy_is_used_and_recorded():
    with site({"http://example.org/page": send(PAGE)}) as proxy:
        (item,) = fetch("http://example.org/page", proxy=proxy.base)
    assert item.data == PAGE
    assert item.snapshot.proxy == proxy.base
    assert proxy.seen[0][0] == "http://example.org/page"


def test_a_password_of_the_proxy_is_not_recorded():
    with site({"http://example.org/page": send(PAGE)}) as proxy:
        (item,) = fetch("http://example.org/page", proxy=proxy.base.replace("http://", "http://user:word@"))
    assert item.snapshot.proxy == proxy.base


def test_a_proxy_is_not_asked_for_private_hosts():
    with site({}) as proxy:
        (item,) = fetch("http://192.168.1.1/", proxy=proxy.base, allow_private=())
        assert "private or loopback network" in item.fault
        assert not proxy.seen


@pytest.mark.parametrize("proxy", ["gopher://x", "socks5://x:port", "http://x:port"])
def test_a_proxy_that_is_none_is_a_fault(proxy):
    (item,) = fetch("http://example.org/", proxy=proxy)
    assert "is not a proxy" in item.fault


def test_environment_proxies_are_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with site({"/page": send(PAGE)}) as server:
        (item,) = fetch(f"{server.base}/page")
    assert item.data == PAGE


def test_no_server_is_a_fault():
    with site({}) as server:
        address = f"{server.base}/page"
    (item,) = fetch(address, limits=Limits(connect=1))
    assert "cannot be fetched" in item.fault


def test_the_warning_says_who_sees_what():
    assert "the site sees the network address that asks" in FIRST_FETCH_WARNING
