"""What a naming convention must tell: how a raw word is cleaned, which words join, and the keys of a word."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Script(StrEnum):
    """The script a name is written in, by the majority of its letters."""

    ARABIC = "arabic"
    LATIN = "latin"
    OTHER = "other"


class Keys(NamedTuple):
    """Two keys of a word, from the stricter to the looser.

    `medium` forgives orthography (hamza seats, article, alef); `skeleton` keeps the consonants only.
    """

    medium: str
    skeleton: str


@dataclass(frozen=True, slots=True)
class Convention:
    """`clean` turns one raw word into words (none for an honorific); `prefixes` join the word after them, `suffixes`
    the
    word before; `drop` are words such as bin and ibn that say nothing of who it is. A name that begins with a word of
    `child_of` or `kin_of` names a parent, or another relative, of the person it is about."""

    script: Script
    clean: Callable[[str], tuple[str, ...]]
    keys: Callable[[str], Keys]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    drop: frozenset[str]
    honorifics: frozenset[str]
    placeholders: frozenset[str]
    child_of: frozenset[str]
    kin_of: frozenset[str]


_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def script_of(text: str) -> Script:
    """The script of most letters of a text; OTHER where it has none, or they are neither Arabic nor Latin."""
    arabic, letters = len(_ARABIC.findall(text)), _LETTER.findall(text)
    if not letters:
        return Script.OTHER
    if arabic * 2 >= len(letters):
        return Script.ARABIC
    latin = sum(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in letters)
    return Script.LATIN if latin * 2 >= len(letters) else Script.OTHER


@cache
def lexicon(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/name.csv` without its header: general words of naming, no list's persons."""
    text = (files("counterclaim.victims.names") / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(tuple(line.split(",")) for line in text.splitlines()[1:] if line.strip())


def words(script: Script, kind: str) -> frozenset[str]:
    """The words of one kind (prefix, suffix, drop, honorific, placeholder) of a script."""
    return frozenset(row[2] for row in lexicon("words") if row[0] == script and row[1] == kind)
