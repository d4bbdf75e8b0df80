"""A page looks many times and shows one state: its figures are settled once."""

from starlette.types import ASGIApp, Receive, Scope, Send

from counterclaim.case import Case


class SettledOnce:
    """A page that only looks settles the figures of the case at its first look."""

    def __init__(self, app: ASGIApp, case: Case) -> None:
        self._app, self._case = app, case

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            with self._case.settled_once():
                await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, send)
