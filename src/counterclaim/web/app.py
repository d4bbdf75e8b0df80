"""The application: pages, JSON API, background work, and what keeps strangers and hostile pages out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response

from counterclaim import __version__
from counterclaim.errors import CounterclaimError
from counterclaim.web import api, api_persons
from counterclaim.web.accounts import Accounts
from counterclaim.web.deps import person_of
from counterclaim.web.desk import HERE, TOUR, Desk, Person
from counterclaim.web.jobs import WORKS, Jobs
from counterclaim.web.looking import OneView
from counterclaim.web.outbox import Outbox
from counterclaim.web.pages import (
    estimates,
    exports,
    figures,
    incidents,
    ledger,
    persons,
    reports,
    review,
    sign_in,
    sources,
    tour,
    weighing,
    work,
)
from counterclaim.web.security import ChecksOrigin, Guarded, Limiter, add_headers, check_origin
from counterclaim.web.settings import Settings

#: seconds that a session lasts without signing in again
SESSION = 12 * 3600


def create_app(settings: Settings) -> FastAPI:
    """The application of one case.

    Raises:
        CaseError: the case cannot be opened.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.jobs.stop()
        app.state.outbox.close()
        desk.case.close()

    app = FastAPI(
        title="Counterclaim", version=__version__, lifespan=life, docs_url=None, redoc_url=None,
        description="A case: reports, claims, figures, people's conclusions and the ledger. `/api` is stable within a major version.",
    )  # fmt: skip
    app.state.desk = desk
    app.state.accounts = Accounts(desk.case.memory.engine)
    app.state.outbox = Outbox()
    app.state.jobs = Jobs(desk.case, {**WORKS, "export": app.state.outbox.work})
    app.state.limiter = Limiter(times=10, seconds=300)
    app.add_middleware(ChecksOrigin, dispatch=check_origin)
    app.add_middleware(
        SessionMiddleware, secret_key=settings.secret, max_age=SESSION, same_site="strict", https_only=settings.https,
        session_cookie="counterclaim",
    )  # fmt: skip
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(OneView)
    app.add_middleware(Guarded)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for pages in (
        figures, incidents, persons, review, reports, sources, ledger, work, tour, sign_in, estimates, weighing, exports,
    ):  # fmt: skip
        app.include_router(pages.router, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(api_persons.router)
    _front(app, desk)
    _errors(app, desk)
    return app


def _front(app: FastAPI, desk: Desk) -> None:
    @app.get("/", include_in_schema=False)
    def front() -> Response:
        return RedirectResponse(TOUR if desk.is_demo else "/figures", status_code=303)


def _errors(app: FastAPI, desk: Desk) -> None:
    """Every error as a sentence, in the form that was asked for; no traceback."""

    def answer(request: Request, status: int, message: str) -> Response:
        if request.url.path.startswith("/api"):
            return JSONResponse({"detail": message}, status_code=status)
        if status == 401:
            return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", status_code=303)
        try:
            person = person_of(request)
        except HTTPException:
            person = Person("", "reader")
        return desk.page(request, "error.html", person, status, message=message, code=status)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, str(error.detail))

    @app.exception_handler(404)
    async def missing(request: Request, error: HTTPException) -> Response:
        detail = getattr(error, "detail", "Not Found")
        return answer(request, 404, "There is no such page." if detail == "Not Found" else str(detail))

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return answer(request, 422, told)

    @app.exception_handler(Exception)
    async def own_fault(request: Request, error: Exception) -> Response:
        told = f"Counterclaim has a fault of its own ({type(error).__name__}). What was recorded before is kept."
        response = answer(request, 500, told)
        add_headers(response.headers, request.url.path)  # this answer is made outside of the guard
        return response

    @app.exception_handler(CounterclaimError)
    async def fault(request: Request, error: CounterclaimError) -> Response:
        return answer(request, 422, str(error))
