"""Names in Latin script, among them Arabic names in the many ways people write them: Mohammed, Muhamad, Mohamad.

The keys fold digraphs (sh, kh, gh, th, dh), vowels and doubled letters; they are meant for names of any language, so
that an English or a Serbian list is linked by the same code.
"""

import re
import unicodedata
from functools import cache

from counterclaim.victims.names.convention import Convention, Keys, Script, words

_APOSTROPHES = re.compile("['’‘`ʼʿʾʻ´]")
_OUTSIDE = re.compile("[^a-z]+")
_ARTICLE = re.compile("^(?:al|el)(?=[bcdfghjklmnpqrstvwxz].{2})")
_ABD_ARTICLE = re.compile("^abd(?:[aeiou]?[lrsndtz](?=[a-z]{3})|[aeiou](?=ll))")
_REPEATED = re.compile(r"(.)\1+")
#: letters that decompose to nothing useful
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
#: digraphs to one sign each, before vowels go; the order matters ("sch" before "ch")
_SOUNDS = (
    ("sch", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "5"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ai", "e"), ("ay", "e"), ("aw", "o"),
    ("au", "o"), ("dj", "j"), ("q", "k"), ("c", "k"), ("v", "f"), ("p", "b"), ("z", "z"), ("y", "i"),
)  # fmt: skip


@cache
def clean(word: str) -> tuple[str, ...]:
    """The Latin words in one raw word: lower case, accents and apostrophes dropped, anything else a boundary."""
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", word.lower()).translate(_LETTERS))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return tuple(part for part in _OUTSIDE.split(text) if part)


@cache
def keys(word: str) -> Keys:
    """The keys of a cleaned, joined word.

    `medium`: without article, digraphs folded, o as u and e as i, doubled letters once, final h and vowel dropped.
    `skeleton`: consonants only, with w and y gone but at the start.
    """
    base = _ABD_ARTICLE.sub("abd", word) if word.startswith("abd") else word
    base = _ARTICLE.sub("", base) if len(base) > 5 else base
    for sound, sign in _SOUNDS:
        base = base.replace(sound, sign)
    medium = _REPEATED.sub(r"\1", base.replace("o", "u").replace("e", "i"))
    medium = re.sub("(?<=..)h$", "", medium)
    medium = re.sub("(?<=...)[aiu]$", "", medium) or word
    skeleton = medium[0] + re.sub("[aiuwy]", "", medium[1:])
    skeleton = "a" + skeleton[1:] if skeleton[0] in "aiu" else skeleton
    return Keys(medium, _REPEATED.sub(r"\1", skeleton))


LATIN = Convention(
    script=Script.LATIN,
    clean=clean,
    keys=keys,
    prefixes=words(Script.LATIN, "prefix"),
    suffixes=words(Script.LATIN, "suffix"),
    drop=words(Script.LATIN, "drop"),
    honorifics=words(Script.LATIN, "honorific"),
    placeholders=words(Script.LATIN, "placeholder") | words(Script.LATIN, "childof") | words(Script.LATIN, "kinof"),
    child_of=words(Script.LATIN, "childof"),
    kin_of=words(Script.LATIN, "kinof"),
)
