"""Which claims a change of source profiles concerns: those whose outlet, speakers or accused bear a name of a changed one.

`figures` looks profiles up by these names and by no others, and groups claims into events without them.
"""

import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case.memory import TOOL
from counterclaim.model.codec import plain, revive
from counterclaim.model.source import SourceProfile
from counterclaim.store.ledger import get_state, set_state
from counterclaim.store.packing import unpack
from counterclaim.store.tables import claims, reports


def file_profiles(connection: Connection, known: Sequence[SourceProfile]) -> list[SourceProfile] | None:
    """Write down under which profiles figures are grouped from now on; those that changed since the last time, or None
    where this cannot be told: nothing was grouped before, another version grouped it, or only their order is new."""
    now = [plain(profile) for profile in known]
    written = json.dumps([TOOL, now], sort_keys=True)
    before = get_state(connection, "filed") or ""
    if before == written:
        return []
    set_state(connection, "filed", written)
    tool, then = json.loads(before) if before.startswith("[") else ("", [])
    changed = [one for one in then if one not in now] + [one for one in now if one not in then]
    return [revive(SourceProfile, one) for one in changed] if tool == TOOL and changed else None


def claims_naming(connection: Connection, changed: Sequence[SourceProfile]) -> set[str]:
    """The claims that `changed` profiles concern. Every claim is looked at, and none is made a value of."""
    names = import_module("counterclaim.figures.names")
    wanted = {names.name_key(name) for profile in changed for name in (profile.source, *profile.aliases)}
    query = select(claims.c.id, claims.c.report, claims.c.protected, claims.c.data, reports.c.source)
    rows = connection.execute(query.join(reports, reports.c.id == claims.c.report))
    # the outlet of a protected report is in no column: all of its claims may be concerned
    return {row.id for row in rows if row.protected or not wanted.isdisjoint(map(names.name_key, _looked_up(row)))}


def _looked_up(row: Any) -> Iterator[str]:
    """The names by which the profiles of a claim's outlet, speakers and accused are found."""
    for name in (row.source or row.report, *_named(unpack(row.data, f"claim {row.id}"))):
        yield name
        yield from name.split(" of ", 1)[1:]


def _named(claim: dict[str, Any]) -> Iterator[str]:
    """Whom a claim names as speaking or to blame, as written."""
    for found in (claim["claimant"], claim["alleged_perpetrator"]):
        if found is not None:
            yield found["words"]
    for voice in claim["attribution"]:
        speaker = voice["speaker"]
        yield speaker if isinstance(speaker, str) else speaker["words"]
