"""The JSON API: the same values as the commands print, with paging. OpenAPI at /openapi.json."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel

from counterclaim.case import Filter
from counterclaim.model import Figure, plain
from counterclaim.web.deps import desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.wanted import wanted_of

router = APIRouter(
    prefix="/api",
    tags=["case"],
    responses={401: {"description": "Sign in first."}, 403: {"description": "Not allowed."}},
)
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


class Found(BaseModel):
    """One page of what was found, and how much there is."""

    total: int
    items: list[dict[str, Any]]


class Fact(BaseModel):
    """One value."""

    item: dict[str, Any]


def _open(desk: Desk, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A list names what rests on protected contents and no more; looking at one is recorded."""
    hidden = desk.case.protected_among([item["id"] for item in items])
    return [{"id": item["id"], "protected": True} if item["id"] in hidden else item for item in items]


@router.get("/figures")
def figures(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)],
    wanted: Annotated[Filter, Depends(wanted_of)], limit: Limit = 10, offset: Offset = 0, brief: bool = False,
) -> Found:  # fmt: skip
    """Figures, disputed ones first; of protected ones, the id. `brief`: without relations, reasons, and why its claims are
    one figure, which are nine tenths of it; a figure by its id has them."""
    told = _briefly if brief else plain
    found = [told(figure) for figure in desk.case.figures(wanted, limit=limit, offset=offset)]
    return Found(total=desk.case.count_figures(wanted), items=_open(desk, found))


def _briefly(figure: Figure) -> dict[str, Any]:
    bare = tuple(replace(one, reasons=()) for one in figure.assessments)
    return dict(plain(replace(figure, relations=(), why_grouped=(), assessments=bare)))


@router.get("/figures/{figure_id}", responses={404: {"description": "There is none."}})
def figure(figure_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]) -> Fact:
    """One figure with its relations and assessments."""
    found = desk.case.figure(figure_id)
    if found is None:
        raise HTTPException(404, "There is no such figure.")
    desk.viewed(figure_id, person)
    return Fact(item=plain(found))


@router.get("/claims")
def claims(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)],
    wanted: Annotated[Filter, Depends(wanted_of)], limit: Limit = 50, offset: Offset = 0,
) -> Found:  # fmt: skip
    """Claims in the order of reports and their texts; of protected ones, the id."""
    found = [{"report": f.report, **plain(f.claim)} for f in desk.case.claims(wanted, limit=limit, offset=offset)]
    return Found(total=desk.case.count_claims(wanted), items=_open(desk, found))


@router.get("/claims/{claim_id}", responses={404: {"description": "There is none."}})
def claim(claim_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]) -> Fact:
    """One claim, with the rule that made each of its fields."""
    found = desk.case.claim(claim_id)
    if found is None:
        raise HTTPException(404, "There is no such claim.")
    desk.viewed(claim_id, person)
    return Fact(item={"report": found.report, **plain(found.claim)})


@router.get("/reports")
def reports(
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
    limit: Limit = 50,
    offset: Offset = 0,
) -> Found:
    """Reports, newest first, without their texts."""
    heads = desk.case.report_heads(limit=limit, offset=offset)
    return Found(total=desk.case.count_reports(), items=[plain(head) for head in heads])


@router.get("/ledger")
def ledger(
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
    limit: Limit = 50,
    after: Offset = 0,
) -> Found:
    """Headers of ledger entries in order; contents are on the pages that show them."""
    entries = [
        plain(r.entry) | {"id": r.entry.id, "erased": r.erased} for r in desk.case.entries(after=after, limit=limit)
    ]
    return Found(total=len(entries), items=entries)


@router.get("/estimates")
def estimates(desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]) -> Found:
    """Estimates of those on no list, newest first: every answer and refusal, and who accepted what."""
    found = desk.case.estimates.all()
    return Found(total=len(found), items=[plain(made) for made in found])


@router.get("/estimates/{estimate_id}", responses={404: {"description": "There is none."}})
def estimate(
    estimate_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Fact:
    """One estimate. A total of it is a number of the case only where `accepted` holds one that is neither withdrawn nor stale."""
    found = desk.case.estimates.find(estimate_id)
    if found is None:
        raise HTTPException(404, "There is no such estimate.")
    return Fact(item=plain(found))


@router.get("/weighing", responses={404: {"description": "The model is off, or there is nothing to weigh."}})
def weighing(desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]) -> Fact:
    """What the weighing model makes of the case's figures and sources, and by whose decision it is on; of protected
    figures, the id."""
    switch, found = desk.case.weighing.switch, desk.case.weighing.all()
    if switch is None or found is None:
        raise HTTPException(404, "The weighing model is off in this case, or no figure has two original sources.")
    hidden = desk.case.protected_among([figure.figure for figure in found.figures])
    answers = [
        {"figure": one.figure, "protected": True} if one.figure in hidden else plain(one) for one in found.figures
    ]
    return Fact(item={"switch": plain(switch), **plain(found), "figures": answers})


@router.get("/weighing/{figure_id}", responses={404: {"description": "The model has no answer."}})
def weighed(
    figure_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Fact:
    """The model's answer to one figure; as an assessment with its reasons it stands in the figure."""
    found = desk.case.weighing.figure(figure_id)
    if found is None:
        raise HTTPException(404, "The model has no answer to this figure.")
    desk.viewed(figure_id, person)
    return Fact(item=plain(found))
