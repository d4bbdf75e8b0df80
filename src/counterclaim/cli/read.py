"""`counterclaim read`: reports to claims, attributions and labels."""

from typing import Annotated

import typer


def command(
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT...", help="Files or addresses.", show_default=False)
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="One report a line: id, text; published, source, title, language."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one object a report.")] = False,
) -> None:
    """Read reports: who says how many of whom were killed, hurt, driven out or moved, in which words.

    Example:  counterclaim read article.html --json
    """
    import sys
    from collections.abc import Iterator
    from itertools import chain
    from json import dumps

    from counterclaim.claims.read import read
    from counterclaim.errors import Fault, InputError, ItemsFailed, UsageError
    from counterclaim.model import Report, plain
    from counterclaim.reports import READABLE, detect, load_all, stream_jsonl

    if not reports and jsonl is None:
        raise UsageError("Nothing to read. Give reports, or --jsonl FILE.")
    faults: list[Fault] = []

    def loaded() -> Iterator[Report]:
        for item in load_all(reports or ()):
            if isinstance(item, Fault):
                faults.append(item)
            else:
                yield item

    def readable() -> Iterator[Report]:
        for report in chain(loaded(), stream_jsonl(jsonl) if jsonl else ()):
            language = report.language or detect(report.text)
            if language in READABLE or language == "und":
                yield report
            else:
                faults.append(
                    Fault(
                        report.id, "", f"is in the language {language!r}, which cannot be read", "Give a translation."
                    )
                )

    done = 0
    for reading in read(readable()):
        sys.stdout.write(dumps(plain(reading), ensure_ascii=False) + "\n")
        done += 1
    if faults:
        raise ItemsFailed(faults) if done or all("language" in fault.fault for fault in faults) else InputError(faults)
