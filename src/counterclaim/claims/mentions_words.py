"""The lexicon of words around places, and what a capitalised word is if it is no name of a place."""

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml
from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.places import country_names

_CALENDAR = re.compile(
    r"(?i)(mon|tues|wednes|thurs|fri|satur|sun)day|(jan|feb)(uary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|"
    r"(sept?|octo?|nov|dec)(em)?(ber)?|gmt|utc|am|pm"
)
DIRECTION = re.compile(r"(?i)(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?$")


@cache
def place_words() -> dict[str, Any]:
    """The lexicon of words around places (`places.yaml`), by group."""
    text = (resources.files("counterclaim.claims") / "places.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return {k: v if isinstance(v, dict) else frozenset(v) for k, v in read.items()}


def no_name(core: str) -> bool:
    """Whether a capitalised run is no name of a place: a day, a small word of a headline, an abbreviation."""
    if core.lower() in country_names():
        return False
    acronym = core.isupper() and len(core) < 6  # an organisation's, as a rule
    return len(core) < 3 or acronym or core.lower() in STOP_WORDS or _CALENDAR.fullmatch(core) is not None


def possessive_state(word: str) -> bool:
    """ "Kartas" for "Karta's": wire copies lose their apostrophes."""
    return word.endswith("s") and word[:-1].lower() in country_names() and word.lower() not in country_names()


def country_in(word: str) -> str | None:
    """The name of a country with which a damaged word begins: wire copies turn an apostrophe into letters of another set."""
    clean = re.match(r"[A-Za-z]{4,}(?=[^\x00-\x7f])", word)
    return clean[0].lower() if clean and clean[0].lower() in country_names() else None
