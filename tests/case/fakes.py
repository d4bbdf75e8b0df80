"""Small stand-ins for the stages below a case: real functions on an invented language of one-line reports.

"40 killed in Orvale, said the Ministry" holds one claim; its reader is a regular expression.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.case.reading import Links
from counterclaim.errors import Fault, InputError
from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    Figure,
    FigurePlace,
    Harm,
    Hedge,
    Incident,
    Label,
    People,
    Place,
    Polarity,
    Reading,
    Report,
    ReportHead,
    Scope,
    Snapshot,
    SourceProfile,
    Span,
    Status,
    Tone,
    claim_id,
    make_id,
    sha256,
)

CLAIM = re.compile(r"(\d+) (killed|injured) in (\w+), said the (\w+)")
LABEL = re.compile(r"the (bandits|patriots)")


@dataclass(frozen=True)
class Got:
    snapshot: Snapshot
    data: bytes


@dataclass(frozen=True)
class NotRead:
    report: str
    reason: str


def obtain(target: str, collector: str, allow_private: bool, proxy: str | None) -> Iterator[Got]:
    path = Path(target)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        if not file.exists():
            raise InputError([Fault(str(file), "", "there is no such file", "Check the path.")])
        data = file.read_bytes()
        at = datetime(2031, 5, 1, tzinfo=UTC)
        yield Got(Snapshot(sha256(data), len(data), "text/plain", str(file), at, collector, "fake 1"), data)


def read_snapshot(data: bytes, snapshot: Snapshot) -> list[Report]:
    """A report a paragraph."""
    if not data:
        raise InputError([Fault(snapshot.address, "", "it is empty", "")])
    texts = data.decode().split("\n\n")
    stem = Path(snapshot.address).stem
    return [
        Report(f"{stem}-{i}" if len(texts) > 1 else stem, text, source="Gazette", snapshot=snapshot.sha256)
        for i, text in enumerate(texts)
    ]


def read(reports: Iterable[Report]) -> Iterator[Reading | NotRead]:
    for report in reports:
        if report.text.startswith("??"):
            yield NotRead(report.id, "no reader for this language")
            continue
        head = ReportHead(report.id, report.source, report.published, "en", report.sha256)
        claims = tuple(claim_of(report, match) for match in CLAIM.finditer(report.text))
        labels = tuple(
            Label(Span.of(report.text, *match.span(1)), "the Front", None, Tone.HOSTILE)
            for match in LABEL.finditer(report.text)
        )
        yield Reading(head, claims, (), labels)


def claim_of(report: Report, match: re.Match[str]) -> Claim:
    text, harm, number = report.text, Harm(match[2]), int(match[1])
    return Claim(
        id=claim_id(report.sha256, *match.span(1), harm),
        content=Span.of(text, match.start(), match.end(3)),
        quantity=Count(match.start(1), match.end(1), match[1], number, number, Hedge.EXACT),
        harm=harm,
        population=None,
        category=Category.PEOPLE,
        people=People(),
        claimant=Span.of(text, *match.span(4)),
        cue=None,
        attribution=(),
        basis=Basis.NONE_STATED,
        place=Place(match.start(3), match.end(3), match[3], name=match[3]),
        when=None,
        alleged_perpetrator=None,
        scope=Scope.EVENT,
        polarity=Polarity.ASSERTED,
        headline=True,
    )


def group(readings: Sequence[Reading], profiles: Sequence[SourceProfile], links: Links) -> list[Figure]:
    """A figure for each harm and place; decisions move claims."""
    places: dict[str, str] = {}
    claims: dict[str, tuple[Claim, str]] = {}
    for reading in readings:
        for claim in reading.claims:
            claims[claim.id] = (claim, reading.report.id)
            places[claim.id] = f"{claim.harm} in {claim.place.name if claim.place else '?'}"
    for left, right in links.together:
        places[right] = places[left]
    for left, _ in links.apart:
        places[left] = f"{places[left]}, apart {left}"
    figures = []
    for question in sorted(set(places.values())):
        members = sorted(claim for claim, where in places.items() if where == question)
        first = claims[members[0]][0]
        counts = {claims[member][0].quantity.low for member in members}
        status = Status.CONFLICTING if len(counts) > 1 else Status.SINGLE_SOURCE
        where = FigurePlace(first.place.name or "?") if first.place else None
        figures.append(
            Figure(
                make_id("figure", question), question, first.harm, "people", Scope.EVENT, where, None, None,
                Incident(make_id("incident", question), None, None, ()), status, (), tuple(members),
                tuple(sorted({claims[member][1] for member in members})), len(members), (), (),
            )
        )  # fmt: skip
    return figures


STAGES = {"obtain": obtain, "read_snapshot": read_snapshot, "read": read}
