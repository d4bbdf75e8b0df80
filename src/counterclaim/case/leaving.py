"""What would be left out of an export, counted, before anybody decides that it leaves."""

from sqlalchemy import func, select

from counterclaim.case.give_victims import disclosure
from counterclaim.case.memory import Memory
from counterclaim.exports.tier import Tier
from counterclaim.store.tables import actors, figures, reports


def leaving(memory: Memory, tier: Tier) -> dict[str, int]:
    """What of the case there is, and how much of it the tier leaves out, by words.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    public = tier is Tier.PUBLIC
    with memory.look() as connection:

        def count(table: object, *where: object) -> int:
            return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0  # type: ignore[arg-type]

        held = disclosure(memory, connection, tier)
        found = {
            "protected reports left out": count(reports, reports.c.protected) if public else 0,
            "figures that rest on them, left out": count(figures, figures.c.protected) if public else 0,
            "full texts left out": count(reports) if public else 0,
            "rows of victim lists left out": sum(not may for may in held.rows.values()),
            "people of the case under pseudonyms": 0 if tier is Tier.COURT else count(actors),
            "rows of victim lists with names": sum(held.rows.values()),
        }
        found["reports that leave"] = count(reports) - found["protected reports left out"]
        found["figures that leave"] = count(figures) - found["figures that rest on them, left out"]
        return found
