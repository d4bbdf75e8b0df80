"""Estimates as tables: one row an answer, with its interval, level, assumption, seed, version and who accepted it, so that no
total stands without them; and what else is needed to have the same estimate again.

`part` is 0 for the whole table and counts its strata and replicates from 1.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.exports.cells import safe
from counterclaim.exports.csv_columns import Column, columns, row
from counterclaim.exports.estimate_rows import AcceptedRow, EstimateRow, EstimateRows
from counterclaim.model import Estimate, Estimation, Finding, OverlapTable, Part, Refusal, plain

_LISTED = frozenset({"diagnosis", "estimates", "refusals", "parts"})
_ESTIMATION = columns(Estimation, without=_LISTED)
_ESTIMATE = columns(EstimateRow, without=frozenset({"tables", "estimation", "accepted"}))
_PART = columns(Part, without=frozenset({"estimates", "refusals"}))
FILES: dict[str, tuple[list[str], list[Column]]] = {
    "overlaps.csv": (["name", "id"], columns(OverlapTable)),
    "estimates.csv": ([], [*_ESTIMATE, *_ESTIMATION]),
    "estimate_tables.csv": (["estimate"], columns(OverlapTable)),
    "parts.csv": (["estimate", "part"], _PART),
    "answers.csv": (["estimate", "part", "source", "seed", "version", "accepted_by"], columns(Estimate)),
    "refusals.csv": (["estimate", "part"], columns(Refusal)),
    "findings.csv": (["estimate"], columns(Finding)),
    "acceptances.csv": ([], columns(AcceptedRow)),
}


def estimate_tables(known: EstimateRows) -> dict[str, list[list[str]]]:
    """The rows of each file, without the head."""
    rows: dict[str, list[list[str]]] = {name: [] for name in FILES}
    for given in known.given:
        rows["overlaps.csv"] += [_row("overlaps.csv", [given.name, given.id], plain(one)) for one in given.tables]
    for one in known.estimates:
        data = plain(one)
        made = data["estimation"]
        rows["estimates.csv"].append(_row("estimates.csv", [], {**data, **made}))
        rows["estimate_tables.csv"] += [_row("estimate_tables.csv", [one.id], table) for table in data["tables"]]
        rows["findings.csv"] += [_row("findings.csv", [one.id], finding) for finding in made["diagnosis"]]
        rows["acceptances.csv"] += [_row("acceptances.csv", [], accepted) for accepted in data["accepted"]]
        for number, part in enumerate([made, *made["parts"]]):
            if number:
                rows["parts.csv"].append(_row("parts.csv", [one.id, str(number)], part))
            rows["answers.csv"] += _answers(one, number, part)
            told = [_row("refusals.csv", [one.id, str(number)], refusal) for refusal in part["refusals"]]
            rows["refusals.csv"] += told
    return rows


def _answers(one: EstimateRow, number: int, part: Mapping[str, Any]) -> Iterator[list[str]]:
    made = one.estimation
    accepted: dict[int, list[str]] = {}
    for acc in (acc.acceptance for acc in one.accepted if not acc.withdrawn and not number):
        # where no criterion is named, the first answer of a method is meant (`estimates.assumptions.pick`)
        of = (
            i for i, a in enumerate(made.estimates) if a.method is acc.method and acc.criterion in (None, a.criterion)
        )
        accepted.setdefault(next(of, -1), []).append(acc.by)
    for place, answer in enumerate(part["estimates"]):
        by = "; ".join(accepted.get(place, ()))
        yield _row("answers.csv", [one.id, str(number), one.source, str(made.seed), made.version, by], answer)


def _row(name: str, own: list[str], value: Mapping[str, Any]) -> list[str]:
    return [*map(safe, own), *row(FILES[name][1], value)]
