"""Gazetteer: names to places, for any stage."""

from counterclaim.places.countries import country_names, demonyms
from counterclaim.places.gazetteer import Entry, Gazetteer, default_gazetteer, overlaid, parse_overlay, read_overlay
from counterclaim.places.names import fold, skeleton

__all__ = [
    "Entry",
    "Gazetteer",
    "country_names",
    "default_gazetteer",
    "demonyms",
    "fold",
    "overlaid",
    "parse_overlay",
    "read_overlay",
    "skeleton",
]
