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

#: log likelihood by Latin letter below which a word renders none of the known words; chosen among four values on a random fifth
#: of google_ar2en's training part (Apache-2.0) that was left out of the fit
FITS = -2.5
#: most comparisons of a Latin with an Arabic word beyond those of alike consonants: some seconds
EVERYWHERE = 4_000_000
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
    missed = [word for word, found in rewritten.items() if found is None]
    if len(missed) * len(known.words) <= EVERYWHERE:  # few enough to be looked up among all, not only the alike
        rewritten |= {word: _rewritten(word, known, everywhere=True) for word in missed}
    return lambda word: rewritten.get(word) or spelt_back(word)


def _rewritten(word: str, known: Renderings, everywhere: bool = False) -> str | None:
    found = [best[0] for form in _forms(word) if (best := known.best(form, 1, everywhere))]
    if not found:
        return None
    arabic, score = max(found, key=lambda one: one[1])
    return arabic if score >= FITS else None


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
