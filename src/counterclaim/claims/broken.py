"""Words that a line's end or a scanner broke, made whole without moving an offset."""

import re
from functools import cache

from counterclaim.claims.harms import nouns, verbs
from counterclaim.claims.lexicon import rows, words
from counterclaim.claims.mentions_words import place_words
from counterclaim.claims.numerals import SCALES

_LETTER_IN_WORD = re.compile(r"(?<![^\W_])(?=[A-Za-z01]*[A-Za-z])[A-Za-z]+[01][A-Za-z]+(?![^\W_])")


def letters_for_digits(text: str) -> str:
    """What a scanner read as digits inside words for people and harm: "d1splaced", "peop1e", "h0useholds"."""
    return _LETTER_IN_WORD.sub(lambda m: _as_a_word(m[0]), text)


def _as_a_word(read: str) -> str:
    for one in "il":
        word = read.replace("1", one).replace("0", "o")
        if word.lower() in _common():
            return word
    return read


@cache
def _common() -> frozenset[str]:
    """Words in which it matters: of harm, for people, for places and things."""
    people = {row[number] for row in rows("persons") for number in ("singular", "plural")}
    topics = (words("words", "thing"), words("words", "dwelling"), words("blame", "body"), words("blame", "strike"))
    return frozenset({*verbs(), *nouns(), *people, *place_words()["nouns"], *SCALES}.union(*topics))


#: stands where a word was broken, so that it stays one token and as long as it was written; `joined` takes it out
SOFT = "\u00ad"
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})(-[ ]?\n[ ]?|-)([a-z]{2,})(?![^\W\d_-])")


def join_broken(text: str) -> str:
    """Words that a line's end broke ("prov-inces") as one, where they are words that the lexicons know."""

    def join(match: re.Match[str]) -> str:
        whole = f"{match[1]}{match[3]}".lower()
        return f"{match[1]}{SOFT * len(match[2])}{match[3]}" if whole in _common() else match[0]

    return _BROKEN.sub(join, text)


def joined(word: str) -> str:
    """A token's word without what stands where it was broken."""
    return word.replace(SOFT, "") if SOFT in word else word
