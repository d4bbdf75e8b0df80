"""The JSON API of persons. Names and rows only where the role may see them; each that is given is on record."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException

from counterclaim.case import Known, PersonFilter
from counterclaim.model import plain
from counterclaim.web.api import Fact, Found, Limit, Offset
from counterclaim.web.deps import desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.pages.persons import wanted_of

router = APIRouter(
    prefix="/api",
    tags=["case"],
    responses={401: {"description": "Sign in first."}, 403: {"description": "Not allowed."}},
)


@router.get("/persons")
def persons(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)],
    wanted: Annotated[PersonFilter, Depends(wanted_of)], limit: Limit = 50, offset: Offset = 0,
) -> Found:  # fmt: skip
    """Persons in the order of lists and rows."""
    found, total = desk.case.victims.persons(wanted, limit=limit, offset=offset, may=person.may)
    shown = [known.person.id for known in found if person.may(known.open_to)]
    if shown:
        desk.case.log_view(" ".join(shown), by=person.name, purpose="api: list of persons")
    return Found(total=total, items=[_head(known, person) for known in found])


@router.get("/persons/{person_id}", responses={404: {"description": "There is none."}})
def one(person_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]) -> Fact:
    """One person, with its rows as written and as read where the role may see them."""
    known = desk.case.victims.person(person_id)
    if known is None:
        raise HTTPException(404, "There is no such person.")
    item = _head(known, person)
    if person.may(known.open_to):
        desk.case.log_view(person_id, by=person.name, purpose="api")
        item |= {"rows": [plain(row) for row in known.rows], "disputes": plain(known.person.disputes)}
    return Fact(item=item)


def _head(known: Known, person: Person) -> dict[str, Any]:
    """What anybody of the team may know; the name where the role may see it, else null."""
    return {
        "id": known.person.id,
        "name": known.name if person.may(known.open_to) else None,
        "records": len(known.rows),
        "lists": list(dict.fromkeys(row.record.list for row in known.rows)),
        "fate": known.person.fate.value,
        "probability": known.person.probability,
        "disputed": [dispute.fact for dispute in known.person.disputes],
        "incidents": list(known.person.incidents),
        "sensitive": list(known.sensitive),
        "open_to": known.open_to,
    }
