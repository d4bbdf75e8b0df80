"""Which claims a report leads with: one for each harm, and one for the other side's losses where both are told.

A lead is the first figure of an event that is neither vague nor a part of another; a title's bare number ("8 killed")
is led by the body's fuller telling of the same number. Totals over time, denied and expected figures never lead.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import Category, Harm, Hedge, Polarity, Scope

_FORCES = (Category.FIGHTERS, Category.SOLDIERS)
_PARTS = (Category.CHILDREN, Category.WOMEN)
_FAR = 1500  # characters after the first figure, beyond which one tells background
_NEAR = 900
_OPENING = 60  # characters after the first figure: a single death that opens a report is what it leads with
_TOGETHER = 220  # two sides' losses told in one or two sentences


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of a claim decides whether it leads."""

    index: int
    start: int
    low: int | None
    high: int | None
    hedge: Hedge
    harm: Harm
    category: Category
    scope: Scope
    polarity: Polarity
    part: bool
    words: str
    place: str | None = None

    @property
    def point(self) -> int:
        """The one number that stands for the interval."""
        return self.low if self.low is not None else self.high or 0


def leads(candidates: Sequence[Candidate]) -> set[int]:
    """The indices of the claims that the report leads with."""
    groups: dict[Harm, list[Candidate]] = defaultdict(list)
    for one in candidates:
        if one.scope is Scope.CUMULATIVE or one.polarity is not Polarity.ASSERTED or not (one.low or one.high):
            continue
        groups[Harm.KILLED if one.harm is Harm.KILLED_OR_INJURED else one.harm].append(one)
    chosen: set[int] = set()
    for harm, group in groups.items():
        chosen |= _leads_of(harm, group)
    return chosen


def _leads_of(harm: Harm, group: list[Candidate]) -> set[int]:
    early, opening = group[0].start + _FAR, group[0].start + _OPENING
    ranked = sorted(
        group,
        key=lambda c: (
            c.hedge is Hedge.VAGUE,
            c.start > early,
            c.words.lower() in ("a", "an") and c.start > opening,
            c.harm is Harm.KILLED_OR_INJURED and harm is Harm.KILLED,
            c.part,
            c.start,
        ),
    )
    main = ranked[0]
    near = sorted((c for c in ranked if c.start < main.start + _NEAR), key=lambda c: c.start)
    if main.category in _PARTS:
        main = next((c for c in near if _is_whole(c, main)), main)
    if main.category is Category.PEOPLE:
        same = [c for c in near if abs(c.point - main.point) <= 1 and c is not main]
        forces = next((c for c in same if c.category in _FORCES), None)
        if forces and not any(c.category not in (*_FORCES, Category.PEOPLE) for c in same):
            main = forces
    main = _fullest(main, near)
    parts = _broken_down(main, near)
    if parts:
        return {part.index for part in parts}
    other = next((c for c in ranked if _other_side(c, main)), None)
    return {main.index} | ({other.index} if other else set())


#: how closely a place pins an event down, by its precision
_CLOSE = {"exact": 4, "town": 4, "admin2": 4, "admin1": 3, "report": 2, "vague": 1}


def _fullest(main: Candidate, near: Sequence[Candidate]) -> Candidate:
    """The telling of the lead's number that says most closely where: a title says "in the north", the body the town."""
    same = [
        c
        for c in near
        if c.point == main.point and not c.part and (c.category in _FORCES) == (main.category in _FORCES)
    ]
    return max(same, key=lambda c: (_CLOSE.get(c.place or "", 0), -c.start), default=main)


def _other_side(one: Candidate, main: Candidate) -> bool:
    """Whether a claim tells the other side's losses beside the lead, and is not the lead's bare number once more."""
    return (
        (one.category in _FORCES) != (main.category in _FORCES)
        and abs(one.start - main.start) < _TOGETHER
        and (not one.part or (main.category is Category.PEOPLE and one.category in _FORCES))
        and one.hedge is not Hedge.VAGUE
        and not (one.category is Category.PEOPLE and abs(one.point - main.point) <= 1)
    )


def _broken_down(main: Candidate, near: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """The civilians and the fighters that a mixed lead is the sum of: "9 dead ... four civilians ... five rebels"."""
    if main.category is not Category.PEOPLE:
        return None
    civilians = [c for c in near if c.category not in (*_FORCES, Category.PEOPLE) and c.start > main.start]
    forces = [c for c in near if c.category in _FORCES and c.start > main.start]
    return next(((c, f) for c in civilians for f in forces if c.point + f.point == main.point), None)


def _is_whole(one: Candidate, part: Candidate) -> bool:
    return (
        one.category not in (*_PARTS, *_FORCES)
        and not one.part
        and one.point > part.point
        and (part.point > 1 or one.start - part.start < _TOGETHER)
        and one.hedge is not Hedge.VAGUE
    )
