"""Across scripts: each Latin word of a run read as the Arabic word of the run that it most likely renders.

Names are words of a finite stock, so looking a rendering up among the words that the Arabic lists really hold
recovers the letters that
Latin script loses (emphatics, ayn, length). A word that fits none of them is spelt back letter by letter, so that it
still
differs from others, and is still equal to itself.
"""

from collections.abc import Sequence

from counterclaim.victims.names.rendering import Renderings
from counterclaim.victims.naming import Rewrite

#: log likelihood by Latin letter below which a word renders none of the known words; chosen among six values on aligned words
#: of google_ar2en (Apache-2.0), where it lies between recall .915 at precision .956 and .920 at .949
FITS = -2.3
_ARTICLES = ("al", "el", "ul", "ad", "ar", "as", "ash", "an", "at", "az", "ed", "ud")
_BACK = (
    ("sh", "ش"), ("kh", "خ"), ("gh", "غ"), ("th", "ث"), ("dh", "ذ"), ("ch", "ش"), ("ph", "ف"), ("ou", "و"), ("oo", "و"), ("ee", "ي"),
    ("a", "ا"), ("b", "ب"), ("c", "ك"), ("d", "د"), ("e", ""), ("f", "ف"), ("g", "غ"), ("h", "ه"), ("i", "ي"), ("j", "ج"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("o", "و"), ("p", "ب"), ("q", "ق"), ("r", "ر"), ("s", "س"), ("t", "ت"), ("u", "و"), ("v", "ف"),
    ("w", "و"), ("x", "كس"), ("y", "ي"), ("z", "ز"),
)  # fmt: skip


def crossing(latin: Sequence[str], arabic: Sequence[str]) -> Rewrite:
    """A rewriter of these joined, cleaned Latin words into the joined, cleaned Arabic words of the same run."""
    known = Renderings(arabic)
    rewritten = {word: _rewritten(word, known) for word in latin}
    return lambda word: rewritten.get(word) or spelt_back(word)


def _rewritten(word: str, known: Renderings) -> str:
    found = [best[0] for form in _forms(word) if (best := known.best(form, 1))]
    if not found:
        return spelt_back(word)
    arabic, score = max(found, key=lambda one: one[1])
    return arabic if score >= FITS else spelt_back(word)


def _forms(word: str) -> tuple[str, ...]:
    """A word as it stands, and with its article written as Arabic writes it, or left out."""
    forms = [word]
    for article in _ARTICLES:
        rest = word[len(article) :]
        if word.startswith(article) and len(rest) > 2:
            forms += [f"al{rest}", rest]
    return tuple(dict.fromkeys(forms))


def spelt_back(word: str) -> str:
    """The plainest Arabic spelling of a Latin word."""
    out, at = "", 0
    while at < len(word):
        for sound, letter in _BACK:
            if word.startswith(sound, at):
                out, at = out + letter, at + len(sound)
                break
        else:
            at += 1
    return out or "ا"
