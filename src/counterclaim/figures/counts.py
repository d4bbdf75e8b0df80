"""A figure's claims as counts that can be weighed: who says how many, and what the speaker is to the people counted.

Only what stands is a count, as for the codebooks: asserted, of the whole, not revised since. A denial is none. Roles come
from what people wrote down about sources; where nobody did, the role is unknown. Harm to civilians knows no enemy.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.figures.assemble import Question, dossier_of, weigh_up
from counterclaim.figures.evidence import FORCES, Evidence, spoken
from counterclaim.figures.names import words
from counterclaim.figures.profiles import NO_SIDE, Directory
from counterclaim.figures.where import where
from counterclaim.model import (
    Category,
    Claim,
    Figure,
    Hedge,
    Population,
    Relation,
    RelationKind,
    ReportHead,
    Role,
    Scope,
    SourceProfile,
    WeighRow,
)

#: kinds of source that are no party to a war, unless a side is written down for them
IMPARTIAL = frozenset(
    ["outlet", "agency", "media", "monitor", "hospital", "medical", "un", "ngo", "relief_organisation", "relief organisation",
     "observatory", "rescuers", "academic"]
)  # fmt: skip
#: kinds that bear arms: those of a state, whose members are called soldiers, and the others
ARMIES = frozenset(["armed_forces", "armed forces", "army"])
ARMED = ARMIES | {"armed_group", "armed group", "coalition"}
#: fewer original sources contradict nobody
FEWEST_ORIGINS = 2

Known = Mapping[str, tuple[Claim, ReportHead]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Why a source has its role in a figure, for a sentence."""

    source: str
    role: Role
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of a figure, the roles of their sources, and the ids of the denials that were left out."""

    rows: tuple[WeighRow, ...]
    roles: tuple[Spoken, ...] = ()
    denials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parties:
    """What a figure tells of sides: whose people are counted, who is blamed; and who fights at all, by the profiles.

    `names` are profiles by the key of a voice, which "the hospital" shares with the hospital that is named.
    """

    population: Population
    victims: str | None
    why_victims: str
    blamed: frozenset[str]
    armed: frozenset[str]
    names: Mapping[str, SourceProfile]


def counts_of(figure: Figure, known: Known, directory: Directory) -> Counts:
    """The counts of a figure; no rows where fewer than two original sources give one."""
    evidence = [_evidence(*known[name], directory) for name in figure.claims if name in known]
    if not evidence:
        return Counts(())
    _, found, numbered = weigh_up(evidence, directory)
    denials = tuple(dict.fromkeys(e.ident for e in numbered if e.denial))
    dossier = dossier_of(Question((), figure.harm, figure.scope, "people"), numbered, found)
    grows = _grows(figure, dossier.counted)
    # What a speaker said earlier of a growing total is no error of his: it is where the total then stood.
    whole = [e for e in dossier.counted if e.asserted and e.number is not None and not (e.part or e.detail)]
    standing = whole if grows else dossier.asserted
    if len({e.origin for e in standing}) < FEWEST_ORIGINS:
        return Counts((), denials=denials)
    parties = _parties(numbered, standing, directory)
    others = _definitions(standing, found)
    rows: list[WeighRow] = []
    roles: dict[tuple[str, Role], Spoken] = {}
    for item in _originals_first(standing, directory, parties.names):
        source, role, why = _role(item, parties, directory)
        roles.setdefault((source, role), Spoken(source, role, why))
        rows.append(_row(figure, item, source, role, parties.population, grows, others.get(item.ident)))
    return Counts(tuple(rows), tuple(roles.values()), denials)


def _evidence(claim: Claim, head: ReportHead, directory: Directory) -> Evidence:
    when = claim.when
    days = (when.from_, when.to) if when else (None, None)
    return spoken(claim, head, where(claim.place), *days, directory)


def _as_of(item: Evidence) -> date | None:
    return item.last_day or item.head.published


def _grows(figure: Figure, counted: Sequence[Evidence]) -> bool:
    """Whether the counts are of a running total on different days, each of them dated."""
    days = {_as_of(item) for item in counted if item.asserted and item.number is not None}
    return figure.scope is Scope.CUMULATIVE and None not in days and len(days) > 1


def _parties(numbered: Sequence[Evidence], standing: Sequence[Evidence], directory: Directory) -> _Parties:
    forces = [item.claim.category in FORCES for item in standing]
    population = Population.MIXED if any(forces) else Population.CIVILIANS
    if all(forces):
        population = Population.COMBATANTS
    fighting = [profile for profile in directory.profiles if profile.kind in ARMED]
    sides = {side: profile.kind for profile in fighting if (side := directory.side(profile.source)) is not None}
    victims, why = _victims(standing, sides, population, directory)
    blamed = {item.blamed for item in numbered if item.blamed is not None}
    if population is not Population.COMBATANTS:
        # Nobody denies what nobody alleges.
        blamed |= {item.speaker.side for item in numbered if item.denial and item.speaker.side in sides}
    names: dict[str, SourceProfile] = {}
    for item in numbered:
        profile = directory.find(item.speaker.name, item.head.published)
        if profile is not None:
            names.setdefault(item.speaker.key, profile)
    armed = frozenset(sides)
    return _Parties(population, victims, why, frozenset(side for side in blamed if side), armed, names)


def _victims(
    standing: Sequence[Evidence], sides: Mapping[str, str | None], population: Population, directory: Directory
) -> tuple[str | None, str]:
    """Whose people are counted, and how that is known."""
    named = Counter(side for item in standing if (side := _side_of_victims(item, directory)) is not None)
    if named:
        return min(named, key=lambda side: (-named[side], side)), "as their words for them say"
    armies = [side for side, kind in sides.items() if kind in ARMIES]
    if population is Population.COMBATANTS and len(sides) == 2 and len(armies) == 1:
        kinds = Counter(item.claim.category for item in standing)
        if len(kinds) == 1:
            soldiers = Category.SOLDIERS in kinds
            side = armies[0] if soldiers else next(side for side in sides if side != armies[0])
            return (
                side,
                f"of the two sides that fight, by the profiles, its people are called {next(iter(kinds)).value}",
            )
    return None, ""


def _side_of_victims(item: Evidence, directory: Directory) -> str | None:
    """The side that the words for the people counted name: "soldiers of the Marrow army"."""
    if item.claim.population is None:
        return None
    said = words(item.claim.population.words)
    for length in range(min(len(said), 6), 0, -1):
        for start in range(len(said) - length + 1):
            side = directory.side(" ".join(said[start : start + length]), item.head.published)
            if side is not None:
                return side
    return None


def _role(item: Evidence, parties: _Parties, directory: Directory) -> tuple[str, Role, str]:
    """The name, role and reason of a speaker."""
    name, on = item.speaker.name, item.head.published
    profile = directory.find(name, on) or parties.names.get(item.speaker.key)
    if profile is None:
        shown = f"{name} in {item.head.source or item.head.id}" if item.speaker.generic else name
        return shown, Role.UNKNOWN, "nobody has written down whose side it is on"
    side = directory.side(name, on) or directory.side(profile.source, on)
    if side is None:
        return profile.source, *_without_side(profile)
    return profile.source, *_of_side(side, parties)


def _without_side(profile: SourceProfile) -> tuple[Role, str]:
    if profile.side and profile.side.lower() in NO_SIDE - {"", "unknown"}:
        return Role.NEUTRAL, "its profile says that it is on no side"
    kind = profile.kind or ""
    if kind in IMPARTIAL:
        return Role.NEUTRAL, f"{kind.replace('_', ' ')}, and no side is written down for it"
    return Role.UNKNOWN, "its profile names no side"


def _of_side(side: str, parties: _Parties) -> tuple[Role, str]:
    nothing = f"on the side of {side}, and nothing says what that is to the people counted"
    if parties.population is Population.COMBATANTS:
        if side == parties.victims:
            return Role.OWN, f"the people counted are {side}'s own, {parties.why_victims}"
        if side in parties.blamed:
            return Role.ENEMY, f"{side} is said to have fought them"
        if parties.victims and not parties.blamed and parties.armed == {side, parties.victims}:
            return Role.ENEMY, f"{side} and {parties.victims} are the two sides that fight, by the profiles"
        return Role.UNKNOWN, nothing
    if side in parties.blamed:
        return Role.ACCUSED, f"{side} is alleged to have done it, or denies it"
    if side == parties.victims or (parties.blamed and side in parties.armed):
        return Role.OWN, f"the people are on {side}'s side, or harmed by its opponent"
    return Role.UNKNOWN, nothing


def _originals_first(
    standing: Sequence[Evidence], directory: Directory, names: Mapping[str, SourceProfile]
) -> Iterable[Evidence]:
    """The evidence by origin, the best known speaker of each first: of rows that share an origin the first is weighed."""
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for item in standing:
        groups[item.origin].append(item)
    for members in groups.values():
        yield from sorted(members, key=lambda e: (not e.speaker.attributed, not _known(e, directory, names)))


def _known(item: Evidence, directory: Directory, names: Mapping[str, SourceProfile]) -> bool:
    return item.speaker.key in names or directory.find(item.speaker.name, item.head.published) is not None


def _definitions(standing: Sequence[Evidence], found: Iterable[Relation]) -> dict[str, str]:
    """Claims that a relation says to be of other people than most: their definition, by claim id."""
    tally = Counter(item.claim.category for item in standing)
    main = min(tally, key=lambda category: (-tally[category], category.value))
    kinds = (RelationKind.NOT_COMPARABLE, RelationKind.INCLUDES)
    tied = {end for relation in found if relation.kind in kinds for end in (relation.left, relation.right)}
    return {
        item.ident: f"{item.claim.harm.value}: {item.claim.category.value} for {main.value}"
        for item in standing
        if item.claim.category is not main and item.ident in tied
    }


def _row(
    figure: Figure, item: Evidence, source: str, role: Role, population: Population, grows: bool,
    definition: str | None,
) -> WeighRow:  # fmt: skip
    count = item.claim.quantity
    low, high = (None if bound is None else float(bound) for bound in (count.low, count.high))
    exact = count.hedge in (Hedge.EXACT, Hedge.ABOUT)
    as_of = _as_of(item) if grows or figure.scope is Scope.STOCK else None
    # A speaker's running totals share his origin; a copy of one is of the same number.
    origin = f"{item.origin} {low} {high}" if grows else str(item.origin)
    return WeighRow(
        figure=figure.id,
        source=source,
        role=role.value,
        value=low if exact else None,
        low=None if exact else low,
        high=None if exact else high,
        hedge=count.hedge.value,
        origin=origin,
        population=population.value,
        type_=f"{figure.harm.value} {figure.scope.value}",
        as_of=as_of,
        span="cumulative" if grows else None,
        definition=definition,
        claim=item.ident,
        place=item.ident,
    )
