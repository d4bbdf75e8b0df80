"""How Arabic words are rendered in Latin letters: a letter-to-chunk model fitted on 13,000 pairs of Wikipedia titles.

`data/ar2en.csv` holds p(chunk | Arabic letter, what stands before and after it): short vowels, which Arabic does not
write, depend on whether
a long one follows. It was fitted by `tools/fit_transliteration.py` on the training part of
Google's Arabic-English
transliteration set (Apache-2.0; Rosca and Breuel 2016, arXiv:1610.09565). Words are cleaned as in `names.arabic` and
`names.latin`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from counterclaim.stats.emission import BASE, CHUNK, CHUNKS, log_likelihoods

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_NUMBER = {letter: i for i, letter in enumerate(LETTERS)}
_VOWELS = frozenset("اوي")
#: what may stand before and after a letter
BEFORE, AFTER = ("start", "vowel", "consonant"), ("vowel", "consonant", "end")
CODES = len(LETTERS) * len(BEFORE) * len(AFTER)
#: probability of a chunk that the fit never saw: below the rarest that it kept, by length
_UNSEEN = (2e-3, 2e-4, 2e-5, 2e-6)


def encode_arabic(word: str) -> Ints:
    """The letters of a cleaned Arabic word as numbers: the letter, and what kind of letter stands before and after."""
    letters = [letter for letter in word if letter in _NUMBER]
    kinds = [BEFORE[0], *("vowel" if letter in _VOWELS else "consonant" for letter in letters), AFTER[-1]]
    return np.array(
        [code(letter, kinds[i], kinds[i + 2]) for i, letter in enumerate(letters)],
        np.int64,
    )


def code(letter: str, before: str, after: str) -> int:
    """The number of a letter in its context."""
    return _NUMBER[letter] + len(LETTERS) * (len(AFTER) * BEFORE.index(before) + AFTER.index(after))


def encode_latin(word: str) -> Ints:
    """The letters of a cleaned Latin word as numbers."""
    return np.array([ord(letter) - 97 for letter in word if "a" <= letter <= "z"], np.int64)


@cache
def table() -> Floats:
    """p(chunk | letter in context), shape (codes, chunks)."""
    lengths = np.zeros(CHUNKS, np.int64)
    for length in range(1, CHUNK + 1):
        lengths[np.arange(CHUNKS) >= BASE ** (length - 1)] = length
    out = np.tile(np.array(_UNSEEN)[lengths], (CODES, 1))
    text = (files("counterclaim.victims.names") / "data" / "ar2en.csv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        letter, before, after, chunk, probability = line.split(",")
        number = 0
        for sign in chunk:
            number = number * BASE + ord(sign) - 96
        out[code(letter, before, after), number] = float(probability)
    return out


class Renderings:
    """Arabic words that Latin words may render, indexed so that each Latin word is scored against few."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = tuple(words)
        codes = [encode_arabic(word) for word in self.words]
        self._sources = np.concatenate([*codes, np.zeros(0, np.int64)])
        self._starts = np.concatenate([[0], np.cumsum([len(code) for code in codes])]).astype(np.int64)
        self._index: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            key = coarse_arabic(word)
            for variant in {key, *_shorter(key)}:
                self._index.setdefault(variant, []).append(number)

    def best(self, latin: str, most: int = 3, everywhere: bool = False) -> tuple[tuple[str, float], ...]:
        """The likeliest Arabic words for a cleaned Latin word, with log P(latin | word) by letter of `latin`; best
        first. `everywhere`: among all words, not only those whose consonants are alike."""
        key = coarse_latin(latin)
        chosen = set(range(len(self.words))) if everywhere else set(self._index.get(key, ()))
        for variant in () if everywhere else _shorter(key):
            chosen.update(self._index.get(variant, ()))
        if not chosen:
            return ()
        numbers = np.array(sorted(chosen), np.int64)
        scores = log_likelihoods(table(), encode_latin(latin), self._sources, self._starts, numbers) / max(
            1, len(latin)
        )
        order = np.argsort(-scores, kind="stable")[:most]
        return tuple((self.words[numbers[i]], float(scores[i])) for i in order)


_ARABIC_CLASSES = str.maketrans(
    {**dict.fromkeys("تطثدضذظز", "T"), **dict.fromkeys("سصش", "S"), **dict.fromkeys("كقجغخ", "K"), "ب": "B", "ف": "F",
     "ل": "L", "م": "M", "ن": "N", "ر": "R", **dict.fromkeys("اويهحع", None)}
)  # fmt: skip
_LATIN_CLASSES = str.maketrans(
    {**dict.fromkeys("tdz", "T"), "s": "S", **dict.fromkeys("kqgjc", "K"), **dict.fromkeys("bp", "B"), **dict.fromkeys("fv", "F"),
     "l": "L", "m": "M", "n": "N", "r": "R", "x": "KS", **dict.fromkeys("aeiouhwy", None)}
)  # fmt: skip


def coarse_arabic(word: str) -> str:
    """Consonant classes of an Arabic word that any rendering keeps; doubled once."""
    return _once(word.translate(_ARABIC_CLASSES))


def coarse_latin(word: str) -> str:
    """Consonant classes of a Latin word, as `coarse_arabic` has them."""
    for digraph, sign in (("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("dj", "j")):
        word = word.replace(digraph, sign)
    return _once(word.translate(_LATIN_CLASSES))


def _once(key: str) -> str:
    return "".join(sign for i, sign in enumerate(key) if i == 0 or key[i - 1] != sign)


def _shorter(key: str) -> tuple[str, ...]:
    return tuple({key[:i] + key[i + 1 :] for i in range(len(key))}) if len(key) > 2 else ()
