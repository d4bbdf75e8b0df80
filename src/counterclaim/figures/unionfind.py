"""Disjoint sets whose representative is the least member, so that it does not depend on the order of the unions."""

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T", str, int)


class UnionFind(Generic[T]):
    """Disjoint sets with path halving (Tarjan and van Leeuwen 1984)."""

    def __init__(self, members: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {member: member for member in members}

    def find(self, member: T) -> T:
        """The least member of the set that holds `member`; an unknown member is a set of its own."""
        parent = self._parent
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def union(self, one: T, other: T) -> None:
        """Make the sets of the two one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low
