"""The lexicon of harm: which words say that something happened to people, and where those people stand."""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.lexicon import pattern, records, rows
from counterclaim.model import Harm

#: forms of a verb; "past" and "participle" may be the same word
BASE, THIRD, GERUND, PAST, PARTICIPLE = "base", "third", "gerund", "past", "participle"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of harm. `object_`: what it takes is harmed, else who does it. `people`: it needs a word for people."""

    harm: Harm
    object_: bool
    people: bool
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Idiom:
    """A phrase of harm; see lexicons/harm_phrases.yaml for its roles."""

    name: str
    harm: Harm
    role: str
    pattern: re.Pattern[str]


@cache
def verbs() -> dict[str, Verb]:
    """Word form to verb."""
    table: dict[str, Verb] = {}
    for row in rows("harm_verbs"):
        names = (BASE, THIRD, GERUND, PAST, PARTICIPLE)
        for form in {row[name] for name in names}:
            forms = frozenset(name for name in names if row[name] == form)
            table.setdefault(form, Verb(Harm(row["harm"]), row["role"] == "object", row["people"] == "needed", forms))
    return table


@cache
def nouns() -> dict[str, tuple[tuple[Harm, str], ...]]:
    """Noun or adjective of harm to its (harm, frame)s."""
    table: dict[str, list[tuple[Harm, str]]] = {}
    for row in rows("harm_nouns"):
        table.setdefault(row["form"], []).append((Harm(row["harm"]), row["frame"]))
    return {form: tuple(frames) for form, frames in table.items()}


@cache
def idioms() -> tuple[Idiom, ...]:
    """Phrases of harm, in the order in which they are tried."""
    return tuple(
        Idiom(row["name"], Harm(row["harm"]), row["role"], pattern(row["pattern"])) for row in records("harm_phrases")
    )


@cache
def harm_words() -> frozenset[str]:
    """Participles and adjectives of harm, which end a noun phrase that they do not modify."""
    states = {form for form, frames in nouns().items() if any(frame == "state" for _, frame in frames)}
    return frozenset(states | {form for form, verb in verbs().items() if verb.forms & {PAST, PARTICIPLE, GERUND}})
