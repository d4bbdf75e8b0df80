"""Which accounts tell of one event: an index by area and day that a new report disturbs only where it falls.

Accounts that state their day ("settled") are put in the cell of their area and day, and parted by town. Accounts that
do not ("loose") then look among the settled ones of the days that they may mean, and join the cluster that fits best,
or meet one another in the cell of their report's date. Each step is a function of sets, so no order of arrival can
change the outcome; and no chain of near days can tie a whole war together, as it would under single linkage.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from counterclaim.figures.account import PERIOD_DAYS, Account
from counterclaim.figures.unionfind import UnionFind
from counterclaim.figures.where import Setting, setting
from counterclaim.model import Scope

Cell = tuple[str, ...]
Toll = tuple[str, int]

#: days before its report's date on which an event without a date may lie, if a number says so; our own choice
LOOK_BACK = 3
#: a number this small is too common to tell one event from another
TELLING = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts of one event. `town` is the place's key within the cell, "*" where only the area is known."""

    cell: Cell
    town: str
    accounts: tuple[Account, ...]
    tolls: frozenset[Toll]


def _cluster(cell: Cell, town: str, members: Iterable[Account]) -> Cluster:
    accounts = tuple(_in_order(members))
    return Cluster(cell, town, accounts, frozenset().union(*(account.tolls for account in accounts)))


@dataclass(slots=True)
class Cells:
    """The index. `add` and `discard` mark what they touch; `settle` returns the cells that may have changed."""

    _settled: dict[Cell, dict[str, Account]] = field(default_factory=lambda: defaultdict(dict))
    _guests: dict[Cell, dict[str, Account]] = field(default_factory=lambda: defaultdict(dict))
    _loose: dict[str, Account] = field(default_factory=dict)
    _host: dict[str, Cell] = field(default_factory=dict)
    _watchers: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    _tolls: dict[tuple[str, Toll], set[Cell]] = field(default_factory=lambda: defaultdict(set))
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
        self._touch(cell, account)

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
        self._settled[cell].pop(account.key, None)
        self._touch(cell, account)

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

    def _touch(self, cell: Cell, account: Account) -> None:
        self._dirty.add(cell)
        self._towns.pop(cell, None)
        if cell[0] != "day":
            return
        for toll in account.tolls:
            holders = self._tolls[cell[3], toll]
            if any(toll in other.tolls for other in self._settled[cell].values()):
                holders.add(cell)
            else:
                holders.discard(cell)
            self._stirred |= self._watchers.get(("toll", cell[3], toll[0], str(toll[1])), set())
        self._stirred |= self._watchers.get(cell, set())

    def _settled_clusters(self, cell: Cell) -> list[Cluster]:
        if cell not in self._towns:
            self._towns[cell] = _by_town(cell, _in_order(self._settled.get(cell, {}).values()))
        return self._towns[cell]

    def _choose(self, account: Account) -> Cell:
        nominal = home(account)
        ranked: list[tuple[tuple[int, ...], Cell]] = []
        for cell in self._candidates(account):
            best = _best(account, self._settled_clusters(cell))
            if best is None:
                continue
            shared = _shared(account, best)
            same_day = cell[3] in _days(account, back=0)
            if shared or (same_day and cell[1:3] == nominal[1:3]):
                gap = abs((date.fromisoformat(cell[3]) - date.fromisoformat(nominal[3])).days)
                ranked.append(((-shared, gap, -len(best.accounts)), cell))
        return min(ranked)[1] if ranked else nominal

    def _candidates(self, account: Account) -> set[Cell]:
        nominal = home(account)
        if nominal[0] != "about":
            return set()
        found: set[Cell] = set()
        located = account.where is not None and bool(account.where.area or account.where.town)
        for day in _days(account):
            if located:
                found.add(("day", nominal[1], nominal[2], day))
                continue
            for toll in account.tolls:
                if toll[1] >= TELLING:
                    cells = self._tolls.get((day, toll), set())
                    found |= {cell for cell in cells if nominal[1] in ("", cell[1])}
        found = {cell for cell in found if self._settled.get(cell)}
        return found if located or len(found) == 1 else set()


def _is_loose(account: Account) -> bool:
    if account.scope is not Scope.EVENT:
        return False
    length = account.days
    return length is None or 1 < length <= PERIOD_DAYS


def _days(account: Account, back: int = LOOK_BACK) -> list[str]:
    """The days that a loose account may mean, ISO, the likeliest first."""
    if account.first and account.last:
        return [(account.last - timedelta(days=i)).isoformat() for i in range((account.last - account.first).days + 1)]
    if account.head.published is None:
        return []
    return [(account.head.published - timedelta(days=i)).isoformat() for i in range(back + 1)]


def _watch_keys(account: Account) -> list[tuple[str, ...]]:
    nominal = home(account)
    if nominal[0] != "about":
        return []
    if account.where is not None and (account.where.area or account.where.town):
        return [("day", nominal[1], nominal[2], day) for day in _days(account)]
    return [
        ("toll", day, toll[0], str(toll[1])) for day in _days(account) for toll in account.tolls if toll[1] >= TELLING
    ]


def home(account: Account) -> Cell:
    """The cell that an account falls in by itself."""
    country, area = _region(account)
    alone = () if country or area else (account.head.id,)  # nothing says where: no other report can be meant
    if account.scope is not Scope.EVENT:
        start = str(account.first.year) if account.first and (account.days or 0) > PERIOD_DAYS else ""
        return ("total", country, area, account.scope.value, start, *alone)
    length = account.days
    if length == 1 and account.first:
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
    fixed = [_cluster(cell, town, members) for town, members in merged]
    if cell[0] == "undated":
        parts_ = [*fixed, *([_cluster(cell, "*", wide)] if wide else [])]
        return [part for whole in parts_ for part in _by_toll(whole)]
    if not fixed:
        return [_cluster(cell, "*", wide)] if wide else []
    parts = {cluster.town: list(cluster.accounts) for cluster in fixed}
    for account in wide:
        best = _best(account, fixed)
        parts.setdefault(best.town if best else "*", []).append(account)
    return [_cluster(cell, town, members) for town, members in sorted(parts.items())]


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
    """The cluster whose place can be the account's: shared numbers first, then the better attested, then its name."""
    fit = [cluster for cluster in clusters if _fits(account, cluster)]
    return min(fit, key=lambda c: (-_shared(account, c), -len(c.accounts), c.town), default=None)


def _fits(account: Account, cluster: Cluster) -> bool:
    if account.where is None or cluster.town == "*":
        return True
    return any(setting(account.where, other.where) is not Setting.APART for other in cluster.accounts[:8])
