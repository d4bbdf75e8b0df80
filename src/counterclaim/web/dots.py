"""What the plots draw, as plain data: claims as dots by side, a codebook's bounds, figures on a map."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from counterclaim.case.incidents import DISPUTED, PlaceOnMap
from counterclaim.figures import Directory
from counterclaim.figures.speakers import speaker_of
from counterclaim.model import Claim, Figure, Polarity, ReportHead

Known = Mapping[str, tuple[Claim, ReportHead]]


def dots(figures: Sequence[Figure], known: Known, directory: Directory, rules: str) -> dict[str, list[dict[str, Any]]]:
    """One line a figure: its claims' intervals, and low, best and high under the chosen rules."""
    rows = [{"figure": figure.id, **row} for figure in figures for row in _claims(figure, known, directory)]
    bounds = [
        {"figure": figure.id, "low": a.low, "best": a.best, "high": a.high}
        for figure in figures
        for a in figure.assessments
        if a.rules == rules
    ]
    return {"claims": rows, "bounds": bounds, "labels": [{"figure": one.id, "label": _label(one)} for one in figures]}


def over_time(figure: Figure, known: Known, directory: Directory) -> list[dict[str, Any]]:
    """A figure's claims by the day they were reported: who revised what."""
    return [row for row in _claims(figure, known, directory) if row["published"]]


def _claims(figure: Figure, known: Known, directory: Directory) -> list[dict[str, Any]]:
    rows = []
    for identity in figure.claims:
        if identity not in known:
            continue
        claim, head = known[identity]
        if claim.quantity.low is None and claim.quantity.high is None:
            continue  # "all the women": words, and no number to draw
        speaker = speaker_of(claim, head, directory)
        rows.append(
            {
                "low": claim.quantity.low,
                "high": claim.quantity.high,
                "words": claim.quantity.words,
                "speaker": speaker.name,
                "side": speaker.side or "side not recorded",
                "denied": claim.polarity is not Polarity.ASSERTED,
                "published": head.published.isoformat() if head.published else None,
            }
        )
    return rows


def _label(figure: Figure) -> str:
    """A figure in few words, for an axis: "Tolvane 10 Mar: people killed"."""
    where = figure.place.name.split(",")[0] if figure.place else "?"
    when = f" {figure.from_.day} {figure.from_:%b}" if figure.from_ and figure.from_ == figure.to else ""
    return f"{where}{when}: {figure.category} {figure.harm.value}".replace("_", " ")


def points(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures that have a place, for the map; `rough`: known no closer than a province."""
    return [
        {"name": f.place.name, "latitude": f.place.latitude, "longitude": f.place.longitude, "size": len(f.claims),
         "rough": f.place.precision not in ("exact", "town"), "disputed": f.status.value in DISPUTED,
         "told": f"{f.place.name}: {f.question} ({len(f.claims)} claims)", "to": f"/figures/{f.id}"}
        for f in figures
        if f.place is not None and f.place.latitude is not None and f.place.longitude is not None
    ]  # fmt: skip


def place_points(places: Sequence[PlaceOnMap]) -> list[dict[str, Any]]:
    """Places with what is said to have happened there, for the map of a whole case."""
    return [
        {"name": p.name, "latitude": p.latitude, "longitude": p.longitude, "size": p.figures, "rough": False, "disputed": p.disputed > 0,
         "told": f"{p.name}: {p.incidents} incidents, {p.figures} figures, {p.disputed} disputed",
         "to": f"/figures?{urlencode({'words': p.name or ''})}"}
        for p in places
    ]  # fmt: skip
