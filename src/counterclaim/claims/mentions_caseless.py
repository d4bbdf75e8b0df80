"""Names of places in text without capitals, as wire copy in capitals is once it has been put into lower case."""

from collections.abc import Mapping

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_words import place_words
from counterclaim.places import Gazetteer

#: share of capitalised words inside sentences below which capitals tell nothing, and words from which it can be told
_CAPITALS, _WORDS = 0.02, 30
#: share from which a country's places are looked for
_NEAR = 0.1
_LONGEST = 4  # words of a name


def caseless(columns: Columns) -> bool:
    """Whether capitals were lost: there are next to none but at the beginnings of sentences."""
    begins = set(columns.sentences)
    inside = [word for i, word in enumerate(columns.words) if i not in begins and word.isalpha() and len(word) > 1]
    return len(inside) >= _WORDS and sum(word[0].isupper() for word in inside) < _CAPITALS * len(inside)


def recognised(columns: Columns, gazetteer: Gazetteer, weights: Mapping[str, float]) -> frozenset[int]:
    """The tokens of names that the gazetteer knows in the countries that the report is about.

    A single word must stand after a preposition of place or be tagged as a name: "union" is a town somewhere.
    """
    near = {country for country, share in weights.items() if share >= _NEAR}
    lexicon, low, found = place_words(), columns.low, set[int]()
    position = 0
    while position < len(columns):
        length = 0
        if (
            columns.words[position].isalpha()
            and low[position] not in STOP_WORDS
            and low[position] not in lexicon["nouns"]
        ):
            placed = columns.pos[position] == "PROPN" or (position > 0 and low[position - 1] in lexicon["locative"])
            longest = min(_LONGEST, len(columns) - position)
            lengths = (n for n in range(longest, 0, -1) if n > 1 or (placed and len(low[position]) > 3))
            length = next((n for n in lengths if _known(columns.text(position, position + n), gazetteer, near)), 0)
        found.update(range(position, position + length))
        position += max(1, length)
    return frozenset(found)


def _known(name: str, gazetteer: Gazetteer, near: set[str]) -> bool:
    if "\n" in name:
        return False
    return any(entry.country in near or entry.kind == "country" for entry in gazetteer.named(name))
