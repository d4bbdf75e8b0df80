"""Which accounts tell of one event: an index by area and day that a new report disturbs only where it falls.

Accounts that state their day ("settled") are put in the cell of their area and day, and parted by town. Accounts that
do not ("loose") then look among the settled ones of the days that they may mean, and join the cluster that fits best,
or meet one another in the cell of their report's date. Each step is a function of sets, so no order of arrival can
change the outcome; and no chain of near days can tie a whole war together, as it would under single linkage.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from counterclaim.figures.account import PERIOD_DAYS, Account
from counterclaim.figures.unionfind import UnionFind
from counterclaim.figures.where import Setting, setting
from counterclaim.model import Scope

Cell = tuple[str, ...]
Toll = tuple[str, int]

#: days before its report's date on which an event without a date may lie, if a number says so; our own choice
LOOK_BACK = 3
#: a number below this is too common to tell one event from another
TELLING = 3
#: from this on a number tells one event from another though the spots named differ
TELLING_ALONE = 10
#: leading counts further apart than this many times are not taken for one event without other evidence
FAR_APART = 4
#: leading counts within this many times of one another speak for one event, where nothing else does
LIKE_SIZE = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts of one event. `town` is the place's key within the cell, "*" where only the area is known."""

    cell: Cell
    town: str
    accounts: tuple[Account, ...]
    tolls: frozenset[Toll]
    spots: frozenset[str]
    lead: int | None


def _cluster(cell: Cell, town: str, members: Iterable[Account]) -> Cluster:
    accounts = tuple(_in_order(members))
    tolls = frozenset().union(*(account.tolls for account in accounts))
    spots = frozenset().union(*(account.spots for account in accounts))
    leads = sorted(account.lead for account in accounts if account.lead is not None)
    return Cluster(cell, town, accounts, tolls, spots, leads[len(leads) // 2] if leads else None)


@dataclass(slots=True)
class Cells:
    """The index. `add` and `discard` mark what they touch; `settle` returns the cells that may have changed."""

    _settled: dict[Cell, dict[str, Account]] = field(default_factory=lambda: defaultdict(dict))
    _guests: dict[Cell, dict[str, Account]] = field(default_factory=lambda: defaultdict(dict))
    _loose: dict[str, Account] = field(default_factory=dict)
    _host: dict[str, Cell] = field(default_factory=dict)
    _watchers: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    _tolls: dict[tuple[str, Toll], set[Cell]] = field(default_factory=lambda: defaultdict(set))
    _lands: dict[tuple[str, str], set[Cell]] = field(default_factory=lambda: defaultdict(set))
    _towns: dict[Cell, list[Cluster]] = field(default_factory=dict)
    _dirty: set[Cell] = field(default_factory=set)
    _stirred: set[str] = field(default_factory=set)

    def add(self, account: Account) -> None:
        """Put an account in its place."""
        if _is_loose(account):
            self._loose[account.key] = account
            self._stirred.add(account.key)
            for key in _watch_keys(account):
                self._watchers[key].add(account.key)
            return
        cell = home(account)
        self._settled[cell][account.key] = account
        self._touch(cell, account, account.tolls)

    def discard(self, account: Account) -> None:
        """Take an account out again."""
        if account.key in self._loose:
            del self._loose[account.key]
            self._stirred.discard(account.key)
            for key in _watch_keys(account):
                self._watchers[key].discard(account.key)
            host = self._host.pop(account.key, None)
            if host is not None:
                self._guests[host].pop(account.key, None)
                self._dirty.add(host)
            return
        cell = home(account)
        rest = self._settled[cell]
        rest.pop(account.key, None)
        self._touch(cell, account, frozenset().union(*(other.tolls for other in rest.values())))

    def settle(self) -> set[Cell]:
        """Let the loose accounts that were disturbed choose again; the cells that may have changed since last time."""
        for key in sorted(self._stirred):
            account = self._loose[key]
            chosen = self._choose(account)
            before = self._host.get(key)
            if before is not None and before != chosen:
                self._guests[before].pop(key, None)
                self._dirty.add(before)
            self._host[key] = chosen
            self._guests[chosen][key] = account
            self._dirty.add(chosen)
        self._stirred.clear()
        changed, self._dirty = self._dirty, set()
        return changed

    def clusters(self, cell: Cell) -> list[Cluster]:
        """The clusters of a cell, with the loose accounts that joined them."""
        parts = {cluster.town: list(cluster.accounts) for cluster in self._settled_clusters(cell)}
        guests = _in_order(self._guests.get(cell, {}).values())
        if not parts:
            return _by_town(cell, guests)
        fixed = self._settled_clusters(cell)
        for guest in guests:
            best = _best(guest, fixed)
            parts[best.town if best else fixed[0].town].append(guest)
        return [_cluster(cell, town, members) for town, members in sorted(parts.items())]

    def occupied(self) -> list[Cell]:
        """Every cell that holds an account."""
        return sorted({cell for held in (self._settled, self._guests) for cell, members in held.items() if members})

    def members(self, cell: Cell) -> list[Account]:
        """The accounts of a cell, settled and loose."""
        return [*self._settled.get(cell, {}).values(), *self._guests.get(cell, {}).values()]

    def _touch(self, cell: Cell, account: Account, held: frozenset[Toll]) -> None:
        """Mark a cell that an account entered or left; `held` has those of its tolls that the cell holds now."""
        self._dirty.add(cell)
        self._towns.pop(cell, None)
        if cell[0] != "day":
            return
        day, land = cell[3], (cell[1], cell[3])
        (self._lands[land].add if self._settled[cell] else self._lands[land].discard)(cell)
        for toll in account.tolls:
            (self._tolls[day, toll].add if toll in held else self._tolls[day, toll].discard)(cell)
            self._stirred |= self._watchers.get(("toll", day, toll[0], str(toll[1])), set())
        self._stirred |= self._watchers.get(cell, set()) | self._watchers.get(("land", *land), set())

    def _settled_clusters(self, cell: Cell) -> list[Cluster]:
        if cell not in self._towns:
            self._towns[cell] = _by_town(cell, _in_order(self._settled.get(cell, {}).values()))
        return self._towns[cell]

    def _choose(self, account: Account) -> Cell:
        """The cell of the event that a loose account tells of: one with its numbers, or else the one of its day."""
        nominal = home(account)
        if nominal[0] != "about":
            return nominal
        today = _days(account, back=0)
        known = _reach(account) is Reach.AREA
        by_number: list[tuple[tuple[int, ...], Cell]] = []
        by_day: list[tuple[tuple[int, ...], Cell]] = []
        for cell in self._candidates(account):
            best = _best(account, self._settled_clusters(cell))
            if best is None:
                continue
            shared = _shared(account, best)
            gap = abs((date.fromisoformat(cell[3]) - date.fromisoformat(nominal[3])).days)
            ranked = ((-shared, gap, -len(best.accounts)), cell)
            if shared:
                by_number.append(ranked)
            elif cell[3] in today and (known or _may_be(account, best)):
                by_day.append(ranked)
        for found in (by_number, by_day):
            # where only a country is named, two events that fit are one too many
            if found and (known or len(found) == 1):
                return min(found)[1]
            if found:
                return nominal
        return nominal

    def _candidates(self, account: Account) -> set[Cell]:
        nominal, reach = home(account), _reach(account)
        found: set[Cell] = set()
        for day in _days(account):
            if reach is Reach.AREA:
                found.add(("day", nominal[1], nominal[2], day))
            elif reach is Reach.COUNTRY:
                found |= self._lands.get((nominal[1], day), set())
            else:
                for toll in account.tolls:
                    if toll[1] >= TELLING:
                        found |= {cell for cell in self._tolls.get((day, toll), set()) if cell[1]}
        return {cell for cell in found if self._settled.get(cell)}


class Reach(StrEnum):
    """How closely an account's place is known, which decides among which events it looks for its own."""

    AREA = "area"
    COUNTRY = "country"
    NOWHERE = "nowhere"


def _reach(account: Account) -> Reach:
    if account.where is None:
        return Reach.NOWHERE
    if account.where.area or account.where.town:
        return Reach.AREA
    return Reach.COUNTRY if account.where.country else Reach.NOWHERE


def _may_be(account: Account, cluster: Cluster) -> bool:
    """Whether an account that names a country only may tell of an event of its day: kind and size do not speak against."""
    if (account.lead or 0) < TELLING or cluster.lead is None:
        return False
    kinds = frozenset().union(*(other.kinds for other in cluster.accounts))
    alike = not account.kinds or not kinds or bool(account.kinds & kinds)
    return alike and _distance(account.lead, cluster.lead) <= math.log(LIKE_SIZE)


def _is_loose(account: Account) -> bool:
    if account.scope is not Scope.EVENT:
        return False
    length = 1 if account.since else account.days
    if length == 1 and _reach(account) is Reach.COUNTRY:
        return True
    return length is None or 1 < length <= PERIOD_DAYS


def _days(account: Account, back: int = LOOK_BACK) -> list[str]:
    """The days that a loose account may mean, ISO, the likeliest first."""
    if account.first and account.last:
        return [(account.last - timedelta(days=i)).isoformat() for i in range((account.last - account.first).days + 1)]
    if account.head.published is None:
        return []
    return [(account.head.published - timedelta(days=i)).isoformat() for i in range(back + 1)]


def _watch_keys(account: Account) -> list[tuple[str, ...]]:
    nominal, reach = home(account), _reach(account)
    if nominal[0] != "about":
        return []
    if reach is Reach.AREA:
        return [("day", nominal[1], nominal[2], day) for day in _days(account)]
    if reach is Reach.COUNTRY:
        return [("land", nominal[1], day) for day in _days(account)]
    tolls = [toll for toll in account.tolls if toll[1] >= TELLING]
    return [("toll", day, toll[0], str(toll[1])) for day in _days(account) for toll in tolls]


def home(account: Account) -> Cell:
    """The cell that an account falls in by itself."""
    country, area = _region(account)
    alone = () if country or area else (account.head.id,)  # nothing says where: no other report can be meant
    if account.scope is not Scope.EVENT:
        start = str(account.first.year) if account.first and (account.days or 0) > PERIOD_DAYS else ""
        end = account.last or account.head.published
        start += f"/{end.year}" if end else "/"  # totals grow: those of other years are other questions
        return ("total", country, area, account.scope.value, start, *alone)
    length = 1 if account.since else account.days
    if length == 1 and account.first and _reach(account) is not Reach.COUNTRY:
        return ("day", country, area, account.first.isoformat(), *alone)
    if length is not None and length > PERIOD_DAYS and account.first and account.last:
        middle = account.first + (account.last - account.first) / 2
        return ("period", country, area, middle.isoformat()[:7], *alone)
    days = _days(account)
    if not days:
        return ("undated", country, area, *alone)
    return ("about", country, area, days[0], *alone)


def _region(account: Account) -> tuple[str, str]:
    place = account.where
    if place is None:
        return "", ""
    return (place.country, place.area) if place.located else ("?", place.town)


def _in_order(accounts: Iterable[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: (account.head.published or date.max, account.key))


def _by_town(cell: Cell, accounts: Sequence[Account]) -> list[Cluster]:
    """Accounts of a cell parted by town; those that may mean the whole area join the cluster that fits best."""
    towns: dict[str, list[Account]] = defaultdict(list)
    wide = []
    for account in accounts:
        if account.where is None or (account.where.coarse and account.where.located):
            wide.append(account)
        else:
            towns[account.where.town].append(account)
    merged: list[tuple[str, list[Account]]] = []
    for town in sorted(towns):
        near = next((part for part in merged if _near(part[1][0], towns[town][0])), None)
        if near is None:
            merged.append((town, list(towns[town])))
        else:
            near[1].extend(towns[town])
    fixed = [part for town, members in merged for part in _by_spot(_cluster(cell, town, members))]
    if cell[0] == "undated":
        parts_ = [*fixed, *([_cluster(cell, "*", wide)] if wide else [])]
        return [part for whole in parts_ for part in _by_toll(whole)]
    if not fixed:
        return _by_spot(_cluster(cell, "*", wide)) if wide else []
    parts = {cluster.town: list(cluster.accounts) for cluster in fixed}
    for account in wide:
        best = _best(account, fixed)
        parts.setdefault(best.town if best else "*", []).append(account)
    return [_cluster(cell, town, members) for town, members in sorted(parts.items())]


def _by_spot(whole: Cluster) -> list[Cluster]:
    """Accounts of one town and day parted by the quarters and streets that they name, unless a number ties them.

    Those that name none join the event whose leading count is nearest to theirs.
    """
    if len({account.spots for account in whole.accounts}) <= 1 or whole.cell[0] == "total":
        return [whole]
    groups = UnionFind(account.key for account in whole.accounts)
    first: dict[object, str] = {}
    for account in whole.accounts:
        for mark in (*sorted(account.spots), *(toll for toll in sorted(account.tolls) if toll[1] >= TELLING_ALONE)):
            groups.union(first.setdefault(mark, account.key), account.key)
    parts: dict[str, list[Account]] = defaultdict(list)
    for account in whole.accounts:
        parts[groups.find(account.key)].append(account)
    made = [_cluster(whole.cell, whole.town, members) for _, members in sorted(parts.items())]
    spotted = {f"{whole.town}/{min(part.spots)}": list(part.accounts) for part in made if part.spots}
    fixed = [_cluster(whole.cell, town, members) for town, members in sorted(spotted.items())]
    for part in made:
        if not part.spots:
            nearest = min(fixed, key=lambda c: (_distance(part.lead, c.lead), -len(c.accounts), c.town))
            near = _distance(part.lead, nearest.lead) <= math.log(FAR_APART)
            spotted.setdefault(nearest.town if near else f"{whole.town}/-", []).extend(part.accounts)
    if len(spotted) == 1:
        return [whole]
    return [_cluster(whole.cell, town, members) for town, members in sorted(spotted.items())]


def _distance(one: int | None, other: int | None) -> float:
    """How far apart two counts are, as a log ratio; 0 where either is missing."""
    return abs(math.log((one + 1) / (other + 1))) if one is not None and other is not None else 0.0


def _by_toll(whole: Cluster) -> list[Cluster]:
    """Without any date only a shared telling number ties accounts of one town; each group is named by its first."""
    groups = UnionFind(account.key for account in whole.accounts)
    first: dict[Toll, str] = {}
    for account in whole.accounts:
        for toll in sorted(account.tolls):
            if toll[1] >= TELLING:
                groups.union(first.setdefault(toll, account.key), account.key)
    parts: dict[str, list[Account]] = defaultdict(list)
    for account in whole.accounts:
        parts[groups.find(account.key)].append(account)
    return [_cluster(whole.cell, f"{whole.town}/{name}", members) for name, members in sorted(parts.items())]


def _near(one: Account, other: Account) -> bool:
    return setting(one.where, other.where) in (Setting.SAME, Setting.WITHIN)


def _shared(account: Account, cluster: Cluster) -> int:
    """How many telling numbers an account shares with those of a cluster."""
    return sum(1 for toll in account.tolls if toll[1] >= TELLING and toll in cluster.tolls)


def _best(account: Account, clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster whose place can be the account's: by spots, shared numbers, nearness of the counts, attestation."""
    fit = [cluster for cluster in clusters if _fits(account, cluster)]
    return min(fit, key=lambda c: _fitness(account, c), default=None)


def _fitness(account: Account, cluster: Cluster) -> tuple[int, int, float, int, str]:
    apart = round(_distance(account.lead, cluster.lead), 6)
    return -len(account.spots & cluster.spots), -_shared(account, cluster), apart, -len(cluster.accounts), cluster.town


def _fits(account: Account, cluster: Cluster) -> bool:
    if account.spots and cluster.spots and not account.spots & cluster.spots:
        strong = any(toll[1] >= TELLING_ALONE for toll in account.tolls & cluster.tolls)
        if not strong:
            return False
    if account.where is None or cluster.town.startswith("*"):
        return True
    return any(setting(account.where, other.where) is not Setting.APART for other in cluster.accounts[:8])
