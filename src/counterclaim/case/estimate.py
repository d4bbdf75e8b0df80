"""Estimating the undocumented from a source of the case, and recording what came out: inputs, seed, version, level."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from counterclaim import __version__
from counterclaim.case.estimate_sources import Source, find_source, tables_of
from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.estimates.document import document
from counterclaim.model.canonical import make_id
from counterclaim.model.codec import plain
from counterclaim.model.ledger import EntryKind
from counterclaim.model.overlap import OverlapTable
from counterclaim.store.tables import estimates

if TYPE_CHECKING:
    from counterclaim.estimates.settings import Settings

#: of linkage replicates so many are estimated from, the first: each takes as long as a whole table. Rubin (1987, page
#: 114): with ten, a standard error is a fortieth wider than with as many as one likes where half of the doubt is theirs
REPLICATES = 10


def estimate(
    memory: Memory,
    name: str,
    settings: "Settings | None",
    *,
    by: str,
    progress: Callable[[str], None] = lambda text: None,
) -> str:
    """Run every method on a source and record the answers; the estimate's id.

    The same source in the same state, under the same settings and version, is the same estimate: it is not run again.

    Raises:
        UsageError: there is no such source, or its tables do not fit together.
    """
    # The kernels are compiled and take a second to load, which a case that only shows what is there must not wait for.
    settings = settings or import_module("counterclaim.estimates.settings").Settings()
    with memory.look() as connection:
        source = find_source(memory, connection, name)
        id_ = id_of(source, settings)
        if connection.scalar(select(estimates.c.id).where(estimates.c.id == id_)) is not None:
            return id_
        tables = thinned(tables_of(memory, connection, source))
    content: dict[str, Any] = {
        "id": id_,
        "kind": "undocumented",
        "source": source.name,
        "stamp": source.stamp,
        "inputs": list(source.inputs),
        "tables": [plain(table) for table in tables],
        "settings": plain(settings),
    }
    run = import_module("counterclaim.estimates.undocumented").estimate
    content["estimation"] = document(run(tables, settings, progress))
    with writing(memory, by) as writer:
        # another process may have been quicker
        if writer.connection.scalar(select(estimates.c.id).where(estimates.c.id == id_)) is None:
            writer.record(EntryKind.ESTIMATE, content)
    return id_


def id_of(source: Source, settings: "Settings") -> str:
    """The id that an estimate of this source, in its present state, has under these settings."""
    return make_id("estimate", [source.name, source.stamp, plain(settings), __version__])


def thinned(tables: Sequence[OverlapTable]) -> tuple[OverlapTable, ...]:
    """The tables with the first replicates of each stratum only."""
    kept: dict[str | None, int] = {}
    found = []
    for table in tables:
        kept[table.stratum] = kept.get(table.stratum, 0) + 1
        if kept[table.stratum] <= REPLICATES:
            found.append(table)
    return tuple(found)
