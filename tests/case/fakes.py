"""Small stand-ins for the stages below a case: real functions on an invented language of one-line reports.

"40 killed in Orvale, said the Ministry" holds one claim; its reader is a regular expression.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    DecisionKind,
    Figure,
    FigurePlace,
    GroupingDecision,
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


def obtain(target: str, collector: str, allow_private: Collection[str], proxy: str | None) -> Iterator[Got | Fault]:
    path = Path(target)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        if not file.exists():
            yield Fault(str(file), "", "there is no such file", "Check the path.")
            continue
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


@dataclass(frozen=True)
class Change:
    figures: tuple[Figure, ...]
    gone: tuple[str, ...]


class Grouping:
    """A figure for each harm and place; decisions move claims."""

    def __init__(self, profiles: Sequence[SourceProfile]) -> None:
        self.decisions: Sequence[GroupingDecision] = ()
        self.readings: dict[str, Reading] = {}
        self.added: list[str] = []
        self.known: dict[str, Figure] = {}

    def add(self, reading: Reading) -> None:
        self.added.append(reading.report.id)
        self.readings[reading.report.id] = reading

    def remove(self, report_id: str) -> None:
        self.readings.pop(report_id, None)

    def refresh(self) -> Change:
        now = {figure.id: figure for figure in self._figures()}
        new = tuple(figure for name, figure in now.items() if self.known.get(name) != figure)
        gone = tuple(sorted(self.known.keys() - now.keys()))
        self.known = now
        return Change(new, gone)

    def _figures(self) -> Iterator[Figure]:
        claims = {c.id: (c, r.report.id) for _, r in sorted(self.readings.items()) for c in r.claims}
        asked = {name: f"{c.harm} in {c.place.name if c.place else '?'}" for name, (c, _) in claims.items()}
        for decision in self.decisions:
            held = [name for name in decision.claims if name in asked]
            for name in held:
                apart = f"{asked[name]}, apart"
                asked[name] = asked[held[0]] if decision.kind is DecisionKind.MERGE else apart
        for question in sorted(set(asked.values())):
            members = sorted(name for name, where in asked.items() if where == question)
            first = claims[members[0]][0]
            counts = {claims[member][0].quantity.low for member in members}
            yield Figure(
                id=make_id("figure", question),
                question=question,
                harm=first.harm,
                category="people",
                scope=Scope.EVENT,
                place=FigurePlace(first.place.name or "?") if first.place else None,
                from_=None,
                to=None,
                incident=Incident(make_id("incident", question), None, None, ()),
                status=Status.CONFLICTING if len(counts) > 1 else Status.SINGLE_SOURCE,
                denied_by=(),
                claims=tuple(members),
                reports=tuple(sorted({claims[member][1] for member in members})),
                origins=len(members),
                relations=(),
                assessments=(),
            )


STAGES = {"obtain": obtain, "read_snapshot": read_snapshot, "read": read}
