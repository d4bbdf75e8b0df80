"""`counterclaim copy`: a whole case to another place."""

from typing import Annotated

import typer


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    to: Annotated[
        str, typer.Argument(metavar="TO", help="A folder to make, or postgresql://USER:PASSWORD@HOST/DATABASE.")
    ],
    by: Annotated[str | None, typer.Option(help="Who you are, for the ledger. [default: your login]")] = None,
) -> None:
    """Copy a whole case, protected contents too, from a folder to a team's database or back. The copy has the same ledger,
    id and passphrase; the case records that it was made, so that the number of copies stays known.

    Example:  counterclaim copy casebook postgresql://desk@localhost/case
    """
    from counterclaim.cli.casework import opened, progress, who

    with opened(case) as held:
        with progress("Copying") as advance:
            held.copy(to, by=who(by), progress=advance)
        typer.echo(f"{held.id} copied. Check it with:  counterclaim verify {to}", err=True)
