"""Original sources: copies, wire stories and borrowed numbers collapsed; who knows is counted, not who prints."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.figures.copies import stories
from counterclaim.figures.evidence import WHOLE, Evidence
from counterclaim.figures.names import name_key
from counterclaim.figures.speakers import agency
from counterclaim.figures.statements import Statement
from counterclaim.figures.unionfind import UnionFind
from counterclaim.model import Relation, RelationKind


@dataclass(frozen=True, slots=True)
class Origins:
    """`number`: each statement's origin, from 0 by first appearance. `derived`: who took a number from whom."""

    number: tuple[int, ...]
    derived: tuple[Relation, ...]


def trace(listed: Sequence[Statement]) -> Origins:
    """The original sources of the statements of a figure, which are in order of first appearance."""
    groups: UnionFind[int] = UnionFind(range(len(listed)))
    _join_by(groups, ((place, s.voice) for place, s in enumerate(listed)))
    derived: list[Relation] = []
    for places in _same_number(listed).values():
        if len(places) > 1:
            derived += _borrowed([(place, listed[place]) for place in places], groups)
    renumbered: dict[int, int] = {}
    number = tuple(renumbered.setdefault(groups.find(place), len(renumbered)) for place in range(len(listed)))
    return Origins(number, tuple(derived))


def _join_by(groups: UnionFind[int], keyed: Iterable[tuple[int, str]]) -> None:
    first: dict[str, int] = {}
    for place, key in keyed:
        groups.union(first.setdefault(key, place), place)


def _same_number(listed: Sequence[Statement]) -> dict[tuple[object, ...], list[int]]:
    """Statements that give one number of one population; "people" and "civilians" are told apart by few reports."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, statement in enumerate(listed):
        item = statement.first
        if item.number is None:
            continue
        people = "whole" if item.claim.category in WHOLE else item.claim.category.value
        found[people, item.number, item.claim.polarity].append(place)
    return found


def _borrowed(same: list[tuple[int, Statement]], groups: UnionFind[int]) -> list[Relation]:
    """Relations of statements of one number to the one that they took it from, and their origins joined."""
    derived: list[Relation] = []
    story = stories(list({item.head.id: item.head for _, s in same for item in s.members}.values()))
    first_of_story: dict[str, tuple[int, Statement]] = {}
    first_of_agency: dict[str, tuple[int, Statement]] = {}
    named = next(((place, s) for place, s in same if s.first.speaker.attributed and not s.first.speaker.generic), None)
    source = named or same[0]
    for place, statement in same:
        origin, why = None, ""
        for item in statement.members:
            held = first_of_story.setdefault(story[item.head.id], (place, statement))
            if held[0] != place and origin is None:
                origin, why = held, f"{item.head.id} carries the same story as {held[1].first.head.id}"
        for wire in _wires(statement):
            held = first_of_agency.setdefault(wire, (place, statement))
            if held[0] != place and origin is None:
                origin, why = held, f"both are credited to {wire.upper()}"
        if origin is None and place != source[0]:
            origin, why = _unsourced(statement, source)
        if origin is not None and origin[0] != place:
            groups.union(origin[0], place)
            if origin[1].voice != statement.voice:
                number = statement.first.claim.quantity.words
                text = f"{statement.name} gives {number} after {origin[1].name}: {why}."
                derived.append(Relation(statement.ident, origin[1].ident, RelationKind.DERIVES_FROM, (), text))
    return derived


def _unsourced(statement: Statement, source: tuple[int, Statement]) -> tuple[tuple[int, Statement] | None, str]:
    speaker = statement.first.speaker
    if source[1].voice in speaker.depends_on:
        return source, "its profile says that it depends on this source"
    if not speaker.attributed:
        return source, "no speaker is named for the number, and this is where it first appears with one"
    if speaker.generic:
        return source, "its speaker is not named, and the number is the same"
    return None, ""


def _wires(statement: Statement) -> list[str]:
    found = set(statement.first.speaker.carriers)
    for item in statement.members[:20]:
        found |= set(item.speaker.carriers)
        if not item.speaker.attributed and item.head.source:
            outlet = agency(name_key(item.head.source))
            found |= {outlet} if outlet else set()
    return sorted(found)


def number_origins(listed: Sequence[Statement], origins: Origins) -> list[Evidence]:
    """All evidence of the statements, each with the number of its origin."""
    return [
        replace(item, origin=origins.number[place])
        for place, statement in enumerate(listed)
        for item in statement.members
    ]
