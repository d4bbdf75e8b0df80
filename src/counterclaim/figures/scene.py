"""Names of spots and families as keys: what tells one strike on a town from another, compared across spellings."""

import re
from collections.abc import Iterable
from functools import lru_cache

from counterclaim.figures.where import Where, sound
from counterclaim.places import country_names, demonyms

#: words that stand in the names of many places and people, and tell none apart
_SMALL = frozenset(
    "abu umm bin ibn ben bint al el an the beit bayt deir tel tell tal wadi jabal jebel ein ain kafr kfar khan bab bani beni "
    "sheikh shaikh haj hajj haji ras nahr saint san santa los las rio villa fort port lake mount upper lower new old great greater "
    "north south east west northern southern eastern western central this that these those another one two his her their "
    "dr doctor mr mrs president general martyr martyrs".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’‘]*")
_POSSESSIVE = re.compile(r"['’]s?$")


def scene_keys(phrases: Iterable[str]) -> frozenset[str]:
    """The keys of the telling words of some names."""
    return frozenset(key for phrase in phrases for word in _WORD.findall(phrase) if (key := _key(word)))


def place_keys(where: Where | None) -> frozenset[str]:
    """The keys of the words that a place and what contains it are called by: they tell no spot within it."""
    if where is None:
        return frozenset()
    place = where.place
    return frozenset(sound(word) for name in (place.name or "", *place.within) for word in _WORD.findall(name))


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    bare = _POSSESSIVE.sub("", word)
    low = bare.lower()
    if len(low) < 3 or not bare[0].isupper() or low in _SMALL or _of_a_country(low):
        return ""
    key = sound(bare)
    return key if len(key) > 2 else ""


def _of_a_country(word: str) -> bool:
    return any(w in names for names in (demonyms(), country_names()) for w in (word, word.removesuffix("s")))
