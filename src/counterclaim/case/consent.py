"""What may be done with a row, by use, and how sensitive it is: as somebody with a say allowed or refused it."""

from collections.abc import Sequence

from counterclaim.case.memory import Memory
from counterclaim.case.rows import Row
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.model.codec import plain
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.model.victim import Consent


def consent(
    memory: Memory,
    rows: Sequence[Row],
    *,
    by: str,
    reason: str,
    given: Consent | None = None,
    sensitive: Sequence[str] | None = None,
) -> list[Entry]:
    """Record of rows that a use was allowed or refused (`given`), or which marks of sensitivity they have (in the place
    of those before). It is protected, and goes when the row is erased.

    Raises:
        UsageError: nothing is recorded by it, no row is named, or no reason is given.
    """
    if not rows or (given is None and sensitive is None):
        raise UsageError("Say of which person, and what was allowed, refused or marked.")
    if not reason.strip():
        raise UsageError("Say why: who was asked, and how.")
    marks = None if sensitive is None else [mark.strip() for mark in sensitive if mark.strip()]
    content = {"consent": plain(given) if given else None, "sensitive": marks, "reason": reason.strip()}
    with writing(memory, by) as writer:
        return [
            writer.record(EntryKind.CONSENT, {"record": row.entry, **content}, about=row.entry, protected=True)
            for row in rows
        ]
