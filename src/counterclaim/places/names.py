"""How a place's name is compared: letters only, without case, accents, spaces and hyphens."""

import re
import unicodedata
from functools import lru_cache

#: what stands before a skeleton among the keys of the gazetteer, where no name can begin so
SOUND = "~"
#: the Arabic article and its assimilated forms, as transliterations write them
_ARTICLE = re.compile(r"(?i)\b(?:al|el|ul|as|ash|at|ath|ad|adh|ar|an|az|es|esh|et|ed|er|en|ez)[- ](?=\w)")
_SAME_SOUND = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("sch", "sh"), ("q", "k"), ("c", "k"), ("ph", "f"), ("w", "u"), ("v", "u"),
    ("y", "i"), ("dj", "j"), ("zz", "z"),
)  # fmt: skip


def fold(name: str) -> str:
    """The key under which the gazetteer keeps a name: "Deir ez-Zor" and "Deir Ezzor" share one."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if c.isalnum() and not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """What survives most ways of writing an Arabic or Slavic name in Latin letters: the consonants, articles left out.

    "Khan Sheikhoun", "Khan Shaykhun" and "Khan Shaikhoon" share one. A name of few consonants keeps its vowels, of which
    three are told apart ("Fallujah", "Fallouja"). Too coarse for the whole world: it is compared only within a country
    that the report is about.
    """
    key = fold(_ARTICLE.sub("", name))
    for written, sound in _SAME_SOUND:
        key = key.replace(written, sound)
    first, rest = key[:1], re.sub(r"[aeiou]", "", key[1:])
    bones = re.sub(r"(.)\1+", r"\1", ("" if first in "aeiou" else first) + rest).removesuffix("h")
    if len(bones) >= _ENOUGH:
        return bones
    return re.sub(r"(.)\1+", r"\1", key.translate(_VOWELS)).removesuffix("h")


#: consonants from which a skeleton tells names apart without vowels
_ENOUGH = 4
_VOWELS = str.maketrans("eo", "iu")
