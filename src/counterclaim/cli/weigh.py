"""`counterclaim weigh`: contradictory counts, weighed."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    claims: Annotated[
        str,
        typer.Argument(metavar="CLAIMS.csv|CASE", help="One row a count: figure, source, role, value; or a case."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a page.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="Approximate, in seconds for a million rows.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of the chains; the same seed gives the same bytes.", min=0)] = 1,
    level: Annotated[float, typer.Option(help="Part of the posterior between low and high.")] = 0.9,
    draws: Annotated[
        int | None,
        typer.Option(
            help="Most draws a chain, where fewer have not converged [2000; 4000 where totals grow].",
            min=100,
            max=100_000,
        ),
    ] = None,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Also weigh under other presumptions, roles reversed among them.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Day whose totals are reported, for what grows.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE.svg", help="Also draw the counts and ranges as SVG.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="REASON", help="Of a case: switch the model on, and say why.")
    ] = None,
    off: Annotated[
        str | None, typer.Option("--off", metavar="REASON", help="Of a case: switch the model off, and say why.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Of a case: who you are, for the ledger.")] = None,
) -> None:
    """Weigh contradictory counts of the same figures: low, best and high, and how far only presumptions speak.

    Columns: figure, source, role (own, enemy, accused, neutral, unknown) and value; optionally low, high, hedge,
    origin (rows that share one are copies), population (combatants, civilians, mixed), type, as_of and span (day,
    cumulative) for quantities that grow, floor (identified dead), definition, suspected (possible copies of one
    another). A denial is no row, and where one is given it is set aside: it is no evidence of zero.

    In a case the model is off until somebody switches it on (--on REASON, with --level and --seed). Then figures with
    two original sources carry its assessment, kept up by the fast engine; this command runs the chains (or shows what
    stands, with --fast) and records them. Roles come from the source profiles.

    The result is a model's assessment, not a finding.

    Example:  counterclaim weigh counts.csv --sensitivity
              counterclaim weigh bulletins.csv --as-of 2024-03-01 --draws 16000
              counterclaim weigh casebook --on "Two sides and three hospitals differ."
    """
    import json
    import sys
    from datetime import date

    from counterclaim.cli.estimate_case import is_case
    from counterclaim.cli.weigh_page import page, progress
    from counterclaim.errors import UsageError
    from counterclaim.estimates.weigh import Settings, weigh
    from counterclaim.estimates.weigh_table import read_table
    from counterclaim.model import plain
    from counterclaim.stats.weighing.posterior import Plan

    if is_case(claims):
        if sensitivity or as_of is not None or plot is not None or draws is not None:
            raise UsageError("--sensitivity, --as-of, --draws and --plot go with a file of counts, not with a case.")
        from counterclaim.cli.weigh_case import weigh_case

        weigh_case(claims, on=on, off=off, fast=fast, seed=seed, level=level, by=by, as_json=as_json)
        return
    if on is not None or off is not None:
        raise UsageError("--on and --off go with a case: counterclaim weigh CASE --on REASON.")
    day = None
    if as_of is not None:
        try:
            day = date.fromisoformat(as_of)
        except ValueError as error:
            raise UsageError(f"--as-of {as_of!r} is not a date. Write YYYY-MM-DD.") from error
    plan = None if draws is None else Plan(draws=min(1000, draws), most=draws)
    settings = Settings(level=level, seed=seed, fast=fast, sensitivity=sensitivity, plan=plan, as_of=day)
    rows = read_table(Path(claims))
    with progress() as tick:
        result = weigh(rows, settings, where=Path(claims).name, tick=tick)
    if plot is not None:
        from counterclaim.plots.svg import save
        from counterclaim.plots.weighing import draw

        save(plot, draw(result, rows))
    if as_json:
        sys.stdout.write(json.dumps(plain(result), ensure_ascii=False) + "\n")
    else:
        page(result)
