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
from starlette.responses import PlainTextResponse

#: hash of the one style sheet that Observable Plot writes into its own drawings (class name "plot")
PLOT_STYLE = "'sha256-PLOTSTYLEHASH'"
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {PLOT_STYLE}; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
Next = Callable[[Request], Awaitable[Response]]


async def add_headers(request: Request, call_next: Next) -> Response:
    """Every response: the policy, and no copy of a page of a case left in a cache."""
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def form_token(request: Request) -> str:
    """The token of this session's forms; made on first use."""
    token = request.session.get("form")
    if not isinstance(token, str):
        token = secrets.token_urlsafe(24)
        request.session["form"] = token
    return token


async def check_origin(request: Request, call_next: Next) -> Response:
    """A change must come from a page of ours: same origin, where the browser says so, and with the session's token.

    The JSON API takes the token as the header X-Form-Token; forms as the field `form_token`.
    """
    if request.method in _CHANGING:
        origin = request.headers.get("origin")
        if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
            return PlainTextResponse("A change was refused: it came from another site.", status_code=403)
        wanted = request.session.get("form")
        given = request.headers.get("x-form-token")
        if given is None and request.headers.get("content-type", "").startswith(
            ("application/x-www-form-urlencoded", "multipart/form-data")
        ):
            given = str((await request.form()).get("form_token") or "")
        if not isinstance(wanted, str) or given is None or not hmac.compare_digest(wanted, given):
            return PlainTextResponse(
                "A change was refused: load the page again and send it from there.", status_code=403
            )
    return await call_next(request)


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
        if len(self._seen) > 10_000:  # a flood of names must not fill the memory
            self._seen.clear()
        return True
