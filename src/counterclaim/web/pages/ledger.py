"""The ledger: who did what and when, searchable; and `verify` at a click."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.errors import CounterclaimError
from counterclaim.model import EntryKind
from counterclaim.web.deps import admin, desk_of, reader
from counterclaim.web.desk import Desk, Person

router = APIRouter()
AT_ONCE = 100


@router.get("/ledger")
def ledger(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)], kind: str = "",
    words: str = "", after: Annotated[int, Query(ge=0)] = 0,
) -> Response:  # fmt: skip
    """Entries in order; `words` are sought in ids, tools and names."""
    kinds = (EntryKind(kind),) if kind in set(EntryKind) else ()
    found, last = [], after
    for recorded in desk.case.entries(after=after, kinds=kinds):
        last = recorded.entry.sequence
        entry = recorded.entry
        if not words or words.lower() in f"{entry.id} {entry.tool} {recorded.who} {entry.about}".lower():
            found.append(recorded)
        if len(found) > AT_ONCE:
            break
    return desk.page(
        request, "ledger.html", person, entries=found[:AT_ONCE], more=len(found) > AT_ONCE,
        next_after=found[AT_ONCE - 1].entry.sequence if len(found) > AT_ONCE else last, kinds=list(EntryKind), kind=kind, words=words,
    )  # fmt: skip


@router.post("/ledger/verify")
def verify(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """Check every hash, every span and the whole chain now."""
    return desk.page(request, "verified.html", person, verification=desk.case.verify())


@router.post("/ledger/{entry}/erase")
def erase(
    entry: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(admin)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)],
) -> Response:  # fmt: skip
    """Destroy a protected content; the tombstone with its reason stays."""
    try:
        desk.case.erase(entry, reason=reason, by=person.name)
    except CounterclaimError as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse("/ledger?kind=erasure", status_code=303)
