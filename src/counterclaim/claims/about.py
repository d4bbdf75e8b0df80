"""Which countries a report speaks of."""

import re
from collections import Counter

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_words import country_in
from counterclaim.places import Gazetteer, country_names, demonyms

#: people from whom a town's name alone says which country a report is about
_KNOWN = 200_000
_NAME = re.compile(r"\b[A-Z][\w'’-]{3,}(?: [A-Z][\w'’-]+)?")


def countries_of(columns: Columns, gazetteer: Gazetteer) -> dict[str, float]:
    """The countries that a report speaks of, as shares: names and adjectives of countries and peoples count.

    Where it names none, those of the large places whose names stand in it.
    """
    seen = _named(columns) or _of_towns(columns.plain, gazetteer)
    total = sum(seen.values())
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


def _named(columns: Columns) -> Counter[str]:
    return Counter(code for i in range(len(columns)) if (code := country_of_word(columns, i)))


def _of_towns(text: str, gazetteer: Gazetteer) -> Counter[str]:
    seen: Counter[str] = Counter()
    for name in dict.fromkeys(_NAME.findall(text)):
        entry = max(gazetteer.named(name), key=lambda e: e.population, default=None)
        if entry is not None and entry.country and entry.population >= _KNOWN and name.lower() not in STOP_WORDS:
            seen[entry.country] += 1
    return seen
