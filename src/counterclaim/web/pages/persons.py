"""Persons: the records held to be one, what they dispute, the incidents they belong to, and who may see their names."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.case import Filter, Known, PersonFilter
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.model import Consent, EntryKind, Fate, Use
from counterclaim.web import beside
from counterclaim.web.deps import analyst, desk_of, reader, reviewer
from counterclaim.web.desk import Desk, Person
from counterclaim.web.security import local
from counterclaim.web.wanted import day

router = APIRouter()
AT_ONCE = 50
#: bounds of how sure a person is, as the page offers them
SURE = {"sure": (0.9, None), "doubtful": (None, 0.9), "very doubtful": (None, 0.5)}
#: incidents that the page offers for a tie
INCIDENTS = 200


def wanted_of(
    words: str = "", list: str = "", place: str = "", since: str = "", until: str = "", fate: str = "",
    sure: str = "", disputed: str = "", incident: str = "", lists: str = "",
) -> PersonFilter:  # fmt: skip
    """The filter that a page's query asks for; what makes no sense is not asked for."""
    least, most = SURE.get(sure, (None, None))
    return PersonFilter(
        words=words.strip() or None, list=list or None, place=place.strip() or None, from_=_day(since), to=_day(until),
        fate=fate if fate in set(Fate) else None, incident=incident or None, disputed=True if disputed else None,
        least=least, most=most, lists=int(lists) if lists.isdecimal() and len(lists) < 4 else None,
    )  # fmt: skip


def _day(written: str) -> str | None:
    """A day as rows of lists have it."""
    found = day(written)
    return found.isoformat() if found else None


@router.get("/persons")
def persons(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)],
    wanted: Annotated[PersonFilter, Depends(wanted_of)], page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """The persons of the case's lists. Names that are shown are on record as viewed."""
    found, total = desk.case.victims.persons(wanted, limit=AT_ONCE, offset=(page - 1) * AT_ONCE, may=person.may)
    shown = [known.person.id for known in found if person.may(known.open_to)]
    if shown:
        desk.case.log_view(" ".join(shown), by=person.name, purpose="browser: list of persons")
    linkage = desk.case.victims.last_linkage()
    return desk.page(
        request, "persons.html", person, persons=found, total=total, number_of_page=page, last=max(1, -(-total // AT_ONCE)),
        query={**_EMPTY, **request.query_params}, lists=desk.case.lists(), linkage=linkage[1] if linkage else None,
        fates=list(Fate), sures=list(SURE),
        waiting=len(desk.case.victims.waiting(person.name)) if linkage and person.may("reviewer") else 0,
    )  # fmt: skip


_EMPTY = dict.fromkeys(
    ("words", "list", "place", "since", "until", "fate", "sure", "disputed", "incident", "lists"), ""
)


@router.get("/persons/{person_id}")
def one(
    request: Request, person_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:  # fmt: skip
    """One person: records side by side as written and as read. Looking at it is on record."""
    known = _known(desk, person_id)
    may = person.may(known.open_to)
    if may:
        desk.case.log_view(person_id, by=person.name, purpose="browser")
    entries = [row.entry for row in known.rows]
    return desk.page(
        request, "person.html", person, known=known, may=may, headers=beside.headers(known.rows, desk.case.lists()),
        pairs=desk.case.victims.pairs_among(entries, person.name) if may else [], incidents=_incidents(desk, known),
        offered=_offered(desk) if may and person.may("analyst") else [], uses=list(Use),
        said=_recorded(desk, entries) if may else [],
    )  # fmt: skip


def _known(desk: Desk, person_id: str) -> Known:
    known = desk.case.victims.person(person_id)
    if known is None:
        raise HTTPException(404, "There is no such person. It may have been joined with another, or erased.")
    return known


def _incidents(desk: Desk, known: Known) -> list[tuple[str, str]]:
    found = []
    for incident in known.person.incidents:
        figure = next(iter(desk.case.figures(Filter(incident=incident), limit=1)), None)
        if figure is not None:
            found.append(
                (
                    incident,
                    f"{figure.place.name if figure.place else 'place not said'}, {figure.from_ or 'day not said'}",
                )
            )
    return found


def _offered(desk: Desk) -> list[tuple[str, str]]:
    """Incidents to choose from, newest first."""
    seen: dict[str, str] = {}
    for figure in desk.case.figures(Filter(scope="event"), limit=INCIDENTS * 3):
        if figure.place is not None and figure.from_ is not None:
            seen.setdefault(figure.incident.id, f"{figure.from_}, {figure.place.name}")
    return sorted(seen.items(), key=lambda one: one[1], reverse=True)[:INCIDENTS]


def _recorded(desk: Desk, entries: list[str]) -> list[Any]:
    """What people recorded about these rows and still stands: ties and consents, newest first."""
    withdrawn = {r.entry.about for r in desk.case.entries(kinds=(EntryKind.WITHDRAWAL,))}
    found = [
        r for r in desk.case.entries(kinds=(EntryKind.TIE, EntryKind.CONSENT))
        if r.entry.about in entries and r.entry.id not in withdrawn and r.content is not None
    ]  # fmt: skip
    return found[::-1]


@router.post("/persons/{person_id}/tie")
def tie(
    person_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    incident: Annotated[str, Form(pattern=r"\S", max_length=300)], reason: Annotated[str, Form(pattern=r"\S", max_length=4000)],
    holds: Annotated[bool, Form()] = True, back: Annotated[str, Form(max_length=300)] = "",
) -> Response:  # fmt: skip
    """The person belongs to an incident, or does not."""
    _may(desk, person_id, person)
    try:
        desk.case.victims.tie(
            person_id, incident.strip().rsplit("/", 1)[-1], by=person.name, reason=reason, holds=holds
        )
    except UsageError as error:
        raise HTTPException(422, str(error)) from None
    here = f"/persons/{person_id}#incidents"
    return RedirectResponse(local(back, here) if back else here, status_code=303)


@router.post("/persons/{person_id}/consent")
def consent(
    person_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reviewer)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], use: Annotated[Use, Form()],
    given: Annotated[bool, Form()], who: Annotated[str, Form(pattern=r"\S", max_length=300)],
) -> Response:  # fmt: skip
    """Somebody with a say allowed or refused one use of what is known of the person."""
    _may(desk, person_id, person)
    said = Consent(use, given, who.strip(), date.today())  # noqa: DTZ011 (the day where the person sits)
    desk.case.victims.consent(person_id, by=person.name, reason=reason, given=said)
    return RedirectResponse(f"/persons/{person_id}#consent", status_code=303)


@router.post("/persons/{person_id}/sensitive")
def sensitive(
    person_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reviewer)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], marks: Annotated[str, Form(max_length=300)] = "",
) -> Response:  # fmt: skip
    """Which marks of sensitivity the person has, in the place of those before."""
    _may(desk, person_id, person)
    written = [mark.strip().lower().replace(" ", "_") for mark in marks.split(",")]
    desk.case.victims.consent(person_id, by=person.name, reason=reason, sensitive=written)
    return RedirectResponse(f"/persons/{person_id}#consent", status_code=303)


def _may(desk: Desk, person_id: str, person: Person) -> Known:
    """The person, where this role may see the name."""
    known = _known(desk, person_id)
    if not person.may(known.open_to):
        raise HTTPException(403, f"This person is shown to the role {known.open_to} and above.")
    return known


@router.post("/jobs/link")
def link(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)]
) -> Response:
    """Link the case's lists in the background."""
    request.app.state.jobs.start("link", "the case's victim lists", by=person.name)
    return RedirectResponse("/work", status_code=303)


@router.post("/ties/{entry}/withdraw")
def withdraw(
    entry: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], back: Annotated[str, Form(max_length=60)],
) -> Response:  # fmt: skip
    """Take back a tie or consent."""
    recorded = desk.case.entry(entry)
    if recorded is None or recorded.entry.kind not in (EntryKind.TIE, EntryKind.CONSENT):
        raise HTTPException(404, "There is no such tie or consent.")
    if recorded.entry.kind is EntryKind.CONSENT and not person.may("reviewer"):
        raise HTTPException(403, "Only a reviewer takes back what was allowed or refused.")
    _may(desk, back, person)
    try:
        desk.case.withdraw(entry, by=person.name, reason=reason)
    except CounterclaimError as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse(f"/persons/{back}", status_code=303)
