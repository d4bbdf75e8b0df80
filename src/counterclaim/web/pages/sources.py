"""Sources: side, kind, dependence; and who calls whom what."""

from collections import Counter, defaultdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.figures.names import name_key
from counterclaim.model import SourceProfile
from counterclaim.web.deps import analyst, desk_of, reader
from counterclaim.web.desk import Desk, Person
from counterclaim.web.pages.weighing import shown

router = APIRouter()
#: reports whose labels are counted for the page; a case with more is counted by `counterclaim export`
LABELS_FROM = 2000


@router.get("/sources")
def sources(
    request: Request, desk: Annotated[Desk, Depends(desk_of)], person: Annotated[Person, Depends(reader)]
) -> Response:
    """Outlets and speakers with what people wrote down about them, and the names each gives the others."""
    outlets: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    calls: dict[str, dict[str, Counter[tuple[str, str]]]] = defaultdict(lambda: defaultdict(Counter))
    over_time: list[dict[str, str]] = []
    for head in desk.case.report_heads(limit=LABELS_FROM):
        outlet = head.source or "source not recorded"
        outlets[outlet] += 1
        reading = desk.case.reading(head.id)
        if reading is None:
            continue
        for claim in reading.claims:
            if claim.claimant is not None:
                speakers[" ".join(claim.claimant.words.split())] += 1
        for label in reading.labels:
            speaker = " ".join(label.speaker.words.split()) if label.speaker else f"{outlet} (its own voice)"
            calls[speaker][label.target][(label.words.words, label.tone.value)] += 1
            if head.published:
                over_time.append({"speaker": speaker, "target": label.target, "tone": label.tone.value,
                                  "published": head.published.isoformat(), "words": label.words.words})  # fmt: skip
    profiles = desk.case.profiles()
    recorded = {name_key(name) for profile in profiles for name in (profile.source, *profile.aliases)}
    return desk.page(
        request, "sources.html", person, profiles=profiles, outlets=outlets.most_common(100), speakers=speakers.most_common(100),
        unknown=[(n, c) for n, c in (outlets + speakers).most_common(200) if name_key(n) not in recorded],
        calls=sorted(calls.items(), key=lambda item: -sum(sum(c.values()) for c in item[1].values())), over_time=over_time[:5000],
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
