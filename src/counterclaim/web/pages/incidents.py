"""Incidents: what happened at one place and time, with its figures; on a map and in time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import FileResponse, JSONResponse, Response

from counterclaim.case import Filter
from counterclaim.model import EntryKind, Figure, Harm, Scope, Status
from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import HERE, Desk, Person
from counterclaim.web.dots import dots, place_points, points
from counterclaim.web.named import named_of
from counterclaim.web.wanted import wanted_of

router = APIRouter()
WORLD = HERE / "static" / "vendor" / "countries-110m.json"
#: incidents on one page, and places on the map; more are a cloud
AT_ONCE, PLACES = 60, 1000


@router.get("/incidents")
def incidents(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)],
    wanted: Annotated[Filter, Depends(wanted_of)], page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """Incidents, newest first, as a table and along time; the places of all on the map."""
    wanted = replace(wanted, scope=Scope.EVENT.value)
    rows = desk.case.incidents.search(wanted, limit=AT_ONCE, offset=(page - 1) * AT_ONCE)
    total = desk.case.incidents.count(wanted)
    hidden = desk.hidden([figure for figures in rows for figure in figures])
    spans = [
        {"incident": f[0].incident.id, "name": f[0].place.name if f[0].place else "place not said", "from": f[0].from_,
         "to": f[0].to, "figures": len(f), "status": _worst(f)}
        for f in rows if f[0].from_ and f[0].id not in hidden
    ]  # fmt: skip
    return desk.page(
        request, "incidents.html", person, incidents=rows, hidden=hidden, total=total, spans=spans,
        points=place_points(desk.case.incidents.places(wanted, limit=PLACES)), number_of_page=page, last=max(1, -(-total // AT_ONCE)),
        query=dict(request.query_params), harms=list(Harm), statuses=list(Status),
    )  # fmt: skip


@router.get("/base-map")
def base_map(desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]) -> Response:
    """The map below the dots: the case's own, as the last note gave it, or the countries of the world."""
    own = [r.content["base_map"] for r in desk.case.entries(kinds=(EntryKind.NOTE,))
           if isinstance(r.content, dict) and "base_map" in r.content]  # fmt: skip
    return JSONResponse(own[-1]) if own else FileResponse(WORLD, media_type="application/json")


@router.get("/incidents/{incident_id}")
def incident(
    request: Request,
    incident_id: str,
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
) -> Response:
    """One incident: its actors, weapon and figures."""
    figures = list(desk.case.figures(Filter(incident=incident_id)))
    if not figures:
        raise HTTPException(404, "There is no such incident. It may have been regrouped: look on the Incidents page.")
    known = desk.known(figures)
    for figure in figures:
        desk.viewed(figure.id, person)
    return desk.page(
        request, "incident.html", person, figures=figures, incident=figures[0].incident, known=known,
        dots=dots(figures, known, desk.directory(), "plain"), points=points(figures), named=named_of(desk, incident_id),
        lists=desk.case.victims.last_linkage() is not None,
    )  # fmt: skip


@router.get("/incidents/{incident_id}/persons")
def proposed(
    request: Request, incident_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)]
) -> Response:  # fmt: skip
    """Persons whom place and day put near an incident and who are tied to none: a person decides. Names shown are on record."""
    figures = list(desk.case.figures(Filter(incident=incident_id)))
    if not figures:
        raise HTTPException(404, "There is no such incident. It may have been regrouped: look on the Incidents page.")
    for figure in figures:
        desk.viewed(figure.id, person)
    near = {known.person.id: known for figure in figures for known in desk.case.victims.proposed(figure)}
    found = [known for known in near.values() if person.may(known.open_to)]
    if found[:AT_ONCE]:
        shown = " ".join(known.person.id for known in found[:AT_ONCE])
        desk.case.log_view(shown, by=person.name, purpose="browser: persons near an incident")
    return desk.page(
        request, "proposed.html", person, incident=figures[0].incident, figure=figures[0], persons=found[:AT_ONCE],
        total=len(near), closed=len(near) - len(found),
    )  # fmt: skip


def _worst(figures: Sequence[Figure]) -> str:
    order = ("conflicting", "not_comparable", "consistent", "single_source")
    return min((f.status.value for f in figures), key=order.index)
