"""Whether two accounts tell of one event: evidence for and against, in bits, summed (Fellegi and Sunter 1969).

Each comparison adds the logarithm, to base 2, of how much likelier its outcome is among pairs of accounts of one event
than among other pairs. Sum and prior above `ENOUGH`: the two are taken for one event. Reasons can be listed pair by pair.

First values were estimated on FA-KES (Abu Salem et al. 2019, CC BY 4.0): 307 press reports whose deaths that corpus dates
and places, 111 pairs of one place and day against 46,000 others. Its labels are made from the day of publication and the
province, so that they call two events of one day one: weights of spots, small and large counts, country alone, towns of one
area and lags were then set by hand, rounded, against pages of single strikes (Airwars) as well, while both corpora were
watched. docs/methods/figures.md tells what each change gave.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counterclaim.figures.account import PERIOD_DAYS, Account
from counterclaim.figures.evidence import FORCES
from counterclaim.figures.names import name_key
from counterclaim.figures.scene import place_keys
from counterclaim.figures.where import Setting, Where, one_name, setting

#: log2 odds that two accounts of a corpus are of one event before anything is compared: 111 to 46,000
PRIOR = -8.7
#: posterior log2 odds from which two accounts are taken for one event. Our own choice: an event torn apart hides a
#: conflict, and two that were joined are seen and can be split. One place and one day are enough where nothing speaks
#: against; what parts events of one town and day are spots, small counts that differ, and how many events the day has.
ENOUGH = -4.5
#: a number below this is too common to tell one event from another
TELLING = 3
#: from this on an equal number is worth `_EQUAL`, below it less. Our own choice.
MUCH_TELLING = 10
#: times by which numbers that are much alike are apart at most
LIKE = 1.25
#: days around the stated or reported one within which two accounts are compared; our own choice
NEAR_DAYS = 3

_ONE_TOWN, _WITHIN, _TWO_TOWNS, _COUNTRY_ONLY, _NO_PLACE = 2.7, 1.6, -5.0, -4.0, -0.5
_AREAS, _COUNTRIES, _TWO_NAMES = -6.0, -9.0, -5.0
# where the place of one is its report's main place, which is often another event's
_TOWN_GUESSED, _ONE_GUESSED, _AREA_GUESSED, _BOTH_GUESSED = 1.6, 0.0, -1.5, -6.0
_SAME_DAY, _DAY_APART, _DAYS_APART, _TIMES_APART = 7.4, 5.5, 4.3, -6.0
_ONE_PERIOD = 6.0  # own choice: two reports that count one and the same period
_OTHER_PUBLICATION = -3.0  # own choice: news of one event comes out on its day more often than later
_TWO_STATED_DAYS = -4.5  # own choice: reports of different days that state different days
_EQUAL, _EQUAL_FEW, _EQUAL_COMMON = 3.9, 2.5, 0.5
_SHARED, _SHARED_FEW = 2.7, 0.5
_NO_NUMBERS = -2.5
_NEAR_TOWNS = 1.0
#: two accounts of one event that give many numbers share one: by how many the poorer of the two gives
_NONE_SHARED = {3: -0.5, 4: -1.0} | dict.fromkeys(range(5, 100), -2.0)
_COMMON_SHARE = 0.4
#: leading numbers within a quarter, twice, four times, and further apart: both of ten and more, or not
_LARGE = (1.2, 1.0, 0.5, -0.5)
_SMALL = (-1.5, -2.5, -2.5, -2.5)
#: agreement on what few reports tell of says more: log2 of .79 (two of one event agree) over the share of reports that
#: tell of the kind, which is .39 for air strikes and .09 for chemical attacks; kept at or below 3
_KIND, _OTHER_KIND = 3.0, -1.5
_COMMON_KINDS = {
    "air_strike": 0.3, "shelling": 1.5, "bombing": 1.5, "clash": 1.0, "displacement": 0.5, "siege": 0.5, "evacuation": 0.5,
}  # fmt: skip
_SPOT, _OTHER_SPOT = 3.0, -6.0
_SCENE, _OTHER_SCENE = 3.5, {1: -2.5, 2: -5.0, 3: -7.0}
_SCENE_SHARE = 0.6
_CULPRIT, _OTHER_CULPRIT = 0.3, -0.5
_FORCES = -1.6


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an account is compared: days as ordinals, None where not stated; sets of names as keys."""

    report: str
    where: Where | None
    first: int | None
    last: int | None
    published: int | None
    period: bool
    lead: int | None
    tolls: frozenset[tuple[str, int]]
    spots: frozenset[str]
    kinds: frozenset[str]
    culprits: frozenset[str]
    forces: bool
    scene: frozenset[str]
    named: frozenset[str]


def traits(account: Account) -> Traits:
    """The comparable traits of an account."""
    period = not account.since and (account.days or 0) > PERIOD_DAYS
    last = account.first if account.since else account.last
    accused = {c.alleged_perpetrator.words for c in account.claims if c.alleged_perpetrator is not None}
    return Traits(
        account.head.id,
        account.where,
        _ordinal(account.first),
        _ordinal(last),
        _ordinal(account.head.published),
        period,
        account.lead,
        frozenset(toll for toll in account.tolls if toll[1] >= TELLING),
        account.spots,
        account.kinds,
        frozenset(map(name_key, accused)),
        all(claim.category in FORCES for claim in account.claims),
        account.scene | account.spots,
        place_keys(account.where),
    )


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day is not None else None


def bits(one: Traits, other: Traits) -> float:
    """Posterior log2 odds, less what is `ENOUGH`: positive where the two are taken for one event."""
    return PRIOR - ENOUGH + sum(weight for _, weight in evidence(one, other))


def is_specific(one: Traits, other: Traits) -> bool:
    """Whether two accounts have something in common that other events of their place and day would not have: a leading
    number, a large one, a spot, a rare kind of event."""
    if one.spots & other.spots or (one.lead == other.lead and (one.lead or 0) >= TELLING):
        return True
    if any(number >= MUCH_TELLING for _, number in one.tolls & other.tolls):
        return True
    return any(kind not in _COMMON_KINDS for kind in one.kinds & other.kinds)


def are_like(one: Traits, other: Traits) -> bool:
    """Whether the leading numbers are large and within a quarter of one another."""
    least = min(one.lead or 0, other.lead or 0)
    return least >= MUCH_TELLING and _times(one.lead or 0, other.lead or 0) < LIKE


def _times(one: int, other: int) -> float:
    return (max(one, other) + 1) / (min(one, other) + 1)


def evidence(one: Traits, other: Traits) -> Iterator[tuple[str, float]]:
    """Each comparison of two accounts in words, with its weight in bits."""
    yield _of_place(one.where, other.where)
    yield _of_time(one, other)
    yield _of_numbers(one, other)
    detail = min(len(one.tolls), len(other.tolls))
    if detail in _NONE_SHARED and not one.tolls & other.tolls:
        yield "two detailed tellings without a number in common", _NONE_SHARED[detail]
    if one.kinds and other.kinds:
        yield _of_kinds(one.kinds & other.kinds)
    yield from _of_spots(one, other)
    if one.culprits and other.culprits:
        yield ("one accused", _CULPRIT) if one.culprits & other.culprits else ("others accused", _OTHER_CULPRIT)
    if one.forces != other.forces:
        yield "forces and others", _FORCES


def _of_place(one: Where | None, other: Where | None) -> tuple[str, float]:
    if one is None or other is None:
        return "place not said", _NO_PLACE
    if not one.located or not other.located:
        if one.located == other.located:
            return ("one name of a place", _ONE_TOWN) if one.town == other.town else ("other names", _TWO_NAMES)
        return "place not known", _NO_PLACE
    if one.country != other.country:
        return "other countries", _COUNTRIES
    if not (one.area or one.town) or not (other.area or other.town):
        return "only the country is common", _COUNTRY_ONLY
    guessed = is_guessed(one) + is_guessed(other)
    if guessed and one.area == other.area:
        if setting(one, other) is Setting.SAME and not one.coarse:
            return "one town, which one report names elsewhere", _TOWN_GUESSED
        return "one area, which one report names elsewhere", _ONE_GUESSED
    if guessed:
        weight = _AREA_GUESSED if guessed == 1 else _BOTH_GUESSED
        return "another area, which one report names elsewhere", weight
    stands = setting(one, other)
    if stands is Setting.SAME:
        if one.town == other.town or one_name(one.town, other.town):
            return "one place", _ONE_TOWN
        return "towns near one another", _NEAR_TOWNS
    if stands is Setting.WITHIN:
        return "one place lies in the other", _WITHIN
    return ("other towns of one area", _TWO_TOWNS) if one.area == other.area else ("other areas", _AREAS)


def _of_spots(one: Traits, other: Traits) -> Iterator[tuple[str, float]]:
    if one.spots & other.spots:
        yield "one spot", _SPOT
        return
    first, second = one.scene - one.named - other.named, other.scene - other.named - one.named
    common, least = len(first & second), min(len(first), len(second))
    if common and common >= _SCENE_SHARE * least:
        yield "one spot told of", _SCENE
    elif not common and (one.spots and other.spots):
        yield "other spots", _OTHER_SPOT
    elif not common and least:
        yield "other spots told of", _OTHER_SCENE[min(least, 3)]


def _of_kinds(common: frozenset[str]) -> tuple[str, float]:
    if not common:
        return "other kinds of event", _OTHER_KIND
    best = max(sorted(common), key=lambda kind: _COMMON_KINDS.get(kind, _KIND))
    return f"both tell of {best.replace('_', ' ')}", _COMMON_KINDS.get(best, _KIND)


def is_guessed(place: Where) -> bool:
    """Whether a place is not said of a claim, but taken from what its report speaks of most."""
    return place.place.precision == "report"


def _of_time(one: Traits, other: Traits) -> tuple[str, float]:
    if one.period or other.period:
        equal = one.period == other.period and (one.first, one.last) == (other.first, other.last)
        return ("one period", _ONE_PERIOD) if equal else ("other periods", _TIMES_APART)
    late = one.published is not None and other.published is not None and one.published != other.published
    if one.first is not None and other.first is not None and one.last is not None and other.last is not None:
        gap = max(one.first - other.last, other.first - one.last, 0)
        if gap == 0:
            return "one day", _SAME_DAY
        return f"{gap} day{'s' if gap > 1 else ''} apart", _apart(gap) + (_TWO_STATED_DAYS if late else 0.0)
    if one.first is None and other.first is None:
        if one.published is None and other.published is None:
            return "no time", 0.0
        if one.published is None or other.published is None:
            return "no common time", _TIMES_APART
        gap = abs(one.published - other.published)
        weight = _SAME_DAY if gap == 0 else _apart(gap) + 2 * _OTHER_PUBLICATION
        return f"no day said, reported {gap} days apart" if gap else "no day said, reported on one day", weight
    dated, loose = (one, other) if one.first is not None else (other, one)
    if loose.published is None or dated.last is None:
        return "no common time", _TIMES_APART
    lag = loose.published - dated.last
    if lag < -1:
        return "reported before", _TIMES_APART
    weight = _SAME_DAY if lag == 0 else _apart(abs(lag)) + (_OTHER_PUBLICATION if late else 0.0)
    return f"no day said, reported {lag} days after" if lag else "no day said, reported on that day", weight


def _apart(gap: int) -> float:
    if gap > NEAR_DAYS:
        return _TIMES_APART
    return _DAY_APART if gap == 1 else _DAYS_APART


def _of_numbers(one: Traits, other: Traits) -> tuple[str, float]:
    """The better of: how far the leading numbers are apart; numbers of one harm that both give.

    Deaths of ten and more in one event are rare, and counts of them grow and differ: two such accounts of one place and day
    are seldom of two events. Small counts are many, and told exactly.
    """
    common = one.tolls & other.tolls
    if len(common) < _COMMON_SHARE * min(len(one.tolls), len(other.tolls)):
        common = frozenset()
    shared = max((number for _, number in common), default=0)
    told = _SHARED if shared >= MUCH_TELLING else _SHARED_FEW if shared else -math.inf
    if one.lead is None or other.lead is None:
        return (f"both give {shared}", told) if shared else ("no numbers to compare", _NO_NUMBERS)
    if one.lead == other.lead:
        few = _EQUAL_FEW if one.lead >= TELLING else _EQUAL_COMMON
        return f"both lead with {one.lead}", _EQUAL if one.lead >= MUCH_TELLING else few
    times = _times(one.lead, other.lead)
    apart = 0 if times < LIKE else 1 if times < 2 else 2 if times < 4 else 3
    weight = (_LARGE if min(one.lead, other.lead) >= MUCH_TELLING else _SMALL)[apart]
    if told > weight:
        return f"both give {shared}", told
    return f"lead with {one.lead} and {other.lead}", weight
