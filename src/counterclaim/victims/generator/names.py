"""Common given names, and family names that are put together from letters: each in Arabic and in several Latin
spellings."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

#: consonants of invented family names, each with the Latin spellings that people use for it
_CONSONANTS = {
    "ب": ("b",), "ت": ("t",), "ج": ("j", "g"), "ح": ("h",), "خ": ("kh",), "د": ("d",), "ر": ("r",), "ز": ("z",), "س": ("s", "ss"),
    "ش": ("sh", "ch"), "ص": ("s",), "ط": ("t",), "ع": ("", "a"), "غ": ("gh", "g"), "ف": ("f",), "ق": ("q", "k"), "ك": ("k",),
    "ل": ("l",), "م": ("m",), "ن": ("n",), "ه": ("h",),
}  # fmt: skip
#: noun patterns (C: a root letter; a, i, u short and A, I, U long vowels; W doubles): trades, intensives,
#: diminutives, nisbas
_PATTERNS = ("CaWAC", "CACiC", "CaCIC", "CuCaC", "CaWUC", "maCCUC", "CaCCAn", "CACiCI", "CaCaCI", "CuCACI")
_LONG = {"A": "ا", "I": "ي", "U": "و"}
_VOWELS = {
    "a": ("a", "a", "e"),
    "i": ("i", "e"),
    "u": ("u", "o"),
    "A": ("a", "aa", "a"),
    "I": ("i", "ee", "y"),
    "U": ("u", "ou", "oo"),
}
#: shares of families with an article, with Abu, and plain
_ARTICLE, _ABU = 0.6, 0.15


@dataclass(frozen=True, slots=True)
class Word:
    """A name in Arabic and its Latin spellings, the commonest first."""

    arabic: str
    latin: tuple[str, ...]


@cache
def given_names(sex: str) -> tuple[tuple[Word, ...], npt.NDArray[np.float64]]:
    """Given names of a sex ("m", "f") and their probabilities."""
    text = (files("counterclaim.victims.generator") / "data" / "given.csv").read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    mine = [(Word(arabic, tuple(latin.split("|"))), float(weight)) for one, weight, arabic, latin in rows if one == sex]
    weights = np.array([weight for _, weight in mine])
    return tuple(word for word, _ in mine), weights / weights.sum()


def families(count: int, rng: np.random.Generator) -> tuple[tuple[Word, ...], npt.NDArray[np.float64]]:
    """`count` invented family names, with probabilities that fall as in real lists (Zipf's law, exponent .7)."""
    letters = list(_CONSONANTS)
    made: dict[str, Word] = {}
    while len(made) < count:
        root = [letters[i] for i in rng.choice(len(letters), 3, replace=False)]
        word = _family(root, _PATTERNS[rng.integers(len(_PATTERNS))], float(rng.random()))
        made.setdefault(word.arabic, word)
    weights = np.arange(1, count + 1) ** -0.7
    return tuple(made.values()), weights / weights.sum()


def _family(root: list[str], pattern: str, kind: float) -> Word:
    arabic, spellings, place = "", [""], 0
    for sign in pattern:
        if sign in "CW":
            letter = root[place]
            arabic, place = arabic + letter, place + 1
            once = _CONSONANTS[letter]
            options: tuple[str, ...] = once if sign == "C" else tuple(dict.fromkeys((once[0] * 2, once[0])))
        elif sign in _LONG:
            arabic += _LONG[sign]
            options = _VOWELS[sign]
        elif sign in _VOWELS:
            options = _VOWELS[sign]
        else:
            arabic += {"m": "م", "n": "ن"}[sign]
            options = (sign,)
        spellings = list(dict.fromkeys(start + option for start in spellings for option in options))[:12]
    if kind < _ARTICLE:
        return Word(
            "ال" + arabic,
            tuple(form + one.capitalize() for one in spellings[:4] for form in ("al-", "Al ", "El-", "Al")),
        )
    if kind < _ARTICLE + _ABU:
        return Word(
            "أبو " + arabic,
            tuple(form + one.capitalize() for one in spellings[:4] for form in ("Abu ", "Abou ", "Abo ")),
        )
    return Word(arabic, tuple(one.capitalize() for one in spellings))
