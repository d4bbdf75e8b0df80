"""What was really done, for a methodology page: counted from the ledger and the tables, never written by hand."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Select, func, select

from counterclaim import __version__
from counterclaim.case.memory import Memory
from counterclaim.case.overlap import last_linkage
from counterclaim.case.weigh_switch import standing
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import find_lines, read_lines, sequence_of
from counterclaim.store.tables import claims, entries, readings, reports, rulings


def method(memory: Memory) -> dict[str, Any]:
    """Counts and settings as JSON data. Sources are counted of open reports only; protected ones are only counted."""
    with memory.look() as connection:
        kinds: dict[str, int] = dict(
            connection.execute(select(entries.c.kind, func.count()).group_by(entries.c.kind)).all()
        )
        count = select(func.count()).select_from(reports)
        open_ = reports.c.protected.is_(False)
        of_source = select(reports.c.source, func.count()).where(open_).group_by(reports.c.source)
        of_language = select(reports.c.language, func.count()).group_by(reports.c.language)
        of_tool = select(readings.c.tool, func.count()).group_by(readings.c.tool)
        tools: dict[str, int] = _counts(connection, of_tool)
        unreadable = (
            select(readings.c.unreadable, func.count())
            .where(readings.c.unreadable.is_not(None))
            .group_by(readings.c.unreadable)
        )
        ruled = select(rulings.c.kind, rulings.c.subkind, func.count(), func.count(rulings.c.withdrawn))
        first, last = connection.execute(
            select(func.min(reports.c.published), func.max(reports.c.published)).where(open_)
        ).one()
        readers: Counter[str] = Counter()
        obtained: Counter[str] = Counter()
        notes: Counter[str] = Counter()
        for line in read_lines(connection, kinds=(EntryKind.REPORT, EntryKind.SNAPSHOT, EntryKind.NOTE)):
            content = memory.content(line)
            if content is None:
                continue
            if line.entry.kind is EntryKind.REPORT:
                readers[
                    content["report"].get("reader") or f"imported from {content.get('imported_from', 'elsewhere')}"
                ] += 1
            elif line.entry.kind is EntryKind.SNAPSHOT:
                obtained[content["snapshot"]["tool"]] += 1
            elif isinstance(content, dict):
                notes["gazetteer of its own"] += "gazetteer" in content
                notes["base map of its own"] += "base_map" in content
        switch = standing(memory, connection)
        return {
            "linkage": _linkage(memory, connection),
            "weighing": {"level": switch.level, "seed": switch.seed} if switch else None,
            "version": __version__, "sealed": memory.sealed, "entries": kinds, "reports": connection.scalar(count) or 0,
            "protected_reports": connection.scalar(count.where(reports.c.protected)) or 0,
            "sources": _counts(connection, of_source, "not named"),
            "languages": _counts(connection, of_language, "not stated"),
            "published": [first, last], "claims": connection.scalar(select(func.count()).select_from(claims)) or 0,
            "rejected_claims": connection.scalar(select(func.count()).select_from(claims).where(claims.c.rejected)) or 0,
            "claims_touched_by_people": connection.scalar(select(func.count()).select_from(claims).where(claims.c.decided)) or 0,
            "claims_read_by": tools, "texts_read_by": dict(readers), "bytes_obtained_by": dict(obtained),
            "unreadable": _counts(connection, unreadable),
            "rulings": [list(row) for row in connection.execute(ruled.group_by(rulings.c.kind, rulings.c.subkind))],
            "given": sorted(name for name, n in notes.items() if n),
        }  # fmt: skip


def _linkage(memory: Memory, connection: Connection) -> dict[str, Any] | None:
    """How the lists were last linked: counts and settings, and no value of any row."""
    found = last_linkage(memory, connection)
    if found is None:
        return None
    entry, content = found
    told, number = content["settings"], sequence_of(connection, entry)
    at = (content.get("told") or {}).get("at") or find_lines(connection, [number or 0]).popitem()[
        1
    ].entry.at.isoformat()
    return {
        "at": at, "records": told["counts"]["records"], "pairs": told["counts"]["pairs"], "persons": told["persons"],
        "replicates": told["replicates"], "seed": told["seed"], "version": told["version"], "left_out": content["left_out"],
        "blocking": sorted(told["blocking"]["rules"]), "notes": told["notes"],
        "calibration": {key: told["calibration"][key] for key in ("basis", "judgements")},
    }  # fmt: skip


def _counts(connection: Connection, query: Select[Any], missing: str = "") -> dict[str, int]:
    """What a query of names and numbers counts; `missing` stands for no name."""
    return {str(row[0]) if row[0] is not None else missing: int(row[1]) for row in connection.execute(query)}
