"""Closed sets of words used by the attribution rules, from attribution_words.csv."""

import csv
import io
from functools import cache
from importlib.resources import files


def table(name: str) -> list[dict[str, str]]:
    """The rows of a lexicon file of this folder."""
    text = (files("counterclaim.claims") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one set."""
    rows = table("attribution_words.csv")
    return frozenset(word for row in rows if row["set"] == name for word in row["words"].split())
