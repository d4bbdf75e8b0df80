"""Actors that a text can name: states with their adjectives, capitals and seats, and the parties of wars in general.

`actors.csv` holds general words and the armed groups, forces and gangs of the world's wars, `actors_states.csv` the
states; a case adds its own parties with `Actors.with_file`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from counterclaim.claims.attribution_words import table
from counterclaim.errors import Fault, InputError
from counterclaim.sheets import read_text, sheet

_PIECE = re.compile(r"'s\b|[\w.]+(?='s\b)|\w(?:[\w.]|'(?!s\b))*|[^\w\s]")
_ACRONYM = 5  # letters of a name in capitals that may also be a word
#: kinds of actors that can have done a harm and whose members are fighters or soldiers
_ARMED = frozenset({"armed_group", "gang", "armed_forces", "police", "government"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: its name, words that name it, its adjectives, and its kind.

    `kind`: state, government, institution, armed_forces, police, armed_group, armed_opposition, gang, international,
    victims, or a case's own ("monitor", "hospital"), which then is nobody who can be blamed.
    """

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

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[tuple[str, ...], str | None, Actor]]]:
        """First word in lower case to the names that begin with it, longest first.

        The letters are kept of a short name in capitals, which may be a word: "ETA", but not "eta".
        """
        found: dict[str, list[tuple[tuple[str, ...], str | None, Actor]]] = {}
        for actor in self.actors:
            if actor.kind not in _ARMED:
                continue
            for name in actor.words:
                exact = name if name.isupper() and len(name) <= _ACRONYM else None
                for words in {tuple(pieces(name.lower())), tuple(name.lower().split())}:  # "M-19" is cut or not
                    found.setdefault(words[0], []).append((words, exact if len(words) == 1 else None, actor))
        for names in found.values():
            names.sort(key=lambda one: -len(one[0]))
        return found

    def party_at(self, lower: Sequence[str], at: int, written: Callable[[int], str]) -> tuple[int, Actor] | None:
        """The end of the armed party's name that begins at a word, and the party; `written` gives a word with its capitals."""
        for words, exact, actor in self._by_first.get(lower[at], ()):
            if tuple(lower[at : at + len(words)]) == words and (exact is None or written(at) == exact):
                return at + len(words), actor
        return None

    def party_in(self, words: str) -> Actor | None:
        """The first armed party that some words name."""
        written = pieces(words)
        lower = [word.lower() for word in written]
        return next(
            (found[1] for k in range(len(lower)) if (found := self.party_at(lower, k, written.__getitem__))), None
        )

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
        """The list with the actors of a CSV file; see `parse_actors`."""
        return self.with_actors(parse_actors(read_text(path), path.name))


def pieces(words: str) -> list[str]:
    """Words as the parser cuts them, so that names can be compared with its tokens."""
    return _PIECE.findall(words)


def parse_actors(text: str, source: str) -> list[Actor]:
    """The actors of a CSV text with the columns name and kind, and aliases (separated by |) where they have some.

    Raises:
        InputError: a column is missing, or rows lack a name or a kind; all faults at once.
    """
    faults: list[Fault] = []
    rows = list(sheet(text, source, needed=("name", "kind"), known=("name", "kind", "aliases")).rows(faults))
    for place, row in rows:
        if empty := [column for column in ("name", "kind") if not row[column]]:
            faults.append(Fault(source, place, f"{', '.join(empty)} empty", "Fill it or drop the row."))
    if not rows and not faults:
        faults.append(Fault(source, "", "no actor", "Give each a row with its name, kind and aliases."))
    if faults:
        raise InputError(faults)
    return [_actor(row) for _, row in rows]


def _actor(row: dict[str, str]) -> Actor:
    aliases = (word.strip() for word in (row.get("aliases") or "").split("|"))
    return Actor(row["name"].strip(), row["kind"].strip(), (row["name"].strip(), *(word for word in aliases if word)))


@cache
def general_actors() -> Actors:
    """The states of the world and the general parties of actors.csv."""
    parties = [_actor(row) for row in table("actors.csv")]
    return Actors((*_states(), *parties))


def _states() -> Iterator[Actor]:
    for row in table("actors_states.csv"):
        words = [row["state"], *row["capitals"].split("|"), *row["also"].split("|")]
        adjectives = [word for word in row["adjectives"].split("|") if word]
        yield Actor(row["state"], "state", tuple(word for word in words if word), tuple(adjectives))
