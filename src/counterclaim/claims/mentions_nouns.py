"""Places without a name: "a market", "rebel-held areas", "east of the city"."""

import re

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_names import Names
from counterclaim.claims.mentions_words import DIRECTION

_REACH = 6  # tokens that a noun's own words may begin before it


def noun_at(columns: Columns, names: Names, position: int) -> tuple[int, int] | None:
    """The tokens of a generic place whose noun stands at `position`, after a locative preposition or as a verb's object."""
    low, pos, lexicon = columns.low, columns.pos, names.lexicon
    word = low[position]
    if word not in lexicon["nouns"] or pos[position] not in ("NOUN", "PROPN"):
        return None
    if position + 2 < len(columns) and low[position + 1] == "of" and names.runs.capital(position + 2):
        return None  # "province of Karta": the name brings its noun along
    if word == "quarter" and low[position - 1 : position] and low[position - 1] in lexicon["ordinals"]:
        return None  # of a year
    start = max(columns.left_edge(position), position - _REACH)
    if columns.tag[start] == "PRP$":
        return None  # "their homes" are wherever they lived
    while start < position and (pos[start] in ("ADP", "PUNCT", "SCONJ", "CCONJ", "VERB", "SPACE")):
        start += 1
    before = low[start - 1] if start > 0 else ""
    direction = before == "of" and start > 1 and DIRECTION.match(low[start - 2]) is not None
    locative = before in lexicon["locative"] and before != "of"
    of_verb = (
        columns.dep[position] == "dobj" and pos[columns.head[position]] == "VERB" and before not in lexicon["locative"]
    )
    whole = (
        word == "country" and low[start:position] == ["the"] and low[position + 1 : position + 2] not in (["'s"], ["s"])
    )
    if not (locative or of_verb or direction or whole):
        return None
    end = position + 1
    tail = " ".join(low[end : end + 3])
    if re.fullmatch(r"of (the )?\w+", tail) and tail.split()[-1] in lexicon["nouns"]:
        end += len(tail.split())
    return (start - 2 if direction else start), end
