"""Figures: all questions with their claims as dots on one line, conflicts first; search and filters; one figure whole."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.case import Filter
from counterclaim.figures import CODEBOOKS
from counterclaim.figures.explain import claim_lines
from counterclaim.model import (
    MODEL_RULES,
    Basis,
    Conclusion,
    Decision,
    DecisionKind,
    Determination,
    Figure,
    Harm,
    Scope,
    Standard,
    Status,
)
from counterclaim.web.deps import analyst, desk_of, reader, reviewer
from counterclaim.web.desk import Desk, Person
from counterclaim.web.dots import dots, over_time
from counterclaim.web.named import named_of
from counterclaim.web.wanted import wanted_of, whole

router = APIRouter()
AT_ONCE = 25
#: claims of one figure on a page of it
CLAIMS = 150


@router.get("/figures")
def figures(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)],
    wanted: Annotated[Filter, Depends(wanted_of)], rules: str = "plain", page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """The figures of the case, disputed ones first."""
    total = desk.case.count_figures(wanted)
    found = list(desk.case.figures(wanted, limit=AT_ONCE, offset=(page - 1) * AT_ONCE))
    hidden = desk.hidden(found)
    open_ = [figure for figure in found if figure.id not in hidden]
    known = desk.known(open_)
    books = [*CODEBOOKS, *(sorted(MODEL_RULES) if desk.case.weighing.switch else ())]
    chosen = rules if rules in books else "plain"
    return desk.page(
        request, "figures.html", person, figures=found, total=total, number_of_page=page, last=max(1, -(-total // AT_ONCE)),
        rules=chosen, codebooks=books, harms=list(Harm), statuses=list(Status), scopes=list(Scope), bases=list(Basis),
        query=dict(request.query_params), dots=dots(open_, known, desk.directory(), chosen), known=known, hidden=hidden,
    )  # fmt: skip


def _figure(desk: Desk, figure_id: str) -> Figure:
    figure = desk.case.figure(figure_id)
    if figure is None:
        raise HTTPException(
            404, "There is no such figure. It may have been regrouped: look for its claims on the Figures page."
        )
    return figure


@router.get("/figures/{figure_id}")
def figure(
    request: Request,
    figure_id: str,
    desk: Annotated[Desk, Depends(desk_of)],
    person: Annotated[Person, Depends(reader)],
) -> Response:
    """One figure: every claim with its words, relations, each codebook with its reasons, people's conclusions."""
    found = _figure(desk, figure_id)
    desk.viewed(figure_id, person)
    return show(request, desk, person, found)


def show(request: Request, desk: Desk, person: Person, figure: Figure, status: int = 200, **more: Any) -> Response:
    """The page of a figure, also after a change that did not fit."""
    written = request.query_params.get("claims", "")
    last = max(1, -(-len(figure.claims) // CLAIMS))
    number = min(last, max(1, whole(written) or 1))
    known = desk.case.known(figure.claims[(number - 1) * CLAIMS : number * CLAIMS])
    directory = desk.directory()
    return desk.page(
        request, "figure.html", person, status, figure=figure, known=known, number_of_page=number, last=last,
        lines=claim_lines(figure, known, directory),
        determinations=desk.case.determinations(figure.id), standards=list(Standard),
        conclusions=list(Conclusion), over_time=over_time(figure, known, directory),
        named=named_of(desk, figure.incident.id), **more,
    )  # fmt: skip


@router.post("/figures/{figure_id}/split")
def split(
    figure_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], claim: Annotated[list[str], Form()],
) -> Response:  # fmt: skip
    """The chosen claims answer another question than the rest."""
    figure = _figure(desk, figure_id)
    rest = [c for c in figure.claims if c not in claim]
    if not rest:
        raise HTTPException(422, "Leave at least one claim in the figure.")
    leaving = [c for c in figure.claims if c in claim]
    if not leaving:
        raise HTTPException(422, "Choose claims of this figure.")
    anchors = tuple(desk.case.anchor(c) for c in leaving)
    desk.case.decide(Decision(DecisionKind.SPLIT, anchors, reason), by=person.name)
    desk.case.regroup()
    return RedirectResponse(f"/figures/{desk.case.figure_of(rest[0]) or figure_id}", status_code=303)


@router.post("/figures/{figure_id}/merge")
def merge(
    figure_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    reason: Annotated[str, Form(pattern=r"\S", max_length=4000)], other: Annotated[str, Form(min_length=1)],
) -> Response:  # fmt: skip
    """Another figure asks the same question."""
    figure, second = _figure(desk, figure_id), _figure(desk, other.strip().rsplit("/", 1)[-1])
    anchors = tuple(desk.case.anchor(c) for c in (*figure.claims[:1], *second.claims[:1]))
    desk.case.decide(Decision(DecisionKind.MERGE, anchors, reason), by=person.name)
    desk.case.regroup()
    merged = desk.case.figure_of(figure.claims[0])
    return RedirectResponse(f"/figures/{merged or figure_id}", status_code=303)


@router.post("/figures/{figure_id}/determine")
def determine(
    figure_id: str, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reviewer)],
    conclusion: Annotated[Conclusion, Form()], standard: Annotated[Standard, Form()],
    reasons: Annotated[str, Form(pattern=r"\S", max_length=10_000)], contrary: Annotated[str, Form(max_length=10_000)] = "",
    dissent: Annotated[str, Form(max_length=10_000)] = "", low: Annotated[str, Form()] = "",
    best: Annotated[str, Form()] = "", high: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """A named person's conclusion, with its standard of proof, reasons, contrary evidence and dissent."""
    figure = _figure(desk, figure_id)
    desk.case.determine(
        Determination(
            figure=figure.id,
            claims=figure.claims,
            conclusion=conclusion,
            standard=standard,
            by=person.name,
            reasons=reasons,
            low=whole(low),
            best=whole(best),
            high=whole(high),
            contrary=tuple(line for line in contrary.splitlines() if line.strip()),
            dissent=dissent.strip() or None,
        )
    )
    return RedirectResponse(f"/figures/{figure_id}#determinations", status_code=303)
