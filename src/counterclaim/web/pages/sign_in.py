"""Signing in and out, and who has an account; only in a team."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.web.deps import admin, desk_of
from counterclaim.web.desk import Desk, Person
from counterclaim.web.security import local

router = APIRouter()
_NOBODY = Person("", "reader")


@router.get("/sign-in")
def form(request: Request, desk: Annotated[Desk, Depends(desk_of)], next: str = "/figures") -> Response:
    """The form; where nobody needs to sign in, the figures."""
    if not desk.settings.team:
        return RedirectResponse("/figures", status_code=303)
    return desk.page(request, "sign_in.html", _NOBODY, next=local(next), message="")


@router.post("/sign-in")
def sign_in(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form(max_length=1000)], next: Annotated[str, Form()] = "/figures",
) -> Response:  # fmt: skip
    """Ten tries in five minutes, by name and by address."""
    limiter = request.app.state.limiter
    address = request.client.host if request.client else "unknown"
    if not limiter.allows(f"name {name}") or not limiter.allows(f"address {address}"):
        return desk.page(
            request, "sign_in.html", _NOBODY, 429, next=local(next), message="Too many tries. Wait five minutes."
        )
    account = request.app.state.accounts.sign_in(name, password)
    if account is None:
        return desk.page(
            request, "sign_in.html", _NOBODY, 403, next=local(next), message="Name and password do not fit."
        )
    request.session.clear()  # a session that somebody planted before ends here
    request.session.update(account=account.name, stamp=account.stamp)
    return RedirectResponse(local(next), status_code=303)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    request.session.clear()
    return RedirectResponse("/sign-in", status_code=303)


@router.get("/accounts")
def accounts(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(admin)]
) -> Response:
    """Who may do what."""
    if not desk.settings.team:
        raise HTTPException(404, "Accounts are for teams: start with `counterclaim serve CASE --team`.")
    return desk.page(request, "accounts.html", person, accounts=request.app.state.accounts.all())


@router.post("/accounts")
def put(
    request: Request, person: Annotated[Person, Depends(admin)], name: Annotated[str, Form()], role: Annotated[str, Form()],
    password: Annotated[str, Form()],
) -> Response:  # fmt: skip
    """Give or change an account."""
    request.app.state.accounts.put(name, role, password)
    return RedirectResponse("/accounts", status_code=303)
