"""UCDP GED-shaped CSV: deaths by event, under the ucdp-style rules. Shaped like GED, neither produced nor endorsed by UCDP.

Who did it stays empty: the columns would state as fact what the reports allege. What has no date or number has no row, and
the file beside says so.
"""

from collections.abc import Sequence
from datetime import date

from counterclaim.exports.shaped import Known, Told, assessed, by_incident, days_of, number_of, outlets, speakers
from counterclaim.exports.ucdp_fields import COLUMNS
from counterclaim.model import Figure, FigurePlace, Harm, ReportHead

ABOUT = (
    "Shaped like UCDP GED (49 columns). Not produced, checked or endorsed by UCDP.",
    "best, low and high are what this project's ucdp-style rules make of the claims; they may cross, as in GED.",
    "Empty: conflict, dyad, sides and their ids, type_of_violence, deaths_a, deaths_b, gwno: the reports allege who did it; no "
    "column here states it. Empty too: code_status, active_year, region, country_id: UCDP's own codes.",
    "id is made of the figure's id and stays the same; relid holds the figure ids.",
)
_WHERE = {"exact": 1, "town": 1, "admin2": 3, "admin1": 4, "region": 5, "report": 5, "country": 6}
_WHOLE, _CIVILIANS = frozenset({"people"}), "civilians"
_FORCES = frozenset({"fighters", "soldiers"})


def rows(figures: Sequence[Figure], known: Known) -> Told:
    """One row an event: an incident's deaths over one period."""
    made, undated, refused = [], 0, 0
    for group in by_incident(figure for figure in figures if figure.harm is Harm.KILLED):
        counted = [figure for figure in group if assessed(figure, "ucdp-style") is not None]
        refused += len(group) - len(counted)
        if not counted:
            continue
        if counted[0].from_ is None or counted[0].to is None:
            undated += len(counted)
            continue
        made.append(_row(counted, counted[0].from_, counted[0].to, known))
    remarks = [
        f"{undated} figures without a date have no row.",
        f"{refused} figures to which the rules give no number have none.",
    ]
    return Told(COLUMNS, sorted(made, key=lambda row: int(row[0])), remarks)


def _row(group: list[Figure], first: date, last: date, known: Known) -> list[str]:
    chosen = [figure for figure in group if figure.category in _WHOLE][:1]
    civil = [figure for figure in group if figure.category == _CIVILIANS][:1]
    apart = chosen or [*civil, *(figure for figure in group if figure.category in _FORCES)] or group[:1]
    best, low, high = (sum(_bound(figure, bound) for figure in apart) for bound in ("best", "low", "high"))
    civilians = min(best, sum(_bound(figure, "best") for figure in civil))
    lead, place = apart[0], apart[0].place
    grade = assessed(lead, "ucdp-style")
    clear = grade is not None and (grade.grade or "").endswith("1")
    heads = sorted({_article(known[claim][1]) for figure in apart for claim in figure.claims if claim in known})
    values = {
        "id": number_of(lead.id, 15), "relid": ";".join(figure.id for figure in apart), "year": str(first.year),
        "number_of_sources": str(max(figure.origins for figure in apart)), "source_office": ";".join(outlets(apart, known)),
        "source_date": ";".join(sorted({published for _, published, _ in heads if published})),
        "source_article": ";".join(", ".join(part for part in head if part) for head in heads),
        "source_headline": ";".join(title for _, _, title in heads if title), "source_original": ";".join(speakers(apart, known)),
        "event_clarity": "1" if clear else "2", "date_prec": str(_date_precision(days_of(lead) or 1)),
        "date_start": f"{first} 00:00:00.000", "date_end": f"{last} 00:00:00.000",
        "deaths_civilians": str(civilians), "deaths_unknown": str(best - civilians), "best": str(best), "low": str(low), "high": str(high),
        **_place(place),
    }  # fmt: skip
    return [values.get(column, "") for column in COLUMNS]


def _article(head: ReportHead) -> tuple[str, str, str]:
    """Outlet, date and title of a report."""
    return head.source or head.id, head.published.isoformat() if head.published else "", head.title or ""


def _bound(figure: Figure, bound: str) -> int:
    found = assessed(figure, "ucdp-style")
    return int(getattr(found, bound) or 0) if found else 0


def _date_precision(days: int) -> int:
    """1: the day; 2: two to six days; 3: a week; 4: a month; 5: up to a year and more."""
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _place(place: FigurePlace | None) -> dict[str, str]:
    if place is None:
        return {"where_prec": "6"}
    units = [*place.within]
    country = units[-1] if units else (place.name if place.precision == "country" else "")
    found = {
        "where_prec": str(_WHERE.get(place.precision, 6)), "where_coordinates": place.name, "where_description": place.name,
        "country": country, "adm_1": f"{units[-2]}" if len(units) > 1 else "", "adm_2": units[-3] if len(units) > 2 else "",
    }  # fmt: skip
    if place.latitude is None or place.longitude is None:
        return found
    latitude, longitude = round(place.latitude, 6), round(place.longitude, 6)
    cell = (
        720 * int((latitude + 90) * 2) + int((longitude + 180) * 2) + 1
    )  # PRIO-GRID counts half degrees from the south-west
    shown = {"latitude": f"{latitude:g}", "longitude": f"{longitude:g}"}
    return found | shown | {"geom_wkt": f"POINT ({longitude:g} {latitude:g})", "priogrid_gid": str(cell)}
