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
#: entries that are verified while a person waits: some two seconds
AT_A_CLICK = 400


@router.get("/ledger")
def ledger(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)], kind: str = "",
    words: str = "", after: Annotated[int, Query(ge=0)] = 0,
) -> Response:  # fmt: skip
    """Entries in order; `words` are sought in ids, tools and names."""
    kinds = (EntryKind(kind),) if kind in set(EntryKind) else ()
    found = list(desk.case.entries(after=after, limit=AT_ONCE + 1, kinds=kinds, words=words.strip()))
    shown, more = found[:AT_ONCE], len(found) > AT_ONCE
    return desk.page(
        request, "ledger.html", person, entries=shown, more=more, next_after=shown[-1].entry.sequence if shown else after,
        kinds=list(EntryKind), kind=kind, words=words,
    )  # fmt: skip


@router.post("/ledger/verify")
def verify(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """Check every hash, every span and the whole chain: now, or in the background where it takes longer than a click."""
    if desk.case.count_entries() > AT_A_CLICK:
        request.app.state.jobs.start("verify", "", by=person.name)
        return RedirectResponse("/work", status_code=303)
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
