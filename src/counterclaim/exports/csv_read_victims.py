"""Reading the files of victims' lists, rows and persons."""

from pathlib import Path

from counterclaim.errors import Fault
from counterclaim.exports.csv_rows import values_of
from counterclaim.exports.csv_victims import KINDS
from counterclaim.exports.victim_rows import VictimRows


def read_victims(folder: Path, faults: list[Fault]) -> VictimRows:
    """What the files hold; what does not fit is added to `faults`, and so is a row whose list or record is not there."""
    found = VictimRows(**{field: tuple(values_of(folder, name, kind, faults)) for name, (field, kind) in KINDS.items()})
    lists = {one.list_id for one in found.lists}
    faults += [
        Fault("records.csv", one.entry, f"its list {one.list_id} is not in lists.csv", "Add the list.")
        for one in found.records
        if one.list_id not in lists
    ]
    known = {one.entry for one in found.records}
    ends = [("pairs.csv", end) for one in found.pairs for end in (one.left, one.right)]
    ends += [("judgements.csv", end) for one in found.judgements for end in one.pair]
    ends += [("ties.csv", one.entry) for one in found.ties]
    faults += [
        Fault(name, end, "it is no row of records.csv", "Add the row, or take this one out.")
        for name, end in dict.fromkeys(ends)
        if end not in known
    ]
    return found
