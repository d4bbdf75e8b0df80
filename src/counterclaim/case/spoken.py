"""What the claims of figures say, in columns to search figures by: a filter need not go through a hundred thousand claims."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.model.figure import Figure
from counterclaim.store.tables import claims

#: names in one IN (...) of a query; SQLite allows 32,766
_NAMES = 5_000


@dataclass(slots=True)
class Spoken:
    """The least and greatest count of a figure's claims (None: an end is open), who speaks, and on what bases."""

    least: int | None = None
    most: int | None = None
    open_below: bool = False
    open_above: bool = False
    voices: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)

    def take(self, row: Any) -> None:
        """One claim more."""
        self.open_below |= row.low is None
        self.open_above |= row.high is None
        ends = [end for end in (row.low, row.high, self.least, self.most) if end is not None]
        if ends:
            self.least, self.most = min(ends), max(ends)
        if row.claimant:
            self.voices.add(row.claimant)
        self.bases.add(row.basis)

    def columns(self, protected: bool) -> dict[str, Any]:
        """The columns; none of them where the figure is protected."""
        if protected:
            return {"least": None, "most": None, "voices": None, "bases": None}
        return {
            "least": None if self.open_below else self.least,
            "most": None if self.open_above else self.most,
            "voices": "\n".join(sorted(self.voices)) or None,
            "bases": f"|{'|'.join(sorted(self.bases))}|" if self.bases else None,
        }


def spoken(connection: Connection, figures: Sequence[Figure]) -> dict[str, Spoken]:
    """What the claims of each figure say, by the figure's id."""
    found = {figure.id: Spoken() for figure in figures}
    homes: dict[str, list[str]] = {}
    for figure in figures:
        for claim in figure.claims:
            homes.setdefault(claim, []).append(figure.id)
    columns = (claims.c.id, claims.c.low, claims.c.high, claims.c.claimant, claims.c.basis)
    names = list(homes)
    for first in range(0, len(names), _NAMES):
        some = names[first : first + _NAMES]
        for row in connection.execute(select(*columns).where(claims.c.id.in_(some))):
            for figure_id in homes[row.id]:
                found[figure_id].take(row)
    return found
