"""What the tabular formats share: figures with their claims, incidents, and a file beside that says what it is and is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.exports.cells import line, safe
from counterclaim.exports.report_row import ReportRow
from counterclaim.model import Assessment, Claim, Figure, ReportHead

Known = Mapping[str, tuple[Claim, ReportHead]]


@dataclass(frozen=True, slots=True)
class Told:
    """A file's rows, and what must be said beside it: columns that stay empty, figures that have no row, each with why."""

    columns: Sequence[str]
    rows: list[list[str]]
    remarks: list[str]


def known_claims(reports: Iterable[ReportRow]) -> dict[str, tuple[Claim, ReportHead]]:
    """The claims by id with their reports' heads; of reports with one text, the first's."""
    found: dict[str, tuple[Claim, ReportHead]] = {}
    for item in reports:
        if item.reading is not None:
            for claim in item.reading.claims:
                found.setdefault(claim.id, (claim, item.reading.report))
    return found


def assessed(figure: Figure, rules: str) -> Assessment | None:
    """What a codebook makes of a figure; None where it gives no number."""
    found = next((one for one in figure.assessments if one.rules == rules), None)
    return None if found is None or found.refused else found


def by_incident(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures of one incident, scope and period together, in the order of their ids."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda one: one.id):
        groups[figure.incident.id, figure.scope, figure.from_, figure.to].append(figure)
    return list(groups.values())


def outlets(figures: Sequence[Figure], known: Known) -> list[str]:
    """Who published the claims, each once, in the order of the alphabet."""
    return sorted(
        {known[claim][1].source or known[claim][1].id for f in figures for claim in f.claims if claim in known}
    )


def speakers(figures: Sequence[Figure], known: Known) -> list[str]:
    """Who is said to have given the numbers, as the reports name them."""
    claims = (known[claim][0] for figure in figures for claim in figure.claims if claim in known)
    return sorted({" ".join(claim.claimant.words.split()) for claim in claims if claim.claimant is not None})


def days_of(figure: Figure) -> int | None:
    """How many days a figure's time covers; None where it is unknown."""
    return (figure.to - figure.from_).days + 1 if figure.from_ and figure.to else None


def number_of(figure_id: str, digits: int) -> str:
    """A whole number made of an id's digest, the same in every export; `digits` decimal digits at most."""
    return str(int(figure_id.rsplit("-", 1)[-1][:14], 16) % 10**digits)


def write_table(path: Path, told: Told, about: Sequence[str], extra: Sequence[Sequence[str]] = ()) -> list[Path]:
    """Write the rows as CSV, and `PATH.about.txt` beside it; both paths. `extra` are rows under the header (HXL's tags)."""
    body = [list(told.columns), *extra, *([safe(cell) for cell in row] for row in told.rows)]
    path.write_text("".join(map(line, body)), encoding="utf-8", newline="")
    beside = path.with_name(f"{path.name}.about.txt")
    beside.write_text("\n".join([*about, "", *told.remarks]) + "\n", encoding="utf-8")
    return [path, beside]
