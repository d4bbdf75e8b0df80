"""`counterclaim init`: make a case."""

from typing import Annotated

import typer

from counterclaim.cli.options import ActorsFile, PlacesFile


def command(
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="A folder to make, or postgresql://USER:PASSWORD@HOST/DATABASE.")
    ],
    title: Annotated[str, typer.Option(help="What the case is about.")] = "",
    seal: Annotated[
        bool,
        typer.Option(
            "--seal",
            help="Encrypt protected contents (names, victim lists, protected reports) under a passphrase: "
            "asked for, or taken from COUNTERCLAIM_PASSPHRASE. Lost passphrase, lost contents.",
        ),
    ] = False,
    gazetteer: PlacesFile = None,
    actors: ActorsFile = None,
    by: Annotated[str | None, typer.Option(help="Who you are, for the ledger. [default: your login]")] = None,
) -> None:
    """Make a case: it remembers reports, claims, figures and what people decide, in a ledger that only grows.

    Example:  counterclaim init casebook --title "Siege of Orvale" --seal
    """
    import os
    from pathlib import Path

    from counterclaim.case import Case
    from counterclaim.cli.casework import PASSPHRASE, who
    from counterclaim.errors import UsageError

    passphrase = os.environ.get(PASSPHRASE) or None
    if seal and passphrase is None:
        passphrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
    if seal and not (passphrase or "").strip():
        raise UsageError("An empty passphrase protects nothing. Give one, or leave --seal out.")
    with Case.create(case, by=who(by), title=title, passphrase=passphrase if seal else None) as made:
        if gazetteer:
            made.give_gazetteer(Path(gazetteer), by=who(by))
        if actors:
            made.give_actors(Path(actors), by=who(by))
        typer.echo(f"{made.id} made. Next:  counterclaim add {case} REPORT...", err=True)
