"""Clerical review: one pair of records at a time, blind, by key or by mouse; how far reviewers agree."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.errors import UsageError
from counterclaim.model import Verdict
from counterclaim.web import beside
from counterclaim.web.deps import desk_of, reviewer
from counterclaim.web.desk import Desk, Person

router = APIRouter()


@router.get("/review")
def review(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reviewer)]
) -> Response:
    """The pair whose judgement would change most. Neither its probability nor what another said is shown."""
    victims = desk.case.victims
    waiting = victims.waiting(person.name)
    pair = waiting[0] if waiting else None
    rows = victims.rows([pair.left, pair.right]) if pair else {}
    left, right = (rows.get(pair.left), rows.get(pair.right)) if pair else (None, None)
    lists = desk.case.lists()
    if left and right:
        desk.case.log_view(" ".join(rows), by=person.name, purpose="browser: review")
    return desk.page(
        request, "review.html", person, pair=pair, left=left, right=right, left_count=len(waiting),
        written=beside.written(left, right, lists) if left and right else (), read=beside.read(left, right) if left and right else (),
        last=victims.last_judgement(person.name), agreements=victims.agreements(), person_of=victims.person_of,
    )  # fmt: skip


@router.post("/review/judge")
def judge(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reviewer)],
    left: Annotated[str, Form(max_length=60)], right: Annotated[str, Form(max_length=60)],
    verdict: Annotated[Verdict, Form()], reason: Annotated[str, Form(max_length=4000)] = "",
) -> Response:  # fmt: skip
    """Record a verdict, and go on to the next pair."""
    try:
        desk.case.victims.judge(left, right, verdict, by=person.name, reason=reason)
    except UsageError as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse("/review", status_code=303)


@router.post("/review/undo")
def undo(desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reviewer)]) -> Response:
    """Take back this reviewer's last judgement; its pair comes again."""
    last = desk.case.victims.last_judgement(person.name)
    if last is None:
        raise HTTPException(422, "There is no judgement of yours to take back.")
    desk.case.withdraw(last[0], by=person.name, reason="undone while reviewing")
    return RedirectResponse("/review", status_code=303)
