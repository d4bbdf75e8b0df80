"""Names in Arabic script: one spelling for the many, and keys that survive hamza, article, alef and lost letters.

Text that was copied out of a PDF may hold lam-alef reversed or as one presentation form; dropping every alef from the
keys makes both orders equal. Short vowels and tatweel are never compared.
"""

import re
import unicodedata
from functools import cache

from counterclaim.victims.names.convention import Convention, Keys, Script, words

_IGNORED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff'’`]"
)
_OUTSIDE = re.compile("[^\u0621-\u064a]+")
#: hamza seats, final forms and the letters of Persian, Urdu and Kurdish keyboards, to the letter that lists agree on
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ئىیېۍ", "ي"), "ؤ": "و", "ء": None,
        "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه",
        **dict.fromkeys("کڪگ", "ك"), "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز",
    }
)  # fmt: skip
_ABD_ARTICLE = re.compile("^(عبد)ال(?=..)")
_ARTICLE = re.compile("^ال+(?=..)")
_REPEATED = re.compile(r"(.)\1+")


@cache
def clean(word: str) -> tuple[str, ...]:
    """The Arabic words in one raw word: letters unified, marks dropped, anything else a boundary."""
    text = _IGNORED.sub("", unicodedata.normalize("NFKC", word)).translate(_LETTERS)
    return tuple(part for part in _OUTSIDE.split(text) if part)


@cache
def keys(word: str) -> Keys:
    """The keys of a cleaned, joined word.

    `medium`: without article and alef, final heh dropped. `skeleton`: also without waw and yeh (but at the start),
    doubled
    letters once. A word of long vowels only keeps itself, so that no two different names share an empty key.
    """
    base = _ABD_ARTICLE.sub(r"\1", word)
    base = _ARTICLE.sub("", base) if len(base) > 4 else base
    medium = base.replace("ا", "")
    medium = medium[:-1] if len(medium) > 2 and medium.endswith("ه") else medium
    medium = medium or word
    skeleton = medium[0] + re.sub("[وي]", "", medium[1:])
    return Keys(medium, _REPEATED.sub(r"\1", skeleton))


ARABIC = Convention(
    script=Script.ARABIC,
    clean=clean,
    keys=keys,
    prefixes=words(Script.ARABIC, "prefix"),
    suffixes=words(Script.ARABIC, "suffix"),
    drop=words(Script.ARABIC, "drop"),
    honorifics=words(Script.ARABIC, "honorific"),
    placeholders=words(Script.ARABIC, "placeholder") | words(Script.ARABIC, "childof") | words(Script.ARABIC, "kinof"),
    child_of=words(Script.ARABIC, "childof"),
    kin_of=words(Script.ARABIC, "kinof"),
)
