"""`counterclaim figures CASE`: the figures of a case, disputed first, as they stand with what people decided."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from json import dumps

import typer
from rich.console import Console
from rich.text import Text

from counterclaim.case import Case
from counterclaim.case.find import EMPTY
from counterclaim.cli.casework import opened
from counterclaim.cli.figures_view import SHOWN, heading, picture
from counterclaim.figures import Directory
from counterclaim.model import Figure, Status, plain

#: figures of which one query tells what is protected
_AT_ONCE = 500


def figures_of_case(location: str, rules: Sequence[str], *, as_json: bool) -> None:
    """Print the case's figures with the assessments of these codebooks (all that it was made with where none is named).

    What is protected is shown by its question alone, and in JSON left out: `show CASE ID` opens it and records the look.

    Raises:
        CaseError: the case cannot be opened.
    """
    with opened(location) as case:
        if as_json:
            _json(case, rules)
            return
        total = case.count_figures()
        disputed = sum(
            case.count_figures(replace(EMPTY, status=s)) for s in (Status.CONFLICTING, Status.NOT_COMPARABLE)
        )
        console = Console()
        console.print(heading(total, disputed))
        some = list(case.figures(limit=SHOWN))
        hidden = case.protected_among([figure.id for figure in some])
        directory = Directory(case.profiles())
        for figure in some:
            if figure.id in hidden:
                console.print(_named(figure))
                continue
            console.print(picture(_with(figure, rules), case.known(figure.claims), directory))
            console.print(Text(f"  {figure.id}", style="dim"))
        if total > SHOWN:
            console.print(
                f"... and {total - SHOWN:,} more; --json gives all, and `counterclaim serve {location}` searches them."
            )


def _json(case: Case, rules: Sequence[str]) -> None:
    figures = case.figures()
    while some := list(islice(figures, _AT_ONCE)):
        hidden = case.protected_among([figure.id for figure in some])
        for figure in some:
            if figure.id not in hidden:
                typer.echo(dumps(plain(_with(figure, rules)), ensure_ascii=False))


def _with(figure: Figure, rules: Sequence[str]) -> Figure:
    kept = tuple(one for one in figure.assessments if not rules or one.rules in rules)
    return replace(figure, assessments=kept)


def _named(figure: Figure) -> Text:
    return Text.assemble(
        "\n", (figure.question, "bold"), ("  protected; ", "dim"), (f"counterclaim show CASE {figure.id}", "dim"),
        (" opens it and records the look", "dim"),
    )  # fmt: skip
