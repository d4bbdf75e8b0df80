"""Work in progress: what runs in the background, how far it is, and its cancelling."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import Desk, Person

router = APIRouter()


@router.get("/work")
def work(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """Jobs, newest first."""
    return desk.page(request, "work.html", person, jobs=request.app.state.jobs.all())


@router.get("/jobs/list")
def listed(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
    kind: str = "",
) -> Response:
    """The jobs alone, or those of a kind, which the page asks for again while one runs."""
    jobs = [job for job in request.app.state.jobs.all() if kind in ("", job.kind)]
    return desk.page(request, "jobs.html", person, jobs=jobs[:5] if kind else jobs, kind=kind)


@router.post("/jobs/add")
def add(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    target: Annotated[str, Form(pattern=r"\S", max_length=4000)],
) -> Response:  # fmt: skip
    """Archive, read and regroup a file, folder, feed or address in the background."""
    request.app.state.jobs.start("add", target.strip(), by=person.name)
    return RedirectResponse("/work", status_code=303)


@router.post("/jobs/{job}/cancel")
def cancel(
    request: Request, job: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)]
) -> Response:
    """Stop a job after the item that it is on; what was done stays."""
    if not request.app.state.jobs.cancel(job):
        raise HTTPException(404, "There is no such job, or it has ended.")
    return RedirectResponse("/work", status_code=303)
