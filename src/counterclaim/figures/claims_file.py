"""CLAIMS.jsonl: what `counterclaim read --json` printed, a reading a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from counterclaim.errors import Fault
from counterclaim.model import Reading, revive


def stream_claims(path: Path) -> Iterator[Reading | Fault]:
    """The readings of a file, in its order; a line that holds none is a Fault in its place. Empty lines are skipped.

    Raises:
        OSError: the file cannot be opened.
    """
    seen: dict[str, int] = {}
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            place = f"line {number}"
            try:
                reading = revive(Reading, json.loads(line.decode("utf-8")))
            except UnicodeDecodeError:
                yield Fault(
                    str(path), place, "the line is not UTF-8", "Write it again with `counterclaim read --json`."
                )
                continue
            except (ValueError, RecursionError) as error:
                fault = str(error).removeprefix("Reading: ")
                yield Fault(str(path), place, fault, "Each line is an object that `counterclaim read --json` printed.")
                continue
            held = seen.setdefault(reading.report.id, number)
            if held != number:
                what = f"the report {reading.report.id!r} is on line {held} too"
                yield Fault(str(path), place, what, "Give each report once.")
                continue
            yield reading
