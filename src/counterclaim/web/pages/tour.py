"""The tour of the demo: eight things to do in five minutes on the live case of the invented war, and its truth at the end."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim import demo_war
from counterclaim.case import Case, Filter
from counterclaim.model import EntryKind, Figure, Harm
from counterclaim.web.deps import admin, desk_of, reader
from counterclaim.web.desk import Desk, Person

router = APIRouter()
#: towns whose figures the tour speaks of
CLINIC, BUSES = "Hesmar", "Old Kesh"


@router.get("/tour")
def tour(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """The steps, each with what the case says now."""
    case = _demo(desk)
    buses, clinic = _figure(case, BUSES, Harm.EVACUATED), _figure(case, CLINIC, Harm.KILLED)
    figures = [figure for figure in (buses, clinic) if figure is not None]
    known = case.known([claim for figure in figures for claim in figure.claims])
    estimates = case.estimates.all()
    return desk.page(
        request, "tour.html", person, buses=buses, clinic=clinic, known=known, before=request.session.get("bounds"),
        breakdown=_has(case, demo_war.BREAKDOWN.stem), denials=_has(case, demo_war.live()[0].stem), witness=_witness(case),
        verified=request.session.get("verified"), erased=next(case.entries(kinds=(EntryKind.ERASURE,), limit=1), None),
        refused=[e for e in estimates if not e.estimation.estimates], answered=[e for e in estimates if e.estimation.estimates],
        truth=json.loads(demo_war.TRUTH.read_text("utf-8"))["incidents"],
    )  # fmt: skip


@router.post("/tour/{step}")
def do(
    request: Request, step: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(admin)]
) -> Response:
    """Do a step on the live case: the breakdown arrives, three denials are added, the witness withdraws."""
    case = _demo(desk)
    if step == "breakdown":
        case.add([str(demo_war.BREAKDOWN)], by=person.name)
    elif step == "denials":
        clinic = _figure(case, CLINIC, Harm.KILLED)
        request.session["bounds"] = _bounds([clinic] if clinic else [])
        case.add([str(path) for path in demo_war.live()], by=person.name)
    elif step == "witness":
        entry = _witness(case)
        if entry is not None:
            case.erase(entry, reason="the witness withdrew her statement", by=person.name)
        verification = case.verify()
        request.session["verified"] = "sound" if verification.sound else str(verification.findings[0])
    else:
        raise HTTPException(404, "The tour has no such step.")
    return RedirectResponse(f"/tour#{step}", status_code=303)


def _demo(desk: Desk) -> Case:
    if not desk.is_demo:
        raise HTTPException(404, "Only the demo has a tour: counterclaim demo.")
    return desk.case


def _figure(case: Case, place: str, harm: Harm) -> Figure | None:
    """The figure of a place and harm that most claims answer."""
    found = case.figures(Filter(words=place, harm=harm.value))
    return max(found, key=lambda figure: len(figure.claims), default=None)


def _bounds(figures: Sequence[Figure]) -> dict[str, list[Any]]:
    return {a.rules: [a.low, a.best, a.high] for figure in figures for a in figure.assessments}


def _has(case: Case, stem: str) -> bool:
    return any(head.id.startswith(stem) for head in case.report_heads())


def _witness(case: Case) -> str | None:
    """The entry of the witness's statement; None once it is erased."""
    for recorded in case.entries(kinds=(EntryKind.REPORT,)):
        content = recorded.content
        if content is not None and str(content["report"]["id"]).startswith(demo_war.WITNESS.stem):
            return recorded.entry.id
    return None
