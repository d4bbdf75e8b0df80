"""`counterclaim show`: one report, claim, figure, estimate, list or entry of a case."""

from typing import Annotated

import typer


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of a report, claim, figure, estimate, person, victim list or ledger entry."),
    ],
    why: Annotated[bool, typer.Option("--why", help="How each field was found.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    by: Annotated[str | None, typer.Option(help="Who you are: looking at protected contents is recorded.")] = None,
) -> None:
    """Show one thing of a case and, with --why, how each of its fields was found.

    Example:  counterclaim show casebook claim-1f0c2ab94de35a7780b1 --why
    """
    from json import dumps

    from counterclaim.cli.casework import opened, who
    from counterclaim.cli.show_page import page
    from counterclaim.errors import UsageError
    from counterclaim.model import plain

    with opened(case) as opened_case:
        found = opened_case.find(id_)
        if found is None:
            raise UsageError(
                f"{id_}: the case holds nothing of this id, or it was erased. Ids stand in `export --as csv`."
            )
        if opened_case.is_protected(id_):
            opened_case.log_view(id_, by=who(by), purpose="show")
        if json:
            typer.echo(dumps(plain(found), ensure_ascii=False, indent=2))
        else:
            page(opened_case, found, why, who(by))
