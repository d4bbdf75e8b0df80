"""ACLED-shaped CSV: fatalities by event, under the acled-style rules. Shaped like ACLED's, neither produced nor endorsed by it."""

from collections.abc import Sequence

from counterclaim.exports.acled_fields import COLUMNS
from counterclaim.exports.shaped import Known, Told, assessed, by_incident, days_of, number_of, outlets, speakers
from counterclaim.model import Figure, Harm

ABOUT = (
    "Shaped like an ACLED export (31 columns). Not produced, checked or endorsed by ACLED.",
    "fatalities is what this project's acled-style rules make of the claims.",
    "Empty: actors, their codes and civilian_targeting: the reports allege who did it; no column here states it. Empty too: iso, "
    "region, admin3, source_scale, tags, timestamp; and event types where the reports tell no more than that people died.",
    "An event of several days stands on its first day with time_precision 2 or 3; ACLED would code a row a day.",
)
#: what the reader calls an event -> event type, sub-type, disorder type
_TYPES = {
    "air_strike": ("Explosions/Remote violence", "Air/drone strike"),
    "shelling": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "bombing": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "mine": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "chemical_attack": ("Explosions/Remote violence", "Chemical weapon"),
    "clash": ("Battles", "Armed clash"), "ambush": ("Battles", "Armed clash"),
    "massacre": ("Violence against civilians", "Attack"), "execution": ("Violence against civilians", "Attack"),
}  # fmt: skip
_GEO = {"exact": "1", "town": "1", "admin2": "2", "report": "2", "admin1": "3", "region": "3", "country": "3"}


def rows(figures: Sequence[Figure], known: Known) -> Told:
    """One row an event."""
    made, undated, refused = [], 0, 0
    for group in by_incident(figure for figure in figures if figure.harm in (Harm.KILLED, Harm.KILLED_OR_INJURED)):
        counted = [figure for figure in group if assessed(figure, "acled-style") is not None]
        refused += len(group) - len(counted)
        if not counted:
            continue
        if counted[0].from_ is None:
            undated += len(counted)
            continue
        made.append(_row(counted, known))
    remarks = [
        f"{undated} figures without a date have no row.",
        f"{refused} figures to which the rules give no number have none.",
    ]
    return Told(COLUMNS, sorted(made), remarks)


def _row(group: list[Figure], known: Known) -> list[str]:
    killed = [figure for figure in group if figure.harm is Harm.KILLED] or group
    whole = [figure for figure in killed if figure.category == "people"][:1]
    parts = (
        whole or [figure for figure in killed if figure.category in ("civilians", "fighters", "soldiers")] or killed[:1]
    )
    lead, place = parts[0], parts[0].place
    kind, sub = _TYPES.get(lead.incident.event_type or "", ("", ""))
    units = list(place.within) if place else []
    days = days_of(lead) or 1
    values = {
        "event_id_cnty": f"CCL{number_of(lead.id, 12)}", "event_date": str(lead.from_), "year": str(lead.from_.year if lead.from_ else ""),
        "time_precision": "1" if days == 1 else "2" if days <= 7 else "3", "event_type": kind, "sub_event_type": sub,
        "disorder_type": "Political violence" if kind else "", "source": "; ".join(outlets(parts, known)),
        "country": units[-1] if units else (place.name if place and place.precision == "country" else ""),
        "admin1": units[-2] if len(units) > 1 else "", "admin2": units[-3] if len(units) > 2 else "",
        "location": place.name if place else "", "geo_precision": _GEO.get(place.precision, "3") if place else "",
        "latitude": f"{place.latitude:.4f}" if place and place.latitude is not None else "",
        "longitude": f"{place.longitude:.4f}" if place and place.longitude is not None else "",
        "fatalities": str(sum(_fatalities(figure) for figure in parts)), "notes": _notes(parts, known),
    }  # fmt: skip
    return [values.get(column, "") for column in COLUMNS]


def _fatalities(figure: Figure) -> int:
    found = assessed(figure, "acled-style")
    return int(found.best or 0) if found else 0


def _notes(figures: Sequence[Figure], known: Known) -> str:
    """The question, who is said to have given numbers, and their words."""
    said = ", ".join(speakers(figures, known)[:6]) or "the reports themselves"
    words = [" ".join(known[c][0].content.words.split()) for figure in figures for c in figure.claims if c in known]
    return f"{figures[0].question} According to {said}: " + " / ".join(f'"{one}"' for one in words[:6])
