"""Countries and what their people are called: an adjective says which country a report is about, not where."""

import csv
from functools import cache
from importlib import resources


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and names of peoples, in lower case, to ISO 3166-1 codes: "syrian", "syrians" -> "SY"."""
    found = {}
    with (resources.files("counterclaim.places") / "data" / "countries.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for word in row["demonyms"].split("|"):
                if word:
                    found[word.lower()] = row["iso"]
    return found


@cache
def country_names() -> dict[str, str]:
    """Names of countries in lower case, as reports write them, to ISO 3166-1 codes."""
    found = {}
    with (resources.files("counterclaim.places") / "data" / "countries.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *row["alternates"].split("|")):
                if name:
                    found[name.lower()] = row["iso"]
    return found
