"""Which network addresses may be asked: public ones, and private ones only of hosts allowed by name.

A page that redirects to a loopback or private network would make this machine fetch, and archive, what only it can
see. Names are resolved once, every address is checked, and the connection is made to a checked address, so that a
name that changes its answer between check and connection (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

_NAMES_OF_THIS_MACHINE = ("localhost", ".localhost", ".local", ".internal", ".localdomain", ".home.arpa")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the IPv4 address stands in the last four bytes


class Forbidden(Exception):
    """The address may not be asked, or leads nowhere. The message says why, for a Fault."""


def split(address: str) -> SplitResult:
    """The parts of an http(s) address.

    Raises:
        Forbidden: another scheme, no host, or a user name and password in it.
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  raises on a port that is no number
    except ValueError as error:
        raise Forbidden(f"is not an address ({error})") from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise Forbidden("is not an http or https address")
    if parts.username or parts.password:
        raise Forbidden("carries a user name or password, which would be archived in clear")
    return parts


def is_public(text: str) -> bool:
    """Whether an IP address lies on the public internet: not private, loopback, link-local, multicast or reserved."""
    address = ipaddress.ip_address(text.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int, allow_private: Collection[str]) -> list[str]:
    """The IP addresses of `host` to connect to, all of them checked.

    Raises:
        Forbidden: the name does not resolve, or one of its addresses is not public and the host is not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Forbidden(f"the host {host} cannot be resolved ({error})") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if host.lower() not in allow_private:
        for address in addresses:
            if not is_public(address):
                raise Forbidden(f"the host {host} lies on a private or loopback network ({address})")
    return addresses


def check_name(host: str, allow_private: Collection[str]) -> None:
    """What can be checked when a proxy resolves the names: the address itself, and names that mean this network.

    Raises:
        Forbidden: as `resolve`.
    """
    name = host.lower().rstrip(".")
    if host.lower() in allow_private:
        return
    private = name.endswith(_NAMES_OF_THIS_MACHINE) or ("." not in name and ":" not in name)
    try:
        # inet_aton also reads 127.1, 0x7f000001 and 2130706433, as the proxy may
        literal = name if ":" in name else socket.inet_ntoa(socket.inet_aton(name))
        private = not is_public(literal)
    except (OSError, ValueError):
        pass
    if private:
        raise Forbidden(f"the host {host} lies on a private or loopback network")
