"""HXL: a table of figures whose second row says in hashtags what each column holds (HXL 1.1)."""

from collections.abc import Sequence

from counterclaim.exports.shaped import Told, assessed
from counterclaim.model import Figure, Harm

ABOUT = (
    "HXL-tagged (hxlstandard.org). One row a figure: a question with the least and the most that its claims support under the "
    "plain rules. Figures overlap (a total holds its parts): do not add rows up.",
)
_TAG = {harm: f"#affected+{harm.value.replace('_', '+')}" for harm in Harm}
_FIRST = (
    ("figure", "#meta+id+figure"), ("question", "#meta+question"), ("incident", "#meta+id+incident"), ("status", "#status+code"),
    ("harm", "#indicator+harm+code"), ("people", "#indicator+people+code"), ("scope", "#indicator+scope+code"), ("from", "#date+start"),
    ("to", "#date+end"), ("country", "#country+name"), ("place", "#loc+name"), ("precision", "#loc+precision"),
    ("latitude", "#geo+lat"), ("longitude", "#geo+lon"), ("claims", "#meta+claims+num"), ("origins", "#meta+sources+num"),
)  # fmt: skip
_BY_HARM = tuple(
    (f"{harm.value} {bound}", f"{_TAG[harm]}+{tag}")
    for harm in Harm
    for bound, tag in (("low", "min"), ("high", "max"))
)
COLUMNS = tuple(name for name, _ in (*_FIRST, *_BY_HARM))
TAGS = tuple(tag for _, tag in (*_FIRST, *_BY_HARM))


def rows(figures: Sequence[Figure]) -> Told:
    """One row a figure, in the order of ids."""
    made = [_row(figure) for figure in sorted(figures, key=lambda one: one.id)]
    return Told(COLUMNS, made, [f"{len(made)} figures."])


def _row(figure: Figure) -> list[str]:
    place, plain = figure.place, assessed(figure, "plain")
    units = list(place.within) if place else []
    values = {
        "figure": figure.id, "question": figure.question, "incident": figure.incident.id, "status": figure.status.value,
        "harm": figure.harm.value, "people": figure.category, "scope": figure.scope.value,
        "from": figure.from_.isoformat() if figure.from_ else "", "to": figure.to.isoformat() if figure.to else "",
        "country": units[-1] if units else (place.name if place and place.precision == "country" else ""),
        "place": place.name if place else "", "precision": place.precision if place else "",
        "latitude": _degrees(place.latitude if place else None), "longitude": _degrees(place.longitude if place else None),
        "claims": str(len(figure.claims)), "origins": str(figure.origins),
    }  # fmt: skip
    if plain is not None:
        values[f"{figure.harm.value} low"] = "" if plain.low is None else str(plain.low)
        values[f"{figure.harm.value} high"] = "" if plain.high is None else str(plain.high)
    return [values.get(column, "") for column in COLUMNS]


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")
