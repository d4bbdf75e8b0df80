"""The case's own gazetteer: towns, camps and villages that no atlas has, as CSV, in the ledger like everything that people give."""

from pathlib import Path

from counterclaim.case.look import look, note
from counterclaim.case.memory import Memory
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.places import Gazetteer, overlaid, parse_overlay
from counterclaim.sheets import read_text


def give(memory: Memory, path: Path, *, by: str) -> Entry:
    """Give the case an overlay; a later one takes its place. Reports that are there keep their places until they are read again.

    Raises:
        InputError: with every fault of the file.
    """
    text = read_text(path)
    parse_overlay(text, path.name)
    return note(memory, {"gazetteer": text, "name": path.name}, by=by)


def given(memory: Memory) -> Gazetteer | None:
    """The gazetteer with the newest overlay; None where the case has none."""
    found: Gazetteer | None = None
    for recorded in look(memory, kinds=(EntryKind.NOTE,)):
        if isinstance(recorded.content, dict) and "gazetteer" in recorded.content:
            found = overlaid(recorded.content["gazetteer"], recorded.content["name"])
    return found
