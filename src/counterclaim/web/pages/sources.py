"""Sources: side, kind, dependence; and who calls whom what."""

from collections import Counter, defaultdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.case.voices import Calling
from counterclaim.figures.names import name_key
from counterclaim.model import SourceProfile, plain
from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.pages.weighing import shown

router = APIRouter()
#: speakers and outlets, and names that they use, on the page: the most frequent
MOST, NAMES = 300, 1000


@router.get("/sources")
def sources(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """Outlets and speakers with what people wrote down about them, and the names each gives the others."""
    voices, profiles = desk.case.voices, desk.case.profiles()
    recorded = {name_key(name) for profile in profiles for name in (profile.source, *profile.aliases)}
    named: Counter[str] = Counter()
    for name, times in (*voices.outlets(MOST), *voices.speakers(MOST)):
        if name is not None and name_key(name) not in recorded:
            named[name] += times
    calls: dict[tuple[str, bool], dict[str, list[Calling]]] = defaultdict(lambda: defaultdict(list))
    for calling in voices.callings(NAMES):
        calls[calling.speaker or "", calling.own_voice][calling.target].append(calling)
    months = [plain(month) for month in voices.names_by_month(NAMES)]
    return desk.page(
        request, "sources.html", person, profiles=profiles, unknown=named.most_common(40), calls=calls, months=months,
        **shown(desk),
    )  # fmt: skip


@router.post("/sources/profile")
def profile(
    desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(analyst)],
    source: Annotated[str, Form(pattern=r"\S", max_length=300)], kind: Annotated[str, Form(max_length=60)] = "",
    side: Annotated[str, Form(max_length=120)] = "", aliases: Annotated[str, Form(max_length=2000)] = "",
    since: Annotated[str, Form()] = "", until: Annotated[str, Form()] = "", depends_on: Annotated[str, Form(max_length=2000)] = "",
) -> Response:  # fmt: skip
    """Write down what is known about a source. Unknown stays unknown."""
    try:
        first, last = (date.fromisoformat(d) if d else None for d in (since, until))
    except ValueError:
        raise HTTPException(422, "Dates are written like 2031-05-14.") from None
    desk.case.profile(
        SourceProfile(source.strip(), _names(aliases), kind.strip() or None, side.strip() or None, first, last, _names(depends_on)),
        by=person.name,
    )  # fmt: skip
    return RedirectResponse("/sources", status_code=303)


def _names(written: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in written.split("|") if name.strip())
