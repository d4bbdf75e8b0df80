"""Which accounts tell of one event: ties between accounts, kept as reports come and go, and the clusters they make.

A new account is compared with those of its blocks, tied where evidence speaks for one event, and only the components of
ties that it touches are clustered anew. The outcome is a function of the set of accounts.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from counterclaim.figures.account import Account
from counterclaim.figures.blocks import Filing, Key, Reach, filing, home_of_total, is_event
from counterclaim.figures.linkage import partition
from counterclaim.figures.sameness import ENOUGH, Traits, are_like, bits, evidence, is_guessed, is_specific, traits
from counterclaim.figures.totals import by_town
from counterclaim.figures.unionfind import UnionFind

#: accounts of one area and day up to which all are compared; beyond, each is compared with the block's pivots only
MAX_BLOCK = 200
#: bits by which one event must fit better than another for an account that names only a country; our own choice
CLEARLY = 1.0
#: by how much the logarithm of the other events of a place and day counts. Our own choice: on a day of many events a
#: wrong join is as bad as a missed one, which `ENOUGH` does not suppose.
CROWDED = 1.5
#: share of many accounts below which a number of its own is a slip rather than another event; our own choice
OUTLIERS = 0.01
#: between accounts of one report: it tells them apart itself
_ONE_REPORT = -6.0
#: in the place of a day of publication that is not known, so that it comes last
UNDATED = "9999"
#: so many ties are told of one incident
SHOWN_TIES = 12
_NEVER = -12.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts of one event, or of totals that answer one question. `name` is equal for equal sets."""

    name: Key
    accounts: tuple[Account, ...]


@dataclass(slots=True)
class Incidents:
    """The index. `add` and `discard` mark what they touch; `settle` clusters it and returns the names that changed."""

    _accounts: dict[str, Account] = field(default_factory=dict)
    _traits: dict[str, Traits] = field(default_factory=dict)
    _filings: dict[str, Filing] = field(default_factory=dict)
    _blocks: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    _homes: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    _seniors: dict[Key, str] = field(default_factory=dict)
    #: the most senior account of a home that lies outside: in a store of which only a part is held here
    outside: dict[Key, tuple[str, str]] = field(default_factory=dict)
    _moved: set[Key] = field(default_factory=set)
    _pivots: dict[Key, set[str]] = field(default_factory=dict)
    _ties: dict[str, dict[str, float]] = field(default_factory=dict)
    _name: dict[str, Key] = field(default_factory=dict)
    _members: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    _totals: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    _total_names: dict[Key, set[Key]] = field(default_factory=dict)
    _new: set[str] = field(default_factory=set)
    _stirred: set[str] = field(default_factory=set)
    _crowded: set[Key] = field(default_factory=set)
    _dirty_totals: set[Key] = field(default_factory=set)
    _gone: set[Key] = field(default_factory=set)

    def add(self, account: Account) -> None:
        """Take in an account."""
        key = account.key
        self._accounts[key] = account
        if not is_event(account):
            home = home_of_total(account)
            self._totals[home].add(key)
            self._dirty_totals.add(home)
            return
        self._traits[key] = told = traits(account)
        self._filings[key] = filed = filing(account, told)
        self._homes[filed.home].add(key)
        self._moved.add(filed.home)
        for block in filed.under:
            self._blocks[block].add(key)
        self._note_crowd(filed.block)
        self._new.add(key)

    def discard(self, account: Account) -> None:
        """Take an account out again."""
        key = account.key
        if self._accounts.pop(key, None) is None:
            return
        name = self._name.pop(key, None)
        if name is not None:
            self._gone.add(name)
        if not is_event(account):
            home = home_of_total(account)
            self._totals[home].discard(key)
            self._dirty_totals.add(home)
            return
        filed = self._filings.pop(key)
        del self._traits[key]
        for block in filed.under:
            self._blocks[block].discard(key)
        self._note_crowd(filed.block)
        self._untie(key)
        self._new.discard(key)
        self._stirred.discard(key)
        self._homes[filed.home].discard(key)
        self._moved.add(filed.home)
        if name is not None:
            self._stirred |= {other for other in self._members[name] if other in self._accounts}

    def settle(self) -> set[Key]:
        """Tie what is new, cluster what that touches; the names of clusters that came, changed or went."""
        self._find_seniors()
        for block in sorted(self._crowded):
            self._crowd(block)
        for key in sorted(self._new):
            self._tie(key)
        changed = set(self._gone)
        parts, done = self._cluster_anew()
        changed |= {self._name[key] for key in done if key in self._name}
        for name in changed:
            self._members.pop(name, None)
        for members in parts:
            name = self._name_of(members)
            self._members[name] = tuple(members)
            self._name |= dict.fromkeys(members, name)
            changed.add(name)
        changed |= self._settle_totals()
        self._new, self._stirred, self._crowded, self._gone = set(), set(), set(), set()
        return changed

    def _cluster_anew(self) -> tuple[list[list[str]], set[str]]:
        """The clusters of all components that were touched, and their accounts."""
        done: set[str] = set()
        parts: list[list[str]] = []
        waiting = self._new | self._stirred
        for key in list(waiting):
            if not self._known(key):  # it may be torn now, or no longer
                waiting |= self._ties.get(key, {}).keys()
        while waiting:
            seed = waiting.pop()
            if seed in done:
                continue
            component = self._component(seed)
            done |= component
            parts += self._cluster(component)
            held = {self._name[key] for key in component if key in self._name}
            waiting |= {key for name in held for key in self._members[name] if key in self._accounts} - done
        return parts, done

    def cluster(self, name: Key) -> Cluster | None:
        """The cluster of a name, its accounts by date; None where there is none any more."""
        members = self._members.get(name)
        return Cluster(name, tuple(in_order(self._accounts[key] for key in members))) if members else None

    def name_of(self, account_key: str) -> Key | None:
        """The name of the cluster that holds an account, once settled."""
        return self._name.get(account_key)

    def why(self, name: Key) -> list[tuple[str, str, str]]:
        """For each account but the first: its report, that of the account it is tied to most, and a sentence on why."""
        members = self._members.get(name, ())
        said: list[tuple[str, str, str]] = []
        for key in members[1 : SHOWN_TIES + 1]:
            inside = [
                (weight, other) for other in members if (weight := self._ties.get(key, {}).get(other)) is not None
            ]
            if inside:
                weight, other = max(inside)
                one, two = self._traits[key], self._traits[other]
                text = "; ".join(words for words, _ in evidence(one, two))
                odds = f"{_rounded(2 ** (weight + ENOUGH))} to 1"
                sentence = f"{one.report} and {two.report} are taken to tell of one event, at odds of {odds}: {text}."
                if all({one.report, two.report} != {*pair} for *pair, _ in said):
                    said.append((one.report, two.report, sentence))
        return said

    def parts(self) -> dict[str, tuple[str, ...]]:
        """For each account the components of ties, named by their least member, with which it has to be read."""
        part: dict[str, str] = {}
        for key in self._filings:
            if key not in part:
                component = self._component(key)
                part |= dict.fromkeys(component, min(component))
        found: dict[str, tuple[str, ...]] = {key: (part[key],) for key in part}
        for key in part:
            if self._is_torn(key):
                found[key] = tuple(sorted({part[key], *(part[other] for other in self._ties.get(key, ()))}))
        for home, keys in self._totals.items():
            found |= dict.fromkeys(keys, ("|".join(home),))
        return found

    def _find_seniors(self) -> None:
        """Find the seniors of homes anew; where one changed, a cluster has to give the home's name up, and one gets it."""
        for home in self._moved:
            before = self._seniors.pop(home, None)
            now = min(self._homes[home], key=self._seniority, default=None)
            elsewhere = self.outside.get(home)
            if now is not None and elsewhere is not None and elsewhere < self._seniority(now):
                now = elsewhere[1]
            if now is None:
                del self._homes[home]
            else:
                self._seniors[home] = now
            if now != before:
                self._stirred |= {key for key in (before, now) if key is not None and key in self._accounts}
        self._moved = set()

    def _seniority(self, key: str) -> tuple[str, str]:
        day = self._accounts[key].head.published
        return day.isoformat() if day is not None else UNDATED, key

    def _note_crowd(self, block: Key) -> None:
        if len(self._blocks[block]) > MAX_BLOCK or block in self._pivots:
            self._crowded.add(block)

    def _crowd(self, block: Key) -> None:
        """Choose the pivots of a crowded block; where they changed, all its accounts are tied anew."""
        held = self._blocks[block]
        before = self._pivots.pop(block, None)
        if len(held) > MAX_BLOCK:
            chosen: list[str] = []
            for key in sorted(held, key=lambda key: self._filings[key].rank):
                if not any(self._weight(key, pivot) > 0 for pivot in chosen):
                    chosen.append(key)
            self._pivots[block] = set(chosen)
        if self._pivots.get(block) != before:
            for key in held:
                self._untie(key)
            self._new |= held

    def _hidden(self, key: str) -> bool:
        pivots = self._pivots.get(self._filings[key].block)
        return pivots is not None and key not in pivots

    def _tie(self, key: str) -> None:
        own = self._ties.setdefault(key, {})
        filed = self._filings[key]
        if self._hidden(key):
            near: Iterable[str] = self._pivots[filed.block]
        else:
            found: set[str] = set()
            for block in filed.looks:
                found |= self._blocks.get(block, set())
            near = (other for other in found if not self._hidden(other))
            if filed.block in self._pivots:
                near = {*near, *self._blocks[filed.block]}
        report = self._traits[key].report
        for other in near:
            if other != key and other not in own and self._traits[other].report != report:
                weight = self._weight(key, other)
                if weight > 0:
                    own[other] = weight
                    self._ties.setdefault(other, {})[key] = weight
                    self._stirred.add(other)

    def _untie(self, key: str) -> None:
        for other in self._ties.pop(key, {}):
            self._ties[other].pop(key, None)
            self._stirred.add(other)

    def _weight(self, one: str, other: str) -> float:
        return bits(self._traits[one], self._traits[other])

    def _pair(self, one: str, other: str) -> float:
        known = self._ties.get(one, {}).get(other)
        if known is not None:
            return known
        if self._traits[one].report == self._traits[other].report:
            return _ONE_REPORT
        return max(min(self._weight(one, other), 0.0), _NEVER)  # what no block brings together is not tied

    def _is_torn(self, key: str) -> bool:
        """Whether an account without an area fits two events alike, so that it tells of neither for certain."""
        if self._known(key):
            return False
        near = [(weight, other) for other, weight in self._ties.get(key, {}).items() if self._known(other)]
        if len(near) < 2:
            return False
        best, first = max(near)
        return any(
            weight > best - CLEARLY and other != first and other not in self._ties[first] for weight, other in near
        )

    def _known(self, key: str) -> bool:
        """Whether an account states more of its place than a country."""
        place = self._traits[key].where
        return self._filings[key].reach in (Reach.AREA, Reach.NAME) and place is not None and not is_guessed(place)

    def _near(self, key: str) -> Iterator[str]:
        if not self._is_torn(key):
            for other in self._ties.get(key, ()):
                if not self._is_torn(other):
                    yield other

    def _component(self, seed: str) -> set[str]:
        found, edge = {seed}, [seed]
        while edge:
            for other in self._near(edge.pop()):
                if other not in found:
                    found.add(other)
                    edge.append(other)
        return found

    def _cluster(self, component: set[str]) -> list[list[str]]:
        ordered = sorted(component, key=lambda key: self._filings[key].rank)
        if len(ordered) < 3:
            return partition(ordered, self._pair, self._ties)
        less = self._crowding(ordered)
        ties = {
            one: {
                other: left
                for other, weight in self._ties[one].items()
                if (left := self._less(one, other, weight, less)) > 0
            }
            for one in ordered
        }
        return partition(ordered, lambda one, other: self._less(one, other, self._pair(one, other), less), ties)

    def _crowding(self, members: Sequence[str]) -> float:
        """Bits by which place and day tell less, the more events have them: the logarithm of how many others there are.

        Events are counted as groups of accounts that have something specific in common, or numbers much alike.
        """
        told = [key for key in members if self._traits[key].lead is not None]
        groups = UnionFind(told)
        for one, other in pairwise(sorted(told, key=lambda key: (self._traits[key].lead or 0, key))):
            if are_like(self._traits[one], self._traits[other]):
                groups.union(one, other)
        for one in told:
            for other in self._ties[one]:
                if self._traits[other].lead is not None and is_specific(self._traits[one], self._traits[other]):
                    groups.union(one, other)
        sizes = Counter(groups.find(key) for key in told)
        events = sum(size >= OUTLIERS * len(told) for size in sizes.values())
        return CROWDED * math.log2(max(1, events - 1))

    def _less(self, one: str, other: str, weight: float, less: float) -> float:
        return weight if not less or is_specific(self._traits[one], self._traits[other]) else weight - less

    def _name_of(self, members: Sequence[str]) -> Key:
        """The home that most members state, for the cluster that holds its senior; others add their own senior."""
        tally = Counter(self._filings[key].home for key in members)
        home = min(tally, key=lambda home: (home[0] != "day", not home[1], -tally[home], home))
        senior = min((key for key in members if self._filings[key].home == home), key=self._seniority)
        return home if senior == self._seniors[home] else (*home, senior)

    def _settle_totals(self) -> set[Key]:
        changed: set[Key] = set()
        for home in self._dirty_totals:
            old = self._total_names.pop(home, set())
            changed |= old
            for name in old:
                self._members.pop(name, None)
            accounts = in_order(self._accounts[key] for key in self._totals.get(home, ()))
            for town, members in by_town(accounts).items():
                name = (*home, town)
                self._members[name] = tuple(account.key for account in members)
                self._name |= dict.fromkeys(self._members[name], name)
                self._total_names.setdefault(home, set()).add(name)
                changed.add(name)
        self._dirty_totals = set()
        return changed


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """By the date of the report, then by key."""
    return sorted(accounts, key=lambda account: (account.head.published or date.max, account.key))


def _rounded(odds: float) -> str:
    """Two digits of it, written out: odds are no more exact than that."""
    return f"{float(f'{odds:.2g}'):,.0f}" if odds >= 10 else f"{odds:.2g}"
