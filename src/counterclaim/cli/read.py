"""`counterclaim read`: reports to claims, attributions and labels."""

from typing import Annotated

import typer

from counterclaim.cli.options import ActorsFile, AllowPrivate, Jsonl, PlacesFile, Proxy


def command(
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT...", help="Files, folders or addresses.", show_default=False)
    ] = None,
    jsonl: Jsonl = None,
    gazetteer: PlacesFile = None,
    actors: ActorsFile = None,
    proxy: Proxy = None,
    allow_private: AllowPrivate = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one object a report.")] = False,
) -> None:
    """Read reports: who says how many of whom were killed, hurt, driven out or moved, in which words; disputed figures
    first, then every claim, then the names that each side uses for the other.

    Example:  counterclaim read article.html

    Example:  counterclaim read --jsonl reports.jsonl --json > claims.jsonl
    """
    import sys
    from json import dumps

    from counterclaim.cli.intake import Intake
    from counterclaim.errors import Fault, InputError, ItemsFailed, UsageError
    from counterclaim.model import Reading, plain

    if not reports and jsonl is None:
        raise UsageError("Nothing to read. Give reports, or --jsonl FILE.")
    faults: list[Fault] = []
    readings: list[Reading] = []  # only for people: the JSON streams
    done = 0
    for item in Intake(reports or (), jsonl, None, gazetteer, proxy, allow_private or (), actors).readings():
        if isinstance(item, Fault):
            faults.append(item)
            continue
        done += 1
        if json:
            sys.stdout.write(dumps(plain(item), ensure_ascii=False) + "\n")
        else:
            readings.append(item)
    if readings:
        from rich.console import Console

        from counterclaim import pipeline
        from counterclaim.cli.reading_page import page

        page(Console(), readings, pipeline.figures(readings))
    if faults:
        unreadable = all(fault.remedy == "Give a translation into English." for fault in faults)
        raise ItemsFailed(faults) if done or unreadable else InputError(faults)
