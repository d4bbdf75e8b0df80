"""Composes the stages, without memory: reports to readings to figures.

Every function here is a function of its arguments, with models loaded once a process, so that Spark can map it over a
million reports. Memory, decisions and people are the business of `case`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counterclaim.model import Figure, Reading, Report, SourceProfile
from counterclaim.places import Gazetteer

if TYPE_CHECKING:
    from counterclaim.claims.actors import Actors


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A report that was not read, and why: never the same as one that was read and holds no claim."""

    report: Report
    language: str

    @property
    def reason(self) -> str:
        """One sentence for a person."""
        return f"is written in {self.language!r}, which Counterclaim cannot read"


def read(
    reports: Iterable[Report], gazetteer: Gazetteer | None = None, actors: "Actors | None" = None
) -> Iterator[Reading | Unreadable]:
    """What each report says, in order, one result a report; lazily, so that memory does not grow with their number.

    `gazetteer` knows the places of a case besides those of the package, `actors` the parties of its war.
    """
    from counterclaim.claims import read as read_claims
    from counterclaim.reports.language import READABLE, detect

    aside: list[tuple[int, Unreadable]] = []
    taken = 0

    def readable() -> Iterator[Report]:
        nonlocal taken
        for taken, report in enumerate(reports):
            language = report.language or detect(report.text)
            if language in READABLE or language == "und":  # too short to tell: read, and nothing is lost
                yield replace(report, language="en")
            else:
                aside.append((taken, Unreadable(report, language)))

    given = 0
    for reading in read_claims(readable(), gazetteer, actors):
        while aside and aside[0][0] <= given:
            yield aside.pop(0)[1]
            given += 1
        yield reading
        given += 1
    for _, unreadable in aside:
        yield unreadable


def figures(
    readings: Iterable[Reading], profiles: Sequence[SourceProfile] = (), rules: Sequence[str] = ("plain",)
) -> list[Figure]:
    """The figures that the readings' claims answer, assessed under each of the rules."""
    from counterclaim.figures import group as group_claims

    return group_claims(readings, profiles, rules)
