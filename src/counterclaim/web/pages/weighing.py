"""The weighing model, on the Sources page: switched on and off by a named person, run by chains in the background."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.web.deps import analyst, desk_of
from counterclaim.web.desk import Desk, Person
from counterclaim.web.intervals import contrasts

router = APIRouter()
#: where the model is shown
PLACE = "/sources#weighing"


def shown(desk: Desk) -> dict[str, Any]:
    """What the Sources page says of the model."""
    found = desk.case.weighing.all(figures=False)
    return {"switch": desk.case.weighing.switch, "weighed": found, "contrasts": contrasts(found) if found else []}


@router.post("/weighing/on")
def switch_on(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], level: Annotated[float, Form(gt=0, lt=1)] = 0.9,
    seed: Annotated[int, Form(ge=0, le=2**31)] = 1,
) -> Response:  # fmt: skip
    """A named person's decision that this case has a model's assessments."""
    desk.case.weighing.switch_on(reason=reason, by=person.name, level=level, seed=seed)
    return RedirectResponse(PLACE, status_code=303)


@router.post("/weighing/off")
def switch_off(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)],
) -> Response:  # fmt: skip
    """Take that decision back."""
    desk.case.weighing.switch_off(reason=reason, by=person.name)
    return RedirectResponse(PLACE, status_code=303)


@router.post("/weighing/run")
def run(request: Request, person: Annotated[Person, Depends(analyst)]) -> Response:
    """Weigh all figures by chains in the background."""
    request.app.state.jobs.start("weigh", "all figures", by=person.name)
    return RedirectResponse("/work", status_code=303)
