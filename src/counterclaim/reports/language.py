"""Which language a report is in, and whether it can be read.

English is found by its function words, which no other language has at that rate, before any model is loaded; other
texts go to py3langid (a naive Bayes model over byte n-grams: Lui and Baldwin, ACL 2012). Short texts in Latin letters
without clear evidence count as English, for a headline of names and numbers looks like many languages.
"""

import re
from functools import cache
from typing import Any

#: languages that claims/ can read
READABLE = frozenset({"en"})

UNKNOWN = "und"  # ISO 639-2: undetermined

_SAMPLE = 2_000  # characters: beyond these the answer does not change, and the cost stays flat
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    """the of and were was that by with from who had have has said been their they which after at an this it its as not
    but are is or than while when during two three people killed""".split()
)
#: share of function words: English news has .30 to .45; French, Spanish or German below .05
_SHARE = 0.15
#: py3langid's posterior, calibrated for length, below which nothing is known of a text in Latin letters; and the part
#: of the best one's that English must have to be a candidate (Danish and Norwegian share theirs, so no high bar)
_SURE, _CANDIDATE = 0.3, 0.2
_NAMED = {
    "eng": "en", "english": "en", "ara": "ar", "arabic": "ar", "fra": "fr", "fre": "fr", "french": "fr", "rus": "ru",
    "russian": "ru", "ukr": "uk", "ukrainian": "uk", "spa": "es", "spanish": "es", "deu": "de", "ger": "de",
    "german": "de", "tur": "tr", "turkish": "tr", "heb": "he", "hebrew": "he", "fas": "fa", "per": "fa", "persian": "fa",
}  # fmt: skip
#: varieties that the model knows apart from the language that a reader of them would name
_MERGED = {"pcm": "en", "sco": "en", "arz": "ar", "ary": "ar", "apc": "ar", "ajp": "ar", "acm": "ar", "wuu": "zh"}


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language ("und" where it has no letters). Costs at most a few milliseconds."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return UNKNOWN
    function = [word for word in words if word in _ENGLISH]
    if len(set(function)) >= 3 and len(function) >= _SHARE * len(words):
        return "en"
    ranked = _identifier().rank(_evened(sample))
    latin = sum(character < "\u0250" for character in sample if character.isalpha())
    best, sure = ranked[0]
    if 2 * latin >= sum(map(str.isalpha, sample)):
        english = sum(share for name, share in ranked if _MERGED.get(name, name) == "en")
        if sure < _SURE or english >= _CANDIDATE * sure or _foreign_names(words, function):
            return "en"
    return str(_MERGED.get(best, best))


def tag(said: str | None) -> str | None:
    """The ISO 639-1 code in what somebody wrote down as a language ("en-GB", "eng", "English"); None where unknown.

    An unknown name is not passed on: it would keep a report from being read, where detection would read it.
    """
    first = (said or "").strip().lower().replace("_", "-").split("-")[0]
    first = _NAMED.get(first, first)
    return first if len(first) == 2 and first.isascii() and first.isalpha() else None


def _foreign_names(words: "list[str]", function: "list[str]") -> bool:
    """A line or two of which a fifth are English function words: the rest are names in another language."""
    return len(words) < 40 and len(function) >= max(2, 0.2 * len(words))


def _evened(sample: str) -> str:
    """Wire text in capitals looks like no language: lower it. Half a surrogate pair is nothing to go by."""
    upper = sum(map(str.isupper, sample))
    return sample.lower() if 2 * upper > sum(map(str.isalpha, sample)) else sample


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a third of a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
