"""Reports: the text with what was read from it marked in place, the archived copy, its custody; corrections and additions."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.errors import CounterclaimError
from counterclaim.model import (
    Anchor,
    Basis,
    Category,
    Claim,
    Count,
    Decision,
    DecisionKind,
    EntryKind,
    Harm,
    Hedge,
    People,
    Polarity,
    Report,
    Scope,
    Span,
    Unit,
    claim_id,
)
from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.marking import marked_reading
from counterclaim.web.security import local

router = APIRouter()
AT_ONCE = 50
#: fields that the page lets a person correct by choosing, and their choices
CHOICES: dict[str, type] = {"harm": Harm, "category": Category, "scope": Scope, "polarity": Polarity, "basis": Basis}


@router.get("/reports")
def reports(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)], words: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """The reports, newest first."""
    found = desk.case.report_heads(limit=AT_ONCE + 1, offset=(page - 1) * AT_ONCE, words=words.strip() or None)
    return desk.page(
        request,
        "reports.html",
        person,
        reports=found[:AT_ONCE],
        more=len(found) > AT_ONCE,
        number_of_page=page,
        words=words,
    )


def _report(desk: Desk, report_id: str) -> Report:
    report = desk.case.report(report_id)
    if report is None:
        raise HTTPException(404, "There is no such report in this case, or its content was erased.")
    return report


@router.get("/reports/{report_id:path}/snapshot")
def snapshot(
    report_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """The archived bytes as a download: never shown as a page of ours, whatever they hold."""
    report = _report(desk, report_id)
    desk.viewed(report_id, person)
    try:
        data = desk.case.snapshot_bytes(report.snapshot or "")
    except KeyError:
        raise HTTPException(404, "The archived copy was erased.") from None
    headers = {"Content-Disposition": f'attachment; filename="{(report.snapshot or "")[:16]}.bin"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get("/reports/{report_id:path}")
def report(
    request: Request,
    report_id: str,
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
) -> Response:
    """One report with its claims, attributions and names marked where they stand."""
    found = _report(desk, report_id)
    desk.viewed(report_id, person)
    reading = desk.case.reading(report_id)
    claims = list(desk.case.claims(_of(report_id)))
    custody = desk.case.custody(found.snapshot or "")
    return desk.page(
        request, "report.html", person, report=found, text=marked_reading(found.text, reading), reading=reading,
        claims=claims, custody=custody, decisions=desk.case.decisions(report=report_id), choices=CHOICES, harms=list(Harm),
        names=desk.names(), figures=desk.case.figures_of([one.claim.id for one in claims]), hedges=list(Hedge), units=list(Unit),
        why=request.query_params.get("why"),
    )  # fmt: skip


def _of(report_id: str) -> Any:
    from counterclaim.case import Filter

    return Filter(report=report_id, rejected=True)


def _back(desk: Desk, claim: str) -> Response:
    found = desk.case.claim(claim)
    return RedirectResponse(f"/reports/{found.report}#{claim}" if found else "/reports", status_code=303)


@router.post("/claims/{claim}/reject")
def reject(
    claim: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)],
) -> Response:  # fmt: skip
    """This is no claim."""
    desk.case.decide(Decision(DecisionKind.REJECT, (_anchor(desk, claim),), reason), by=person.name)
    return _back(desk, claim)


@router.post("/claims/{claim}/correct")
def correct(
    claim: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], field: Annotated[str, Form()], value: Annotated[str, Form()],
) -> Response:  # fmt: skip
    """One field of the claim is otherwise."""
    if field not in CHOICES or value not in {member.value for member in CHOICES[field]}:  # type: ignore[attr-defined]
        raise HTTPException(422, f"{field} cannot be {value}.")
    desk.case.decide(Decision(DecisionKind.CORRECT, (_anchor(desk, claim),), reason, {field: value}), by=person.name)
    return _back(desk, claim)


def _anchor(desk: Desk, claim: str) -> Anchor:
    try:
        return desk.case.anchor(claim)
    except KeyError:
        raise HTTPException(404, "There is no such claim.") from None


@router.post("/claims/add")
def add(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)], report: Annotated[str, Form()],
    spans: Annotated[str, Form(max_length=4000)], harm: Annotated[Harm, Form()], hedge: Annotated[Hedge, Form()],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], low: Annotated[str, Form()] = "",
    high: Annotated[str, Form()] = "", unit: Annotated[Unit, Form()] = Unit.PERSONS,
    category: Annotated[Category, Form()] = Category.PEOPLE, scope: Annotated[Scope, Form()] = Scope.EVENT,
) -> Response:  # fmt: skip
    """A claim that the program missed, or cannot read, in any language: the words a person selected."""
    found = _report(desk, report)
    try:
        chosen = {name: Span.of(found.text, int(s), int(e)) for name, (s, e) in json.loads(spans).items()}
        number = chosen["quantity"]
        count = Count(number.start, number.end, number.words, _bound(low), _bound(high), hedge, unit)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise HTTPException(422, f"Select the words of the number first, then the others ({error}).") from None
    content = chosen.get("content") or Span.of(
        found.text, min(s.start for s in chosen.values()), max(s.end for s in chosen.values())
    )
    claim = Claim(
        id=claim_id(found.sha256, number.start, number.end, harm), content=content, quantity=count, harm=harm,
        population=chosen.get("population"), category=category, people=People(), claimant=chosen.get("claimant"),
        cue=chosen.get("cue"), attribution=(), basis=Basis.NONE_STATED, place=None, when=None,
        alleged_perpetrator=chosen.get("alleged_perpetrator"), scope=scope, polarity=Polarity.ASSERTED, headline=False,
        flags=("by hand",),
    )  # fmt: skip
    try:
        desk.case.decide(
            Decision(DecisionKind.ADD, (Anchor.of_claim(report, claim),), reason, claim=claim), by=person.name
        )
    except CounterclaimError as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse(f"/reports/{report}#{claim.id}", status_code=303)


def _bound(written: str) -> int | None:
    digits = written.replace(",", "").strip()
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > 12:
        raise ValueError(f"{digits[:20]} is no number of people")
    return int(digits)


@router.post("/decisions/{entry}/withdraw")
def withdraw(
    entry: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], back: Annotated[str, Form()] = "/figures",
) -> Response:  # fmt: skip
    """Take back a decision, determination, judgement or profile."""
    recorded = desk.case.entry(entry)
    if recorded is None:
        raise HTTPException(404, "There is no such entry.")
    if recorded.entry.kind in (EntryKind.DETERMINATION, EntryKind.JUDGEMENT) and not person.may("reviewer"):
        raise HTTPException(403, "Only a reviewer takes back a determination or judgement.")
    desk.case.withdraw(entry, by=person.name, reason=reason)
    return RedirectResponse(local(back), status_code=303)
