"""Which network addresses may be asked."""

import socket

import pytest

from counterclaim.archive.obtain_address import Forbidden, check_name, is_public, resolve, split


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.2.1", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_loopback_and_reserved_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "::1"])
def test_a_private_host_is_refused_unless_allowed_by_name(host):
    with pytest.raises(Forbidden, match=r"private or loopback network"):
        resolve(host, 80, frozenset())
    assert resolve(host, 80, frozenset({host}))


def test_allowing_one_host_allows_no_other():
    with pytest.raises(Forbidden):
        resolve("127.0.0.1", 80, frozenset({"localhost"}))


def test_one_private_address_among_public_ones_is_refused(monkeypatch):
    def answers(*_, **__):
        return [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(Forbidden, match=r"10\.0\.0\.1"):
        resolve("rebind.example", 80, frozenset())


def test_a_name_that_does_not_resolve(monkeypatch):
    def fails(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(Forbidden, match=r"nowhere\.invalid cannot be resolved"):
        resolve("nowhere.invalid", 80, frozenset())


@pytest.mark.parametrize(
    "host",
    ["localhost", "printer", "printer.local", "127.1", "0x7f.1", "2130706433", "10.0.0.1", "::1", "a.localhost."],
)
def test_behind_a_proxy_names_of_this_network_are_refused(host):
    with pytest.raises(Forbidden):
        check_name(host, frozenset())
    check_name(host, frozenset({host}))


@pytest.mark.parametrize("host", ["example.org", "93.184.215.14", "2606:4700::1111"])
def test_behind_a_proxy_public_names_pass(host):
    check_name(host, frozenset())


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://example.org/", "not an http"),
        ("file:///etc/passwd", "not an http"),
        ("http:///x", "not an http"),
        ("http://user:word@example.org/", "user name or password"),
        ("http://example.org:port/", "not an address"),
        ("http://[::1", "not an address"),
    ],
)
def test_addresses_that_are_none(address, why):
    with pytest.raises(Forbidden, match=why):
        split(address)
