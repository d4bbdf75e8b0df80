"""The readings that `read` and `figures` work on: read from reports now, or read before and kept as CLAIMS.jsonl."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.cli.casework import is_case
from counterclaim.errors import Fault, UsageError
from counterclaim.model import Reading, Report

if TYPE_CHECKING:
    from counterclaim.claims.actors import Actors
    from counterclaim.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Intake:
    """`reports` are files, folders or addresses; `jsonl` and `claims` are paths. Exactly what the command was given."""

    reports: Sequence[str]
    jsonl: str | None
    claims: str | None
    gazetteer: str | None = None
    proxy: str | None = None
    allow_private: Sequence[str] = ()
    actors: str | None = None

    def readings(self) -> Iterator[Reading | Fault]:
        """Readings in input order; what cannot be read is a Fault in its place and the rest go on."""
        if self.claims is not None:
            from counterclaim.figures.claims_file import stream_claims

            yield from stream_claims(Path(self.claims))
            return
        for one in self.reports:
            if is_case(one):
                remedy = f"`counterclaim figures {one}` shows its figures, `counterclaim serve {one}` its reports."
                raise UsageError(f"{one}: is a case, not a report. {remedy}")
        from counterclaim import pipeline
        from counterclaim.archive.obtain import FIRST_FETCH_WARNING, is_address
        from counterclaim.reports import load_all, stream_jsonl

        if any(map(is_address, self.reports)):
            sys.stderr.write(FIRST_FETCH_WARNING + "\n")
        faults: list[Fault] = []

        def reports() -> Iterator[Report]:
            for item in chain(
                load_all(self.reports, proxy=self.proxy, allow_private=self.allow_private),
                stream_jsonl(self.jsonl) if self.jsonl else (),
            ):
                if isinstance(item, Fault):
                    faults.append(item)
                else:
                    yield item

        for result in pipeline.read(reports(), self._places(), self._parties()):
            if isinstance(result, Reading):
                yield result
            else:
                yield Fault(result.report.id, "", result.reason, "Give a translation into English.")
        yield from faults

    def _places(self) -> "Gazetteer | None":
        """The gazetteer with the overlay that was given, or None for the package's own."""
        if self.gazetteer is None:
            return None
        from counterclaim.places import overlaid
        from counterclaim.sheets import read_text

        path = Path(self.gazetteer)
        return overlaid(read_text(path), path.name)

    def _parties(self) -> "Actors | None":
        """The general actors with the list that was given, or None for the package's own."""
        if self.actors is None:
            return None
        from counterclaim.claims.actors import general_actors

        return general_actors().with_file(Path(self.actors))
