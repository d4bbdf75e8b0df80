"""Judgements of pairs in files: CSV with left, right, verdict, and optionally reviewer, at, reason, withdrawn."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.model.judgement import Judgement, Verdict

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
    if not path.is_file():
        raise InputError([Fault(str(path), "", "there is no such file", "Check the path.")])
    faults, found = [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"left", "right", "verdict"} - set(reader.fieldnames or ())
        if missing:
            raise InputError(
                [Fault(path.name, "", f"has no column {', '.join(sorted(missing))}", "Give left, right and verdict.")]
            )
        for number, row in enumerate(reader, 1):
            try:
                at = datetime.fromisoformat(row["at"]) if row.get("at") else datetime.fromtimestamp(0, UTC)
                one = Judgement.of(
                    row["left"],
                    row["right"],
                    Verdict(row["verdict"].strip().lower()),
                    row.get("reviewer") or "",
                    at,
                    row.get("reason") or "",
                )
                withdrawn = (row.get("withdrawn") or "").strip().lower() in ("1", "true", "yes")
                found.append(Judgement(one.left, one.right, one.verdict, one.reviewer, one.at, one.reason, withdrawn))
            except ValueError:
                faults.append(
                    Fault(
                        path.name,
                        f"row {number}",
                        "is no judgement",
                        "Write two record ids and same, different or unsure.",
                    )
                )
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
