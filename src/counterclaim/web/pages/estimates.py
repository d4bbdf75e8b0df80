"""Estimates: how many are on no list. What it is estimated from, every method's answer or refusal, and who accepted what."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from counterclaim.case import StoredEstimate
from counterclaim.case.estimate_sources import LISTS, name_of_lists
from counterclaim.case.overlap_strata import FACTS
from counterclaim.estimates.assumptions import cannot_be_accepted, pick
from counterclaim.estimates.example import NAME, PUBLISHED, kosovo
from counterclaim.estimates.table import parse_profiles, parse_tables
from counterclaim.model import Estimate, Standard
from counterclaim.sheets import as_text
from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.intervals import MAIN, densities, intervals, left_out, overlap, priors, strata
from counterclaim.web.works import target_of

router = APIRouter()
#: a table of capture histories and its lists are text of a page or two
LARGEST = 2_000_000


@router.get("/estimates")
def estimates(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """What can be estimated from, what is being estimated, and what was."""
    jobs = [job for job in request.app.state.jobs.all() if job.kind == "estimate"][:5]
    return desk.page(
        request, "estimates.html", person, sources=desk.case.estimates.sources(), found=desk.case.estimates.all(),
        jobs=jobs, kind="estimate", lists=LISTS, facts=list(FACTS), example=NAME,
    )  # fmt: skip


@router.post("/estimates/run")
def run(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    source: Annotated[str, Form(pattern=r"\S", max_length=400)], seed: Annotated[int, Form(ge=0, le=2**31)] = 1,
    level: Annotated[float, Form(ge=0.5, lt=1)] = 0.95, only: Annotated[list[str] | None, Form()] = None,
    fact: Annotated[str, Form(max_length=20)] = "",
) -> Response:  # fmt: skip
    """Estimate in the background; `only` names some of the linked lists, `fact` what they are split by."""
    known = {each.name: each for each in desk.case.estimates.sources()}
    if source not in known:
        raise HTTPException(422, "There is nothing of that name to estimate from.")
    if source == LISTS:
        everything = not only or set(only) == set(known[source].tables[0].lists)
        source = name_of_lists(fact if fact in FACTS else "", () if everything else only or ())
    request.app.state.jobs.start("estimate", target_of(source, seed, level), by=person.name)
    return RedirectResponse("/estimates", status_code=303)


@router.post("/estimates/table")
async def table(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    name: Annotated[str, Form(pattern=r"\S", max_length=190)], counts: UploadFile, lists: UploadFile | None = None,
) -> Response:  # fmt: skip
    """Give the case a table of capture histories as CSV, and what is known of its lists."""
    profiles = parse_profiles(await _text(lists), lists.filename or "lists") if lists and lists.filename else ()
    desk.case.estimates.give(
        parse_tables(await _text(counts), counts.filename or "table", profiles), name, by=person.name
    )
    return RedirectResponse("/estimates", status_code=303)


async def _text(file: UploadFile) -> str:
    data = await file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise HTTPException(422, f"{file.filename}: more than {LARGEST // 1_000_000} MB. Count the histories first.")
    return as_text(data, file.filename or "the file")


@router.post("/estimates/example")
def example(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)]
) -> Response:
    """Take in the worked example and estimate from it."""
    source = desk.case.estimates.give((kosovo(),), NAME, by=person.name)
    request.app.state.jobs.start("estimate", target_of(source.name, 1, 0.95), by=person.name)
    return RedirectResponse("/estimates", status_code=303)


@router.get("/estimates/{estimate_id}")
def estimate(
    request: Request, estimate_id: str, desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)], answer: Annotated[str, Query(max_length=60)] = "",
) -> Response:  # fmt: skip
    """One estimate whole. `answer`: the one whose assumptions are shown to be accepted."""
    return show(request, desk, person, _stored(desk, estimate_id), answer)


def show(request: Request, desk: Desk, person: Person, stored: StoredEstimate, answer: str = "") -> Response:
    """The page of an estimate."""
    found = stored.estimation
    fit = [made for made in found.estimates if cannot_be_accepted(found, made) is None]
    method, _, criterion = answer.partition(" ")
    chosen = pick(found, method, criterion or None) or (fit[0] if fit else None)
    published = PUBLISHED if stored.title == NAME else None
    return desk.page(
        request, "estimate.html", person, stored=stored, found=found, fit=fit, chosen=chosen, name_of=name_of,
        replicates=len({table.replicate for table in stored.tables}),
        against=cannot_be_accepted(found, chosen) if chosen else None, standards=list(Standard), published=published,
        overlap=overlap(stored.tables), intervals=intervals(stored, published is not None), densities=densities(found),
        left_out=left_out(found), priors=priors(found), strata=strata(found), main=MAIN,
    )  # fmt: skip


def name_of(made: Estimate) -> str:
    """An answer's name: its method, and which of its answers."""
    return f"{made.method.value} {made.criterion}" if made.criterion else made.method.value


@router.post("/estimates/{estimate_id}/accept")
def accept(
    estimate_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    answer: Annotated[str, Form(pattern=r"\S", max_length=60)], standard: Annotated[Standard, Form()],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], ticked: Annotated[list[int] | None, Form()] = None,
) -> Response:  # fmt: skip
    """A named analyst accepts each assumption of one answer."""
    method, _, criterion = answer.partition(" ")
    places: list[Any] = ticked or []
    desk.case.estimates.accept(
        _stored(desk, estimate_id).id, method, criterion or None, ticked=places, standard=standard, reason=reason,
        by=person.name,
    )  # fmt: skip
    return RedirectResponse(f"/estimates/{estimate_id}", status_code=303)


def _stored(desk: Desk, estimate_id: str) -> StoredEstimate:
    stored = desk.case.estimates.find(estimate_id)
    if stored is None:
        raise HTTPException(404, "There is no such estimate.")
    return stored
