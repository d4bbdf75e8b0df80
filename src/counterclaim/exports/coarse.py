"""Places of the living: no closer than a tenth of a degree (some 11 km), and not at all while they may still be there.

The dead are not found by a coordinate; people who fled, are held or hurt are (design decision 13). Coarse twice is coarse once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterclaim.model import Harm

#: harms whose people are, or may be, alive
LIVING = frozenset(Harm) - {Harm.KILLED}
#: days in which a place is withheld; our own choice, as long as relief convoys and shelters commonly stay put
DELAY = timedelta(days=30)
#: decimal places of a degree
DECIMALS = 1
#: the name of a place of which not even the country is given
WITHHELD = "a place that is withheld"


@dataclass(frozen=True, slots=True)
class Coarse:
    """Coarsens places as of a day."""

    today: date

    def recent(self, said: date | None) -> bool:
        """Whether a place told on that day is still withheld; without a day it is."""
        return said is None or self.today - said < DELAY

    def place(self, place: Mapping[str, Any], said: date | None) -> dict[str, Any]:
        """A place as JSON data, coarsened; its words, which a published report holds, stay."""
        within = list(place.get("within") or ())
        if self.recent(said):
            return {**place, "latitude": None, "longitude": None, "gazetteer_id": None, "name": (within or [WITHHELD])[-1],
                    "precision": "country" if within else "vague", "within": within[-1:]}  # fmt: skip
        made = dict(place)
        for axis in ("latitude", "longitude"):
            if made[axis] is not None:
                made[axis] = round(made[axis], DECIMALS)
        if made["precision"] == "exact":
            made |= {"name": (within or [WITHHELD])[0], "precision": "admin2", "gazetteer_id": None}
        return made


def is_living(harm: str) -> bool:
    """Whether the people of a harm are, or may be, alive."""
    return Harm(harm) in LIVING


def day(written: str | None) -> date | None:
    """The day of an ISO date, None for None."""
    return date.fromisoformat(written) if written else None
