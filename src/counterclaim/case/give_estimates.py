"""Estimates as they leave: every method and refusal, and who accepted which assumptions."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.estimate_sources import TABLE, find_source
from counterclaim.case.memory import Memory
from counterclaim.case.stored_estimates import StoredEstimate, stored_estimates
from counterclaim.exports.estimate_rows import AcceptedRow, EstimateRow, EstimateRows, GivenTable
from counterclaim.exports.release import Release
from counterclaim.model import Acceptance, Estimation, OverlapTable, plain, revive
from counterclaim.store.tables import overlaps


def estimates(memory: Memory, connection: Connection, release: Release) -> Iterator[dict[str, Any]]:
    """The estimates, newest first, as JSON data; people under the names that the tier gives them."""
    for one in stored_estimates(memory, connection):
        accepted = [
            release.data({**plain(acc.acceptance), "by": ""})
            | {"by": release.person(acc.acceptance.by), "entry": acc.name, "at": acc.at, "current": acc.current,
               "withdrawn": acc.withdrawn, "total": plain(acc.answer.total), "level": acc.answer.level}
            for acc in one.accepted
        ]  # fmt: skip
        told = {
            "id": one.id, "entry": one.entry, "source": one.source, "title": one.title, "at": one.at, "tool": one.tool,
            "inputs": list(one.inputs), "tables": [plain(table) for table in one.tables], "current": one.current,
            "estimation": plain(one.estimation),
        }  # fmt: skip
        yield release.data(told) | {"by": release.person(one.by), "accepted": accepted}


def estimate_rows(memory: Memory, connection: Connection, release: Release) -> EstimateRows:
    """Tables of overlaps that people gave, the latest of each name, and the estimates, oldest first."""
    query = select(overlaps.c.name).group_by(overlaps.c.name).order_by(overlaps.c.name)
    given = []
    for name in connection.scalars(query).all():
        source = find_source(memory, connection, f"{TABLE}{name}")
        tables = tuple(release.masked(table, OverlapTable) for table in source.tables)
        given.append(GivenTable(source.inputs[0], release.words(name) or name, tables))
    made = sorted(
        (_row(one, release) for one in stored_estimates(memory, connection)), key=lambda one: (one.at, one.id)
    )
    return EstimateRows(tuple(given), tuple(made))


def _row(one: StoredEstimate, release: Release) -> EstimateRow:
    accepted = tuple(
        AcceptedRow(acc.name, acc.at, acc.withdrawn, _acceptance(acc.acceptance, release)) for acc in one.accepted
    )
    tables = tuple(release.masked(table, OverlapTable) for table in one.tables)
    return EstimateRow(
        one.id, release.words(one.source) or one.source, one.entry, one.at, release.person(one.by), one.tool, one.current, one.inputs,
        one.settings, tables, release.masked(one.estimation, Estimation), accepted,
    )  # fmt: skip


def _acceptance(acceptance: Acceptance, release: Release) -> Acceptance:
    told = release.data({**plain(acceptance), "by": ""}) | {"by": release.person(acceptance.by)}
    return revive(Acceptance, told)
