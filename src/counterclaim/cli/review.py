"""counterclaim review: pairs that wait for a person's decision, in the terminal."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `counterclaim link --out` wrote.")],
    reviewer: Annotated[str | None, typer.Option(help="Who judges; asked for where it is not given.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs to go through at most.")] = 50,
    lists: Annotated[
        list[Path] | None, typer.Option("--list", metavar="LIST", help="Where a list is now, if it moved.")
    ] = None,
    agreement: Annotated[bool, typer.Option("--agreement", help="Show how far the reviewers agree, and stop.")] = False,
) -> None:
    """Judge pairs of records: the same person, different persons, or unsure, each with a reason. The pairs come in
    order of what they would change.

    Every judgement is written at once to DIR/judgements.csv and can be withdrawn (w). Two people judge blind: neither
    sees what the other
    said, and --agreement shows kappa and the pairs to settle. Link again with --labels DIR/judgements.csv to use the
    judgements.

    Example:  counterclaim review linked --reviewer anna --limit 20
    """
    from counterclaim.cli.reviewing import go_through, show_agreement
    from counterclaim.victims.folder import open_folder

    opened = open_folder(folder, lists or ())
    if agreement:
        show_agreement(opened.judgements)
        return
    go_through(opened, reviewer or typer.prompt("Who judges", err=True), limit)
