"""Known victims beside what is said: "12 named of 40-58". Counts only; names are on the page of persons."""

from counterclaim.case.ties import Named
from counterclaim.web.desk import Desk


def named_of(desk: Desk, incident: str) -> Named | None:
    """Who is known by name of an incident; None where nobody is, or a sealed case is closed."""
    if desk.case.memory.sealed and desk.case.memory.seal is None:
        return None
    found = desk.case.victims.named(incident)
    return found if found.persons else None
