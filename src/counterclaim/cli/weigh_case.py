"""`counterclaim weigh CASE`: switching the model on and off, its full runs, and what stands."""

import typer


def weigh_case(
    location: str, *, on: str | None, off: str | None, fast: bool, seed: int, level: float, by: str | None, as_json: bool
) -> None:  # fmt: skip
    """Do what the options ask of the model of a case, and print what it then says."""
    import json
    import sys

    from counterclaim.cli.casework import opened, who
    from counterclaim.cli.weigh_page import page, progress
    from counterclaim.errors import UsageError
    from counterclaim.model import plain

    if on is not None and off is not None:
        raise UsageError("--on and --off exclude one another.")
    me = who(by)
    with opened(location) as case:
        if off is not None:
            case.weighing.switch_off(reason=off, by=me)
            typer.echo("The model is off; its assessments are gone from the figures, its runs stay on record.")
            return
        if on is not None:
            case.weighing.switch_on(reason=on, by=me, level=level, seed=seed)
        elif case.weighing.switch is None:
            raise UsageError(
                f'{location}: the model is off in this case. Switch it on with a reason: counterclaim weigh {location} --on "..."'
            )
        if on is None and not fast:
            with progress() as tick:
                case.weighing.run(by=me, tick=tick)
        found = case.weighing.all()
        if found is None:
            typer.echo("No figure has counts of two original sources yet; there is nothing to weigh.", err=True)
            return
        questions = {one.id: one.question for one in case.figures()}
    if as_json:
        sys.stdout.write(json.dumps(plain(found), ensure_ascii=False) + "\n")
        return
    page(found, questions)
