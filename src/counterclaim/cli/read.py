"""`counterclaim read`."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    reports: Annotated[list[Path] | None, typer.Argument(help="Reports to read.", show_default=False)] = None,
    jsonl: Annotated[
        Path | None, typer.Option(help="Reports as JSON Lines: id, text, published, source, title, language.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON Lines, one object a report.")] = False,
) -> None:
    """Read reports: who says how many of whom were killed, hurt, driven out or moved, in which words.

    Example:  counterclaim read article.txt --json
    """
    import sys
    from json import dumps

    from counterclaim.claims.intake import reports_of
    from counterclaim.claims.read import read
    from counterclaim.errors import UsageError
    from counterclaim.model import plain

    if not reports and jsonl is None:
        raise UsageError("Nothing to read. Give reports, or --jsonl FILE.")
    for reading in read(reports_of(reports or [], jsonl)):
        sys.stdout.write(dumps(plain(reading), ensure_ascii=False) + "\n")
