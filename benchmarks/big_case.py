"""A large case for measuring: invented events, five speakers a report, two reports an event, in an invented language that
a regular expression reads, so that what is measured is the case and its pages and not the language model.

    .venv/bin/python benchmarks/big_case.py LOCATION [--claims 100000]

LOCATION is a folder or a PostgreSQL address. Figures are grouped by the real grouping under every codebook.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.case import fakes

from counterclaim.case import Case
from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    Harm,
    Hedge,
    People,
    Place,
    Polarity,
    Reading,
    Report,
    ReportHead,
    Scope,
    SourceProfile,
    Span,
    When,
    claim_id,
)

LINE = re.compile(r"(\d+) (civilians|people) (killed|injured) in (Town \d+) on (\d{4}-\d\d-\d\d), said (Speaker \d+)")
TOWNS = 400
SPEAKERS = 40
EACH = 5
#: reports of one file
TOGETHER = 500


def read(reports: Iterable[Report]) -> Iterator[Reading]:
    """What each report's lines say."""
    for report in reports:
        found = tuple(_claim(report, match) for match in LINE.finditer(report.text))
        head = ReportHead(report.id, report.source, found[0].when.from_, "en", report.sha256)
        yield Reading(head, found, (), ())


def _claim(report: Report, match: re.Match[str]) -> Claim:
    text, number, harm = report.text, int(match[1]), Harm(match[3])
    town = int(match[4].split()[1])
    chance = random.Random(town)
    day = date.fromisoformat(match[5])
    place = Place(
        *match.span(4), match[4], match[4], chance.uniform(30, 40), chance.uniform(30, 40), "town", f"town-{town}"
    )
    return Claim(
        id=claim_id(report.sha256, *match.span(1), harm),
        content=Span.of(text, *match.span()),
        quantity=Count(*match.span(1), match[1], number, number, Hedge.EXACT),
        harm=harm,
        population=Span.of(text, *match.span(2)),
        category=Category(match[2]),
        people=People(),
        claimant=Span.of(text, *match.span(6)),
        cue=None,
        attribution=(),
        basis=Basis.NONE_STATED,
        place=place,
        when=When(*match.span(5), match[5], day, day, "day"),
        alleged_perpetrator=None,
        scope=Scope.EVENT,
        polarity=Polarity.ASSERTED,
        headline=match.start() == 0,
    )


def war(claims: int, seed: int = 1) -> list[str]:
    """Texts of reports with `claims` claims in all."""
    chance = random.Random(seed)
    texts: list[str] = []
    while len(texts) * EACH < claims:
        day = date(2031, 1, 1) + timedelta(days=chance.randrange(3650))
        town, toll = chance.randrange(TOWNS), chance.randint(1, 90)
        for _ in range(2):
            lines = []
            for speaker in chance.sample(range(SPEAKERS), EACH):
                said = max(1, toll + (chance.randint(-9, 9) if chance.random() < 0.3 else 0))
                people = chance.choice(["civilians", "people"])
                lines.append(f"{said} {people} killed in Town {town} on {day}, said Speaker {speaker}")
            texts.append("\n".join([*lines, f"Report {len(texts)}."]))
    return texts


def build(location: str, claims: int) -> Case:
    """Make the case, saying how far it is."""
    case = Case.create(location, by="benchmark", title="A large case")
    for number in range(SPEAKERS):
        case.profile(SourceProfile(f"Speaker {number}", side=("red", "blue", None)[number % 3]), by="benchmark")
    texts = war(claims)
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(texts), TOGETHER):
            file = Path(folder) / f"part{first:06}.txt"
            file.write_text("\n\n".join(texts[first : first + TOGETHER]))
            case.add([str(file)], by="benchmark", regroup=False, **{**fakes.STAGES, "read": read})
            print(f"{first + TOGETHER:6} reports", end="\r", file=sys.stderr, flush=True)
    began = time.process_time()
    case.regroup()
    print(f"grouped in {time.process_time() - began:.1f} s CPU", file=sys.stderr)
    return case


def more(location: str, seed: int) -> float:
    """CPU seconds of taking one more report into the case in a fresh process, figures included."""
    case = Case.open(location)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "more.txt"
        file.write_text(war(EACH, seed)[0])
        began = time.process_time()
        case.add([str(file)], by="benchmark", **{**fakes.STAGES, "read": read})
        return time.process_time() - began


def main() -> None:
    """Build and print what there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("location")
    parser.add_argument("--claims", type=int, default=100_000)
    asked = parser.parse_args()
    case = build(asked.location, asked.claims)
    print(f"{case.count_reports():,} reports, {case.count_claims():,} claims, {case.count_figures():,} figures")
    case.close()
    print(f"one report more, in a process that has grouped nothing: {more(asked.location, 2):.2f} s CPU")


if __name__ == "__main__":
    main()
