"""`counterclaim link CASE`: the case's lists, linked where they are."""

from collections.abc import Sequence
from typing import Any

import typer


def link_case(location: str, by: str | None, only: Sequence[str] | None, **options: Any) -> None:
    """Link the lists of a case and say what came of it, without a value of any row."""
    from counterclaim.cli.casework import opened, who
    from counterclaim.victims.progress import shown

    with opened(location) as case, shown("Linking") as progress:
        done = case.victims.link(by=who(by), lists=only or None, progress=progress, **options)
        waiting = len(case.victims.waiting(who(by)))
    for note in done.notes:
        typer.echo(f"note: {note}", err=True)
    typer.echo(f"{done.records} records, {done.persons} persons (95 % interval {done.low:.0f} to {done.high:.0f})")
    for line in told(done.changes):
        typer.echo(line)
    if waiting:
        typer.echo(f"{waiting} pairs wait for a reviewer:  counterclaim review {location}")


def told(changes: dict[str, Any]) -> list[str]:
    """What a linkage changed, in words and ids; nothing of the first one, whose persons are all new."""
    if "new_persons" not in changes:
        return []
    records = changes["records"]
    lines = [
        f"Since the last linkage: {records['new']} records new, {records['gone']} gone; {changes['new']} persons new"
    ]
    lines += [f"  joined into {kept}: {', '.join(others)}" for kept, *others in changes["joined"]]
    lines += [f"  {was} was split: {', '.join(now)}" for was, *now in changes["split"]]
    return lines
