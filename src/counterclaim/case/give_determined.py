"""Determinations as they leave: public ones rest on nothing protected, and their people stand under pseudonyms."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from counterclaim.case.memory import Memory
from counterclaim.case.standing import determinations
from counterclaim.exports.contents import Concluded
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.release import Release
from counterclaim.model import Determination, plain, revive
from counterclaim.store.tables import claims


def concluded(memory: Memory, connection: Connection, release: Release) -> Iterator[Concluded]:
    """Determinations, newest first, as a tier may have them."""
    shown = set(connection.scalars(select(claims.c.id).where(claims.c.protected.is_(False))))
    for one in determinations(memory, connection, None):
        if release.is_public and not shown.issuperset(one.determination.claims):
            continue
        told = release.data({**plain(one.determination), "by": ""}) | {"by": release.person(one.determination.by)}
        yield Concluded(one.name, told, one.at, one.current, one.withdrawn)


def determined_rows(memory: Memory, connection: Connection, release: Release) -> Iterator[DeterminedRow]:
    """The same for tables, oldest first."""
    for one in sorted(concluded(memory, connection, release), key=lambda one: (one.at, one.entry)):
        yield DeterminedRow(one.entry, one.at, one.withdrawn, revive(Determination, dict(one.determination)))
