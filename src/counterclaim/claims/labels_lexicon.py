"""The terms of labels.csv: nouns that name a group, modifiers that colour one, nouns that need a modifier."""

from dataclasses import dataclass
from functools import cache

from counterclaim.claims.attribution_words import table
from counterclaim.model import Tone


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its part (noun, modifier, group, state, people), the kind of actor it names, and its tone.

    `not_before` and `not_after` are neighbours beside which it means something else ("fighter jet", "legal regime").
    """

    words: tuple[str, ...]
    part: str
    target: str
    tone: Tone
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by part, then by their last word (nouns) or first word (modifiers)."""

    nouns: dict[str, tuple[Term, ...]]
    modifiers: dict[str, Term]
    heads: dict[str, Term]


@cache
def terms() -> Terms:
    """The lexicon, read once."""
    nouns: dict[str, list[Term]] = {}
    modifiers: dict[str, Term] = {}
    heads: dict[str, Term] = {}
    for row in table("labels.csv"):
        term = Term(
            tuple(row["term"].split()),
            row["part"],
            row["target"],
            Tone(row["tone"]),
            frozenset(row["not_before"].split()),
            frozenset(row["not_after"].split()),
        )
        if term.part == "modifier":
            modifiers[row["term"]] = term
        elif term.part == "noun":
            for last in _numbers(term.words[-1]):
                nouns.setdefault(last, []).append(term)
        else:
            for last in _numbers(term.words[-1]):
                heads.setdefault(last, term)
    longest = {word: tuple(sorted(each, key=lambda term: -len(term.words))) for word, each in nouns.items()}
    return Terms(longest, modifiers, heads)


_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "gunman": "gunmen", "militiaman": "militiamen"}
_IRREGULAR |= {"henchman": "henchmen", "people": "people", "proxy": "proxies"}


def _numbers(noun: str) -> tuple[str, str]:
    if noun in _IRREGULAR:
        return noun, _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(("s", "sh", "ch")) else "s")
