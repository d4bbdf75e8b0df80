"""Incidents: what happened at one place and time, with its figures; on a map and in time."""

from collections import defaultdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import FileResponse, JSONResponse, Response

from counterclaim.case import Filter
from counterclaim.model import EntryKind, Figure
from counterclaim.web.deps import desk_of, reader
from counterclaim.web.desk import HERE, Desk, Person
from counterclaim.web.dots import dots, points
from counterclaim.web.named import named_of

router = APIRouter()
WORLD = HERE / "static" / "vendor" / "countries-110m.json"
#: incidents on one page; a map of more is a cloud
AT_ONCE = 200


@router.get("/incidents")
def incidents(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
    words: str = "",
) -> Response:
    """Every incident of the case, newest first, as a table, on the map and along time."""
    held: dict[str, list[Figure]] = defaultdict(list)
    for figure in desk.case.figures(Filter(words=words.strip() or None, scope="event"), limit=AT_ONCE * 5):
        held[figure.incident.id].append(figure)
    rows = sorted(held.values(), key=lambda figures: figures[0].from_ or figures[0].to or date.min, reverse=True)[
        :AT_ONCE
    ]
    shown = [figure for figures in rows for figure in figures]
    spans = [
        {"incident": f[0].incident.id, "name": f[0].place.name if f[0].place else "place not said", "from": f[0].from_,
         "to": f[0].to, "figures": len(f), "status": _worst(f)}
        for f in rows if f[0].from_
    ]  # fmt: skip
    return desk.page(request, "incidents.html", person, incidents=rows, points=points(shown), spans=spans, words=words)


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
    return desk.page(
        request, "incident.html", person, figures=figures, incident=figures[0].incident, known=known,
        dots=dots(figures, known, desk.directory(), "plain"), points=points(figures), named=named_of(desk, incident_id),
    )  # fmt: skip


def _worst(figures: list[Figure]) -> str:
    order = ("conflicting", "not_comparable", "consistent", "single_source")
    return min((f.status.value for f in figures), key=order.index)
