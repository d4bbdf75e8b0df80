"""`counterclaim import`: what another case, or another tool, gave away."""

from typing import Annotated, Any

import typer


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A folder that `export --as csv` or parquet wrote; JSON Lines that `read --json` printed; a CSV of UCDP GED or "
            "ACLED events, of auto-archiver, of Bayanat's bulletins; of judgements (left, right, verdict, reason); of source "
            "profiles (source, kind, side, ...).",
        ),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="When a dataset was released: later releases revise earlier ones.")
    ] = None,
    protected: Annotated[
        bool | None,
        typer.Option("--protected/--open", help="Whether its new reports are protected. [default: Bayanat's are]"),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who you are, for the ledger. [default: your login]")] = None,
) -> None:
    """Take in reports with their claims, lists, persons, estimates, conclusions, judgements or source profiles. What is there
    already is left or updated, never doubled. Rows of UCDP GED and ACLED become claims of those
    datasets, with the sources that they cite behind them.

    Victim lists are added:  counterclaim add CASE LIST --as list

    Example:  counterclaim import casebook others-casebook-csv

    Example:  counterclaim import casebook GEDEvent_v25_1.csv --published 2025-06-15
    """
    from datetime import date
    from pathlib import Path

    from counterclaim.case.take import read_texts
    from counterclaim.cli.casework import opened, who
    from counterclaim.cli.import_read import judgement_of, taken_from
    from counterclaim.errors import UsageError
    from counterclaim.model import plain

    try:
        day = date.fromisoformat(published) if published else None
    except ValueError as error:
        raise UsageError(f"--published {published}: write a day as 2031-05-03.") from error
    found = taken_from(Path(file), day)
    me, origin = who(by), Path(file).name
    with opened(case) as opened_case:
        hidden = found.protected if protected is None else protected
        rows = [*found.reports, *read_texts(opened_case.memory, found.texts)]
        values = (rows, found.profiles, found.groupings, found.victims, found.estimates, found.determined)
        taken = opened_case.take(*values, by=me, origin=origin, protected=hidden)
        known = {_said(one.judgement) for one in opened_case.judgements() if not one.withdrawn}
        given = [judgement_of(one, me) for one in found.judgements]
        judged = [one for one in given if _said(plain(one)) not in known]
        for judgement in judged:
            opened_case.judge(judgement, by=me)
    others = taken.others + len(judged)
    typer.echo(
        f"{taken.reports} reports new, {taken.updated} updated, {taken.unchanged} as they were; {taken.rows} rows of lists, "
        f"{taken.persons} persons, {taken.estimates} estimates new or changed; {others} profiles, decisions and judgements"
    )


def _said(judgement: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(judgement.get(key) for key in ("left", "right", "verdict", "reviewer"))
