"""The errors of lists: other accepted spellings of Arabic words, slips of the hand, ages rounded to fives."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

_SPELLINGS = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ة", "ه"),
    ("ى", "ي"),
    ("ؤ", "و"),
    ("ئ", "ي"),
    ("ء", ""),
    ("عبد ", "عبد"),
    ("أبو ", "ابو"),
)
#: where nothing of the above occurs, marks that change nothing, or the article set apart
_ADDITIONS = (("لا", "ال"), ("ال", "ال "), ("ي", "ى"), ("ه", "ة"))
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=200_000)
def _variants(word: str) -> tuple[str, ...]:
    out = [word.replace(a, b) for a, b in _SPELLINGS if a in word]
    out += [word[: -len(a)] + b for a, b in _ADDITIONS[2:] if word.endswith(a)]
    if "لا" in word:
        out.append(word.replace("لا", "ال"))  # lam-alef reversed, as text copied from a PDF has it
    return tuple(dict.fromkeys(out)) or (word,)


def respelt(word: str, dice: float) -> str:
    """The word in another spelling that readers take for the same; `dice` in [0, 1) chooses."""
    variants = _variants(word)
    return variants[min(int(dice * len(variants)), len(variants) - 1)]


def misspelt(word: str, dice: float, place: float) -> str:
    """The word with one letter lost, doubled, swapped with the next, or replaced; `dice` chooses which, `place`
    where."""
    if len(word) < 3:
        return word
    at = 1 + min(int(place * (len(word) - 2)), len(word) - 3)
    kind = int(dice * 4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    letters = _LATIN if word.isascii() else _ARABIC
    return word[:at] + letters[int(place * 7919) % len(letters)] + word[at + 1 :]


def heaped(years: npt.NDArray[np.int64], which: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Ages with those of `which` rounded to the nearest five (of people above ten)."""
    return np.where(which & (years > 10), 5 * ((years + 2) // 5), years)
