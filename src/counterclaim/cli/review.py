"""counterclaim review: pairs that wait for a person's decision, in the terminal."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    where: Annotated[
        str, typer.Argument(metavar="DIR|CASE", help="A folder that `counterclaim link --out` wrote, or a case.")
    ],
    reviewer: Annotated[
        str | None, typer.Option(help="Who judges. [default: your login in a case; else it is asked for]")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to go through at most.")] = 50,
    lists: Annotated[
        list[Path] | None, typer.Option("--list", metavar="LIST", help="Of a folder: where a list is now, if it moved.")
    ] = None,
    agreement: Annotated[bool, typer.Option("--agreement", help="Show how far the reviewers agree, and stop.")] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Of a case: list the claims and figures that wait, and stop.")
    ] = False,
    decide: Annotated[
        bool, typer.Option("--decide", help="With --claims: confirm, reject or correct the claims one by one.")
    ] = False,
) -> None:
    """Judge pairs of records: the same person, different persons, or unsure, each with a reason. The pairs come in
    order of what they would change.

    Every judgement is written at once, to DIR/judgements.csv or the case's ledger, and can be withdrawn (w). Two people
    judge blind: neither sees what the other said, and --agreement shows kappa and the pairs to settle. Link again to
    use the judgements: with --labels DIR/judgements.csv, or `counterclaim link CASE`.

    Example:  counterclaim review linked --reviewer anna --limit 20

    Example:  counterclaim review casebook

    Example:  counterclaim review casebook --claims --decide
    """
    from counterclaim.cli.casework import is_case
    from counterclaim.cli.reviewing import go_through, show_agreement

    if is_case(where):
        from counterclaim.cli.casework import opened, who
        from counterclaim.cli.review_case import CasePairs, show_claims

        with opened(where) as case:
            if claims and decide:
                from counterclaim.cli.review_claims import decide_claims

                decide_claims(case, who(reviewer), limit)
            elif claims:
                show_claims(case, limit)
            elif agreement:
                show_agreement(case.victims.judgements())
            else:
                me = who(reviewer)
                go_through(CasePairs(case, me, where), me, limit)
        return
    from counterclaim.victims.folder import open_folder

    folder = open_folder(Path(where), lists or ())
    if agreement:
        show_agreement(folder.judgements)
        return
    go_through(folder, reviewer or typer.prompt("Who judges", err=True), limit)
