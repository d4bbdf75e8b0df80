"""A folder that `link --out` wrote, read back: its pairs, its lists' rows by record id, its judgements."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from counterclaim.errors import Fault, InputError, UsageError
from counterclaim.model.judgement import Judgement
from counterclaim.model.person import RecordPair
from counterclaim.model.victim import VictimRecord
from counterclaim.victims.judgements import append, read_all
from counterclaim.victims.lists import ListRows, read_lists

JUDGEMENTS = "judgements.csv"


def is_linked(folder: Path) -> bool:
    """Whether `link --out` wrote here."""
    return (folder / "link.json").is_file() and (folder / "pairs.csv").is_file()


@dataclass(slots=True)
class LinkedFolder:
    """The folder open for review. `judgements` holds all ever made, withdrawn ones too; `add` writes at once."""

    path: Path
    pairs: tuple[RecordPair, ...]
    judgements: list[Judgement]
    _lists: tuple[ListRows, ...]
    _rows: dict[str, tuple[int, int]]
    once: bool = False  # each list holds a person at most once

    @property
    def where(self) -> str:
        """Where judgements go, in words."""
        return str(self.path / JUDGEMENTS)

    def record(self, record: str) -> VictimRecord | None:
        """A record's row as written, None where the list is not at hand."""
        if record not in self._rows:
            return None
        number, row = self._rows[record]
        return self._lists[number].record(row)

    def add(self, judgement: Judgement) -> None:
        """Record a judgement (or a withdrawal)."""
        append(self.path / JUDGEMENTS, [judgement])
        self.judgements.append(judgement)


def open_folder(path: Path, lists: Sequence[Path] = ()) -> LinkedFolder:
    """Open a folder of `link`. `lists`: where the lists are now, if they moved.

    Raises:
        UsageError: it is no such folder.
        InputError: its lists or judgements cannot be read.
    """
    if not is_linked(path):
        raise UsageError(f"{path} was not written by `counterclaim link --out`: link some lists first")
    said = json.loads((path / "link.json").read_text("utf-8"))
    files = list(lists) or [Path(file) for one in said["lists"] if (file := one.get("file"))]
    missing = [file for file in files if not file.is_file()]
    if missing:
        raise InputError(
            [Fault(str(file), "", "the list that was linked is not there", "Give it with --list.") for file in missing]
        )
    read = read_lists(files, _mapping(said))
    rows = {record: (number, row) for number, one in enumerate(read) for row, record in enumerate(one.cells["record"])}
    table = pd.read_csv(path / "pairs.csv", dtype=str, keep_default_na=False)
    pairs = tuple(
        RecordPair(left, right, float(probability), decision, reason)
        for left, right, probability, decision, reason in zip(
            table["left"], table["right"], table["probability"], table["decision"], table["reason"], strict=True
        )
    )
    judged = list(read_all(path / JUDGEMENTS)) if (path / JUDGEMENTS).is_file() else []
    once = len(said["lists"]) > 1 and all(one.get("once") for one in said["lists"])
    return LinkedFolder(path, pairs, judged, read, rows, once)


def _mapping(said: dict[str, Any]) -> dict[str, str]:
    return dict(said.get("mapping", {}))
