"""Reading the files of estimates: each is put together again from its answers, refusals, findings and parts."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from counterclaim.errors import Fault
from counterclaim.exports.cells import restore
from counterclaim.exports.csv_columns import value_of
from counterclaim.exports.csv_rows import pairs_of, rows_of, values_of
from counterclaim.exports.estimate_rows import AcceptedRow, EstimateRow, EstimateRows, GivenTable
from counterclaim.model import Estimate, Estimation, Finding, OverlapTable, Refusal, TableHead, plain, revive


def read_estimates(folder: Path, faults: list[Fault]) -> EstimateRows:
    """What the files hold; what does not fit is added to `faults`."""
    given: dict[tuple[str, str], list[OverlapTable]] = defaultdict(list)
    for cells, table in pairs_of(folder, "overlaps.csv", OverlapTable, faults):
        given[restore(cells["id"]), restore(cells["name"])].append(table)
    tables = _by_estimate(folder, "estimate_tables.csv", OverlapTable, faults)
    findings = _by_estimate(folder, "findings.csv", Finding, faults)
    answers = _by_part(folder, "answers.csv", Estimate, faults)
    refusals = _by_part(folder, "refusals.csv", Refusal, faults)
    parts: dict[str, list[Any]] = defaultdict(list)
    for number, cells in rows_of(folder, "parts.csv", faults):
        name = restore(cells["estimate"])
        key = (name, cells["part"])
        try:
            head = plain(revive(TableHead, value_of(TableHead, cells, "table.")))
        except (ValueError, TypeError) as error:
            faults.append(Fault("parts.csv", f"row {number}", str(error), "Correct the row."))
            continue
        told = {
            "stratum": restore(cells.get("stratum", "")) or None,
            "replicate": restore(cells.get("replicate", "")) or None,
        }
        parts[name].append({**told, "table": head, "estimates": answers[key], "refusals": refusals[key]})
    accepted: dict[str, list[AcceptedRow]] = defaultdict(list)
    for one in values_of(folder, "acceptances.csv", AcceptedRow, faults):
        accepted[one.acceptance.estimate].append(one)
    made = []
    for number, cells in rows_of(folder, "estimates.csv", faults):
        try:
            data = _estimate(cells)
            name = str(data["id"])
            data["tables"] = [plain(table) for table in tables[name]]
            data["accepted"] = [plain(one) for one in accepted[name]]
            data["estimation"] |= {
                "diagnosis": [plain(one) for one in findings[name]], "estimates": answers[name, "0"],
                "refusals": refusals[name, "0"], "parts": parts[name],
            }  # fmt: skip
            made.append(revive(EstimateRow, data))
        except (ValueError, TypeError, AttributeError) as error:
            faults.append(Fault("estimates.csv", f"row {number}", str(error), "Correct the row."))
    return EstimateRows(tuple(GivenTable(id_, name, tuple(found)) for (id_, name), found in given.items()), tuple(made))


def _estimate(cells: dict[str, str]) -> dict[str, Any]:
    """The JSON data of an estimate, without what stands in other files."""
    estimation = value_of(Estimation, cells, sparse=True)
    return value_of(EstimateRow, cells, sparse=True) | {"estimation": estimation}


def _by_estimate(folder: Path, name: str, kind: type[Any], faults: list[Fault]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for cells, value in pairs_of(folder, name, kind, faults):
        found[restore(cells["estimate"])].append(value)
    return found


def _by_part(folder: Path, name: str, kind: type[Any], faults: list[Fault]) -> dict[tuple[str, str], list[Any]]:
    """As JSON data, by estimate and part."""
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for cells, value in pairs_of(folder, name, kind, faults):
        found[restore(cells["estimate"]), cells["part"]].append(plain(value))
    return found
