"""Names of speakers as written, brought to one key: case, articles, possessives and epithets of place are set aside."""

import re
from functools import lru_cache

from counterclaim.places import country_names, demonyms

_PUNCTUATION = re.compile(r"[\"“”‘’«»()\[\],;:]+|[.](?=\s|$)")
_POSSESSIVE = re.compile(r"['’]s?\b")
#: "London-based", "government-run", "rebel-linked": where a speaker sits, not who it is
_EPITHET = re.compile(r"\b[\w']+-(?:based|linked|affiliated|backed|run|owned|held|controlled|aligned)\b", re.I)
_BRACKET = re.compile(r"\(([^)]*)\)")
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "her", "our"})
#: what someone is in an organisation; the organisation is the speaker
_OFFICES = frozenset(
    {
        "spokesman", "spokeswoman", "spokesperson", "director", "head", "chief", "official", "officials",
        "representative", "reporter", "correspondent", "correspondents", "statement", "report", "reports", "website",
        "page", "account",
    }
)  # fmt: skip
_MINOR = frozenset({"of", "for", "the", "and", "in", "on", "to", "at", "de", "from"})


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A key under which spellings of one name meet.

    "The Eastmark Observatory (EO)" and "Eastmark Observatory" meet, as do "a spokesman for the Guild" and "Guild".
    """
    key = " ".join(words(name))
    # "Russia", "the Russian statement": a country speaks under its name and under its adjective
    return country_names().get(key) or demonyms().get(key) or key


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, in lower case; at least one."""
    bare = _PUNCTUATION.sub(" ", _POSSESSIVE.sub("", _EPITHET.sub(" ", _BRACKET.sub(" ", name)))).lower().split()
    # "(EO)" has nothing but what stands in brackets; and a damaged name of signs alone is still one
    bare = bare or _PUNCTUATION.sub(" ", name).lower().split() or [name.strip().lower()]
    said = [word for word in bare if word not in _ARTICLES] or bare
    kept = [word for word in said if word not in _OFFICES]
    while kept and kept[0] in _MINOR:
        kept = kept[1:]
    while kept and kept[-1] in _MINOR:
        kept = kept[:-1]
    return tuple(kept or said)


@lru_cache(maxsize=65536)
def initials(name: str) -> str:
    """The acronym that the capitals of a name make: "Eastmark Observatory for Human Rights" makes "eohr"."""
    capitals = [
        word[0] for word in _BRACKET.sub(" ", name).split() if word[:1].isupper() and word.lower() not in _ARTICLES
    ]
    return "".join(capitals).lower() if len(capitals) > 1 else ""


@lru_cache(maxsize=65536)
def bracketed(name: str) -> str:
    """An acronym given in brackets after a name, in lower case, or ""."""
    found = _BRACKET.search(name)
    short = found[1].strip() if found else ""
    return short.lower() if short.isupper() and len(short) > 1 else ""
