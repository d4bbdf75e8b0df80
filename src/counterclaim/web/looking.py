"""A page looks many times and shows one state: all its looks share one connection, and its figures are settled once."""

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.case.memory import one_view


class OneView:
    """What only looks at a case does so in one view of it, which ends before the answer goes out: who fetches slowly holds nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        looks = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not looks or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        with one_view() as view:

            async def send_after(message: Message) -> None:
                if view.is_open:
                    await run_in_threadpool(view.close)
                await send(message)

            await self._app(scope, receive, send_after)
