"""Where a claim is set, made comparable: area, town, coordinates, and how two places stand to one another."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from counterclaim.model import Place
from counterclaim.places.names import fold, skeleton

#: km within which two places known to the gazetteer may be one: gazetteer points are centres of towns, and reports name
#: the nearest known one. Our own choice: about the radius of a large town.
NEAR_KM = 8.0
_EARTH_KM = 6371.0088  # mean radius, IUGG
_UNIT = re.compile(
    r"\b(?:governorate|province|district|region|state|department|county|city|town|village|the|of|rural|countryside)\b"
)


#: words that describe a spot and name none, beside directions; capitalised in headlines
_COMMON = frozenset(
    "the near north south east west northern southern eastern western central old city town village camp refugee street "
    "road square market school hospital mosque church building tower house home neighbourhood neighborhood district "
    "quarter area suburb suburbs outskirts countryside province governorate region rural border crossing airport base "
    "university station centre center rebel held government controlled capital country part cities towns villages camps areas "
    "districts quarters neighbourhoods neighborhoods provinces besieged occupied liberated embattled regime opposition".split()
)


class Setting(StrEnum):
    """How one place stands to another."""

    SAME = "same"
    WITHIN = "within"  # one contains the other
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Where:
    """`country` and `area` (the first-level unit) are normalised names, "" where unknown; `town` names the place below
    them, "" for a place that is the area or country itself. `place` is what it was made of."""

    country: str
    area: str
    town: str
    place: Place

    @property
    def located(self) -> bool:
        """Whether the gazetteer knows the place."""
        return bool(self.country)

    @property
    def coarse(self) -> bool:
        """Whether the words may stand for the whole area: an area, or the town that the area is named after."""
        return not self.town or one_name(self.town, self.area)


@lru_cache(maxsize=65536)
def unit_key(name: str) -> str:
    """A unit's name without the word for its kind: "Vale Province" and "Vale" meet."""
    bare = " ".join(_UNIT.sub(" ", name.lower()).split())
    return bare or name.lower()


#: the Arabic article in its assimilated forms, as transliterations write it
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ad|at|az|an|ash)[\s-]+")


def one_name(one: str, other: str) -> bool:
    """Whether two names of one area sound alike: "Al Qamishli" and "Qamishli", "Ar Raqqah" and "Raqqa"."""
    return one == other or _bones(one) == _bones(other)


@lru_cache(maxsize=65536)
def _bones(name: str) -> str:
    return sound(_ARTICLE.sub("", name))


def where(place: Place | None) -> Where | None:
    """The comparable form of a claim's place; None where the claim has none, or its words name none."""
    if place is None:
        return None
    name = unit_key((place.name or place.words).split(",")[0])  # a label may add the area after a comma
    units = [unit_key(unit) for unit in place.within]
    known = place.latitude is not None or place.gazetteer_id is not None or bool(units)
    if not known and place.precision != "country":
        # "a market", "the area": words that name nothing set no place
        return Where("", "", name, place) if _names_a_place(place.words) else None
    known_point = place.gazetteer_id is not None or place.latitude is not None
    if not units:
        small = place.precision in ("exact", "town", "admin2")
        return Where(name, name, name, place) if small else Where(name, "", "", place)
    if len(units) == 1:
        if place.precision == "region" or not known_point or is_region(place):
            return Where(units[0], "", "", place)
        # a town whose area the gazetteer does not know is its own area
        return Where(units[0], name, name if place.precision in ("exact", "town", "admin2") else "", place)
    return Where(units[-1], units[-2], name, place)


def is_region(place: Place) -> bool:
    """Whether a place reaches over several areas of a country ("the Gaza Strip", "the Sahel")."""
    return (place.gazetteer_id or "").startswith("CC-")


_PROPER = re.compile(r"[^\W\d_]['’\w]+")


@lru_cache(maxsize=65536)
def spots(place: Place) -> frozenset[str]:
    """Proper names in a place's words beyond those of the town and area found: a quarter, a street, a mosque.

    As consonant skeletons, because transliterations differ; the words of what the gazetteer found are left out.
    """
    explained = [word for unit in (place.name or "", *place.within) for word in _PROPER.findall(unit)]
    named = [word for word in _PROPER.findall(place.words) if word[0].isupper() and word.lower() not in _COMMON]
    left = (word for word in named if not any(_alike(word, known) for known in explained))
    return frozenset(name for word in left if len(name := sound(word)) > 2)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A name's consonants, or its letters where the consonants are too few to tell names apart."""
    bones = skeleton(word)
    return bones if len(bones) > 2 else fold(word)


_KIN_GROUP = re.compile(r"((?:[^\W\d_a-z][\w'’]*[- ])+)(?:family|families|clan|household)\b")


def kin_names(text: str) -> frozenset[str]:
    """Names of families in a clause ("the Oldham family"): they tell events of one town and day apart as streets do."""
    named = {word for found in _KIN_GROUP.findall(text) for word in _PROPER.findall(found)}
    return frozenset(name for word in named if word.lower() not in _COMMON and len(name := sound(word)) > 2)


def _alike(one: str, other: str) -> bool:
    """Whether one word is the other in another spelling, or with an ending ("Arvenian")."""
    for key in (skeleton, fold):
        first, second = key(one), key(other)
        if min(len(first), len(second)) > 1 and (first.startswith(second) or second.startswith(first)):
            return True
    return False


def _names_a_place(text: str) -> bool:
    return any(word[0].isupper() and word.lower() not in _COMMON for word in _PROPER.findall(text))


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine), in km; None where either has no coordinates."""
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return None
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    span = math.radians(other.longitude - one.longitude)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(span / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def setting(one: Where | None, other: Where | None) -> Setting:
    """How two places stand to one another: containment first, then names, then distance."""
    if one is None or other is None or not one.located or not other.located:
        same_words = one is not None and other is not None and one.town == other.town
        return Setting.SAME if same_words else Setting.UNKNOWN
    if one.country != other.country:
        return Setting.APART
    if not one.area or not other.area:
        return Setting.SAME if one.area == other.area and one.town == other.town else Setting.WITHIN
    if one.area == other.area and one_name(one.town, other.town):
        return Setting.SAME
    if one.area == other.area and (one.coarse or other.coarse):
        return Setting.WITHIN
    inside = one.town in (unit_key(u) for u in other.place.within) or other.town in (
        unit_key(u) for u in one.place.within
    )
    if inside:
        return Setting.WITHIN
    if (one.coarse and not one.town) or (other.coarse and not other.town):
        return Setting.APART
    apart = kilometres(one.place, other.place)
    return Setting.SAME if apart is not None and apart <= NEAR_KM else Setting.APART
