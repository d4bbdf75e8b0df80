"""Which countries a report speaks of."""

import re
from collections import Counter

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_words import country_in, place_words
from counterclaim.places import Gazetteer, country_names, demonyms

#: people from whom a town's name alone says which country a report is about
_KNOWN = 150_000
#: what "Karta jets" tells of where they struck, against one for "in Karta"
_ACTING, _EITHER = 0.3, 0.7
#: what a large town tells where countries are spoken of, though not as the scene
_TOWN = 0.15
#: the sum from which it is told where a report is set
_ENOUGH = 1.5
_NAME = re.compile(r"\b[A-Z][\w'’-]{3,}(?: [A-Z][\w'’-]+)?")


def countries_of(columns: Columns, gazetteer: Gazetteer) -> dict[str, float]:
    """The countries that a report speaks of, as shares of what tells where it is set; they sum to less than one where little does.

    A country that something happens in tells most, "Vesh planes" little: planes fly abroad. Where no country is named as the
    scene, the large towns whose names stand in the report tell too.
    """
    seen, scene = _named(columns)
    if not scene:
        told = sum(seen.values()) >= _ENOUGH
        for code, towns in _of_towns(columns.plain, gazetteer).items():
            seen[code] += towns * _TOWN if told else towns  # type: ignore[assignment]
    total = max(sum(seen.values()), _ENOUGH)
    return {code: n / total for code, n in seen.items()}


def country_of_word(columns: Columns, token: int) -> str | None:
    """The ISO code of the country or people that a word, or it and the next, names; wire copies lose apostrophes."""
    people, names = demonyms(), country_names()
    word = columns.low[token]
    pair = f"{word} {columns.low[token + 1]}" if token + 1 < len(columns) else word
    for written in (pair, word, word.removesuffix("s") if len(word) > 4 else word, country_in(columns.words[token])):
        if written and (code := people.get(written) or names.get(written)):
            return code
    return None


def _named(columns: Columns) -> tuple[Counter[str], bool]:
    """What the words for countries and peoples tell, and whether one names the scene."""
    seen: Counter[str] = Counter()
    scene = False
    names, lexicon = country_names(), place_words()
    acting = tuple(lexicon["events"]) + tuple(lexicon["acting"])
    for i in range(len(columns)):
        code = country_of_word(columns, i)
        if code is None:
            continue
        following = columns.low[i + 1 : i + 4]
        placed = i > 0 and columns.low[i - 1] in lexicon["locative"] and columns.low[i] in names
        if following[:1] == ["-"] and following[1:2] and following[1] in ("led", "backed", "based", "made"):
            seen[code] += _ACTING  # type: ignore[assignment]
        elif not placed and any(word.startswith(acting) for word in (*following[:1], columns.low[columns.head[i]])):
            # "Karta raids" are Karta's or in Karta
            seen[code] += _EITHER if columns.low[i] in names else _ACTING  # type: ignore[assignment]
        else:
            seen[code] += 1
            scene = scene or placed
    return seen, scene


def _of_towns(text: str, gazetteer: Gazetteer) -> Counter[str]:
    seen: Counter[str] = Counter()
    for name in dict.fromkeys(_NAME.findall(text)):
        entry = max(gazetteer.named(name), key=lambda e: e.population, default=None)
        if entry is not None and entry.country and entry.population >= _KNOWN and name.lower() not in STOP_WORDS:
            seen[entry.country] += 1
    return seen
