"""Actors that a text can name: states with their adjectives, capitals and seats, and the parties of wars in general.

`actors.csv` holds general words, `actors_states.csv` the states of the world; a case adds its own parties with
`Actors.with_file`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from counterclaim.claims.attribution_words import table
from counterclaim.errors import Fault, InputError


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: its name, kind (state, armed_group, international, victims), words that name it, and its adjectives."""

    name: str
    kind: str
    words: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at offsets of a text; `adjective` where the word only modifies ("Russian planes")."""

    start: int
    end: int
    actor: Actor
    adjective: bool


@dataclass(frozen=True)
class Actors:
    """A list of actors, searched together."""

    actors: tuple[Actor, ...]
    own: frozenset[str] = frozenset()  # names of those that a case added

    @cached_property
    def _by_word(self) -> dict[str, tuple[Actor, bool]]:
        found: dict[str, tuple[Actor, bool]] = {}
        for actor in self.actors:
            for word in actor.words:
                found.setdefault(word, (actor, False))
            for word in actor.adjectives:
                found.setdefault(word, (actor, True))
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._by_word, key=len, reverse=True)
        return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")

    def mentions(self, text: str) -> Iterator[Mention]:
        """The actors named in a text, in order, the longest name at each place."""
        for match in self._pattern.finditer(text):
            actor, adjective = self._by_word[match.group()]
            yield Mention(match.start(), match.end(), actor, adjective)

    def with_actors(self, more: Iterable[Actor]) -> "Actors":
        """The list with a case's own actors, which go before the general ones that share a word."""
        added = tuple(more)
        return Actors((*added, *self.actors), self.own | {actor.name for actor in added})

    def with_file(self, path: Path) -> "Actors":
        """The list with the actors of a CSV file with the columns actor, kind and words (separated by |).

        Raises:
            InputError: columns are missing, or rows lack an actor, a kind or words; all faults at once.
        """
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        faults = []
        missing = [name for name in ("actor", "kind", "words") if rows and name not in rows[0]]
        if missing or not rows:
            raise InputError(
                [Fault(str(path), "", f"no column {', '.join(missing) or 'actor'}", "Give actor, kind and words.")]
            )
        for number, row in enumerate(rows, start=2):
            empty = [name for name in ("actor", "kind", "words") if not (row[name] or "").strip()]
            if empty:
                faults.append(
                    Fault(str(path), f"row {number}", f"{', '.join(empty)} empty", "Fill it or drop the row.")
                )
        if faults:
            raise InputError(faults)
        return self.with_actors(_actor(row) for row in rows)


def _actor(row: dict[str, str]) -> Actor:
    return Actor(row["actor"].strip(), row["kind"].strip(), tuple(word.strip() for word in row["words"].split("|")))


def general_actors() -> Actors:
    """The states of the world and the general parties of actors.csv."""
    parties = [_actor(row) for row in table("actors.csv")]
    return Actors((*_states(), *parties))


def _states() -> Iterator[Actor]:
    for row in table("actors_states.csv"):
        words = [row["state"], *row["capitals"].split("|"), *row["also"].split("|")]
        adjectives = [word for word in row["adjectives"].split("|") if word]
        yield Actor(row["state"], "state", tuple(word for word in words if word), tuple(adjectives))
