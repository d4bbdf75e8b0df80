"""How many persons are on which lists: the capture histories that multiple systems estimation starts from.

A history is a set of lists as a bit mask: bit j stands for `lists[j]`. The history of nobody's list, 0, is never
counted: it is what is to be estimated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListProfile:
    """What a person has written down about a list: who kept it, whom it admits, and which lists it was made from."""

    name: str
    keeper: str | None = None
    criteria: str | None = None
    derived_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapTable:
    """Counts of persons by capture history, of one stratum and one linkage replicate.

    `histories` are (mask, count), ascending, every count positive. `profiles` may be given for some lists.
    """

    lists: tuple[str, ...]
    histories: tuple[tuple[int, int], ...]
    stratum: str | None = None
    replicate: str | None = None
    profiles: tuple[ListProfile, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.lists)) != len(self.lists):
            raise ValueError("a list is named twice")
        masks = [mask for mask, _ in self.histories]
        if masks != sorted(set(masks)):
            raise ValueError("histories must be ascending and occur once")
        if masks and not 0 < masks[0] <= masks[-1] < 1 << len(self.lists):
            raise ValueError("a history must name at least one of the lists, and no other")
        if any(count <= 0 for _, count in self.histories):
            raise ValueError("counts are of persons: whole numbers from 1")

    @staticmethod
    def of(
        lists: Sequence[str],
        counts: Mapping[int, int],
        *,
        stratum: str | None = None,
        replicate: str | None = None,
        profiles: Sequence[ListProfile] = (),
    ) -> "OverlapTable":
        """The table of counts by history; zero counts are dropped.

        Raises:
            ValueError: as the invariants above.
        """
        kept = tuple(sorted((mask, count) for mask, count in counts.items() if count))
        return OverlapTable(tuple(lists), kept, stratum, replicate, tuple(profiles))

    @property
    def documented(self) -> int:
        """Persons on at least one list."""
        return sum(count for _, count in self.histories)

    @property
    def overlaps(self) -> int:
        """Persons on two lists or more."""
        return sum(count for mask, count in self.histories if mask.bit_count() > 1)

    def on(self, *members: str) -> int:
        """Persons on all of the named lists, and perhaps on others."""
        wanted = sum(1 << self.lists.index(name) for name in members)
        return sum(count for mask, count in self.histories if mask & wanted == wanted)

    def profile(self, name: str) -> ListProfile:
        """What is known of a list; only its name where nothing was written down."""
        return next((profile for profile in self.profiles if profile.name == name), ListProfile(name))

    def without(self, name: str) -> "OverlapTable":
        """The table as it would be had one list not been kept; persons on that list only disappear."""
        j = self.lists.index(name)
        counts: dict[int, int] = {}
        for mask, count in self.histories:
            left = (mask & ((1 << j) - 1)) | (mask >> (j + 1) << j)
            if left:
                counts[left] = counts.get(left, 0) + count
        profiles = [profile for profile in self.profiles if profile.name != name]
        return OverlapTable.of(
            [other for other in self.lists if other != name],
            counts,
            stratum=self.stratum,
            replicate=self.replicate,
            profiles=profiles,
        )
