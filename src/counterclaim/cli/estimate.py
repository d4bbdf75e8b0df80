"""`counterclaim estimate`: how many are on no list."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from counterclaim.estimates.settings import Settings


class MethodName(StrEnum):
    """The names of the methods, as the help page lists them."""

    LOGLINEAR = "loglinear"
    STEPWISE = "stepwise"
    DECOMPOSABLE = "decomposable"
    LATENT_CLASS = "latent-class"
    BOUNDS = "bounds"


class Grid(StrEnum):
    """Every whole number, or geometric knots."""

    EXACT = "exact"
    KNOTS = "knots"


def command(
    target: Annotated[
        str | None,
        typer.Argument(help="CSV: one 0/1 column a list, and `count`; or a case.", metavar="TABLE.csv|CASE"),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    method: Annotated[
        list[MethodName] | None,
        typer.Option(
            "--method",
            metavar="METHOD",
            help="Only this method: loglinear, stepwise, decomposable, latent-class or bounds. Repeatable.",
        ),
    ] = None,
    max_order: Annotated[
        int | None, typer.Option("--max-order", help="Largest interaction of the log-linear models.", min=1)
    ] = None,
    grid: Annotated[Grid, typer.Option("--grid", help="Grid of the decomposable method.")] = Grid.KNOTS,
    grid_end: Annotated[
        int | None, typer.Option("--grid-end", help="Largest number of undocumented on that grid.", min=1)
    ] = None,
    delta: Annotated[
        float | None, typer.Option("--delta", help="Prior weight of a cell there; 2^-lists unless given.")
    ] = None,
    bootstrap: Annotated[int, typer.Option("--bootstrap", help="Replicates of the BCa intervals.", min=0)] = 1000,
    profiles: Annotated[
        Path | None, typer.Option("--profiles", help="CSV: list, keeper, criteria, derived_from.")
    ] = None,
    priors: Annotated[
        bool, typer.Option("--priors", help="Also show the latent classes under other priors (takes longer).")
    ] = False,
    example: Annotated[
        bool, typer.Option("--example", help="The shipped example instead of a file: Kosovo 1999, four lists.")
    ] = False,
    svg: Annotated[Path | None, typer.Option("--svg", help="Folder for pictures of the estimates (SVG).")] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same numbers.")] = 1,
    level: Annotated[float, typer.Option("--level", help="Level of the intervals.")] = 0.95,
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="FILE.csv|NAME",
            help="Of a case: a table to give it, or a source that it has. [default: its linked lists]",
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Of a case: who you are, for the ledger.")] = None,
) -> None:
    """Estimate how many persons are on no list, from how many are on which.

    All methods side by side, each with what it assumes; a method that cannot answer says why. No number is a
    headline by itself: methods that fit alike can differ in what they say of the unseen.

    In a case the estimate is recorded with its inputs; a total is reported once an analyst accepts what it assumes
    (counterclaim accept).

    Example:  counterclaim estimate overlap.csv --method loglinear --method latent-class
              counterclaim estimate casebook --table overlap.csv
    """
    import json
    from dataclasses import replace

    from rich.console import Console

    from counterclaim.cli.estimate_case import is_case
    from counterclaim.errors import UsageError
    from counterclaim.estimates.document import document
    from counterclaim.estimates.example import PUBLISHED, kosovo
    from counterclaim.estimates.pictures import write_pictures
    from counterclaim.estimates.report import WIDTH, report
    from counterclaim.estimates.settings import Settings
    from counterclaim.estimates.table import read_profiles, read_tables
    from counterclaim.estimates.undocumented import estimate
    from counterclaim.model import Method

    settings = Settings(
        methods=tuple(dict.fromkeys(Method(name.value) for name in method)) if method else tuple(Method),
        max_order=max_order,
        grid=grid.value,
        grid_end=grid_end,
        delta=delta,
        seed=seed,
        level=level,
        bootstrap=bootstrap,
        priors=priors,
    )
    if target is not None and is_case(target):
        _in_case(target, settings, table, profiles, example, json_, by)
        return
    if (target is None) != example:
        raise UsageError("give one table: counterclaim estimate TABLE.csv, or counterclaim estimate --example.")
    if table is not None:
        raise UsageError("--table goes with a case: counterclaim estimate CASE --table FILE.csv.")
    if profiles is None and target is not None and (beside := Path(target).parent / "lists.csv").is_file():
        profiles = beside  # what `link` wrote of the lists beside the table
    known = read_profiles(profiles) if profiles else ()
    tables = (kosovo(),) if target is None else read_tables(Path(target), known)
    with Console(stderr=True).status("estimating ...") as status:
        found = estimate(tables, settings, lambda text: status.update(f"{text} ..."))
    if example:
        found = replace(found, notes=(PUBLISHED, *found.notes))
    if svg:
        write_pictures(found, svg)
    if json_:
        typer.echo(json.dumps(document(found), ensure_ascii=False))
    else:
        Console(width=WIDTH, highlight=False).print(report(found))


def _in_case(
    location: str, settings: "Settings", table: str | None, profiles: Path | None, example: bool, json_: bool,
    by: str | None,
) -> None:  # fmt: skip
    """Estimate from a source of a case and record it."""
    import json

    from rich.console import Console

    from counterclaim.cli.casework import opened, who
    from counterclaim.cli.estimate_case import page, source_of
    from counterclaim.estimates.document import document
    from counterclaim.estimates.example import NAME, kosovo
    from counterclaim.estimates.report import WIDTH

    me = who(by)
    with opened(location) as case:
        given = case.estimates.give((kosovo(),), NAME, by=me).name if example else None
        source = given or source_of(case, table, profiles, me)
        with Console(stderr=True).status("estimating ...") as status:
            stored = case.estimates.run(source, settings, by=me, progress=lambda text: status.update(f"{text} ..."))
    if json_:
        typer.echo(json.dumps({"id": stored.id, **document(stored.estimation)}, ensure_ascii=False))
    else:
        Console(width=WIDTH, highlight=False).print(page(stored))
