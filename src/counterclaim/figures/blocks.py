"""Where an account is filed and under which keys it looks for others, so that only what may be one event is compared.

Accounts with an area meet those of the same area and of the days around; those with only a country meet all of the
country's; those without a place meet those that give one of their numbers.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from counterclaim.figures.account import PERIOD_DAYS, Account
from counterclaim.figures.sameness import NEAR_DAYS, Traits, is_guessed
from counterclaim.model import Scope

Key = tuple[str, ...]
_NO_DAY = ""


class Reach(IntEnum):
    """How closely an account's place is known, the closest first."""

    AREA = 0
    NAME = 1  # a name that the gazetteer does not know
    COUNTRY = 2
    NOWHERE = 3


@dataclass(frozen=True, slots=True)
class Filing:
    """`home` names the place and time an account states; `block` is the first key under which others find it.

    `under` are all keys under which others find it, `looks` those under which it looks for others. `rank` orders accounts as
    pivots: those that state more come first, and a hash decides between equals, so that no order of arrival matters.
    """

    home: Key
    block: Key
    under: tuple[Key, ...]
    looks: tuple[Key, ...]
    rank: tuple[int, bool, bool, bool, str]
    reach: Reach


def reach_of(account: Account) -> Reach:
    """How closely the place of an account is known."""
    place = account.where
    if place is None:
        return Reach.NOWHERE
    if not place.located:
        return Reach.NAME
    return Reach.AREA if place.area or place.town else Reach.COUNTRY


def filing(account: Account, traits: Traits) -> Filing:
    """The keys of an account of an event."""
    reach = reach_of(account)
    land, area = _region(account)
    day = _anchor(traits)
    near = _window(traits)
    numbers = [(harm, str(number)) for harm, number in sorted(traits.tolls)]
    by_number: list[Key] = [("number", harm, number, d) for harm, number in numbers for d in near if d]
    lost: list[Key] = [("lost", harm, number, d) for harm, number in numbers for d in near if d]
    own_numbers: list[Key] = [("number", harm, number, day) for harm, number in numbers if day]
    own_lost: list[Key] = [("lost", harm, number, day) for harm, number in numbers if day]
    block: Key
    under: list[Key]
    looks: list[Key]
    if reach is Reach.AREA:
        block = ("area", land, area, day)
        under = [block, ("land", land, day), *own_numbers]
        looks = [*(("area", land, area, d) for d in near), *(("country", land, d) for d in near), *lost]
        guessed = account.where is not None and is_guessed(account.where)
        under += [("guessed", land, day)] * guessed
        looks += [("land" if guessed else "guessed", land, d) for d in near]
    elif reach is Reach.COUNTRY:
        block = ("country", land, day)
        under = [block, *own_numbers]
        looks = [*(("land", land, d) for d in near), *(("country", land, d) for d in near), *lost]
    elif reach is Reach.NAME:
        block = ("name", area, day)
        under = [block, *own_lost]
        looks = [*(("name", area, d) for d in near), *by_number]
    else:
        block = ("none", account.key)
        under = [block, *own_lost]
        looks = by_number
    place = account.where
    rank = (
        int(reach),
        traits.first is None,
        place is not None and place.coarse,
        traits.lead is None,
        hashlib.sha256(account.key.encode()).hexdigest(),
    )
    return Filing(_home(account, traits), block, tuple(under), tuple(looks), rank, reach)


def home_of_total(account: Account) -> Key:
    """The key of a total or stock: area, scope, start and year. Totals grow: those of other years are other questions."""
    land, area = _region(account)
    start = str(account.first.year) if account.first and (account.days or 0) > PERIOD_DAYS else ""
    end = account.last or account.head.published
    start += f"/{end.year}" if end else "/"
    return ("total", land, area, account.scope.value, start, *_alone(account))


def is_event(account: Account) -> bool:
    """Whether an account tells of one event, rather than of a total or a stock."""
    return account.scope is Scope.EVENT


def _alone(account: Account) -> tuple[str, ...]:
    """Nothing says where: no other report can be meant by the home alone."""
    return () if any(_region(account)) else (account.head.id,)


def _region(account: Account) -> tuple[str, str]:
    place = account.where
    if place is None:
        return "", ""
    return (place.country, place.area) if place.located else ("?", place.town)


def _anchor(traits: Traits) -> str:
    if traits.period:
        return f"{traits.first}-{traits.last}"
    day = traits.last if traits.last is not None else traits.published
    return _NO_DAY if day is None else str(day)


def _window(traits: Traits) -> list[str]:
    if traits.period:
        return [_anchor(traits)]
    last = traits.last if traits.last is not None else traits.published
    if last is None:
        return [_NO_DAY]
    first = traits.first if traits.first is not None else last
    # accounts are filed under their last day, and their first may lie before it
    return [str(day) for day in range(first - NEAR_DAYS, last + NEAR_DAYS + PERIOD_DAYS)]


def _home(account: Account, traits: Traits) -> Key:
    land, area = _region(account)
    town = account.where.town if account.where is not None and not account.where.coarse else ""
    if traits.first is not None and traits.last is not None:
        days = "/".join(dict.fromkeys((_iso(traits.first), _iso(traits.last))))
        return ("day", land, area, days, town, *_alone(account))
    if traits.published is not None:
        return ("about", land, area, _iso(traits.published), town, *_alone(account))
    return ("undated", land, area, "", town, *_alone(account))


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
