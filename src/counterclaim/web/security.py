"""What every response carries and every change must show: headers, forms that only our pages can send, limits.

A page of ours runs no script but our files, talks to no other host, and cannot be framed. Each threat has its row in
docs/threat-model.md and its test in tests/web/test_security.py.
"""

import hmac
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: hash of the one style sheet that Observable Plot writes into its own drawings (class name "plot")
PLOT_STYLE = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {PLOT_STYLE}; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
#: bytes of the largest change that is read: a long report's addition by hand is a thousandth of it
LARGEST = 16 * 2**20
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
Next = Callable[[Request], Awaitable[Response]]


class Guarded:
    """The outermost layer: every response, also a refused one, carries the policy, and leaves no copy in a cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and put the headers on what comes back."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(MutableHeaders(scope=message), str(scope.get("path", "")))
            await send(message)

        await self._app(scope, receive, send_guarded)


def add_headers(headers: MutableHeaders, path: str) -> None:
    """The headers of a response to a request for `path`."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not path.startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")


def local(path: str, otherwise: str = "/figures") -> str:
    """A path of ours to go on to; anything that could lead to another site becomes `otherwise`."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else otherwise


def form_token(request: Request) -> str:
    """The token of this session's forms; made on first use."""
    token = request.session.get("form")
    if not isinstance(token, str):
        token = secrets.token_urlsafe(24)
        request.session["form"] = token
    return token


class ChecksOrigin(BaseHTTPMiddleware):
    """Lets `check_origin` see what changes something; a page that is only looked at goes straight on."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] == "http" and scope["method"] not in _CHANGING:
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


async def check_origin(request: Request, call_next: Next) -> Response:
    """A change must come from a page of ours: same origin, where the browser says so, and with the session's token.

    The JSON API takes the token as the header X-Form-Token; forms as the field `form_token`.
    """
    if request.method in _CHANGING:
        origin = request.headers.get("origin")
        elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
        if elsewhere or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("A change was refused: it came from another site.", status_code=403)
        length = request.headers.get("content-length", "0" if request.method == "DELETE" else "")
        if not length.isdecimal() or int(length[:12]) > LARGEST:
            return PlainTextResponse(f"A change was refused: it may have {LARGEST} bytes.", status_code=413)
        await request.body()  # kept, so that the page itself can read the form again
        wanted = request.session.get("form")
        given = request.headers.get("x-form-token")
        if given is None and request.headers.get("content-type", "").startswith(
            ("application/x-www-form-urlencoded", "multipart/form-data")
        ):
            given = str((await request.form()).get("form_token") or "")
        if not isinstance(wanted, str) or given is None or not hmac.compare_digest(wanted.encode(), given.encode()):
            return PlainTextResponse(
                "A change was refused: load the page again and send it from there.", status_code=403
            )
    return await call_next(request)


#: keys after which those that are over are forgotten
MANY = 10_000


class Limiter:
    """At most `times` in `seconds` for one key; the oldest are forgotten. For sign-ins, by name and by address."""

    def __init__(self, times: int, seconds: float) -> None:
        self._times, self._seconds = times, seconds
        self._seen: dict[str, deque[float]] = defaultdict(deque)

    def allows(self, key: str) -> bool:
        """Whether one more is allowed; it is counted."""
        now, seen = time.monotonic(), self._seen[key]
        while seen and now - seen[0] > self._seconds:
            seen.popleft()
        if len(seen) >= self._times:
            return False
        seen.append(now)
        if len(self._seen) > MANY:  # a flood of names must not fill the memory, nor free those that count
            self._seen = defaultdict(
                deque, {k: times for k, times in self._seen.items() if now - times[-1] <= self._seconds}
            )
        return True
