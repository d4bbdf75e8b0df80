"""Which addresses may be shown: those of pages that anybody can open, without what only the collector's browser knew."""

import ipaddress
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: parts of a query's names that say that its value opens something, or tells who asked
_SECRET = ("token", "key", "sig", "auth", "session", "sid", "password", "user", "email", "signature", "credential")


def public_address(address: str | None) -> str | None:
    """The address of a page on the open web, without user, port, fragment and secrets; None for anything else."""
    try:
        parts = urlsplit(address or "")
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host or _is_private(host):
        return None
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_secret(name)]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(asked), ""))


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in _SECRET)


def _is_private(host: str) -> bool:
    """An address in numbers tells of no published page, and names that no public server answers to are of a network."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.endswith((".local", ".internal", ".lan", ".home", ".corp", ".localhost", ".test", ".intranet"))
    return True
