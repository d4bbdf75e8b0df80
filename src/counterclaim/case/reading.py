"""What a case needs of the stages below it, as signatures: any function of this shape will do.

The stages are loaded when first called: a case can be opened, searched and verified without a language model.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from counterclaim.model.figure import Figure
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.source import SourceProfile


class Obtained(Protocol):
    """Bytes with the facts of how they were obtained (`archive.obtain`)."""

    @property
    def snapshot(self) -> Snapshot: ...

    @property
    def data(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Links:
    """What people decided about figures: pairs of claims that answer one question, and pairs that do not."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


#: obtains the bytes behind a target, with (target, collector, allow_private, proxy)
Obtain = Callable[[str, str, bool, str | None], Iterator[Obtained]]
#: reads the reports that bytes hold
ReadSnapshot = Callable[[bytes, Snapshot], list[Report]]
#: reads each report, in order: a Reading, or something with a `reason` where the language cannot be read
Read = Callable[[Iterable[Report]], Iterator[Any]]
#: groups readings into figures
Group = Callable[[Sequence[Reading], Sequence[SourceProfile], Links], Sequence[Figure]]


def obtain(target: str, collector: str, allow_private: bool, proxy: str | None) -> Iterator[Obtained]:
    """`archive.obtain.obtain`."""
    module = import_module("counterclaim.archive.obtain")
    return iter(module.obtain(target, collector=collector, allow_private=allow_private, proxy=proxy))


def read_snapshot(data: bytes, snapshot: Snapshot) -> list[Report]:
    """`reports.read_snapshot`."""
    return list(import_module("counterclaim.reports").read_snapshot(data, snapshot))


def read(reports: Iterable[Report]) -> Iterator[Any]:
    """`pipeline.read`."""
    return iter(import_module("counterclaim.pipeline").read(reports))


def group(readings: Sequence[Reading], profiles: Sequence[SourceProfile], links: Links) -> Sequence[Figure]:
    """`pipeline.group`."""
    return list(import_module("counterclaim.pipeline").group(readings, profiles=profiles, links=links))
