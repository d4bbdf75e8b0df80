"""GeoJSON (RFC 7946): figures as points, longitude first, five decimals (a metre); the living's places as the cell they lie in.

A coarse place drawn as a point would look exact, so it is drawn as its cell, exterior ring counter-clockwise.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterclaim.exports.coarse import DECIMALS, is_living
from counterclaim.exports.tier import Tier
from counterclaim.model import Figure, FigurePlace

#: decimal places of a degree in a point
EXACT = 5
Position = list[float]


def document(figures: Sequence[Figure], tier: Tier) -> dict[str, Any]:
    """The feature collection. A figure without coordinates keeps its place in it, with no geometry."""
    features = [_feature(figure, tier) for figure in sorted(figures, key=lambda one: one.id)]
    corners = [position for feature in features for position in _positions(feature["geometry"])]
    made: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if corners:
        across, up = [p[0] for p in corners], [p[1] for p in corners]
        made["bbox"] = [min(across), min(up), max(across), max(up)]
    return made


def write(path: Path, figures: Sequence[Figure], tier: Tier) -> Path:
    """Write the document; its path."""
    path.write_text(json.dumps(document(figures, tier), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _feature(figure: Figure, tier: Tier) -> dict[str, Any]:
    place = figure.place
    properties = {
        "question": figure.question, "harm": figure.harm.value, "people": figure.category, "scope": figure.scope.value,
        "status": figure.status.value, "from": figure.from_.isoformat() if figure.from_ else None,
        "to": figure.to.isoformat() if figure.to else None, "place": place.name if place else None,
        "precision": place.precision if place else None, "claims": len(figure.claims), "origins": figure.origins,
        "incident": figure.incident.id, "denied_by": len(figure.denied_by),
        "assessments": {
            a.rules: {"version": a.version, "low": a.low, "best": a.best, "high": a.high, "grade": a.grade}
            for a in figure.assessments if not a.refused
        },
    }  # fmt: skip
    coarse = tier is Tier.PUBLIC and is_living(figure.harm)
    return {"type": "Feature", "id": figure.id, "geometry": _geometry(place, coarse), "properties": properties}


def _geometry(place: FigurePlace | None, coarse: bool) -> dict[str, Any] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    if not coarse:
        return {"type": "Point", "coordinates": [round(place.longitude, EXACT), round(place.latitude, EXACT)]}
    half = 10**-DECIMALS / 2
    west, east = max(-180.0, place.longitude - half), min(180.0, place.longitude + half)
    south, north = max(-90.0, place.latitude - half), min(90.0, place.latitude + half)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [[[round(value, DECIMALS + 1) for value in corner] for corner in ring]]}


def _positions(geometry: dict[str, Any] | None) -> list[Position]:
    if geometry is None:
        return []
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Point" else list(coordinates[0])
