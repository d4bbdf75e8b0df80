"""The case's own parties: armed groups, forces and states of its war, as CSV, in the ledger like everything that people give."""

from importlib import import_module
from pathlib import Path
from typing import Any

from counterclaim.case.look import look, note
from counterclaim.case.memory import Memory
from counterclaim.model.ledger import Entry, EntryKind
from counterclaim.sheets import read_text


def give(memory: Memory, path: Path, *, by: str) -> Entry:
    """Give the case its parties; a later list takes its place. Reports that are there keep their readings until they are read again.

    Raises:
        InputError: with every fault of the file.
    """
    text = read_text(path)
    _actors().parse_actors(text, path.name)
    return note(memory, {"actors": text, "name": path.name}, by=by)


def given(memory: Memory) -> Any:
    """The general actors with the newest list of the case (`claims.actors.Actors`); None where the case has none."""
    found = None
    for recorded in look(memory, kinds=(EntryKind.NOTE,)):
        if isinstance(recorded.content, dict) and "actors" in recorded.content:
            found = recorded.content
    if found is None:
        return None
    module = _actors()
    return module.general_actors().with_actors(module.parse_actors(found["actors"], found["name"]))


def _actors() -> Any:
    """`claims.actors`, loaded when a list is given or read: a case can be opened without a language model."""
    return import_module("counterclaim.claims.actors")
