"""Export: what leaves the case, for whom, and what is left out of it; made in the background, every export and fetch recorded."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from counterclaim.case import Tier
from counterclaim.case.leaving import leaving
from counterclaim.exports.container import seal
from counterclaim.exports.formats import FORMATS
from counterclaim.exports.tier import LEFT_OUT
from counterclaim.model import EntryKind
from counterclaim.web.accounts import SHORTEST
from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.outbox import ROLES, Order, order, order_of

router = APIRouter()


@router.get("/exports")
def exports(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """Formats, tiers in words with what each leaves out here, what is being made, what left before."""
    outbox = request.app.state.outbox
    jobs = [job for job in request.app.state.jobs.all() if job.kind == "export"][:10]
    waiting = [(job, order_of(job.target)) for job in jobs if job.state == "done"]
    left = list(desk.case.entries(kinds=(EntryKind.EXPORT,)))[-30:]
    return desk.page(
        request, "exports.html", person, formats=FORMATS, tiers=list(Tier), left_out=LEFT_OUT, roles=ROLES,
        counts={tier: leaving(desk.case.memory, tier) for tier in Tier}, jobs=jobs, kind="export", shortest=SHORTEST, public=Tier.PUBLIC,
        waiting=[(job, wanted, outbox.holds(wanted)) for job, wanted in waiting if person.may(ROLES[wanted.tier])], left=left[::-1],
    )  # fmt: skip


@router.post("/exports")
def make(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    format_: Annotated[str, Form(alias="format", max_length=20)], tier: Annotated[Tier, Form()] = Tier.PUBLIC,
) -> Response:  # fmt: skip
    """Make an export in the background."""
    if format_ not in FORMATS:
        raise HTTPException(422, f"There is no format of that name. There are: {', '.join(FORMATS)}.")
    _allowed(person, tier)
    request.app.state.jobs.start("export", order(format_, tier).target, by=person.name)
    return RedirectResponse("/exports", status_code=303)


@router.post("/exports/{job_id}/file")
async def fetch(
    request: Request, job_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    passphrase: Annotated[str, Form(max_length=1000)] = "",
) -> Response:  # fmt: skip
    """Fetch what was made: public as a ZIP, others sealed under a passphrase. That it was fetched is recorded."""
    job = request.app.state.jobs.get(job_id)
    if job is None or job.kind != "export" or job.state != "done":
        raise HTTPException(404, "There is no such export, or it is not ready.")
    wanted = order_of(job.target)
    _allowed(person, wanted.tier)
    if wanted.tier is not Tier.PUBLIC and len(passphrase) < SHORTEST:
        raise HTTPException(
            422, f"What is not for everybody leaves under a passphrase of {SHORTEST} characters or more."
        )
    try:
        data, name = await run_in_threadpool(_packed, request.app.state.outbox, wanted, passphrase)
    except KeyError:
        raise HTTPException(404, "It was made before the application was last started. Make it again.") from None
    await run_in_threadpool(
        desk.case.log_view, f"export {wanted.target}", by=person.name, purpose="fetched in the browser"
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _packed(outbox: Any, wanted: Order, passphrase: str) -> tuple[bytes, str]:
    data = outbox.fetch(wanted)
    if wanted.tier is Tier.PUBLIC:
        return data, wanted.filename
    return seal(data, passphrase), f"{wanted.filename.removesuffix('.zip')}.sealed"


def _allowed(person: Person, tier: Tier) -> None:
    if not person.may(ROLES[tier]):
        raise HTTPException(403, f"The {tier.value} tier needs the role {ROLES[tier]}; yours is {person.role}.")
