"""Taking in determinations of another case: who concluded what, and when, stays with them."""

from collections.abc import Iterable

from counterclaim.case.standing import determinations
from counterclaim.case.taken import TakenIn
from counterclaim.case.writer import Writer
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.model import EntryKind, plain


def take_determinations(writer: Writer, given: Iterable[DeterminedRow], origin: str, taken: TakenIn) -> None:
    """Record those that are new, and withdraw those that were withdrawn since."""
    known = {one.name: one for one in determinations(writer.memory, writer.connection, None)}
    for row in given:
        before = known.get(row.entry)
        entry = before.entry if before else None
        if before is None:
            writer.person(row.determination.by)  # a name is to be known as one
            content = plain(row.determination) | {"told": {"entry": row.entry, "at": row.at}, "imported_from": origin}
            entry = writer.record(EntryKind.DETERMINATION, content).id
            taken.others += 1
        if row.withdrawn and not (before and before.withdrawn):
            writer.record(EntryKind.WITHDRAWAL, {"reason": f"It is withdrawn in {origin}."}, about=entry)
            taken.others += 1
