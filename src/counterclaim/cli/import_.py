"""`counterclaim import`: what another case, or another tool, gave away."""

from typing import Annotated, Any

import typer


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A folder that `export --as csv` wrote; JSON Lines that `read --json` printed; "
            "a CSV of judgements (left, right, verdict, reason); a CSV of source profiles (source, kind, side, ...).",
        ),
    ],
    by: Annotated[str | None, typer.Option(help="Who you are, for the ledger. [default: your login]")] = None,
) -> None:
    """Take in claims, judgements or source profiles. What is there already is left or updated, never doubled.

    Victim lists are added:  counterclaim add CASE LIST --as list

    Example:  counterclaim import casebook others-casebook-csv
    """
    from pathlib import Path

    from counterclaim.cli.casework import opened, who
    from counterclaim.cli.import_read import judgement_of, taken_from
    from counterclaim.model import plain

    found = taken_from(Path(file))
    me, origin = who(by), Path(file).name
    with opened(case) as opened_case:
        taken = opened_case.take(found.reports, found.profiles, found.groupings, by=me, origin=origin)
        known = {_said(one.judgement) for one in opened_case.judgements() if not one.withdrawn}
        given = [judgement_of(one, me) for one in found.judgements]
        judged = [one for one in given if _said(plain(one)) not in known]
        for judgement in judged:
            opened_case.judge(judgement, by=me)
    others = taken.others + len(judged)
    typer.echo(
        f"{taken.reports} reports new, {taken.updated} updated, {taken.unchanged} as they were; "
        f"{others} profiles, decisions and judgements"
    )


def _said(judgement: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(judgement.get(key) for key in ("left", "right", "verdict", "reviewer"))
