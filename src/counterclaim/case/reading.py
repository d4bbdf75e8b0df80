"""What a case needs of the stages below it, as signatures: anything of this shape will do.

The stages are loaded when first called: a case can be opened, searched and verified without a language model.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

from counterclaim.errors import Fault
from counterclaim.model.figure import Figure, GroupingDecision
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.source import SourceProfile
from counterclaim.places import Gazetteer


class Obtained(Protocol):
    """Bytes with the facts of how they were obtained (`archive.obtain`)."""

    @property
    def snapshot(self) -> Snapshot: ...

    @property
    def data(self) -> bytes: ...


class Change(Protocol):
    """What a grouping's last refresh changed (`figures.Change`)."""

    @property
    def figures(self) -> Sequence[Figure]: ...

    @property
    def gone(self) -> Sequence[str]: ...


class Grouping(Protocol):
    """Figures of readings that come and go (`figures.Grouping`)."""

    decisions: Sequence[GroupingDecision]

    def add(self, reading: Reading) -> None: ...

    def remove(self, report_id: str) -> None: ...

    def refresh(self) -> Change: ...


class Holding(Protocol):
    """Where an account of a report is filed (`figures.holding.Holding`)."""

    @property
    def account(self) -> str: ...

    @property
    def report(self) -> str: ...

    @property
    def published(self) -> str: ...

    @property
    def home(self) -> tuple[str, ...]: ...

    @property
    def under(self) -> tuple[tuple[str, ...], ...]: ...

    @property
    def looks(self) -> tuple[tuple[str, ...], ...]: ...


class Kept(Protocol):
    """An account as grouped (`figures.holding.Kept`)."""

    @property
    def holding(self) -> Holding: ...

    @property
    def incident(self) -> str: ...

    @property
    def parts(self) -> tuple[str, ...]: ...


@runtime_checkable
class PartGrouping(Protocol):
    """A grouping that can take a part of a case (`figures.Grouping`)."""

    decisions: Sequence[GroupingDecision]

    def add(self, reading: Reading, only: Collection[str] | None = None) -> None: ...

    def refresh(self) -> Change: ...

    def homes(self) -> set[tuple[str, ...]]: ...

    def set_outside(self, seniors: Mapping[tuple[str, ...], tuple[str, str]]) -> None: ...

    def kept(self) -> Iterator[Kept]: ...

    def holdings(self, reading: Reading) -> Sequence[Holding]: ...

    @property
    def most_in_a_block(self) -> int: ...


#: obtains what is behind a target, with (target, collector, allow_private, proxy); a Fault in the place of what failed
Obtain = Callable[[str, str, Collection[str], str | None], Iterator[Obtained | Fault]]
#: reads the reports that bytes hold
ReadSnapshot = Callable[[bytes, Snapshot], list[Report]]
#: reads each report, in order: a Reading, or something with a `reason` where the language cannot be read
Read = Callable[[Iterable[Report]], Iterator[Any]]
#: an empty grouping under these profiles
NewGrouping = Callable[[Sequence[SourceProfile]], Grouping]


def obtain(
    target: str, collector: str, allow_private: Collection[str], proxy: str | None
) -> Iterator[Obtained | Fault]:
    """`archive.obtain.obtain`."""
    module = import_module("counterclaim.archive.obtain")
    return iter(module.obtain(target, collector=collector, allow_private=allow_private, proxy=proxy))


def read_snapshot(data: bytes, snapshot: Snapshot) -> list[Report]:
    """`reports.read_snapshot`."""
    return list(import_module("counterclaim.reports").read_snapshot(data, snapshot))


def read(reports: Iterable[Report], gazetteer: Gazetteer | None = None, actors: Any = None) -> Iterator[Any]:
    """`pipeline.read`."""
    return iter(import_module("counterclaim.pipeline").read(reports, gazetteer, actors))


def new_grouping(profiles: Sequence[SourceProfile]) -> Grouping:
    """`figures.Grouping` under every codebook."""
    figures = import_module("counterclaim.figures")
    grouping: Grouping = figures.Grouping(profiles, tuple(figures.CODEBOOKS))
    return grouping
