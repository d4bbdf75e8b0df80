"""`counterclaim accept`: a named analyst accepts what an estimate assumes."""

from enum import StrEnum
from typing import Annotated

import typer


class StandardName(StrEnum):
    """Standards of proof, as the help page lists them."""

    REASONABLE_SUSPICION = "reasonable_suspicion"
    REASONABLE_GROUNDS = "reasonable_grounds_to_believe"
    BALANCE = "balance_of_probabilities"
    CLEAR_AND_CONVINCING = "clear_and_convincing"
    BEYOND_REASONABLE_DOUBT = "beyond_reasonable_doubt"


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case.")],
    estimate: Annotated[str, typer.Argument(metavar="ESTIMATE", help="Its id, as `estimate CASE` prints it.")],
    method: Annotated[str, typer.Option(help="Whose total: loglinear, stepwise, decomposable, latent-class, bounds.")],
    reason: Annotated[str, typer.Option(help="Why the assumptions hold here.")],
    criterion: Annotated[
        str | None, typer.Option(help="Which of a method's answers: bic, aic, average, chao, ...")
    ] = None,
    tick: Annotated[
        list[int] | None, typer.Option("--tick", help="Number of an assumption that is accepted; repeat for each.")
    ] = None,
    standard: Annotated[StandardName, typer.Option(help="Standard of proof.")] = StandardName.BALANCE,
    by: Annotated[str | None, typer.Option(help="Who accepts. [default: your login]")] = None,
) -> None:
    """Accept, one by one, what the total of one method rests on: only then does a case report it as a number.

    Without --tick every assumption is asked about in turn. What was accepted is recorded under your name and can be
    withdrawn; when the data change it is marked as stale.

    Example:  counterclaim accept casebook estimate-1f0c2ab94de35a7780b1 --method loglinear --reason "Three separate teams."
    """
    import sys

    from counterclaim.cli.casework import opened, who
    from counterclaim.errors import UsageError
    from counterclaim.estimates.assumptions import pick
    from counterclaim.model import Standard

    me = who(by)
    with opened(case) as opened_case:
        stored = opened_case.estimates.find(estimate)
        made = pick(stored.estimation, method, criterion) if stored else None
        ticked = [number - 1 for number in tick or ()]
        if stored is not None and made is not None and tick is None:
            listed = stored.assumptions(made)
            if not sys.stdin.isatty():
                lines = [f"{number}. {text}" for number, text in enumerate(listed, start=1)]
                raise UsageError("\n".join(["tick each assumption that you accept (--tick 1 --tick 2 ...):", *lines]))
            asked = (typer.confirm(text, err=True) for text in listed)
            ticked = [place for place, yes in enumerate(asked) if yes]
        entry = opened_case.estimates.accept(
            estimate, method, criterion, ticked=ticked, standard=Standard(standard.value), reason=reason, by=me
        )
    typer.echo(f"Accepted by {me}, entry {entry.id}. It can be withdrawn.")
