"""Judgements of pairs in files: CSV with left, right, verdict, and optionally reviewer, at, reason, withdrawn."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.sheets import read_text, sheet

HEADER = ("left", "right", "verdict", "reviewer", "at", "reason", "withdrawn")


def read_labels(path: Path) -> tuple[Judgement, ...]:
    """The standing judgements of a file: of one reviewer's rows about one pair the last counts.

    Raises:
        InputError: with every row that cannot be read.
    """
    return standing(read_all(path))


def read_all(path: Path) -> tuple[Judgement, ...]:
    """Every judgement of a file in order, withdrawals too.

    Raises:
        InputError: with every row that cannot be read.
    """
    faults: list[Fault] = []
    found = []
    table = sheet(read_text(path), path.name, needed=HEADER[:3], known=HEADER)
    for place, row in table.rows(faults):
        try:
            at = datetime.fromisoformat(row["at"]) if row.get("at") else datetime.fromtimestamp(0, UTC)
            one = Judgement.of(
                row["left"],
                row["right"],
                Verdict(row["verdict"].lower()),
                row.get("reviewer", ""),
                at,
                row.get("reason", ""),
            )
            found.append(replace(one, withdrawn=row.get("withdrawn", "").lower() in ("1", "true", "yes")))
        except ValueError:
            remedy = "Write two record ids and same, different or unsure."
            faults.append(Fault(path.name, place, "is no judgement", remedy))
    if faults:
        raise InputError(faults)
    return tuple(found)


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that stand: the last of each reviewer on each pair, unless it withdraws."""
    last = {(one.reviewer, one.pair): one for one in judgements}
    return tuple(one for one in last.values() if not one.withdrawn)


def append(path: Path, judgements: Sequence[Judgement]) -> None:
    """Add judgements to a file, which is only ever added to."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(HEADER)
        for one in judgements:
            writer.writerow(
                [
                    one.left,
                    one.right,
                    one.verdict.value,
                    one.reviewer,
                    one.at.isoformat(),
                    one.reason,
                    "yes" if one.withdrawn else "",
                ]
            )
